import Statistics

/// Panels of teams and sites by month, with and without a knee of turnover.
package enum KneeSimulation {
  private static let teams = DrawnPanel.Shape(units: 40, months: 36, people: 15, contacts: 120)
  private static let fewTeams = DrawnPanel.Shape(units: 24, months: 24, people: 15, contacts: 120)
  private static let sites = DrawnPanel.Shape(units: 10, months: 36, people: 60, contacts: 400)
  /// Small enough for a debug build.
  private static let smallTeams = DrawnPanel.Shape(units: 20, months: 14, people: 15, contacts: 120)
  /// What the knee's bootstraps draw here: enough for 5 %, a fifth of the usual.
  private static let draws = 199
  private static let gridPoints = 40
  /// The knee that SQM claims, as the parameters of turnover have it.
  private static let claimed = 0.20
  /// From so many rounds the bound of 5 % false alarms stands as it is.
  private static let enough = 200

  /// All settings, each with random numbers of its own.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    let settings: [(shape: DrawnPanel.Shape, truth: String, slope: Double)] = [
      (teams, "no effect", 0), (teams, "a straight line of −0.15", -0.15), (fewTeams, "no effect", 0),
      (sites, "no effect", 0), (sites, "a straight line of −0.15", -0.15),
    ]
    var all = Frequency()
    var rows: [SimulationRow] = []
    for (place, setting) in settings.enumerated() {
      rows += falseAlarms(setting.shape, setting.truth, setting.slope, rounds, seed &+ UInt64(place), &all)
    }
    let pooled = all.row(
      "verdict about the knee", "all of these", truth: "no knee", "share of false alarms", claimed: 0...0.05)
    rows.append(rounds < enough ? pooled : pooled.within(0...0.05))
    return rows + planted(teams, knee: 0.3, rounds, seed &+ 5) + planted(teams, knee: 0.2, rounds, seed &+ 6)
      + planted(sites, knee: 0.3, rounds, seed &+ 7, hasFewClusters: true)
  }

  /// One setting without a knee and one with it, small enough for a debug build.
  package static func fewRows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var all = Frequency()
    return falseAlarms(smallTeams, "no effect", 0, rounds, seed, &all)
      + planted(smallTeams, knee: 0.3, rounds, seed &+ 1)
  }

  private static func assessment(_ panel: DrawnPanel, seed: UInt64) throws -> KneeAssessment {
    try KneeAssessment(
      of: panel.y, over: panel.turnover, claimed: KneeSimulation.claimed, controls: panel.effects,
      weights: panel.n, units: panel.units, periods: panel.periods, draws: draws, gridPoints: gridPoints,
      seed: seed)
  }

  /// How often a knee is seen where there is none, of the panels with a verdict, and how many have none.
  private static func falseAlarms(
    _ shape: DrawnPanel.Shape, _ truth: String, _ slope: Double, _ rounds: Int, _ seed: UInt64,
    _ all: inout Frequency
  ) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    var (alarms, insufficient) = (Frequency(), Frequency())
    for _ in 0..<rounds {
      let panel = DrawnPanel(shape, &numbers) { slope * $0 }
      let verdict = (try? assessment(panel, seed: numbers.next()))?.verdict
      insufficient.observe(verdict == .insufficient)
      guard verdict != .insufficient else { continue }
      alarms.observe(verdict != .noKnee)
      all.observe(verdict != .noKnee)
    }
    return [
      alarms.row(
        "verdict about the knee", shape.name, truth: truth, "share of false alarms", claimed: 0...0.05),
      insufficient.row(
        "verdict about the knee", shape.name, truth: truth, "share that is insufficient", claimed: 0...0.6),
    ]
  }

  /// A bend of −0.4 at a knee: what is found of it in the panels with a verdict.
  private static func planted(
    _ shape: DrawnPanel.Shape, knee: Double, _ rounds: Int, _ seed: UInt64, hasFewClusters: Bool = false
  ) -> [SimulationRow] {
    let bend = -0.4
    var numbers = SplitMix64(seed: seed)
    var (found, inInterval) = (Frequency(), Frequency())
    var (atKnee, atFound, at20) = (Frequency(), Frequency(), Frequency())
    for _ in 0..<rounds {
      let panel = DrawnPanel(shape, &numbers) { bend * max($0 - knee, 0) }
      let assessed = try? assessment(panel, seed: numbers.next())
      guard assessed?.verdict != .insufficient else { continue }
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
    // With ten clusters errors are too small, and those of the estimated knee also take it as given.
    let (claimed, narrow) = hasFewClusters ? (0.84...0.97, 0.7...0.97) : (0.92...0.98, 0.91...0.97)
    let rows = [
      found.row("verdict about the knee", shape.name, truth: truth, "share that see one", claimed: 0.8...1),
      inInterval.row("estimated knee", shape.name, truth: truth, name, claimed: claimed),
      atKnee.row("slope above the true knee", shape.name, truth: truth, name, claimed: claimed),
      atFound.row("slope above the estimated knee", shape.name, truth: truth, name, claimed: narrow),
    ]
    guard knee != KneeSimulation.claimed else { return rows }
    return rows + [
      at20.row(
        "slope above 0.20 (biased: the knee is elsewhere)", shape.name, truth: truth, name, claimed: 0...0.7)
    ]
  }
}
