import Aggregate
import Canonical
import Dice
import SimulatedCenters
import Tables
import Testing

@testable import Analyses

@Suite struct WeightProposalTests {
  private let parameters = AlignmentParameters()

  private func fit(_ type: RoleType, _ lines: [String], wanted: [Double]? = nil) -> BandFit? {
    let lines = lines.map(ScorecardSheet.line)
    return BandFit(
      lines, wanted: wanted ?? lines.map(\.share), parameters.bands[type] ?? [],
      jobMetrics: parameters.jobMetrics)
  }

  @Test func `percents add up, with the largest remainders rounded up`() {
    #expect(WholePercents.rounded([0.333, 0.333, 0.334], total: 100) == [33, 33, 34])
    #expect(WholePercents.rounded([0.105, 0.1949, 0.7001], total: 100) == [11, 19, 70])
    #expect(WholePercents.rounded([0.9, 0.1], total: 100, bounds: [0...80, 0...100]) == [80, 20])
    // A fraction that is whole but for its last bits stays whole: .29 · 100 is 28.999….
    #expect(WholePercents.rounded([0.29, 0.71], total: 100) == [29, 71])
  }

  @Test func `weights that keep to the bands stay`() {
    let found = fit(.customerFacing, ["csat outcome .5", "aht efficiency .2", "qa quality .3"])
    #expect(found?.percents == [50, 20, 30] && found?.lacking.isEmpty == true)
  }

  @Test func `too much goes to the other classes in proportion, by hand`() {
    // Efficiency to .20; outcome .30 and quality .20 share .80 as 3 to 2: .48 and .32.
    let found = fit(
      .customerFacing, ["aht efficiency .4", "late efficiency .1", "csat outcome .3", "qa quality .2"])
    #expect(found?.percents == [16, 4, 48, 32])
    // Outcome would have (.1/.8)·… and must have .40; quality takes the rest.
    #expect(fit(.customerFacing, ["csat outcome .1", "qa quality .9"])?.percents == [40, 60])
  }

  @Test func `jobs completed go to 0, and what has no metric is named`() {
    let found = fit(.customerFacing, ["jobs_completed efficiency .7", "qa quality .3"])
    // Efficiency has no other metric: outcome must have .40; .30 and .40 grow to the whole as 3 to 4.
    #expect(found?.percents == [0, 43])
    #expect(found?.lacking.map { "\($0.subject.name) \($0.percents)" } == ["outcome 57"])
    let lead = fit(.supervisor, ["stay people .2", "acr outcome .8"])
    // People to .30, of which .10 are for coaching.
    #expect(lead?.percents == [20, 70])
    #expect(lead?.lacking.map { "\($0.subject.name) \($0.percents)" } == ["coaching 10"])
    let coached = fit(.supervisor, ["coaching_h people .02", "stay people .38", "acr outcome .6"])
    #expect(coached?.percents == [10, 30, 60])
  }

  @Test func `bands that no weights keep to have no proposal`() {
    // Two classes that may have half at most together.
    let lines = ["aht efficiency .5", "qa quality .5"].map(ScorecardSheet.line)
    let bands = MetricClass.allCases.map {
      WeightBand(.metricClass($0), to: $0 == .efficiency ? 0.2 : 0.3, source: "")
    }
    #expect(BandFit(lines, wanted: [0.5, 0.5], bands, jobMetrics: []) == nil)
  }

