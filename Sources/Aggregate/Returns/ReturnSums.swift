/// Counts of first contacts by day, of one group under one match: every number of every window of whole days
/// is a sum of them.
struct ReturnSums: Sendable {
  /// A series of counts, by day from 0 on.
  enum Series: Int, CaseIterable, Sendable {
    /// By the last window in which they are settled first contacts.
    case settled
    /// The same, by the last of those windows without a return.
    case resolved
    /// By the last window in which they are first contacts as far as the export tells, whether settled or
    /// not.
    case first
    /// The same, by the last of those windows without a return so far.
    case resolvedSoFar
    /// First contacts at the headline by the day of their return.
    case returned
    /// The same, of those that are followed no longer without one.
    case ended
    /// Pairs of a customer's contacts by the last window in which both are settled first contacts.
    case pairs
    /// The same, where one of both is resolved too, counted for each.
    case pairsOneResolved
    /// The same, where both are.
    case pairsResolved
    /// Contacts of customers who have another one that is a settled first contact in as long a window, by the
    /// last window.
    case further
  }

  /// The last day.
  let last: Int
  /// By series and day.
  private var counts: ArraySlice<Int64>

  /// Nothing counted yet.
  init(last: Int) {
    self.init(last: last, counts: Array(repeating: 0, count: ReturnSums.width(last: last))[...])
  }

  /// Counts by series and day.
  init(last: Int, counts: ArraySlice<Int64>) { (self.last, self.counts) = (last, counts) }

  /// How many counts there are.
  static func width(last: Int) -> Int { Series.allCases.count * (last + 1) }

  /// Adds another's.
  mutating func merge(_ other: ReturnSums) {
    for (ours, theirs) in zip(counts.indices, other.counts.indices) { counts[ours] += other.counts[theirs] }
  }

  /// A count.
  func count(_ series: Series, on day: Int) -> Int64 {
    counts[counts.startIndex + series.rawValue * (last + 1) + day]
  }

  /// What is counted from a day on.
  func count(_ series: Series, from day: Int) -> Int64 {
    (day...last).reduce(0) { $0 + count(series, on: $1) }
  }

  /// First contacts settled within a window, and those without a return.
  /// - Parameters:
  ///   - pairs: tells which pairs are of one customer: those of the group itself, or of all groups.
  func rate(within days: Int, pairs: ReturnSums) -> RateTally {
    // Every pair stands in a customer's square twice.
    RateTally(
      n: count(.settled, from: days), x: count(.resolved, from: days),
      RateTally.Repetition(
        xx: 2 * pairs.count(.pairsResolved, from: days), xn: pairs.count(.pairsOneResolved, from: days),
        nn: 2 * pairs.count(.pairs, from: days), customers: -pairs.count(.further, from: days)))
  }
}
