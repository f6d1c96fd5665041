import Canonical
import Simulations
import Statistics

/// Centers of coached agents through the program's own panel, design and tables: how often what they print is true.
package enum CoachedCentersSimulation {
  /// A center, what it is called, and what its agents are like.
  struct Shape {
    var name: String
    var center: CoachingCenter
  }

  /// From so many rounds the bounds of alarms stand as they are, without room for chance.
  private static let enough = 200
  /// Where coaches do not change anything, the share of centers that may call one bright.
  private static let mostAlarms = CoachingParameters.falseDiscoveries
  /// What an average may be off by where agents are picked by the month's score alone: .3 points.
  private static let nearly = -0.003...0.003
  /// What luck alone lifts those in the lowest quarter by, with 80 to 40 contacts a month.
  private static let lift = 0.04...0.08
  /// What intervals of some 20 treated units a month are known to hold.
  private static let interval = 0.91...0.99
  /// How often a test of 5 % may reject what is true, with errors from some 20 clusters.
  private static let size = 0.02...0.08
  /// What is left of an effect from the month of the first session on.
  private static let decay = [1, 0.85, 0.7, 0.5, 0.3, 0.1]

  /// Every line, with so many centers for each.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var rows: [SimulationRow] = []
    for (place, shape) in shapes.enumerated() {
      rows += unchanged(shape, rounds, seed &+ UInt64(10 * place))
      rows += planted(shape, rounds, seed &+ UInt64(10 * place + 1))
    }
    return rows + harmful(rounds, seed &+ 100) + strained(rounds, seed &+ 200)
  }

  /// The lines of one small center, for a debug build.
  package static func fewRows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    let shape = Shape(
      name: "10 coaches of 24 agents, 9 months",
      center: living(coaches: 10, agents: 24, months: 9, contacts: 40))
    return unchanged(shape, rounds, seed) + planted(shape, rounds, seed &+ 1)
  }

  private static let shapes = [
    Shape(
      name: "20 coaches of 20 agents, 14 months of 60 contacts",
      center: living(coaches: 20, agents: 20, months: 14, contacts: 60)),
    Shape(
      name: "40 coaches of 12 agents, 18 months of 80 contacts",
      center: living(coaches: 40, agents: 12, months: 18, contacts: 80)),
    Shape(
      name: "10 coaches of 30 agents, 12 months of 40 contacts",
      center: living(coaches: 10, agents: 30, months: 12, contacts: 40)),
  ]

  /// A center whose months and agents go up and down by themselves.
  private static func living(coaches: Int, agents: Int, months: Int, contacts: Int) -> CoachingCenter {
    // Three sessions each: so a coach of few agents, too, has the twelve that a bright spot needs.
    var center = CoachingCenter(
      agentsPerCoach: agents, effects: Array(repeating: 0, count: coaches), months: months,
      contacts: contacts, dose: 3)
    (center.season, center.wander) = (0.01, 0.02)
    return center
  }

  private static func readings(_ center: CoachingCenter, _ rounds: Int, _ seed: UInt64) -> [CoachingReading] {
    var numbers = SplitMix64(seed: seed)
    return (0..<rounds).map { _ in
      CoachingReading(center.drawn(seed: numbers.next()), coaches: center.effects.count)
    }
  }

  // MARK: no effect

  private static func unchanged(_ shape: Shape, _ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    let readings = readings(shape.center, rounds, seed)
    let line = Lines(shape.name, "no effect")
    return [
      brightCenters(line, readings, rounds, claimed: 0...mostAlarms),
      line.coverageOfCoaches("effect of a coach", readings, claimed: 0.93...0.97) { $0.performance },
      line.coverageOfCoaches("effect drawn toward the mean", readings, claimed: 0.94...1) { $0.shrunken },
      line.bias("simple", readings, claimed: nearly) { $0.effect() },
      line.alarms("simple", readings, claimed: size), line.alarms("29_84d", readings, claimed: size),
      line.alarms("placebo", readings, claimed: size),
      line.alarms("pre_trend", readings, claimed: 0.02...0.08),
      line.alarms("naive_before_after", readings, claimed: 0.95...1, name: " (no effect, says so)"),
      line.bias("naive_before_after", readings, claimed: lift) { $0.effect() },
      line.bias("rtm_bias", readings, claimed: nearly) { $0.selection },
    ]
  }

  /// How many centers call a coach bright who is none.
  private static func brightCenters(
    _ line: Lines, _ readings: [CoachingReading], _ rounds: Int, claimed: ClosedRange<Double>
  ) -> SimulationRow {
    var called = Frequency()
    for reading in readings { called.observe(reading.coaches.contains { $0.isBright }) }
    let row = called.row(
      "bright spots", line.setting, truth: line.truth, "share of centers with a false one", claimed: claimed)
    return rounds < enough || claimed.upperBound > mostAlarms ? row : row.within(claimed)
  }

  // MARK: planted effects

  /// Of five coaches one lifts by 8 points, one by 4, two do nothing, one takes 4; all of it fades.
  private static func planted(_ shape: Shape, _ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    var center = shape.center
    let effects = [0.08, 0.04, 0, 0, -0.04]
    center.effects = center.effects.indices.map { effects[$0 % effects.count] }
    center.course = decay
    let readings = readings(center, rounds, seed)
    let line = Lines(shape.name, ".08, .04, 0, 0, −.04, fading")
    var (falseShare, found) = (SimulatedMean(), SimulatedMean())
    for reading in readings {
      let bright = reading.coaches.filter(\.isBright)
      falseShare.add(
        bright.isEmpty
          ? 0 : Double(bright.count { center.effects[$0.place] <= 0 }) / Double(bright.count))
      let best = reading.coaches.filter { $0.isTested && center.effects[$0.place] == effects[0] }
      if !best.isEmpty { found.add(Double(best.count(where: \.isBright)) / Double(best.count)) }
    }
    return [
      line.bias("simple", readings, claimed: nearly) { $0.effect() },
      line.coverage("simple", readings, claimed: interval) { $0.effect() },
      line.bias("0_84d", readings, claimed: nearly) { $0.effect(CoachingParameters.monthsOfEffect) },
      line.coverage("0_84d", readings, claimed: interval) { $0.effect(CoachingParameters.monthsOfEffect) },
      line.bias("29_84d", readings, claimed: nearly) { $0.effect(CoachingParameters.monthsOfDecay) },
      line.coverage("29_84d", readings, claimed: interval) { $0.effect(CoachingParameters.monthsOfDecay) },
      line.bias("naive_before_after", readings, claimed: lift) { $0.effect() },
      line.bias("rtm_bias", readings, claimed: nearly) { $0.selection },
      line.coverage("rtm_bias", readings, claimed: 0.92...1) { $0.selection },
      line.coverageOfCoaches("effect of a coach", readings, claimed: 0.93...0.97) { $0.performance },
      line.coverageOfCoaches("effect drawn toward the mean", readings, claimed: 0.93...0.99) { $0.shrunken },
      falseShare.row(
        "bright spots", line.setting, truth: line.truth, "share of false ones", claimed: 0...mostAlarms,
        isShare: false),
      found.row(
        "bright spots", line.setting, truth: line.truth, "share of the .08 that are found",
        claimed: 0.2...1, isShare: false),
    ]
  }

  /// Coaching that takes 3 points for good: before and after praises it.
  private static func harmful(_ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    var shape = shapes[0]
    shape.center.effects = shape.center.effects.map { _ in -0.03 }
    let readings = readings(shape.center, rounds, seed)
    let line = Lines(shape.name, "all coaches take .03")
    return [
      line.gains(
        "naive_before_after (biased: says it helps)", "naive_before_after", readings, claimed: 0.9...1),
      line.gains("simple", "simple", readings, claimed: 0...0.01),
      line.bias("simple", readings, claimed: nearly) { $0.effect() },
      line.coverage("simple", readings, claimed: interval) { $0.effect() },
      brightCenters(line, readings, rounds, claimed: 0...mostAlarms),
    ]
  }

  // MARK: where the design is strained

  /// Centers in which what picks agents, or what moves them, is not what the design takes for granted.
  private static func strained(_ rounds: Int, _ seed: UInt64) -> [SimulationRow] {
    var rows: [SimulationRow] = []
    func add(
      _ name: String, bias: ClosedRange<Double> = nearly, alarms: ClosedRange<Double> = size,
      bright: ClosedRange<Double> = 0...mostAlarms, _ change: (inout CoachingCenter) -> Void
    ) {
      var center = shapes[0].center
      change(&center)
      let readings = readings(center, rounds, seed &+ UInt64(rows.count))
      let line = Lines(shapes[0].name + ", " + name, "no effect")
      rows += [
        line.bias("simple", readings, claimed: bias) { $0.effect() },
        line.alarms("simple", readings, claimed: alarms),
        brightCenters(line, readings, rounds, claimed: bright),
        line.coverageOfCoaches("effect of a coach", readings, claimed: 0.92...0.97) { $0.performance },
      ]
    }
    add("picked in their own team") { $0.isPickedByTeam = true }
    add("picked in their own team, teams differ (sd 3 points)", bias: -0.005...0.005) {
      ($0.isPickedByTeam, $0.teamSpread) = (true, 0.03)
    }
    add("agents wander (sd 4 points)", bias: -0.005...0.005, alarms: 0.02...0.12) { $0.wander = 0.04 }
    add("teams wander (sd 1 point)", alarms: 0.02...0.12) { $0.teamWander = 0.01 }
    // What a team has in common and the coach has no part in looks like an effect of the coach.
    add("teams wander (sd 2 points)", alarms: 0.02...0.12, bright: 0...0.2) { $0.teamWander = 0.02 }
    add("half of the lowest quarter picked", bias: -0.005...0.005) { $0.picked = 50 }
    return rows
  }
}

