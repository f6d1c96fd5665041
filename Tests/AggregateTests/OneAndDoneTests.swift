import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct OneAndDoneTests {
  private let week = 7 * day

  private func word(_ conversation: ScoredConversation) -> String {
    ScoredSheet.word(.oneAndDone, conversation)
  }

  @Test func `one stands alone where nothing is within a week on either side, to the second`() {
    #expect(word(ScoredSheet.conversation()) == "hit")
    #expect(word(ScoredSheet.conversation(since: week + 1, return: week + 1)) == "hit")
    #expect(word(ScoredSheet.conversation(since: week)) == "miss")
    #expect(word(ScoredSheet.conversation(return: week)) == "miss")
    #expect(word(ScoredSheet.conversation(since: week + 1, return: week)) == "miss")
    #expect(word(ScoredSheet.conversation(since: 0, return: 0)) == "miss")
  }

  @Test func `only a full look-back and a closed window count, each to the second`() {
    #expect(word(ScoredSheet.conversation(at: week)) == "hit")
    #expect(word(ScoredSheet.conversation(at: week - 1)) == "left out")
    #expect(word(ScoredSheet.conversation(at: week - 1, since: 0)) == "left out")
    #expect(word(ScoredSheet.conversation(at: 93 * day)) == "hit")
    #expect(word(ScoredSheet.conversation(at: 93 * day + 1)) == "left out")
    #expect(word(ScoredSheet.conversation(at: 93 * day + 1, return: 0)) == "left out")
    #expect(word(ScoredSheet.conversation(at: 92 * day, until: 93 * day)) == "hit")
    #expect(word(ScoredSheet.conversation(at: 92 * day, until: 93 * day + 1)) == "left out")
  }

  @Test func `without an identity and where it does not qualify it is left out`() {
    #expect(word(ScoredSheet.conversation(isIdentified: false)) == "left out")
    for status in ConversationStatus.allCases where status != .qualifying {
      #expect(word(ScoredSheet.conversation(status: status)) == "left out")
    }
  }

  @Test func `six conversations of four customers by hand`() throws {
    var sheet = ScoredSheet()
    sheet.add(
      ScoredSheet.conversation(return: day, agent: 1),
      ScoredSheet.conversation(at: 51 * day, since: day, agent: 2))
    sheet.add(
      ScoredSheet.conversation(at: 20 * day, return: 8 * day, agent: 1),
      ScoredSheet.conversation(at: 28 * day, since: 8 * day, agent: 3))
    sheet.add(ScoredSheet.conversation(at: day, agent: 4))
    sheet.add(ScoredSheet.conversation(at: 94 * day, agent: 5))
    // Neither of the first customer's, both of the second's; the others are cut or open.
    let figure = try #require(sheet.figure(7, ScoredSheet.coverage, .oneAndDone))
    #expect(figure.counts == [4, 2] && figure.people == 3)
    #expect((figure.unsettled, figure.firstUnknown, figure.unidentified) == (nil, nil, nil))
    // p 1/2; residuals −1 and 1: 2 · 2 / 16 = 1/4 over 1/16: effect 4, worth 1.
    #expect(abs(figure.rate.effectiveSize - 1) < 1e-12)
    // Within 14 days nobody is alone; day 94 and day 1 stay outside.
    #expect(sheet.figure(14, ScoredSheet.coverage, .oneAndDone)?.counts == [4, 0])
    #expect(sheet.figure(1, ScoredSheet.coverage, .oneAndDone)?.counts == [6, 4])
  }
}