  @Test func `whatever is wanted, percents keep to the bands and add up to 100`() {
    let seed: UInt64 = 19
    var dice = Dice(seed: seed)
    var fits = 0
    for number in 0..<Rounds.count(300) {
      let type = RoleType.allCases[dice.below(6)]
      let names = ["csat", "aht", "tickets_closed", "coaching", "qa", "late", "stay"].shuffled(using: &dice)
      let lines = names.prefix(dice.below(6) + 1).map { name in
        ScorecardSheet.line("\(name) \(MetricClass.allCases[dice.below(5)].rawValue) 0.1")
      }
      let wanted = lines.map { _ in dice.chance(20) ? 0 : Double(dice.below(1_000)) / 1_000 }
      let sum = wanted.reduce(0, +)
      if sum == 0 { continue }
      let bands = parameters.bands[type] ?? []
      guard
        let found = BandFit(
          lines, wanted: wanted.map { $0 / sum }, bands, jobMetrics: parameters.jobMetrics)
      else { continue }
      fits += 1
      let note = "seed \(seed), \(number): \(type) \(lines.map(\.metric)) \(found.percents) \(found.lacking)"
      #expect(found.percents.allSatisfy { $0 >= 0 }, "\(note)")
      #expect(
        found.percents.reduce(0, +) + found.lacking.reduce(0) { $0 + $1.percents } == 100, "\(note)")
      for band in bands {
        var own = zip(lines, found.percents).reduce(0) { sum, part in
          sum + (BandReading.holds(band.subject, part.0, jobMetrics: parameters.jobMetrics) ? part.1 : 0)
        }
        own += found.lacking.reduce(0) { sum, part in
          let isPart =
            part.subject == band.subject
            || (band.subject == .metricClass(.people) && part.subject == .coaching)
          return sum + (isPart ? part.percents : 0)
        }
        #expect(own >= Int(((band.minimum ?? 0) * 100).rounded()), "\(band.subject.name) \(note)")
        #expect(own <= Int(((band.maximum ?? 1) * 100).rounded()), "\(band.subject.name) \(note)")
      }
    }
    #expect(fits > 200)
  }

  // MARK: with evidence

  private func driver(
    _ line: String, weight: Double, _ importance: (Double, Double, Double)?,
    standing: DriverColumn.Standing = .judged, isWrongSign: Bool = false
  ) -> OutcomeEvidence.Driver {
    var driver = OutcomeEvidence.Driver(line: ScorecardSheet.line(line), standing: standing)
    driver.weight = weight
    driver.importance = importance.map { .init(value: $0.0, low: $0.1, high: $0.2) }
    driver.isWrongSign = isWrongSign
    return driver
  }

  @Test func `weights move to the nearer end of the interval, and no further`() throws {
    let lines = ["acr outcome .5 up", "aht efficiency .2 down", "qa quality .3 up"]
    let role = ScorecardSheet.role("csr", .customerFacing, lines)
    var evidence = OutcomeEvidence("voc_resolution", .misaligned)
    evidence.drivers = [
      driver(lines[0], weight: 0.5, (0.75, 0.65, 0.85)), driver(lines[1], weight: 0.2, (0.2, 0.1, 0.3)),
      driver(lines[2], weight: 0.3, (0.05, 0.02, 0.1)),
    ]
    let unit = EvidenceUnit(role, AlignmentPanel(.init(histories: [], types: [:], months: .ofNobody)))
    let found = WeightProposal(
      unit, evidence, bands: parameters.bands[.customerFacing] ?? [], jobMetrics: parameters.jobMetrics,
      violations: [])
    // Wanted .65, .20, .10, scaled to 1: .684, .2105, .105; efficiency at most .20: .80 as .65 to .10.
    #expect(
      found.rows.map { "\($0.metric) \(Int(($0.proposed * 100).rounded())) \($0.basis.rawValue)" }
        == ["qa 11 evidence", "acr 69 evidence", "aht 20 unchanged"])
    #expect(
      found.rows[0].sentence
        == "qa has 0.30 of the weight that can be judged and explains 0.05 (95 % 0.02 to 0.10) of what metrics explain of "
        + "voc_resolution; 0.30 now, 0.11 is proposed")
  }

  @Test func `what rewards worse outcomes or judges nobody gives its weight up`() {
    let lines = ["acr outcome .5 up", "qa quality .2 up", "safe compliance .2 up", "own outcome .1"]
    let role = ScorecardSheet.role("csr", .customerFacing, lines)
    var evidence = OutcomeEvidence("csat", .misaligned)
    evidence.drivers = [
      driver(lines[0], weight: 5.0 / 7, (0.7, 0.5, 0.9)),
      driver(lines[1], weight: 2.0 / 7, (0.3, 0.1, 0.5), isWrongSign: true),
      driver(lines[2], weight: 0, nil, standing: .dead), driver(lines[3], weight: 0, nil, standing: .noData),
    ]
    let unit = EvidenceUnit(role, AlignmentPanel(.init(histories: [], types: [:], months: .ofNobody)))
    let found = WeightProposal(
      unit, evidence, bands: parameters.bands[.customerFacing] ?? [], jobMetrics: parameters.jobMetrics,
      violations: [])
    // .5 and .1 are left and grow to the whole: .833 and .167.
    #expect(
      found.rows.map { "\($0.metric) \(Int(($0.proposed * 100).rounded()))" } == [
        "qa 0", "acr 83", "safe 0", "own 17",
      ])
    #expect(found.rows[0].sentence.contains("turn its direction, or take its weight"))
    #expect(found.rows[2].sentence.hasPrefix("safe is the same for nearly everybody"))
  }
}
