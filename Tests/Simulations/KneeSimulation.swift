import Statistics

/// Panels of teams and sites by month, with and without a knee of turnover.
package enum KneeSimulation {
  private static let teams = DrawnPanel.Shape(units: 40, months: 36, people: 15, contacts: 120)
  private static let fewTeams = DrawnPanel.Shape(units: 24, months: 24, people: 15, contacts: 120)
  private static let sites = DrawnPanel.Shape(units: 10, months: 36, people: 60, contacts: 400)
  /// What the knee's bootstraps draw here: enough for 5 %, a fifth of the usual.
  private static let draws = 199
  private static let gridPoints = 40
  /// From so many rounds the bound of 5 % false alarms stands as it is.
  private static let enough = 200

  /// All settings, each with random numbers of its own.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    falseAlarms(teams, "no effect", rounds, seed) { _ in 0 }
      + falseAlarms(teams, "a straight line of −0.15", rounds, seed &+ 1) { -0.15 * $0 }
      + falseAlarms(fewTeams, "no effect", rounds, seed &+ 2) { _ in 0 }
      + falseAlarms(sites, "no effect", rounds, seed &+ 3) { _ in 0 }
      + falseAlarms(sites, "a straight line of −0.15", rounds, seed &+ 4) { -0.15 * $0 }
      + planted(teams, knee: 0.3, rounds, seed &+ 5) + planted(teams, knee: 0.2, rounds, seed &+ 6)
      + planted(sites, knee: 0.3, rounds, seed &+ 7)
  }

  private static func assessment(_ panel: DrawnPanel, seed: UInt64) throws -> KneeAssessment {
    try KneeAssessment(
      of: panel.y, over: panel.turnover, controls: panel.effects, weights: panel.n, units: panel.units,
      periods: panel.periods, draws: draws, gridPoints: gridPoints, seed: seed)
  }

  /// How often a knee is seen where there is none, of the panels with a verdict, and how many have none.
  private static func falseAlarms(
    _ shape: DrawnPanel.Shape, _ truth: String, _ rounds: Int, _ seed: UInt64, _ line: (Double) -> Double
  ) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    var (alarms, insufficient) = (Frequency(), Frequency())
    for _ in 0..<rounds {
      let panel = DrawnPanel(shape, &numbers, line: line)
      let verdict = (try? assessment(panel, seed: numbers.next()))?.verdict
      insufficient.observe(verdict == .insufficient)
      if verdict != .insufficient { alarms.observe(verdict != .noKnee) }
    }
    let row = alarms.row(
      "verdict about the knee", shape.name, truth: truth, "share of false alarms", claimed: 0...0.05)
    return [
      rounds < enough ? row : row.within(0...0.05),
      insufficient.row(
        "verdict about the knee", shape.name, truth: truth, "share that is insufficient", claimed: 0...1),
    ]
  }

  /// A bend of −0.4 at a knee.
  private static func planted(
    _ shape: DrawnPanel.Shape, knee: Double, _ rounds: Int, _ seed: UInt64
  ) -> [SimulationRow] {
    let bend = -0.4
    var numbers = SplitMix64(seed: seed)
    var (found, inInterval, atKnee, atFound, at20) = (
      Frequency(), Frequency(), Frequency(), Frequency(), Frequency()
    )
    for _ in 0..<rounds {
      let panel = DrawnPanel(shape, &numbers) { bend * max($0 - knee, 0) }
      let assessed = try? assessment(panel, seed: numbers.next())
      let evidence = assessed?.evidence
      found.observe(assessed?.verdict == .consistent || assessed?.verdict == .kneeElsewhere)
      inInterval.observe(evidence?.interval.contains(knee) ?? false)
      let hinge = try? Hinge(
        panel.y, over: panel.turnover, knee: knee, controls: panel.effects, weights: panel.n,
        clusters: panel.units)
      func holds(_ slope: CoefficientEstimate?) -> Bool {
        slope.map { $0.low <= bend && bend <= $0.high } ?? false
      }
      atKnee.observe(holds(hinge?.above))
      atFound.observe(holds(evidence?.estimated.hinge.above))
      at20.observe(holds(evidence?.claimed.above))
    }
    let truth = "knee \(knee), slope \(bend) above"
    let name = "coverage of the 95 % interval"
    return [
      found.row("verdict about the knee", shape.name, truth: truth, "share that see one", claimed: 0.9...1),
      inInterval.row("estimated knee", shape.name, truth: truth, name, claimed: 0.92...0.98),
      atKnee.row("slope above the true knee", shape.name, truth: truth, name, claimed: 0.92...0.97),
      atFound.row("slope above the estimated knee", shape.name, truth: truth, name, claimed: 0.92...0.97),
      at20.row("slope above 0.20", shape.name, truth: truth, name, claimed: 0...1),
    ]
  }
}
