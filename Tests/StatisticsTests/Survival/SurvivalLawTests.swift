import Dice
import Testing

@testable import Statistics

/// What holds for the survival estimates of any spells.
@Suite struct SurvivalLawTests {
  private static let seeds = 1...UInt64(Rounds.count(25))

  private func near(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-12) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) <= tolerance
  }

  @Test(arguments: seeds) func `shares of all causes and the survival make 1`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let tally = RiskTally(of: try SpellSample.random(&dice, count: 1 + dice.below(300), causes: 4))
    for step in try AalenJohansen(of: tally).steps {
      let sum = step.incidence.reduce(step.survival.value) { $0 + $1.value }
      #expect(abs(sum - 1) <= 1e-12, "seed \(seed), day \(step.day)")
    }
  }

  @Test(arguments: seeds)
  func `a single cause is 1 − Kaplan–Meier, with its error and interval`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let tally = RiskTally(of: try SpellSample.random(&dice, count: 1 + dice.below(300)))
    let curve = try KaplanMeier(of: tally)
    for (one, other) in zip(try AalenJohansen(of: tally).steps, curve.steps) where !one.incidence.isEmpty {
      let (incidence, survival) = (one.incidence[0], other.survival)
      #expect(near(incidence.value, 1 - survival.value), "seed \(seed), day \(one.day)")
      #expect(near(incidence.standardError, survival.standardError), "seed \(seed), day \(one.day)")
      #expect(near(incidence.low, survival.high.map { 1 - $0 }), "seed \(seed), day \(one.day)")
      #expect(near(incidence.high, survival.low.map { 1 - $0 }), "seed \(seed), day \(one.day)")
      #expect(near(one.survival.standardError, survival.standardError), "seed \(seed), day \(one.day)")
    }
  }

  @Test(arguments: seeds) func `without censoring it is the share that is left`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let spells = try SpellSample.random(
      &dice, count: 1 + dice.below(300), causes: 2, delayed: false, censored: 0)
    let count = Double(spells.count)
    for step in try AalenJohansen(of: RiskTally(of: spells)).steps {
      let left = Double(spells.count { $0.exit > step.day }) / count
      #expect(near(step.survival.value, left), "seed \(seed)")
      // The binomial variance, of the survival and of each cause.
      #expect(near(step.survival.standardError, left > 0 ? (left * (1 - left) / count).squareRoot() : nil))
      for (cause, found) in step.incidence.enumerated() {
        let share = Double(spells.count { $0.exit <= step.day && $0.cause == cause }) / count
        let error = share > 0 && share < 1 ? (share * (1 - share) / count).squareRoot() : nil
        #expect(near(found.value, share) && near(found.standardError, error), "seed \(seed)")
      }
    }
  }

  @Test(arguments: seeds)
  func `it is the product over causes that never share a day`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    // Cause k falls on days with remainder k; censorings on the rest.
    let spells = try SpellSample.random(&dice, count: 200, days: 60).map { spell in
      let remainder = spell.exit % 4
      return try Spell(entry: spell.entry, exit: spell.exit, cause: remainder == 3 ? nil : remainder)
    }
    let tally = RiskTally(of: spells)
    let parts = try (0..<3).map { try KaplanMeier(of: tally.ofCause($0)) }
    for step in try KaplanMeier(of: tally).steps {
      let product = try parts.reduce(1.0) { try $0 * #require($1.survival(on: step.day)).value }
      #expect(near(product, step.survival.value), "seed \(seed), day \(step.day)")
    }
  }

  @Test(arguments: seeds) func `days shifted or scaled move days and nothing else`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let spells = try SpellSample.random(&dice, count: 120, causes: 2)
    let (factor, shift) = (1 + dice.below(9), dice.below(500))
    let moved = try spells.map {
      try Spell(entry: $0.entry * factor + shift, exit: $0.exit * factor + shift, cause: $0.cause)
    }
    let (one, other) = (RiskTally(of: spells), RiskTally(of: moved))
    let (curve, late) = (try KaplanMeier(of: one), try KaplanMeier(of: other))
    #expect(late.steps.map(\.survival) == curve.steps.map(\.survival), "seed \(seed)")
    #expect(late.steps.map(\.day) == curve.steps.map { $0.day * factor + shift }, "seed \(seed)")
    #expect(late.riskSetEmptyOn == (shift > 0 ? 1 : nil), "seed \(seed)")
    let scaled = try KaplanMeier(
      of: RiskTally(
        of: spells.map { try Spell(entry: $0.entry * factor, exit: $0.exit * factor, cause: $0.cause) }))
    #expect(scaled.median.days == curve.median.days.map { $0 * Double(factor) }, "seed \(seed)")
    let (mean, longMean) = try (curve.restrictedMean(to: 20), scaled.restrictedMean(to: 20 * factor))
    #expect(near(longMean.days, mean.days * Double(factor), 1e-9), "seed \(seed)")
    #expect(near(longMean.standardError, mean.standardError * Double(factor), 1e-9), "seed \(seed)")
    let incidences = try (AalenJohansen(of: one), AalenJohansen(of: other))
    #expect(incidences.0.steps.map(\.incidence) == incidences.1.steps.map(\.incidence), "seed \(seed)")
  }

  @Test(arguments: seeds) func `the log-rank test is that of individual records`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let groups = try (0..<2 + dice.below(3)).map { _ in
      try SpellSample.random(&dice, count: 20 + dice.below(60), days: 25)
    }
    let test = try LogRank(groups.map { RiskTally(of: $0) })
    #expect(test.degreesOfFreedom == groups.count - 1)
    // Expected events and variances, counted over spells on each day anew.
    for (index, group) in groups.enumerated() {
      var (expected, variance) = (0.0, 0.0)
      for day in 1...25 {
        func isAtRisk(_ spell: Spell) -> Bool { spell.entry < day && day <= spell.exit }
        let all = Double(groups.joined().count(where: isAtRisk))
        let own = Double(group.count(where: isAtRisk))
        let events = Double(groups.joined().count { $0.exit == day && $0.cause != nil })
        if all > 0 { expected += events * own / all }
        if all > 1 { variance += events * (all - events) * own * (all - own) / (all * all * (all - 1)) }
      }
      #expect(near(test.expected[index], expected, 1e-10), "seed \(seed)")
      #expect(near(test.covariance[index, index], variance, 1e-10), "seed \(seed)")
    }
    #expect(near(test.expected.reduce(0, +), Double(test.observed.reduce(0, +)), 1e-9), "seed \(seed)")
    if groups.count == 2 {
      let difference = Double(test.observed[0]) - test.expected[0]
      #expect(near(test.chiSquared, difference * difference / test.covariance[0, 0], 1e-9), "seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `names, days and halves of groups leave the log-rank test as it is`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let groups = try (0..<4).map { _ in try SpellSample.random(&dice, count: 60) }
    let test = try LogRank(groups.map { RiskTally(of: $0) })
    let relabeled = try LogRank(groups.shuffled(using: &dice).map { RiskTally(of: $0) })
    #expect(isNear(relabeled.chiSquared, test.chiSquared, relative: 1e-9), "seed \(seed)")
    let scaled = try LogRank(
      groups.map {
        RiskTally(of: try $0.map { try Spell(entry: $0.entry * 7, exit: $0.exit * 7, cause: $0.cause) })
      })
    #expect(scaled == test, "seed \(seed)")
  }

  // The derivative of each share by the weight of each spell, summed over spells: what R's multi-state
  // survfit calls the infinitesimal jackknife. Here by weights of 1 ± 1e-5 on one spell after another.
  @Test(arguments: 1...UInt64(Rounds.count(4)))
  func `without delayed entry the errors are those of the infinitesimal jackknife`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let spells = try SpellSample.random(&dice, count: 60, causes: 2, days: 20, delayed: false)
    let day = 12
    let curves = try AalenJohansen(of: RiskTally(of: spells))
    for cause in 0..<2 {
      let variance = spells.indices.reduce(0.0) { sum, index in
        let (up, down) = (1 + 1e-5, 1 - 1e-5)
        let slope =
          (share(spells, cause, day, index, up) - share(spells, cause, day, index, down)) / (up - down)
        return sum + slope * slope
      }
      let found = try #require(curves.incidence(of: cause, on: day)?.standardError)
      #expect(isNear(found, variance.squareRoot(), relative: 1e-7), "seed \(seed): \(found)")
    }
  }

  /// The incidence of a cause by a day from individual spells, one of which has another weight.
  private func share(_ spells: [Spell], _ cause: Int, _ last: Int, _ changed: Int, _ weight: Double) -> Double
  {
    var (survival, incidence) = (1.0, 0.0)
    for day in 1...last {
      var (atRisk, events, own) = (0.0, 0.0, 0.0)
      for (index, spell) in spells.enumerated() where spell.exit >= day {
        let weight = index == changed ? weight : 1
        atRisk += weight
        if spell.exit == day && spell.cause != nil { events += weight }
        if spell.exit == day && spell.cause == cause { own += weight }
      }
      incidence += survival * own / atRisk
      survival *= 1 - events / atRisk
    }
    return incidence
  }

  @Test(arguments: seeds) func `nothing is NaN or outside 0…1`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let tally = RiskTally(
      of: try SpellSample.random(
        &dice, count: 1 + dice.below(12), causes: 3, days: 6, censored: dice.below(101)))
    for step in try AalenJohansen(of: tally).steps {
      for found in [step.survival] + step.incidence {
        #expect((-1e-15...1 + 1e-12).contains(found.value), "seed \(seed)")
        guard let low = found.low, let high = found.high, let error = found.standardError else { continue }
        #expect(error.isFinite && low >= 0 && high <= 1, "seed \(seed)")
        #expect(low <= found.value + 1e-15 && found.value <= high + 1e-15, "seed \(seed)")
      }
    }
  }
}
