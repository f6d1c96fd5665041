import Aggregate
import Canonical
import SimulatedCenters
import Statistics
import Testing

@testable import Analyses

@Suite struct EvidenceReadingTests {
  private func evidence(
    _ center: MeasuredCenter, _ lines: [String], seed: UInt64 = 1, minimum: Int = 5, draws: Int = 200,
    outcome: String? = nil, _ parameters: AlignmentParameters = AlignmentParameters()
  ) -> OutcomeEvidence {
    let panel = center.panel(seed: seed)
    let role = ScorecardSheet.role("csr", center.type, lines, code: center.role)
    return EvidenceReading(
      unit: EvidenceUnit(role, panel), panel: panel, parameters: parameters, minimumPeople: minimum,
      draws: draws
    ).evidence(outcome ?? center.outcome)
  }

  private func center(_ effects: [(String, Double)]) -> MeasuredCenter {
    MeasuredCenter(effects.map { .init(name: $0.0, effect: $0.1) })
  }

  @Test func `planted drivers come in their order, with intervals that hold them and signs`() throws {
    // Independent drivers of equal spread s² = .98: importance goes with the square of effects: 1, .25 and 0 of 1.25.
    let found = evidence(
      center([("calm", 1), ("clear", -0.5), ("fast", 0)]),
      ["calm quality .2 up", "clear quality .3 up", "fast efficiency .5 up"], draws: 1_000)
    #expect(found.verdict == .misaligned && found.months == 60 * 18 && found.people == 60)
    let drivers = Dictionary(uniqueKeysWithValues: found.drivers.map { ($0.line.metric, $0) })
    let (calm, clear, fast) = try (
      #require(drivers["calm"]), #require(drivers["clear"]), #require(drivers["fast"])
    )
    let importances = try [calm, clear, fast].map { try #require($0.importance) }
    for (range, planted) in zip(importances, [0.8, 0.2, 0]) {
      #expect(abs(range.value - planted) < 0.07 && range.low <= range.value && range.value <= range.high)
    }
    #expect(importances[0].low < 0.8 && 0.8 < importances[0].high)
    #expect(abs(importances.reduce(0) { $0 + $1.value } - 1) < 1e-12)
    #expect(calm.sign == .up && clear.sign == .down && fast.sign == .unclear)
    #expect(!calm.isWrongSign && clear.isWrongSign && !fast.isWrongSign)
    // Σ|w − I| is about .6 + .1 + .5: index about .4; R² 1.225/(1.225 + 1), less what 3 explain by chance.
    let index = try #require(found.index)
    #expect(abs(index.value - 0.4) < 0.07 && index.low < index.value && index.value < index.high)
    #expect(abs((found.rSquared ?? 0) - 0.55) < 0.05 && (found.adjusted ?? 1) < found.rSquared ?? 0)
    #expect(abs((calm.gap ?? 0) - (0.2 - importances[0].value)) < 1e-12)
  }

  @Test func `importance is that of columns less their site and month means`() throws {
    let center = center([("calm", 1), ("clear", 0.4)])
    let found = evidence(center, ["calm quality .6 up", "clear quality .4 up"])
    // The same by dummies of sites' months: R² of all, of each alone, and the mean of both orders.
    let panel = center.panel(seed: 1)
    func column(_ name: String) -> [Double] { panel.values(of: name).compactMap(\.self) }
    let cells = panel.rows.map { Int($0.site) * 1_000 + Int($0.month.number) % 1_000 }
    let dummies = Set(cells).sorted().dropFirst().map { cell in
      Regressor("d\(cell)", cells.map { $0 == cell ? 1 : 0 })
    }
    func rest(_ names: [String]) throws -> Double {
      try WeightedLeastSquares(column("csat"), on: dummies + names.map { Regressor($0, column($0)) })
        .sumOfSquares
    }
    let null = try rest([])
    let (calm, clear, both) = try (
      1 - rest(["calm"]) / null, 1 - rest(["clear"]) / null, 1 - rest(["calm", "clear"]) / null
    )
    let expected = (calm + both - clear) / 2 / both
    #expect(abs((found.rSquared ?? 0) - both) < 1e-10)
    #expect(abs((found.drivers[0].importance?.value ?? 0) - expected) < 1e-10)
    #expect(abs((found.drivers[0].first ?? 0) - calm) < 1e-10)
  }

  @Test func `without a driver there is no signal, and it is said`() {
    let found = evidence(
      center([("calm", 0), ("fast", 0)]), ["calm quality .5 up", "fast efficiency .5 up"])
    #expect(found.verdict == .noSignal && found.index == nil && found.isSeen)
    #expect(found.drivers.allSatisfy { $0.importance == nil && $0.gap == nil })
    #expect(found.note.contains("under 0.05: the data say nothing of weights"))
    #expect(found.months == 1_080)
  }

  @Test func `levels of sites and months are no drivers`() {
    // Within sites and months the metric does nothing; site 0 has more of both.
    var center = center([("calm", 0)])
    center.change = { agent, _, values in
      if agent % 3 == 0 { (values[0], values[1]) = (values[0] + 40, values[1] + 40) }
    }
    #expect(evidence(center, ["calm quality 1 up"]).verdict == .noSignal)
  }

  @Test func `an outcome is not its own driver, under whatever name`() throws {
    var center = center([("calm", 1), ("happy", 0)])
    // A copy of the outcome in other units.
    center.change = { _, _, values in values[1] = 3 * values[2] - 7 }
    let found = evidence(
      center, ["csat outcome .4 up", "calm quality .3 up", "happy quality .3 up"])
    #expect(
      found.drivers.map { "\($0.line.metric) \($0.standing.rawValue)" } == [
        "csat circular", "calm ", "happy circular",
      ])
    #expect(found.drivers[1].weight == 1 && found.drivers[1].importance?.value == 1)
    // Shares of one and the same: the index is 1.
    #expect(found.index?.value == 1 && found.verdict == .aligned)
    let alone = evidence(center, ["csat outcome 1 up"])
    #expect(alone.verdict == .noDrivers && alone.drivers[0].standing == .circular)
    // The same of the same contacts, and another name.
    var parameters = AlignmentParameters()
    parameters.circular["csat"] = ["calm"]
    parameters.metricNames["smiles"] = "csat"
    #expect(evidence(center, ["calm quality 1 up"], parameters).verdict == .noDrivers)
    #expect(
      DriverColumns(
        unit: EvidenceUnit(ScorecardSheet.role("r", .customerFacing, []), center.panel(seed: 1)),
        panel: center.panel(seed: 1), parameters: parameters
      ).isCircular("smiles", "csat"))
  }

  @Test func `dead, sparse, doubled and surplus metrics are not judged, and say so`() {
    var center = center([("calm", 1), ("safe", 0), ("rare", 0), ("flat", 0), ("twin", 0)])
    center.change = { agent, month, values in
      // Nineteen of twenty months alike; a third of the months known; the same for all of a site and month.
      values[1] = (agent + month) % 25 == 0 ? 90 : 100
      if (agent + month) % 3 != 0 { values[2] = .nan }
      values[3] = Double(agent % 3 * 7 + month)
      values[4] = values[0] * 2
    }
    let found = evidence(
      center,
      [
        "calm quality .3 up", "safe compliance .2 up", "rare quality .1 up", "flat quality .1 up",
        "twin quality .2 up", "gone quality .1 up",
      ])
    let standings = Dictionary(
      uniqueKeysWithValues: found.drivers.map { ($0.line.metric, $0.standing.rawValue) })
    #expect(
      standings == [
        "calm": "", "safe": "dead", "rare": "no_data", "flat": "dead", "twin": "duplicate", "gone": "no_data",
      ])
    #expect(found.drivers.first { $0.line.metric == "calm" }?.weight == 1)

    let many = MeasuredCenter((0..<14).map { .init(name: "m\(10 + $0)", effect: $0 == 0 ? 1 : 0.1) })
    let all = evidence(many, (0..<14).map { "m\(10 + $0) quality \(0.01 * Double(20 - $0)) up" }, draws: 20)
    #expect(all.drivers.map(\.standing).suffix(2) == [.surplus, .surplus])
    #expect(all.drivers.prefix(12).allSatisfy { $0.importance != nil })
  }

  @Test func `too few months or people have no evidence, and too few people no numbers`() {
    // Four people of one site over nine months: 36 months less 9 cells are 27 of 30.
    var small = center([("calm", 1)])
    (small.agents, small.sites, small.months) = (4, 1, 9)
    let found = evidence(small, ["calm quality 1 up"], minimum: 4, outcome: "qa")
    #expect(found.verdict == .noOutcome)
    // Of csat, a survey, ten people are asked for, whatever the minimum is.
    let withheld = evidence(small, ["calm quality 1 up"], minimum: 1)
    #expect(withheld.verdict == .withheld && withheld.months == 0 && withheld.people == 0)
    small.outcome = "sold"
    let few = evidence(small, ["calm quality 1 up"], minimum: 4)
    #expect(few.verdict == .insufficient && few.rSquared == nil)
    #expect(
      few.note == "36 months with all of it, 27 beyond those that sites' months take, 30 needed")
    small.months = 12
    #expect(evidence(small, ["calm quality 1 up"], minimum: 4).isSeen)
    #expect(evidence(small, ["calm quality 1 up"], minimum: 5).verdict == .withheld)
  }

  @Test func `of an outcome that is better low, signs are turned`() {
    var center = center([("calm", 1)])
    (center.outcome, center.type) = ("rework", .backOffice)
    let found = evidence(center, ["calm quality 1 up"])
    #expect(found.drivers[0].sign == .down && found.drivers[0].isWrongSign)
    #expect((found.drivers[0].correlation?.value ?? 0) < -0.5)
  }

  @Test func `the same seed draws the same intervals`() {
    let center = center([("calm", 1), ("fast", 0.3)])
    let lines = ["calm quality .5 up", "fast efficiency .5 up"]
    #expect(evidence(center, lines).index == evidence(center, lines).index)
  }
}
