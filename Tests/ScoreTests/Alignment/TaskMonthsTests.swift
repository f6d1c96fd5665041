import Canonical
import Tables
import Testing

@testable import Score

@Suite struct TaskMonthsTests {
  private var vocabulary = CodeBook()

  /// 1 January 2025, 0 o'clock UTC, in seconds.
  private static let start = 1_735_689_600

  private func task(
    _ id: String, _ worker: String, started: Int?, completed: Int?, status: String = "done",
    quality: String = ""
  ) -> [String: String] {
    func text(_ seconds: Int?) -> String { seconds.map { "\(Self.start + $0)" } ?? "" }
    return [
      "task_id": id, "worker_id": worker, "task_type": "claim", "status": status, "quality": quality,
      "started_at": text(started), "completed_at": text(completed),
    ]
  }

  @Test mutating func `completed tasks are counted by worker and month, worked by hand`() throws {
    let month = 31 * 86_400
    let table = CanonicalSheet.table(
      .tasks,
      [
        task("a", "ana", started: 0, completed: 600, quality: "0.5"),
        task("b", "ana", started: 600, completed: 1_800, status: "reopened", quality: "1"),
        task("c", "ana", started: nil, completed: 2_000),
        task("d", "ana", started: 0, completed: nil), task("e", "ana", started: month, completed: month + 60),
        task("f", "zoe", started: 0, completed: 10), task("g", "ana", started: 0, completed: 60 * 86_400),
      ], &vocabulary)
    let ana = vocabulary.code(of: "ana")
    let last = try #require(CivilDate(iso: "2025-02-15"))
    let found = TaskMonths(
      table, people: [ana], reworkStatuses: ["reopened", "rework"], last: last, zone: .utc,
      vocabulary: vocabulary)
    var january = TaskMonth(person: ana, month: Month(number: 2025 * 12))
    (january.completed, january.timed, january.seconds) = (3, 2, 1_800)
    (january.reworked, january.judged, january.quality) = (1, 2, 1_500_000)
    var february = TaskMonth(person: ana, month: Month(number: 2025 * 12 + 1))
    (february.completed, february.timed, february.seconds) = (1, 1, 60)
    #expect(found.months == [january, february])
    #expect(
      found.warnings.sorted.map { "\($0.key.code.rawValue) \($0.count)" } == [
        "task_without_times 1", "unknown_worker 1",
      ])
  }
}
