/// Counts of first contacts by day, of one group under one match: every number of every window of whole days
/// is a sum of them.
struct ReturnSums: Sendable, Equatable {
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
  private var counts: [Int64]

  /// Nothing counted yet.
  init(last: Int) {
    self.last = last
    counts = Array(repeating: 0, count: Series.allCases.count * (last + 1))
  }

  /// Counts a conversation.
  @inline(__always)
  mutating func add(_ days: ReturnDays, isFirstAtHeadline: Bool) {
    raise(.settled, days.settled)
    raise(.resolved, min(days.settled, days.resolved))
    raise(.first, days.first)
    raise(.resolvedSoFar, min(days.first, days.resolved))
    if !isFirstAtHeadline { return }
    if days.resolved < days.followed {
      raise(.returned, days.resolved + 1)
    } else {
      raise(.ended, days.followed)
    }
  }

  /// Counts a pair of conversations of one customer.
  mutating func addPair(_ one: (settled: Int, resolved: Int), _ other: (settled: Int, resolved: Int)) {
    let both = min(one.settled, other.settled)
    raise(.pairs, both)
    raise(.pairsOneResolved, min(both, one.resolved))
    raise(.pairsOneResolved, min(both, other.resolved))
    raise(.pairsResolved, min(both, min(one.resolved, other.resolved)))
  }

  /// Counts a contact of a customer beside the one that is a first one longest.
  mutating func addFurther(_ settled: Int) { raise(.further, settled) }

  /// Adds another's.
  mutating func merge(_ other: ReturnSums) {
    for place in counts.indices { counts[place] += other.counts[place] }
  }

  /// A count.
  func count(_ series: Series, on day: Int) -> Int64 { counts[series.rawValue * (last + 1) + day] }

  /// What is counted from a day on.
  func count(_ series: Series, from day: Int) -> Int64 {
    counts[series.rawValue * (last + 1) + day..<(series.rawValue + 1) * (last + 1)].reduce(0, +)
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

  @inline(__always)
  private mutating func raise(_ series: Series, _ day: Int) {
    counts[series.rawValue &* (last &+ 1) &+ day] &+= 1
  }
}
