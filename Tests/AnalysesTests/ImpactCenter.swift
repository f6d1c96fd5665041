import Canonical
import Statistics
import Tables

@testable import Analyses

/// Small panels of turnover, and their tables as texts.
struct ImpactCenter {
  var kind = TurnoverPanel.UnitKind.team
  var cells: [TurnoverPanel.Cell] = []
  var units = 0
  /// January 2024.
  static let start = 2024 * 12

  /// Adds months of a unit; the first is January 2024.
  mutating func add(
    unit: Int, months: Range<Int>, separations: (Int) -> Int, days: Int = 304, people: Int = 10,
    agents: Int = 10, n: (Int) -> Int = { _ in 100 }, x: (Int) -> Int = { _ in 75 }
  ) {
    units = max(units, unit + 1)
    for month in months {
      cells.append(
        TurnoverPanel.Cell(
          unit: unit, month: Self.start + month, separations: separations(month), personDays: days,
          n: n(month), x: x(month), people: people, agents: agents))
    }
  }

  var panel: TurnoverPanel {
    TurnoverPanel(kind: kind, units: (0..<units).map { "u\($0 + 100)" }, cells: cells)
  }

  static let nothing = TurnoverPanel(kind: .site, units: [], cells: [])

  func impact(
    sites: TurnoverPanel = nothing, minimumPeople: Int = 5, threshold: Double = 0.2, repeats: Double? = 1.5,
    cost: ContactCost? = ContactCost(minor: 650, currency: "USD")
  ) throws -> TurnoverImpact {
    var ground = TurnoverImpact.Ground(
      minimumPeople: minimumPeople, threshold: threshold, headline: .init(days: 7, match: .reason),
      repeatsPerUnresolved: repeats, cost: cost)
    ground.draws = 99
    return try TurnoverImpact(sites: sites, teams: panel, ground)
  }

  /// The rows of a table, by the names of its columns.
  static func rows(_ impact: TurnoverImpact, _ name: String) -> [[String: String]] {
    impact.guarded.filter { $0.table.name == name }.flatMap { StudyCenter.rows($0, minimumPeople: 5) }
  }

  /// 40 teams over 48 months with turnover of 0 to 60 % and FCR that falls by `below` for each point, and by `bend`
  /// more from `knee` on; where `isNoisy`, as a binomial count would.
  static func planted(
    knee: Double, below: Double = 0, bend: Double, teams: Int = 40, months: Int = 48, seed: UInt64
  ) -> ImpactCenter {
    var numbers = SplitMix64(seed: seed)
    var center = ImpactCenter()
    for unit in 0..<teams {
      let level = 0.03 * numbers.normal()
      // The rate drifts from year to year, so that turnover varies within a team.
      var left: [Int] = []
      var yearly = 0.6 * numbers.unit()
      for month in 0..<months {
        if month % 6 == 0 { yearly = 0.6 * numbers.unit() }
        left.append(numbers.unit() < yearly * 100 / 12 - (yearly * 100 / 12).rounded(.down) ? 1 : 0)
        left[month] += Int((yearly * 100 / 12).rounded(.down))
      }
      let sums = left.indices.map { left[max(0, $0 - 12)..<$0].reduce(0, +) }
      center.add(
        unit: unit, months: 0..<months, separations: { left[$0] }, days: 3044, people: 100, agents: 100,
        n: { _ in 400 },
        x: { month in
          let turnover = Double(sums[month]) / (12 * 3044) * 365.25
          let share = 0.75 + level + below * turnover + bend * max(turnover - knee, 0)
          let noise = (share * (1 - share) * 400).squareRoot() * numbers.normal()
          return min(400, max(0, Int((share * 400 + noise).rounded())))
        })
    }
    return center
  }
}
