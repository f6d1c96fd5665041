import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct RetentionTallyTests {
  private func tally(_ employments: [EmploymentHistory.Employment], from first: String) throws
    -> RetentionTally
  {
    var tally = RetentionTally(
      first: try #require(CivilDate(iso: first)), groupings: Grouping.ofRetention)
    for (person, employment) in employments.enumerated() {
      var history = EmploymentHistory(person: UInt32(person + 1))
      history.employments = [employment]
      tally.observe(history)
    }
    return tally
  }

  private func employment(
    _ hired: String, _ last: String, exit: TurnoverKind? = nil, coached: Bool? = nil,
    isContractor: Bool = false
  ) throws -> EmploymentHistory.Employment {
    EmploymentHistory.Employment(
      hired: try #require(CivilDate(iso: hired)), last: try #require(CivilDate(iso: last)), exit: exit,
      wasCoachedEarly: coached, isContractor: isContractor)
  }

  private func unit(_ tally: RetentionTally, _ grouping: Grouping, _ group: RetentionTally.Group)
    -> RetentionTally.Unit?
  {
    tally.units[RetentionTally.Key(grouping: grouping, group: group, isContractor: false)]
  }

  @Test func `the day of hire is day 1, and who was hired earlier enters on the first day looked at`() throws
  {
    let tally = try tally(
      [
        employment("2026-01-01", "2026-01-01", exit: .voluntary),  // leaves on day 1
        employment("2025-12-01", "2026-01-31"),  // enters after day 31, is here to day 62
        employment("2025-01-01", "2025-12-31", exit: .voluntary),  // had left before
      ], from: "2026-01-01")
    let risk = try #require(unit(tally, .all, .code(0))).risk
    #expect(risk.spells == 2 && risk.entries[0] == 1 && risk.entries[31] == 1)
    #expect(risk.events.map { $0[1] } == [1] && risk.censorings[62] == 1)
    #expect(unit(tally, .hireCohort, .year(2025))?.people == 1)
  }

  @Test func `who left by the landmark is not compared, and others are followed from it on`() throws {
    let tally = try tally(
      [
        employment("2026-01-01", "2026-03-31", exit: .voluntary, coached: true),  // day 90: gone by then
        employment("2026-01-01", "2026-04-01", exit: .involuntary, coached: true),  // day 91: day 1 after it
        employment("2026-01-01", "2026-06-30", coached: false),  // day 181: 91 days after it
        employment("2026-01-01", "2026-06-30"),  // nobody knows
        employment("2025-12-31", "2026-06-30", coached: true),  // its first day is not looked at
      ], from: "2026-01-01")
    let (yes, no) = (unit(tally, .earlyCoaching, .truth(true)), unit(tally, .earlyCoaching, .truth(false)))
    #expect(yes?.risk.spells == 1 && yes?.risk.events.map { $0[1] } == [0, 1])
    #expect(no?.risk.spells == 1 && no?.risk.censorings[91] == 1)
  }

  @Test func `contractors are told apart by class alone, and unknown reasons are other ones`() throws {
    let tally = try tally(
      [
        employment("2026-01-01", "2026-01-02", exit: .unknown, isContractor: true),
        employment("2026-01-01", "2026-01-02", exit: .unknown),
      ], from: "2026-01-01")
    #expect(tally.units.filter { $0.key.isContractor }.map(\.key.grouping) == [.workerClass])
    #expect(unit(tally, .all, .code(0))?.risk.events.map(\.total) == [0, 0, 1])
  }

  @Test func `an employment of more than a century is counted and left out`() throws {
    let tally = try tally([employment("1900-01-01", "2026-01-01")], from: "1900-01-01")
    #expect(tally.overlong == 1 && tally.units.isEmpty)
  }
}
