import Tables

/// Consecutive months, as wide as what was met.
struct MonthSpan: Sendable, Equatable {
  /// Number of the first month.
  private(set) var first: Int32 = 0
  /// How many months there are.
  private(set) var count = 0

  /// The place of a month; nil where it lies outside.
  @inline(__always)
  func place(of month: Month) -> Int? {
    let place = Int(month.number) &- Int(first)
    return place >= 0 && place < count ? place : nil
  }

  /// The month at a place.
  func month(at place: Int) -> Month { Month(number: first + Int32(place)) }

  /// Reaches out to a month.
  mutating func append(_ month: Month) {
    let last = count == 0 ? month.number : max(first + Int32(count) - 1, month.number)
    first = count == 0 ? month.number : min(first, month.number)
    count = Int(last - first) + 1
  }

  /// Rows of some words and then words for each month, with room for these months.
  /// - Parameters:
  ///   - old: the months that they have room for.
  ///   - before: words before those of months; `each`: words of a month.
  func widened(_ rows: [UInt32], from old: MonthSpan, before: Int, each: Int) -> [UInt32] {
    let width = before + old.count * each
    guard width > 0, !rows.isEmpty, self != old else { return rows }
    let start = old.count == 0 ? 0 : Int(old.first - first) * each
    let end = (count - old.count) * each - start
    var wide: [UInt32] = []
    wide.reserveCapacity(rows.count / width * (before + count * each))
    for row in stride(from: 0, to: rows.count, by: width) {
      wide.append(contentsOf: rows[row..<row + before])
      wide.append(contentsOf: repeatElement(0, count: start))
      wide.append(contentsOf: rows[row + before..<row + width])
      wide.append(contentsOf: repeatElement(0, count: end))
    }
    return wide
  }
}
