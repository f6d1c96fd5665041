import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct PlaceboTests {
  private let week = 7 * day

  private func word(_ conversation: ScoredConversation, days: Int = 7) -> String {
    ScoredSheet.word(.placebo, conversation, days: days)
  }

  @Test func `a trigger at the very beginning or end of the later window is a return by chance`() {
    // The gap begins 28 days after the end.
    #expect(word(ScoredSheet.conversation(placebo: 0)) == "hit")
    #expect(word(ScoredSheet.conversation(placebo: week)) == "hit")
    #expect(word(ScoredSheet.conversation(placebo: week + 1)) == "miss")
    #expect(word(ScoredSheet.conversation()) == "miss")
  }

  @Test func `the later window must close inside the coverage, to the second`() {
    // 65 + 28 + 7 = 100.
    #expect(word(ScoredSheet.conversation(at: 65 * day)) == "miss")
    #expect(word(ScoredSheet.conversation(at: 65 * day + 1)) == "left out")
    #expect(word(ScoredSheet.conversation(at: 60 * day, until: 65 * day)) == "miss")
    #expect(word(ScoredSheet.conversation(at: 60 * day, until: 65 * day + 1, placebo: 0)) == "left out")
    #expect(word(ScoredSheet.conversation(at: 42 * day), days: 30) == "miss")
    #expect(word(ScoredSheet.conversation(at: 42 * day + 1), days: 30) == "left out")
  }

  @Test func `only what is certainly a first contact counts`() {
    #expect(word(ScoredSheet.conversation(since: week, placebo: 0)) == "left out")
    #expect(word(ScoredSheet.conversation(since: week + 1, placebo: 0)) == "hit")
    #expect(word(ScoredSheet.conversation(at: week, placebo: 0)) == "hit")
    #expect(word(ScoredSheet.conversation(at: week - 1, placebo: 0)) == "left out")
    #expect(word(ScoredSheet.conversation(isIdentified: false, placebo: 0)) == "left out")
    #expect(word(ScoredSheet.conversation(status: .abandoned, placebo: 0)) == "left out")
  }

  @Test func `whether it is repeated does not matter, nor whether a first contact can resolve it`() {
    #expect(word(ScoredSheet.conversation(return: 0, placebo: 0)) == "hit")
    #expect(word(ScoredSheet.conversation(return: 0)) == "miss")
    #expect(word(ScoredSheet.conversation(placebo: 0, isResolvableFirst: false)) == "hit")
  }

  @Test func `it stands under any at every window that is asked for`() {
    var parameters = FCRParameters()
    (parameters.windowDays, parameters.headlineDays, parameters.matches) = ([3, 30], 3, [.case])
    let variants = FCRNumber.all(of: .placebo, parameters).map(\.variant)
    #expect(variants == [3, 30].map { FCRNumber.Variant(days: $0, match: .any) })
    // Under reason and case it is a repeat, under any a first.
    var conversation = ScoredSheet.conversation(since: 8 * day, placebo: day)
    conversation.links[1].sincePrevious = 0
    conversation.links[2] = RepeatLink()
    #expect(word(conversation) == "hit")
  }

  @Test func `five first contacts of three customers by hand`() throws {
    var sheet = ScoredSheet()
    sheet.add(
      ScoredSheet.conversation(at: 10 * day, agent: 1, placebo: 0),
      ScoredSheet.conversation(at: 38 * day, agent: 2, placebo: day))
    sheet.add(ScoredSheet.conversation(at: 20 * day, agent: 1), ScoredSheet.conversation(at: 66 * day))
    sheet.add(
      ScoredSheet.conversation(at: 30 * day, return: day, agent: 1),
      ScoredSheet.conversation(at: 31 * day, since: day, agent: 3, placebo: 0))
    let figure = try #require(sheet.figure(7, ScoredSheet.coverage, .placebo))
    // Days 10, 38, 20 and 30; day 66 closes too late, day 31 is no first.
    #expect(figure.counts == [4, 2] && figure.people == 2)
    #expect((figure.unsettled, figure.firstUnknown, figure.unidentified) == (nil, nil, nil))
    // p 1/2; residuals 1, −1/2, −1/2: 3/2 · 3/2 / 16 = 9/64 over 1/16: effect 9/4.
    #expect(abs(figure.rate.effectiveSize - 16.0 / 9) < 1e-12)
  }
}
