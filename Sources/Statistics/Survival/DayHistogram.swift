/// How many of something fell on each day from day 0: whole numbers that add up the same in any order.
package struct DayHistogram: Equatable, Sendable {
  /// One for each day up to the last that has any.
  package private(set) var counts: [Int64] = []

  /// A histogram of nothing.
  package init() {}

  /// How many fell on a day; 0 outside the days seen.
  package subscript(day: Int) -> Int64 { counts.indices.contains(day) ? counts[day] : 0 }

  /// All of them.
  package var total: Int64 { counts.reduce(0, +) }

  /// Counts one on a day, 0 or later.
  package mutating func observe(_ day: Int) {
    if day >= counts.count { extend(to: day + 1) }
    counts[day] += 1
  }

  /// Joins another histogram.
  package mutating func merge(_ other: DayHistogram) {
    if other.counts.count > counts.count { extend(to: other.counts.count) }
    for (day, count) in other.counts.enumerated() { counts[day] += count }
  }

  private mutating func extend(to count: Int) {
    counts.append(contentsOf: repeatElement(0, count: count - counts.count))
  }
}
