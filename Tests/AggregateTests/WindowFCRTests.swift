import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct WindowFCRTests {
  /// Counts of one conversation alone within 7 days, as one word.
  private func state(_ conversation: ScoredConversation, _ coverage: Coverage = ScoredSheet.coverage)
    -> String
  {
    var sheet = ScoredSheet()
    sheet.add(conversation)
    guard let figure = sheet.figure(7, coverage), conversation.status == .qualifying else {
      return sheet.figure(7, coverage)?.isEmpty == true ? "" : "none"
    }
    let counts = [
      ("resolved", figure.rate.x), ("repeated", figure.rate.n - figure.rate.x),
      ("unsettled", figure.unsettled ?? 0),
      ("first_unknown", figure.firstUnknown ?? 0), ("unidentified", figure.unidentified ?? 0),
    ]
    let words = counts.filter { $0.1 > 0 }.map(\.0).joined(separator: ", ")
    return words.isEmpty ? "no first" : words
  }

  private let week = 7 * day

  @Test func `one that ended a week before to the second makes it no first, one a second earlier does not`() {
    #expect(state(ScoredSheet.conversation(since: week)) == "no first")
    #expect(state(ScoredSheet.conversation(since: week + 1)) == "resolved")
    #expect(state(ScoredSheet.conversation(since: 0)) == "no first")
  }

  @Test func `a return a week after the end to the second repeats it, one a second later does not`() {
    #expect(state(ScoredSheet.conversation(return: week)) == "repeated")
    #expect(state(ScoredSheet.conversation(return: week + 1)) == "resolved")
    #expect(state(ScoredSheet.conversation(return: 0)) == "repeated")
  }

  @Test func `a contact whose window closes with the coverage is settled, a second later unsettled`() {
    #expect(state(ScoredSheet.conversation(at: 93 * day)) == "resolved")
    #expect(state(ScoredSheet.conversation(at: 93 * day + 1)) == "unsettled")
  }

  @Test func `the window runs from the end, not from the start`() {
    #expect(state(ScoredSheet.conversation(at: 50 * day, until: 93 * day + 1)) == "unsettled")
    #expect(state(ScoredSheet.conversation(at: 50 * day, until: 101 * day)) == "unsettled")
  }

  @Test func `a young contact is unsettled although its customer is already back`() {
    #expect(state(ScoredSheet.conversation(at: 95 * day, return: day)) == "unsettled")
  }

  @Test func `a look-back that begins with the coverage is full, a second earlier it is cut`() {
    #expect(state(ScoredSheet.conversation(at: week)) == "resolved")
    #expect(state(ScoredSheet.conversation(at: week - 1)) == "first_unknown")
  }

  @Test func `one with an earlier contact is no first even where the look-back is cut`() {
    #expect(state(ScoredSheet.conversation(at: day, since: 3600)) == "no first")
  }

  @Test func `a cut look-back goes before an open window`() {
    let short = Coverage(
      from: Instant(seconds: 0), to: Instant(seconds: 8 * day), asOf: Instant(seconds: 8 * day))
    #expect(state(ScoredSheet.conversation(at: 5 * day), short) == "first_unknown")
  }

  @Test func `without an identity it is unidentified, whatever else it is`() {
    #expect(state(ScoredSheet.conversation(at: day, isIdentified: false)) == "unidentified")
    #expect(state(ScoredSheet.conversation(at: 95 * day, isIdentified: false)) == "unidentified")
  }

  @Test func `what does not qualify is no first contact`() {
    for status in ConversationStatus.allCases where status != .qualifying {
      #expect(state(ScoredSheet.conversation(status: status)) == "")
    }
  }

  @Test func `km by hand over three days`() throws {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(return: day / 2))  // A back on day 1
    sheet.add(ScoredSheet.conversation(return: day))  // B back on day 1: a day to the second is day 1
    sheet.add(ScoredSheet.conversation(return: day + 1))  // C back on day 2
    sheet.add(ScoredSheet.conversation())  // D never back, observed 50 days
    sheet.add(ScoredSheet.conversation(at: 98 * day))  // E observed on days 1 and 2
    sheet.add(ScoredSheet.conversation(at: 99 * day + day / 2))  // F never at risk
    sheet.add(ScoredSheet.conversation(at: 98 * day, return: 3 * day / 2))  // G back on day 2
    sheet.add(ScoredSheet.conversation(at: 99 * day, return: 77_760))  // H back on day 1, observed 1 day
    // I is back on day 2 and observed on day 1 only, so its return is not seen.
    sheet.add(ScoredSheet.conversation(at: 98 * day + day / 2, return: 103_680))
    let window = try #require(sheet.figure(3))
    // Day 1: A…E, G, H, I at risk, 3 of 8 back. Day 2: C, D, E, G at risk, 2 of 4 back. Day 3: D, none back.
    #expect(window.survival == 5.0 / 8 * 0.5)
    // A, B, C repeated, D resolved; E…I unsettled.
    #expect((window.rate.n, window.rate.x, window.unsettled) == (4, 1, 5))
  }

  @Test func `a return at once counts for day 1, one at the window's end for its last day`() throws {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(return: 0))
    sheet.add(ScoredSheet.conversation(return: 3 * day))
    sheet.add(ScoredSheet.conversation(return: 3 * day + 1))
    sheet.add(ScoredSheet.conversation())
    // 3/4 after day 1, 2 of the 3 left do not come back on day 3: 3/4 · 2/3 = 1/2.
    let survival = try #require(sheet.figure(3)?.survival)
    #expect(abs(survival - 0.5) < 1e-15)
    #expect(try #require(sheet.figure(1)?.survival) == 0.75)
  }

  @Test func `a contact of unknown place is not in km`() throws {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation())
    sheet.add(ScoredSheet.conversation(at: day, return: 3600))
    #expect(sheet.figure(7)?.survival == 1)
  }

  @Test func `km is empty where nothing is settled`() throws {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(at: 98 * day))
    let window = try #require(sheet.figure(7))
    #expect(window.survival == nil && window.unsettled == 1)
  }

  @Test func `km is 0 where all come back`() {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation(return: day))
    sheet.add(ScoredSheet.conversation(return: 2 * day))
    #expect(sheet.figure(7)?.survival == 0)
  }
}
