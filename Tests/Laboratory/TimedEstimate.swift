import Foundation
import Statistics

/// An estimate that is timed beside a package of Python's, from numbers in memory to the result.
enum TimedEstimate: String {
  /// Group-time effects with their simple and event-time averages: unit,period,first_treated,y.
  case effects
  /// Two-way fixed effects with errors clustered by team: team,month,x1,x2,y.
  case panel
  /// The log-rank test of groups: group,entry,exit,event.
  case spells
  /// Two-way fixed effects of resolution on separations with lags and a lead, by team: team,month,n,y,x0…x6,lead.
  case lags
  /// Kaplan–Meier curves with delayed entry: group,entry,exit,event.
  case curves

  /// The best of so many runs counts, as for the other.
  private static let runs = 5

  /// Seconds and figures as a line of JSON.
  func run(on file: NumberColumns) throws -> String {
    let (seconds, figures) =
      switch self {
      case .effects: try effects(file)
      case .panel: try panel(file)
      case .spells: try spells(file)
      case .lags: try lags(file)
      case .curves: try curves(file)
      }
    let fields = [("seconds", seconds)] + figures
    return "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private typealias Result = (seconds: Double, figures: [(String, Double)])

  private func best(_ run: () throws -> [(String, Double)]) rethrows -> Result {
    var result: Result = (.infinity, [])
    for _ in 0..<TimedEstimate.runs {
      let start = ContinuousClock.now
      result.figures = try run()
      let taken = start.duration(to: .now)
      result.seconds = min(result.seconds, taken / .seconds(1))
    }
    return result
  }

  private func effects(_ file: NumberColumns) throws -> Result {
    let (units, periods) = (file.integers("unit"), file.integers("period"))
    let (first, y) = (file.integers("first_treated"), file.numbers("y"))
    return try best {
      let width = (periods.max() ?? 0)
      var outcomes = [[Double?]](
        repeating: Array(repeating: nil, count: width), count: (units.max() ?? -1) + 1)
      var treated = [Int?](repeating: nil, count: outcomes.count)
      for row in units.indices {
        outcomes[units[row]][periods[row] - 1] = y[row]
        if first[row] > 0 { treated[units[row]] = first[row] - 1 }
      }
      let panel = try TreatmentPanel(outcomes: outcomes, firstTreated: treated)
      let effects = try GroupTimeEffects(
        of: panel, controls: .notYetTreated, anticipation: 0, minimumTreated: 1, minimumControls: 1)
      _ = try effects.byEventTime()
      let simple = try effects.simple().estimate
      return [("att", simple.value), ("se", simple.standardError ?? .nan)]
    }
  }

  private func panel(_ file: NumberColumns) throws -> Result {
    let (teams, months) = (file.integers("team"), file.integers("month"))
    let (x1, x2, y) = (file.numbers("x1"), file.numbers("x2"), file.numbers("y"))
    return try best {
      try estimates(
        TwoWayFixedEffects(
          y, on: [Regressor("x1", x1), Regressor("x2", x2)], units: teams, periods: months), by: teams)
    }
  }

  private func spells(_ file: NumberColumns) throws -> Result {
    let spells = SpellColumns(file)
    return try best {
      let tallies = try spells.tallies()
      let test = try LogRank(tallies)
      return [("chi2", test.chiSquared), ("p", test.p)]
    }
  }

  private func lags(_ file: NumberColumns) throws -> Result {
    let (teams, months) = (file.integers("team"), file.integers("month"))
    let (n, y) = (file.numbers("n"), file.numbers("y"))
    let columns = ((0...6).map { "x\($0)" } + ["lead"]).map { Regressor($0, file.numbers($0)) }
    return try best {
      try estimates(
        TwoWayFixedEffects(y, on: columns, units: teams, periods: months, weights: n), by: teams)
    }
  }

  /// Coefficients and clustered errors of a fit.
  private func estimates(_ fit: TwoWayFixedEffects, by teams: [Int]) throws -> [(String, Double)] {
    try fit.clusterRobust(by: teams).estimates().flatMap {
      [("b_" + $0.name, $0.value), ("se_" + $0.name, $0.standardError)]
    }
  }

  private func curves(_ file: NumberColumns) throws -> Result {
    let spells = SpellColumns(file)
    return try best {
      let tallies = try spells.tallies()
      return try tallies.enumerated().map { group, tally in
        ("s\(group)", try KaplanMeier(of: tally).survival(on: 365)?.value ?? .nan)
      }
    }
  }
}

/// Spells of several groups as a file has them.
private struct SpellColumns {
  let groups: [Int]
  let entries: [Int]
  let exits: [Int]
  let events: [Int]

  init(_ file: NumberColumns) {
    (groups, entries) = (file.integers("group"), file.integers("entry"))
    (exits, events) = (file.integers("exit"), file.integers("event"))
  }

  /// A tally of each group.
  func tallies() throws -> [RiskTally] {
    var tallies = [RiskTally](repeating: RiskTally(), count: (groups.max() ?? -1) + 1)
    for row in groups.indices {
      tallies[groups[row]].observe(
        try Spell(entry: entries[row], exit: exits[row], cause: events[row] == 1 ? 0 : nil))
    }
    return tallies
  }
}
