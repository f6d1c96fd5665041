import Canonical
import Tables

/// Days on which contractors were active, and when they took no task any more.
///
/// A contractor is active from the day of a completed task on until so many days have passed without another;
/// the last of these days counts as the separation. Until then the last day known of cuts it off. Who completes
/// a task later begins again.
package struct GigActivity: Sendable {
  /// One for each contractor with a completed task, by code.
  package private(set) var histories: [EmploymentHistory] = []

  /// The activity in a settled table of tasks.
  /// - Parameters:
  ///   - people: who is a contractor, and in which groups.
  ///   - idleDays: how many days without a completed task are the end.
  package init(
    _ tasks: SmallTable, _ people: EmploymentResolution, idleDays: Int, last: CivilDate, zone: ZoneTable
  ) {
    var cursor = ZoneCursor(zone)
    let (workers, completed) = (tasks.codes("worker_id"), tasks.numbers("completed_at"))
    var days: [UInt32: Set<CivilDate>] = [:]
    for row in workers.indices where completed[row] != CanonicalBatch.missing {
      let day = cursor.day(of: Instant(milliseconds: completed[row]))
      guard day <= last, people.isContractor(workers[row], on: day) else { continue }
      days[workers[row], default: []].insert(day)
    }
    for (worker, days) in days.sorted(by: { $0.key < $1.key }) {
      var history = EmploymentHistory(person: worker)
      var first: CivilDate?
      let sorted = days.sorted()
      for (place, day) in sorted.enumerated() {
        let begin = first ?? day
        let end = CivilDate(days: day.days + Int32(idleDays))
        first = begin
        if place + 1 < sorted.count, sorted[place + 1] <= end { continue }
        let isGone = end <= last
        GigActivity.append(begin, isGone ? end : last, isGone: isGone, people, to: &history)
        first = nil
      }
      histories.append(history)
    }
  }

  /// Appends days of activity, group by group.
  private static func append(
    _ first: CivilDate, _ last: CivilDate, isGone: Bool, _ people: EmploymentResolution,
    to history: inout EmploymentHistory
  ) {
    for number in first.days...last.days {
      let day = CivilDate(days: number)
      let groups = people.groups(of: history.person, on: day) ?? EmploymentHistory.Groups()
      if var stretch = history.stretches.last, stretch.groups == groups, stretch.last.days + 1 == number {
        stretch.last = day
        history.stretches[history.stretches.count - 1] = stretch
      } else {
        history.stretches.append(EmploymentHistory.Stretch(first: day, last: day, groups: groups))
      }
    }
    guard isGone, let groups = history.stretches.last?.groups else { return }
    history.separations.append(
      EmploymentHistory.Separation(day: last, groups: groups, kinds: [.gigChurn]))
  }
}
