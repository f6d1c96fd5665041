import Canonical
import Tables
import Testing

@testable import Score

@Suite struct AgentCutsTests {
  private var vocabulary = CodeBook()

  private mutating func resolution(_ people: [[String: String]], _ assignments: [[String: String]]?) throws
    -> EmploymentResolution
  {
    EmploymentResolution(
      EmploymentResolution.Ground(
        people: CanonicalSheet.table(.people, people, &vocabulary),
        assignments: assignments.map { CanonicalSheet.table(.assignments, $0, &vocabulary) }, roles: nil,
        sources: ["hr"], last: try #require(CivilDate(iso: "2026-06-30")), zone: .utc),
      vocabulary: &vocabulary)
  }

  @Test func `within a stretch month, groups and month of tenure do not change`() throws {
    var tests = self
    let people = [
      ["person_id": "ana", "worker_class": "employee", "hired_on": "2025-03-10", "left_on": "2025-12-05"],
      ["person_id": "ana", "worker_class": "agency", "hired_on": "2026-02-20"],
      ["person_id": "bo", "worker_class": "employee", "hired_on": "2019-01-01"],
    ]
    let assignments = [
      ["person_id": "ana", "from": "2025-03-10", "to": "2025-08-11", "team_id": "A", "role_id": "r"],
      ["person_id": "ana", "from": "2025-08-12", "to": "2025-12-05", "team_id": "B", "role_id": "r"],
      ["person_id": "ana", "from": "2026-02-20", "team_id": "A", "role_id": "r"],
      ["person_id": "bo", "from": "2019-01-01", "team_id": "A", "role_id": "r"],
    ]
    let (first, last) = (
      try #require(CivilDate(iso: "2025-01-15")), try #require(CivilDate(iso: "2026-06-30"))
    )
    for assignments in [assignments, nil] {
      let resolution = try tests.resolution(people, assignments)
      var cuts = AgentCuts(resolution, covering: first, through: last)
      let ana = tests.vocabulary.code(of: "ana")
      cuts.add([try #require(CivilDate(iso: "2025-05-17")), first, CivilDate(days: last.days + 1)], of: ana)
      let calendar = cuts.calendar
      #expect(calendar.agents.count == 2)
      for agent in calendar.agents {
        var begins: Set<CivilDate> = []
        for day in first.days...last.days {
          let day = CivilDate(days: day)
          let stretch = try #require(calendar.stretch(of: agent, on: day))
          let begin = calendar.firstDay(of: stretch)
          begins.insert(begin)
          let (then, now) = (
            resolution.standing(of: agent, on: begin), resolution.standing(of: agent, on: day)
          )
          #expect(then?.groups == now?.groups && begin.month == day.month, "\(day.description)")
          func month(_ standing: PersonStanding?) -> Int? {
            standing?.tenureDays.map {
              min(TurnoverParameters.tenureMonth(ofDays: $0), TurnoverParameters.rampMonths)
            }
          }
          #expect(month(then) == month(now), "\(begin.description) \(day.description)")
        }
        #expect(begins.count == calendar.stretches(of: agent).count)
        #expect(begins.contains(first) && !begins.contains(CivilDate(days: last.days + 1)))
      }
      let day = try #require(CivilDate(iso: "2025-05-17"))
      #expect(calendar.stretch(of: ana, on: day).map { calendar.firstDay(of: $0) } == day)
    }
  }

  @Test func `tenure counts from the latest hire, on days with an assignment where there are any`() throws {
    var tests = self
    let people = [
      ["person_id": "ana", "worker_class": "employee", "hired_on": "2025-03-10", "left_on": "2025-12-05"],
      ["person_id": "ana", "worker_class": "employee", "hired_on": "2026-02-20"],
    ]
    let assignments = [
      ["person_id": "ana", "from": "2025-04-01", "team_id": "A", "role_id": "r", "to": "2026-03-31"]
    ]
    let resolution = try tests.resolution(people, assignments)
    let ana = tests.vocabulary.code(of: "ana")
    func tenure(_ day: String) throws -> Int? {
      resolution.standing(of: ana, on: try #require(CivilDate(iso: day)))?.tenureDays
    }
    #expect(try tenure("2025-03-15") == nil && tenure("2025-04-01") == 22)
    #expect(try tenure("2026-02-19") == 346 && tenure("2026-02-20") == 0 && tenure("2026-04-01") == nil)
    #expect(resolution.standing(of: 9_999, on: CivilDate(days: 20_000)) == nil)
  }

  @Test(arguments: [0, 1, 2, 3, 11, 12, 23, 24])
  func `a month of tenure begins with its first day`(month: Int) {
    let first = TurnoverParameters.firstDay(ofTenureMonth: month)
    #expect(TurnoverParameters.tenureMonth(ofDays: first) == month)
    #expect(month == 0 || TurnoverParameters.tenureMonth(ofDays: first - 1) == month - 1)
  }
}
