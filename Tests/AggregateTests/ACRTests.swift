import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct ACRTests {
  private let week = 7 * day

  private func word(_ conversation: ScoredConversation) -> String {
    ScoredSheet.word(.acr, conversation)
  }

  @Test func `a return a week after the end to the second is one, a second later is none`() {
    #expect(word(ScoredSheet.conversation(return: week)) == "miss")
    #expect(word(ScoredSheet.conversation(return: week + 1)) == "hit")
    #expect(word(ScoredSheet.conversation(return: 0)) == "miss")
    #expect(word(ScoredSheet.conversation()) == "hit")
  }

  @Test func `a window that closes with the coverage is settled, a second later unsettled`() {
    #expect(word(ScoredSheet.conversation(at: 93 * day)) == "hit")
    #expect(word(ScoredSheet.conversation(at: 93 * day + 1)) == "unsettled")
    // The window runs from the end, and a return of today does not close it.
    #expect(word(ScoredSheet.conversation(at: 50 * day, until: 93 * day)) == "hit")
    #expect(word(ScoredSheet.conversation(at: 50 * day, until: 93 * day + 1)) == "unsettled")
    #expect(word(ScoredSheet.conversation(at: 95 * day, return: day)) == "unsettled")
    #expect(word(ScoredSheet.conversation(at: 95 * day, since: 0)) == "unsettled")
  }

  @Test func `its place in a chain of contacts and a cut look-back do not matter`() {
    #expect(word(ScoredSheet.conversation(since: 0)) == "hit")
    #expect(word(ScoredSheet.conversation(at: 0)) == "hit")
    #expect(word(ScoredSheet.conversation(at: 0, since: 0, return: 0)) == "miss")
    #expect(word(ScoredSheet.conversation(isResolvableFirst: false)) == "hit")
  }

  @Test func `without an identity it is unidentified, and what does not qualify is left out`() {
    #expect(word(ScoredSheet.conversation(isIdentified: false)) == "unidentified")
    #expect(word(ScoredSheet.conversation(at: 95 * day, isIdentified: false)) == "unidentified")
    for status in ConversationStatus.allCases where status != .qualifying {
      #expect(word(ScoredSheet.conversation(status: status)) == "left out")
    }
  }

  @Test func `six qualifying conversations of five customers by hand`() throws {
    var sheet = ScoredSheet()
    sheet.add(
      ScoredSheet.conversation(return: day, agent: 1),
      ScoredSheet.conversation(at: 51 * day, since: day, return: 2 * day, agent: 2))
    sheet.add(ScoredSheet.conversation(agent: 1))
    sheet.add(ScoredSheet.conversation(at: 3 * day, since: day, return: 8 * day, agent: 1))
    sheet.add(ScoredSheet.conversation(at: 96 * day, agent: 3))
    sheet.add(ScoredSheet.conversation(isIdentified: false, agent: 4))
    let figure = try #require(sheet.figure(7, ScoredSheet.coverage, .acr))
    // The first customer came back twice, the next two did not: 2 of 4, by agents 1 and 2.
    #expect(figure.counts == [4, 2] && figure.people == 2)
    #expect((figure.unsettled, figure.firstUnknown, figure.unidentified) == (1, nil, 1))
    #expect(figure.survival == nil && figure.ratio == nil)
    // p 1/2; residuals −1, 1/2, 1/2: 3/2 · 3/2 / 16 = 9/64 over 1/16: effect 9/4, worth 16/9.
    #expect(abs(figure.rate.effectiveSize - 16.0 / 9) < 1e-12)
  }
}
