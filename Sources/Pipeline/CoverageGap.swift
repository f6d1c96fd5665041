import Canonical
import Tables

/// Days without a contact in a source that has some on the same weekdays.
///
/// A missing file reads as customers who did not come back.
enum CoverageGap {
  /// The days, in order.
  /// - Parameter filled: local days with a contact inside the coverage.
  static func days(filled: Set<CivilDate>, coverage: Coverage, zone: ZoneTable) -> [CivilDate] {
    let first = zone.day(of: coverage.from).days
    // An end at midnight is the first instant no longer covered.
    let last = zone.day(of: Instant(milliseconds: coverage.to.milliseconds - 1)).days
    guard first <= last else { return [] }
    let weekdays = Set(filled.map(\.weekday))
    return (first...last).map { CivilDate(days: $0) }
      .filter { !filled.contains($0) && weekdays.contains($0.weekday) }
  }
}
