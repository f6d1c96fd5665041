import Statistics

/// When first contacts of one call type come back, or of all, day by day.
package struct ReturnCurve: Sendable {
  /// Code of the call type, 0 where missing; nil for all together.
  package let callType: UInt32?
  private let sums: ReturnSums
  /// Pairs of contacts of one customer; those of all call types are not the sum of each one's.
  private let pairs: ReturnSums
  /// By window: credited agents with settled first contacts, and with first contacts.
  private let people: [(settled: Int, first: Int)]

  /// - Parameter reaches: the last windows of the first contacts of each credited agent.
  init(callType: UInt32?, sums: ReturnSums, pairs: ReturnSums, reaches: [(settled: Int, first: Int)]) {
    (self.callType, self.sums, self.pairs) = (callType, sums, pairs)
    people = (0...sums.last).map { day in
      (settled: reaches.count { $0.settled >= day }, first: reaches.count { $0.first >= day })
    }
  }

  /// The last day.
  package var lastDay: Int { sums.last }

  /// `window_fcr` within so many days, and how many credited agents stand behind it.
  package func fcr(within days: Int) -> (rate: RateTally, people: Int) {
    (sums.rate(within: days, pairs: pairs), people[days].settled)
  }

  /// What counting says that takes windows for closed which are open, and contacts at the beginning of the
  /// export for first ones; and how many credited agents stand behind that.
  package func naive(within days: Int) -> (n: Int64, x: Int64, people: Int) {
    (sums.count(.first, from: days), sums.count(.resolvedSoFar, from: days), people[days].first)
  }

  /// How many first contacts at the headline are at risk of coming back on a day, and how many do.
  package func risk(on day: Int) -> (atRisk: Int64, returns: Int64) {
    (sums.count(.returned, from: day) + sums.count(.ended, from: day), sums.count(.returned, on: day))
  }
}
