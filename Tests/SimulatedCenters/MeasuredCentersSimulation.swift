import Canonical
import Simulations
import Statistics

/// Centers measured by scorecards through the program's own tables of alignment: how often what they flag is there.
package enum MeasuredCentersSimulation {
  /// A center and what it is called.
  private struct Shape {
    var name: String
    var agents: Int
    var months: Int
    /// The least share of centers in which the planted order of metrics, and the wrong sign, must be found.
    var found: Double
    /// The least share in which the planted trends must be: over few months they are little beside the months' own levels.
    var trending = 0.8
  }

  /// From so many rounds the bound of false flags stands as it is, without room for chance.
  private static let enough = 200
  /// Of centers without gaming, the share that may have a flag.
  private static let mostFlags = AlignmentParameters.falseDiscoveries
  /// What a scorecard of four metrics, three with targets, weighs.
  private static let card = [
    "score quality .3 up 80", "calm quality .3 up 85", "speed efficiency .2 down 80", "care quality .2 up",
  ]
  /// What each metric does to the outcome for one of its spread, in the order of `drivingCard`.
  private static let effects = [
    ("score", 1.0), ("calm", 0.55), ("script", -0.3), ("speed", 0),
  ]
  private static let drivingCard = [
    "score quality .2 up", "calm quality .2 up", "script compliance .4 up",
    "speed efficiency .2 down",
  ]
  private static let shapes = [
    Shape(name: "40 people, 18 months", agents: 40, months: 18, found: 0.7),
    Shape(name: "120 people, 12 months", agents: 120, months: 12, found: 0.9, trending: 0.5),
    Shape(name: "60 people, 36 months", agents: 60, months: 36, found: 0.8),
  ]

  /// Every line, with so many centers for each.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    shapes.enumerated().flatMap { place, shape in
      lines(shape, rounds, seed &+ UInt64(100 * place))
    }
  }

  /// The lines of the smallest center, for a debug build.
  package static func fewRows(rounds: Int, seed: UInt64) -> [SimulationRow] { lines(shapes[0], rounds, seed) }

  private static func lines(_ shape: Shape, _ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    fair(shape, rounds, seed) + gamed(shape, rounds, seed &+ 20) + driven(shape, rounds, seed &+ 40)
      + silent(shape, rounds, seed &+ 60)
  }

  private static func center(_ shape: Shape, _ metrics: [MeasuredCenter.Metric]) -> MeasuredCenter {
    var center = MeasuredCenter(metrics)
    (center.agents, center.months) = (shape.agents, shape.months)
    return center
  }

  private static func plain(_ shape: Shape) -> MeasuredCenter {
    center(shape, ["score", "calm", "speed", "care"].map { .init(name: $0, effect: 0.3) })
  }

  private static func readings(
    _ center: MeasuredCenter, _ card: [String], _ rounds: Int, _ seed: UInt64
  ) -> [AlignmentReading] {
    var numbers = SplitMix64(seed: seed)
    return (0..<rounds).map { _ in AlignmentReading(center, card, seed: numbers.next()) }
  }

  private static func share(
    _ readings: [AlignmentReading], _ estimator: String, _ shape: Shape, _ truth: String, _ statistic: String,
    claimed: ClosedRange<Double>, _ isSeen: (AlignmentReading) -> Bool
  ) -> SimulationRow {
    var seen = Frequency()
    for reading in readings { seen.observe(isSeen(reading)) }
    return seen.row(estimator, shape.name, truth: truth, statistic, claimed: claimed)
  }

  // MARK: gaming

  /// Centers in which nobody games anything, though values, seasons and trends are what they are.
  private static func fair(_ shape: Shape, _ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    var falling = plain(shape)
    falling.outcomeTrend = -0.05
    var improving = plain(shape)
    improving.metrics[0].trend = 0.1
    var rounded = plain(shape)
    // A third of all scores are told in whole fives.
    rounded.change = { agent, month, values in
      if (agent + month) % 3 == 0 { values[0] = (values[0] / 5).rounded() * 5 }
    }
    var lasting = improving
    lasting.carried = 0.5
    let settings = [
      ("no gaming", plain(shape)), ("no gaming, the outcome falls", falling),
      ("no gaming, a metric rises", improving), ("no gaming, scores in whole fives", rounded),
      ("no gaming, a metric rises, months like the one before", lasting),
    ]
    return settings.enumerated().flatMap { place, setting in
      let readings = readings(setting.1, card, rounds, seed &+ UInt64(place))
      let all = share(
        readings, "alignment_gaming", shape, setting.0, "share of centers with a flag", claimed: 0...mostFlags
      ) { !$0.flagged.isEmpty }
      let bunching = share(
        readings, "bunching", shape, setting.0, "share of centers with a flag", claimed: 0...mostFlags
      ) { $0.flagged.contains { $0.check == "bunching" } }
      return [all, bunching].map { rounds < enough ? $0 : $0.within(0...mostFlags) }
    }
  }

  /// Half of the months up to two points short of the target are told as up to two points beyond it; and a metric that
  /// rises while the outcome falls.
  private static func gamed(_ shape: Shape, _ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    var bunched = plain(shape)
    bunched.change = { agent, month, values in
      if values[0] < 80, values[0] > 78, (agent * 7 + month) % 2 == 0 { values[0] = 160 - values[0] }
    }
    var diverging = plain(shape)
    (diverging.metrics[0].trend, diverging.outcomeTrend) = (0.3, -0.3)
    let truth = "half of what is 2 short of a target is told as met"
    let of = readings(bunched, card, rounds, seed)
    return [
      share(of, "bunching", shape, truth, "share of centers in which it is found", claimed: 0.8...1) {
        $0.isFlagged("bunching", "score")
      },
      share(of, "bunching", shape, truth, "share of centers with a flag on another", claimed: 0...mostFlags) {
        $0.flagged.contains { $0.metric != "score" }
      },
      share(
        readings(diverging, card, rounds, seed &+ 1), "metric_up_outcome_down", shape,
        "a metric rises by .3, the outcome falls by .3 a month", "share of centers in which it is found",
        claimed: shape.trending...1
      ) { $0.isFlagged("metric_up_outcome_down", "score") },
    ]
  }

  // MARK: evidence

  private static func driven(_ shape: Shape, _ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    let center = center(shape, effects.map { .init(name: $0.0, effect: $0.1) })
    let readings = readings(center, drivingCard, rounds, seed)
    let truth = "1, .55, −.3, 0"
    let whole = effects.reduce(0) { $0 + $1.1 * $1.1 }
    let order = effects.sorted { abs($0.1) > abs($1.1) }.map(\.0)
    var rows = [
      share(
        readings, "order of importance", shape, truth, "share of centers with it", claimed: shape.found...1
      ) {
        reading in
        let found = order.map { reading.importance(of: $0)?.number("importance") ?? 0 }
        return found == found.sorted(by: >)
      },
      share(
        readings, "wrong_sign", shape, truth, "share of centers in which it is found",
        claimed: shape.found...1
      ) { $0.wrongSigns.contains("script") },
      share(
        readings, "wrong_sign", shape, truth, "share of centers with a false one",
        claimed: 0...(mostFlags / 2)
      ) { !$0.wrongSigns.subtracting(["script"]).isEmpty },
    ]
    for (name, effect) in effects where effect != 0 {
      var held = Frequency()
      var off = SimulatedMean()
      for reading in readings {
        guard let line = reading.importance(of: name), let value = line.number("importance") else { continue }
        if let holds = line.holds(effect * effect / whole) { held.observe(holds) }
        off.add(value - effect * effect / whole)
      }
      rows += [
        held.row(
          "importance of \(name)", shape.name, truth: truth, "coverage of the 95 % interval",
          claimed: 0.88...0.98),
        off.row(
          "importance of \(name)", shape.name, truth: truth, "mean less what is planted",
          claimed: -0.01...0.01, isShare: false),
      ]
    }
    return rows
  }

  /// An outcome of which no metric tells anything.
  private static func silent(_ shape: Shape, _ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    let center = center(shape, effects.map { .init(name: $0.0) })
    let readings = readings(center, drivingCard, rounds, seed)
    return [
      share(readings, "verdict", shape, "no driver", "share of NO_SIGNAL", claimed: 0.95...1) {
        $0.verdict == "NO_SIGNAL"
      }
    ]
  }
}
