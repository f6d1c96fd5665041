import Canonical
import Tables

/// Days without a contact in a source that has some on the same weekdays.
///
/// A missing file reads as customers who did not come back.
enum CoverageGap {
  /// The days, in order.
  /// - Parameter rowsByDay: contacts inside the coverage by local day.
  static func days(rowsByDay: [CivilDate: Int], coverage: Coverage, zone: ZoneTable) -> [CivilDate] {
    let first = zone.day(of: coverage.from).days
    // An end at midnight is the first instant no longer covered.
    let last = zone.day(of: Instant(milliseconds: coverage.to.milliseconds - 1)).days
    guard first <= last else { return [] }
    let weekdays = Set(rowsByDay.keys.map(\.weekday))
    return (first...last).map { CivilDate(days: $0) }
      .filter { rowsByDay[$0] == nil && weekdays.contains($0.weekday) }
  }
}
