import Tables

/// Decides by its start whether a contact is inside what is covered and known.
struct CoverageBoundary: Sendable {
  /// First instant covered.
  let from: Instant
  /// The earliest end that an input of contacts states; nil where none does.
  let statedEnd: Instant?
  /// The horizon of knowledge; nil where it is only the end of what is covered.
  let asOf: Instant?
  /// The earliest end of all inputs, stated or from the data.
  let end: Instant
  /// The last instant that nothing excludes, in milliseconds.
  private let last: Int64

  /// What those bounds leave.
  init(from: Instant, statedEnd: Instant?, asOf: Instant?, end: Instant) {
    (self.from, self.statedEnd, self.asOf, self.end) = (from, statedEnd, asOf, end)
    last = [statedEnd, asOf, end].compactMap { $0?.milliseconds }.min() ?? end.milliseconds
  }

  /// Whether a start in milliseconds is surely inside.
  @inline(__always)
  func holds(_ start: Int64) -> Bool { start >= from.milliseconds && start <= last }

  /// Why a contact that starts then is excluded; nil where it is inside.
  ///
  /// What lies outside a stated coverage is outside; what `as_of` alone cuts off came later.
  func exclusion(of start: Int64) -> String? {
    if start < from.milliseconds { return "outside_coverage" }
    if let statedEnd, start > statedEnd.milliseconds { return "outside_coverage" }
    if let asOf, start > asOf.milliseconds { return "after_as_of" }
    return start > end.milliseconds ? "outside_coverage" : nil
  }
}
