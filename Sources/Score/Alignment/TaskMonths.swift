import Canonical
import Tables

/// Counts what people finished by month, out of the table of tasks.
///
/// A task counts in the local month in which it was completed, on days that are known; its time is that from its start to
/// its completion.
package struct TaskMonths: Sendable {
  /// Months with a completed task, by person and month.
  package private(set) var months: [TaskMonth] = []
  /// Rows that do not fit.
  package private(set) var warnings = WarningTally()

  /// The months of a settled table.
  /// - Parameter reworkStatuses: what the status says where work had to be done again.
  package init(
    _ table: SmallTable, people: Set<UInt32>, reworkStatuses: [String], last: CivilDate, zone: ZoneTable,
    vocabulary: CodeBook
  ) {
    struct Key: Hashable {
      var person: UInt32
      var month: Month
    }
    let (workers, statuses) = (table.codes("worker_id"), table.codes("status"))
    let (started, completed) = (table.numbers("started_at"), table.numbers("completed_at"))
    let quality = table.numbers("quality")
    let again = Set(Set(statuses).filter { reworkStatuses.contains(vocabulary.text(of: $0)) })
    var cursor = ZoneCursor(zone)
    var months: [Key: TaskMonth] = [:]
    for row in workers.indices where completed[row] != CanonicalBatch.missing {
      let day = cursor.day(of: Instant(milliseconds: completed[row]))
      if day > last { continue }
      guard people.contains(workers[row]) else {
        warnings.add(.unknownWorker)
        continue
      }
      let key = Key(person: workers[row], month: day.month)
      var own = months[key] ?? TaskMonth(person: key.person, month: key.month)
      own.completed += 1
      if again.contains(statuses[row]) { own.reworked += 1 }
      if started[row] == CanonicalBatch.missing {
        warnings.add(.taskWithoutTimes)
      } else {
        own.timed += 1
        own.seconds += (completed[row] - started[row]) / TaskMonths.millisecondsOfSecond
      }
      if quality[row] != CanonicalBatch.missing {
        own.judged += 1
        own.quality += quality[row]
      }
      months[key] = own
    }
    self.months = months.values.sorted { ($0.person, $0.month) < ($1.person, $1.month) }
  }

  private static let millisecondsOfSecond: Int64 = 1_000
}
