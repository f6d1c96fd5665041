import Aggregate
import Canonical
import Statistics
import Tables

@testable import Analyses

/// Agents with contacts by day, hired on a day, in one team each; written out by hand or drawn.
struct TenureCenter {
  /// What an agent did from a day on, until the next of theirs.
  struct Work {
    var first: CivilDate
    var counts: AgentCounts
  }

  private(set) var hired: [UInt32: CivilDate] = [:]
  private(set) var teams: [UInt32: UInt32] = [:]
  private var work: [UInt32: [Work]] = [:]

  /// First day of what is counted: 2024-01-01.
  static let start = CivilDate(days: 19_723)
  /// Codes and names of bands, as the program has them.
  static let bands: [(code: UInt32, name: String)] = [
    (201, "0-90d"), (202, "91-365d"), (203, "1-2y"), (204, "2-3y"), (205, "3y+"),
  ]
  private static let bandEnds = [90, 365, 730, 1095]

  /// Adds an agent; days count from `start`.
  mutating func hire(_ agent: UInt32, on day: Int, team: UInt32 = 101) {
    hired[agent] = CivilDate(days: Self.start.days + Int32(day))
    teams[agent] = team
  }

  /// Adds what an agent did from a day on, until the next day that is added.
  mutating func add(_ agent: UInt32, from day: Int, n: Int64, x: Int64, seconds: Int64 = 0, lone: Int64 = 0) {
    var counts = AgentCounts()
    counts.qualifying = n
    counts.firsts = .init(n: n, x: x)
    counts.acr = .init(n: n, x: x)
    counts.vocResolution = .init(n: lone, x: lone)
    counts.loneAnswers = lone
    counts.handle = .init(n: n, sum: seconds)
    work[agent, default: []].append(
      Work(first: CivilDate(days: Self.start.days + Int32(day)), counts: counts))
  }

  /// What was counted.
  var figures: AgentFigures {
    let calendar = AgentCalendar(work.mapValues { $0.map(\.first) }, from: Self.start)
    var counts = [AgentCounts](repeating: AgentCounts(), count: calendar.count)
    for (agent, works) in work {
      for own in works {
        if let stretch = calendar.stretch(of: agent, on: own.first) { counts[stretch] += own.counts }
      }
    }
    return AgentFigures(calendar, counts: counts)
  }

  /// Who somebody was on a day.
  func standing(_ agent: UInt32, _ day: CivilDate) -> PersonStanding? {
    guard let hired = hired[agent], let team = teams[agent] else { return nil }
    var groups = EmploymentHistory.Groups()
    groups[EmploymentHistory.place(of: .team)] = team
    let days = Int(day.days - hired.days)
    guard days >= 0 else { return PersonStanding(groups: groups, tenureDays: nil) }
    let band = Self.bandEnds.firstIndex { days <= $0 } ?? Self.bandEnds.count
    groups[EmploymentHistory.place(of: .tenureBand)] = Self.bands[band].code
    return PersonStanding(groups: groups, tenureDays: days)
  }

  /// The ramp of a metric.
  func ramp(_ metric: RampMetric, minimumPeople: Int = 5) -> TenureRamp {
    TenureRamp(metric, TenureCells(figures, who: standing), Disclosure(minimumPeople: minimumPeople))
  }

  /// First contacts by unit, month and band.
  func mixCells(_ side: (UInt32, Month) -> MixCells.Side = { _, _ in .leftOut }) -> MixCells {
    MixCells(figures, bands: Self.bands, unit: .team, who: standing, side: side)
  }

  /// The first day of a month, counted from January 2024, in days from `start`.
  static func day(ofMonth month: Int) -> Int {
    Int(Month(number: start.month.number + Int32(month)).firstDay.days - start.days)
  }
}
