import Canonical
import Tables

/// Programs that people went through: those with a last day that has come, unless they were dropped.
struct CompletedPrograms {
  private var programs: [UInt32: [CoachedHistory.Training]] = [:]

  /// The programs of a settled table; nil stands for a table that the pipeline does not have.
  init(_ table: SmallTable?, last: CivilDate) {
    guard let table else { return }
    let (people, kinds, statuses) = (
      table.codes("person_id"), table.numbers("kind"), table.numbers("status")
    )
    let (starts, ends) = (table.numbers("started_on"), table.numbers("ended_on"))
    let program = table.table.words("kind").firstIndex(of: "program").map { Int64($0) }
    let dropped = table.table.words("status").firstIndex(of: "dropped").map { Int64($0) }
    for row in people.indices where kinds[row] == program && statuses[row] != dropped {
      guard ends[row] != CanonicalBatch.missing, ends[row] <= Int64(last.days) else { continue }
      programs[people[row], default: []].append(
        CoachedHistory.Training(
          first: CivilDate(days: Int32(clamping: starts[row])),
          last: CivilDate(days: Int32(clamping: ends[row]))))
    }
  }

  /// The programs of a person, by last day.
  func trainings(of person: UInt32) -> [CoachedHistory.Training] {
    programs[person, default: []].sorted { ($0.last, $0.first) < ($1.last, $1.first) }
  }
}