/// The lines of a page about one setting.
private struct Lines {
  let setting: String
  let truth: String

  init(_ setting: String, _ truth: String) { (self.setting, self.truth) = (setting, truth) }

  /// How far an estimate is off, on average.
  func bias(
    _ estimand: String, _ readings: [CoachingReading], claimed: ClosedRange<Double>,
    _ truth: (CoachingReading) -> Double
  ) -> SimulationRow {
    var off = SimulatedMean()
    for reading in readings {
      guard let value = reading.line(estimand)?.number("estimate") else { continue }
      off.add(value - truth(reading))
    }
    let statistic = estimand == "rtm_bias" ? "mean less what is planted" : "mean less the true effect"
    return off.row(estimand, setting, truth: self.truth, statistic, claimed: claimed, isShare: false)
  }

  /// How often the interval of an estimate holds the truth.
  func coverage(
    _ estimand: String, _ readings: [CoachingReading], claimed: ClosedRange<Double>,
    _ truth: (CoachingReading) -> Double
  ) -> SimulationRow {
    var held = Frequency()
    for reading in readings {
      if let holds = reading.line(estimand)?.holds(truth(reading)) { held.observe(holds) }
    }
    return held.row(
      estimand, setting, truth: self.truth, "coverage of the 95 % interval", claimed: claimed)
  }

