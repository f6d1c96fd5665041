import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct RepeatRateTests {
  private let week = 7 * day

  private func word(_ conversation: ScoredConversation) -> String {
    ScoredSheet.word(.repeatRate, conversation)
  }

  @Test func `one that ended a week before to the second makes it a repeat, a second earlier none`() {
    #expect(word(ScoredSheet.conversation(since: week)) == "hit")
    #expect(word(ScoredSheet.conversation(since: week + 1)) == "miss")
    #expect(word(ScoredSheet.conversation(since: 0)) == "hit")
    #expect(word(ScoredSheet.conversation()) == "miss")
  }

  @Test func `a look-back that begins with the coverage is full, a second earlier it is cut`() {
    #expect(word(ScoredSheet.conversation(at: week)) == "miss")
    #expect(word(ScoredSheet.conversation(at: week - 1)) == "left out")
    // Though its earlier contact is known, one without would not be.
    #expect(word(ScoredSheet.conversation(at: week - 1, since: day)) == "left out")
  }

  @Test func `it is not censored: what starts as the coverage ends counts, whatever comes after`() {
    #expect(word(ScoredSheet.conversation(at: 100 * day, since: day)) == "hit")
    #expect(word(ScoredSheet.conversation(at: 100 * day)) == "miss")
    #expect(word(ScoredSheet.conversation(at: 99 * day, until: 120 * day, return: 0)) == "miss")
    #expect(word(ScoredSheet.conversation(at: 99 * day, since: 0, return: 0)) == "hit")
  }

  @Test func `without an identity and where it does not qualify it is left out`() {
    #expect(word(ScoredSheet.conversation(since: 0, isIdentified: false)) == "left out")
    for status in ConversationStatus.allCases where status != .qualifying {
      #expect(word(ScoredSheet.conversation(since: 0, status: status)) == "left out")
    }
  }

  @Test func `a chain of three contacts is two repeats of three, and one first of window_fcr`() throws {
    var sheet = ScoredSheet()
    sheet.add(
      ScoredSheet.conversation(return: 2 * day, agent: 1),
      ScoredSheet.conversation(at: 52 * day, since: 2 * day, return: 3 * day, agent: 2),
      ScoredSheet.conversation(at: 55 * day, since: 3 * day, agent: 2))
    sheet.add(ScoredSheet.conversation(at: 98 * day, agent: 3))
    sheet.add(ScoredSheet.conversation(isIdentified: false, agent: 4))
    let figure = try #require(sheet.figure(7, ScoredSheet.coverage, .repeatRate))
    #expect(figure.counts == [4, 2] && figure.people == 3)
    #expect((figure.unsettled, figure.firstUnknown, figure.unidentified) == (nil, nil, nil))
    // p 1/2; residuals 2 − 3/2 and −1/2: 2 · 1/2 / 16 = 1/16 over 1/16: effect 1.
    #expect(abs(figure.rate.effectiveSize - 4) < 1e-12)
    #expect(sheet.figure(7)?.counts == [1, 0])
    // Within 2 days the third follows none, the second does.
    #expect(sheet.figure(2, ScoredSheet.coverage, .repeatRate)?.counts == [4, 1])
  }
}
