import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct WindowFCRNetTests {
  private let week = 7 * day

  private func word(
    at start: Int64 = 50 * day, since previous: Int64? = nil, return gap: Int64? = nil,
    isIdentified: Bool = true, isResolvableFirst: Bool
  ) -> String {
    ScoredSheet.word(
      .windowFCRNet,
      ScoredSheet.conversation(
        at: start, since: previous, return: gap, isIdentified: isIdentified,
        isResolvableFirst: isResolvableFirst))
  }

  @Test func `what a first contact cannot resolve is in no count but the unidentified`() {
    #expect(word(isResolvableFirst: false) == "left out")
    #expect(word(return: day, isResolvableFirst: false) == "left out")
    #expect(word(at: 95 * day, isResolvableFirst: false) == "left out")
    #expect(word(at: day, isResolvableFirst: false) == "left out")
    #expect(word(since: day, isResolvableFirst: false) == "left out")
    #expect(word(isIdentified: false, isResolvableFirst: false) == "unidentified")
  }

  @Test func `of the others the edges are those of window_fcr`() {
    #expect(word(isResolvableFirst: true) == "hit")
    #expect(word(return: week, isResolvableFirst: true) == "miss")
    #expect(word(return: week + 1, isResolvableFirst: true) == "hit")
    #expect(word(at: 93 * day, isResolvableFirst: true) == "hit")
    #expect(word(at: 93 * day + 1, isResolvableFirst: true) == "unsettled")
    #expect(word(at: week, isResolvableFirst: true) == "hit")
    #expect(word(at: week - 1, isResolvableFirst: true) == "first_unknown")
    #expect(word(since: week, isResolvableFirst: true) == "left out")
    #expect(word(since: week + 1, isResolvableFirst: true) == "hit")
  }

  @Test func `eight conversations by hand, km too`() throws {
    var sheet = ScoredSheet()
    // A fraud case, back on day 2 about a bill: the fraud is no first, the bill is none because it is
    // a return. Nothing of this customer counts.
    sheet.add(
      ScoredSheet.conversation(return: 2 * day, agent: 1, isResolvableFirst: false),
      ScoredSheet.conversation(at: 52 * day, since: 2 * day, agent: 2))
    // A bill, back on day 3 about a fraud: repeated.
    sheet.add(
      ScoredSheet.conversation(return: 3 * day, agent: 3),
      ScoredSheet.conversation(at: 53 * day, since: 3 * day, agent: 1, isResolvableFirst: false))
    sheet.add(ScoredSheet.conversation(agent: 3))
    sheet.add(ScoredSheet.conversation(at: 96 * day, agent: 4))
    // Frauds of another day and of nobody.
    sheet.add(ScoredSheet.conversation(at: 97 * day, agent: 5, isResolvableFirst: false))
    sheet.add(ScoredSheet.conversation(isIdentified: false, agent: 5, isResolvableFirst: false))
    let net = try #require(
      sheet.figure(7, ScoredSheet.coverage, .windowFCRNet, hasUnresolvable: true))
    #expect(net.counts == [2, 1] && net.people == 1)
    #expect((net.unsettled, net.firstUnknown, net.unidentified) == (1, 0, 1))
    // On day 3 two settled ones and the one observed for 4 days are at risk, one is back: 2/3.
    #expect(net.survival == 1 - 1.0 / 3)
    let gross = try #require(
      sheet.figure(7, ScoredSheet.coverage, .windowFCR, hasUnresolvable: true))
    #expect(gross.counts == [3, 1] && gross.people == 2 && gross.unsettled == 2)
    // Day 2: 5 at risk, 1 back; day 3: the fraud of day 97 is at risk to day 3, 4 of which 1 is back.
    let survival = try #require(gross.survival)
    #expect(abs(survival - 4.0 / 5 * 3 / 4) < 1e-15)
  }

  @Test func `without call types that a first contact cannot resolve it is window_fcr`() throws {
    let seed: UInt64 = 61
    var random = Dice(seed: seed)
    for sheet in 0..<30 {
      let figures = ScoredSheet(using: &random, hasUnresolvable: false).tally(hasUnresolvable: true)
        .finish()
      for key in figures.cells.keys {
        for days in [1, 3, 7, 14, 30] {
          for match in Match.allCases {
            let variant = FCRNumber.Variant(days: days, match: match)
            #expect(
              figures.figure(FCRNumber(.windowFCRNet, variant), of: key)
                == figures.figure(FCRNumber(.windowFCR, variant), of: key), "seed \(seed), \(sheet), \(key)")
          }
        }
      }
    }
  }

  @Test func `it is window_fcr of the conversations that a first contact can resolve`() throws {
    let seed: UInt64 = 62
    var random = Dice(seed: seed)
    var compared = 0
    for number in 0..<60 {
      let sheet = ScoredSheet(using: &random)
      let rest = sheet.filtered(\.isResolvableFirst)
      for days in [1, 7, 30] {
        guard
          let net = sheet.figure(days, ScoredSheet.coverage, .windowFCRNet, hasUnresolvable: true),
          let gross = rest.figure(days)
        else { continue }
        #expect(net.rate == gross.rate && net.survival == gross.survival, "seed \(seed), \(number)")
        #expect(net.unsettled == gross.unsettled && net.firstUnknown == gross.firstUnknown)
        #expect(net.people == gross.people)
        compared += net.rate.n > 0 ? 1 : 0
      }
    }
    #expect(compared > 60)
  }
}
