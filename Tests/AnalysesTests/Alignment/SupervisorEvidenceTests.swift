import Aggregate
import Canonical
import SimulatedCenters
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct SupervisorEvidenceTests {
  private static let start = MeasuredCenter.start

  /// Supervisors with ten agents each, whose resolution goes with the hours that they coach.
  private func panel(effect: Double, leaders: Int = 30, months: Int = 12) -> AlignmentPanel {
    var numbers = SplitMix64(seed: 12)
    let range = Self.start...Month(number: Self.start.number + Int32(months) - 1)
    let cuts = (0...months).map { Month(number: Self.start.number + Int32($0)).firstDay }
    let (role, supervisor) = (
      EmploymentHistory.place(of: .role), EmploymentHistory.place(of: .supervisor)
    )
    func history(_ person: UInt32, _ ownRole: UInt32, under lead: UInt32 = 0) -> EmploymentHistory {
      var groups = EmploymentHistory.Groups()
      (groups[role], groups[supervisor]) = (ownRole, lead)
      var history = EmploymentHistory(person: person)
      history.stretches = [.init(first: cuts[0], last: range.upperBound.lastDay, groups: groups)]
      return history
    }
    let agents = (0..<leaders).flatMap { lead in (0..<10).map { UInt32(1_000 + 10 * lead + $0) } }
    let calendar = AgentCalendar(
      Dictionary(uniqueKeysWithValues: agents.map { ($0, cuts) }), from: cuts[0])
    var counts = [AgentCounts](repeating: AgentCounts(), count: calendar.count)
    var metrics: [String: [PersonMetric]] = [:]
    var histories: [EmploymentHistory] = []
    for lead in 0..<leaders {
      let code = UInt32(1 + lead)
      histories.append(history(code, 3))
      for month in 0..<months {
        let (coaching, paper) = (numbers.normal(), numbers.normal())
        let day = Month(number: Self.start.number + Int32(month))
        for (name, value) in [("coaching_hours", 20 + 3 * coaching), ("reports", 9 + paper)] {
          metrics[name, default: []].append(
            PersonMetric(
              person: code, first: day.firstDay, last: day.lastDay, millionths: Int64(value * 1e6)))
        }
        let share = min(0.95, max(0.05, 0.7 + effect * coaching))
        for agent in 0..<10 {
          let person = UInt32(1_000 + 10 * lead + agent)
          let resolved = (0..<60).count { _ in numbers.unit() < share }
          counts[calendar.stretches(of: person).lowerBound + month].acr = .init(n: 60, x: Int64(resolved))
        }
      }
      for agent in 0..<10 { histories.append(history(UInt32(1_000 + 10 * lead + agent), 1, under: code)) }
    }
    return AlignmentPanel(
      .init(
        histories: histories, types: [1: .customerFacing, 3: .supervisor],
        figures: AgentFigures(calendar, counts: counts), metrics: metrics, months: range))
  }

  private func evidence(_ panel: AlignmentPanel, outcome: String = "acr") -> OutcomeEvidence {
    let role = ScorecardSheet.role(
      "lead", .supervisor, ["coaching_hours people .3 up", "reports compliance .5 up", "acr outcome .2 up"],
      code: 3)
    return EvidenceReading(
      unit: EvidenceUnit(role, panel), panel: panel, parameters: AlignmentParameters(), minimumPeople: 5,
      draws: 200
    ).evidence(outcome)
  }

  @Test func `supervisors are held against what the people whom they lead achieve`() throws {
    let found = evidence(panel(effect: 0.05))
    #expect(found.people == 30 && found.months == 360 && found.verdict == .misaligned)
    let drivers = Dictionary(uniqueKeysWithValues: found.drivers.map { ($0.line.metric, $0) })
    #expect((drivers["coaching_hours"]?.importance?.value ?? 0) > 0.9)
    #expect(drivers["coaching_hours"]?.sign == .up && drivers["reports"]?.sign == .unclear)
    // The result of their people is not their own driver.
    #expect(drivers["acr"]?.standing == .circular)
  }

  @Test func `supervisors who differ no more than by chance give no signal`() {
    let found = evidence(panel(effect: 0))
    #expect(found.verdict == .noSignal && found.index == nil)
    // Nobody asked customers.
    #expect(evidence(panel(effect: 0.05), outcome: "voc_resolution").verdict != .aligned)
    let few = evidence(panel(effect: 0.05, leaders: 2, months: 4))
    #expect(few.verdict == .insufficient && few.note == "8 months of supervisors, 10 needed")
  }
}
