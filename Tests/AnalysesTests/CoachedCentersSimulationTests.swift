import SimulatedCenters
import Testing

/// Ten seeds of small planted centers, with bounds that fit ten.
///
/// The release program judges all settings: ten seeds in CI, 200 by `make simulate-coaching`.
@Suite struct CoachedCentersSimulationTests {
  @Test func `ten small centers without an effect and ten with planted ones hold what is claimed of them`() {
    let rows = CoachedCentersSimulation.fewRows(rounds: 10, seed: 20_260_919)
    #expect(rows.contains { $0.statistic == "share of centers with a false one" })
    for row in rows { #expect(row.holds, "\(row)") }
  }

  @Test func `the truth of a center is what its draw says, worked by hand`() throws {
    // Two coaches of three agents each, whose lowest quarter is one agent.
    var center = CoachingCenter(
      agentsPerCoach: 3, effects: [0.2, -0.1], months: 6, contacts: 10, picked: 100, course: [1, 0.5])
    center.season = 0.02
    let drawn = center.drawn(seed: 7)
    // Months 3 and 4 each pick a quarter of those who are left: one of six, one of five.
    #expect(drawn.first.compactMap(\.self).sorted() == [4, 5])
    for (agent, first) in drawn.first.enumerated() {
      guard let first else { continue }
      let effect = center.effects[agent / 3]
      let own = CoachingTruth.Cell(group: first, period: first)
      let found = drawn.truth.effect(in: [own])
      #expect(found.map { abs($0 - effect) < 1e-12 } == true)
    }
    let early = try #require(drawn.first.firstIndex(of: 4))
    // The first month has all of it, the second half: (1 + .5)/2.
    let both: Set = [CoachingTruth.Cell(group: 4, period: 4), CoachingTruth.Cell(group: 4, period: 5)]
    let expected = center.effects[early / 3] * 0.75
    #expect(drawn.truth.effect(in: both).map { abs($0 - expected) < 1e-12 } == true)
    #expect(drawn.truth.effect(ofCoach: early / 3, in: both).map { abs($0 - expected) < 1e-12 } == true)
    #expect(drawn.truth.effect(in: []) == nil && drawn.truth.selection(in: []) == nil)
  }

  @Test func `the same seed draws the same center, another one another`() {
    let center = CoachingCenter(agentsPerCoach: 8, effects: [0, 0.1, 0], months: 8)
    #expect(center.drawn(seed: 1).figures.counts == center.drawn(seed: 1).figures.counts)
    #expect(center.drawn(seed: 1).figures.counts != center.drawn(seed: 2).figures.counts)
  }
}