  /// How often a test at 5 % sees something.
  func alarms(
    _ estimand: String, _ readings: [CoachingReading], claimed: ClosedRange<Double>, name: String = ""
  ) -> SimulationRow {
    var seen = Frequency()
    for reading in readings {
      if let p = reading.line(estimand)?.number("p") { seen.observe(p < 0.05) }
    }
    return seen.row(estimand + name, setting, truth: truth, "share of false alarms at 5 %", claimed: claimed)
  }

  /// How often an estimate shows a gain that its interval holds apart from 0.
  func gains(
    _ name: String, _ estimand: String, _ readings: [CoachingReading], claimed: ClosedRange<Double>
  ) -> SimulationRow {
    var seen = Frequency()
    for reading in readings {
      if let low = reading.line(estimand)?.number("lo") { seen.observe(low > 0) }
    }
    return seen.row(name, setting, truth: truth, "share of centers with a gain", claimed: claimed)
  }

  /// The share of a center's coaches whose interval holds their true effect, on average.
  func coverageOfCoaches(
    _ name: String, _ readings: [CoachingReading], claimed: ClosedRange<Double>,
    _ line: (CoachingReading.Coach) -> ReportLines.Line?
  ) -> SimulationRow {
    var share = SimulatedMean()
    for reading in readings {
      let held = reading.coaches.compactMap { coach in coach.truth.flatMap { line(coach)?.holds($0) } }
      if !held.isEmpty { share.add(Double(held.count { $0 }) / Double(held.count)) }
    }
    return share.row(
      name, setting, truth: truth, "coverage of the 95 % interval", claimed: claimed, isShare: false)
  }
}
