import Canonical
import Tables
import Testing

@testable import Score

@Suite struct GigActivityTests {
  /// Tasks completed at noon of these days, by worker; the days known end with 2026-03-31.
  private func histories(_ tasks: [(worker: String, day: String)]) throws -> [EmploymentHistory] {
    var vocabulary = CodeBook()
    let rows = try tasks.enumerated().map { number, task in
      let day = try #require(CivilDate(iso: task.day))
      return [
        "task_id": "t\(number)", "worker_id": task.worker, "task_type": "x", "status": "done",
        "completed_at": String(Int64(day.days) * 86_400 + 43_200),
      ]
    }
    let people = [
      ["person_id": "ana", "hired_on": "2024-10-01", "worker_class": "contractor"],
      ["person_id": "bo", "hired_on": "2025-01-01", "worker_class": "employee"],
    ]
    let last = try #require(CivilDate(iso: "2026-03-31"))
    let resolution = EmploymentResolution(
      EmploymentResolution.Ground(
        people: CanonicalSheet.table(.people, people, &vocabulary), assignments: nil, roles: nil,
        sources: ["hr"], last: last, zone: .utc), vocabulary: &vocabulary)
    return GigActivity(
      CanonicalSheet.table(.tasks, rows, &vocabulary), resolution, idleDays: 28, last: last, zone: .utc
    ).histories
  }

  private func days(_ history: EmploymentHistory) -> [String] {
    history.stretches.map { "\($0.first.description)..\($0.last.description)" }
  }

  @Test func `28 days without a task end activity, and a day less does not`() throws {
    // 2026-01-01 + 28 = 2026-01-29 still counts; the next task on that very day goes on.
    let found = try histories([("ana", "2026-01-01"), ("ana", "2026-01-29"), ("ana", "2026-03-10")])[0]
    // 2026-01-29 + 28 = 2026-02-26; from 2026-03-10 on 28 days are not over on 2026-03-31.
    #expect(days(found) == ["2026-01-01..2026-02-26", "2026-03-10..2026-03-31"])
    #expect(found.separations.map(\.day.description) == ["2026-02-26"])
    #expect(found.separations.map(\.kinds) == [[.gigChurn]])
  }

  @Test func `who has been idle for 28 days on the last known day is gone, and a day less is not`() throws {
    // 2026-03-03 + 28 = 2026-03-31, the last day that is known.
    let gone = try histories([("ana", "2026-03-03")])[0]
    #expect(days(gone) == ["2026-03-03..2026-03-31"])
    #expect(gone.separations.map(\.day.description) == ["2026-03-31"])
    let here = try histories([("ana", "2026-03-04")])[0]
    #expect(days(here) == ["2026-03-04..2026-03-31"] && here.separations.isEmpty)
  }

  @Test func `employees do tasks without being contractors, and strangers are contractors`() throws {
    let found = try histories([("bo", "2026-01-01"), ("eve", "2026-01-01")])
    #expect(found.count == 1 && found[0].separations.map(\.day.description) == ["2026-01-29"])
  }
}
