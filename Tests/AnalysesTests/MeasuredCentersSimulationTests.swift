import SimulatedCenters
import Testing

/// Ten seeds of small planted centers, with bounds that fit ten.
///
/// The release program judges all settings: ten seeds in CI, 200 by `make simulate-alignment`.
@Suite struct MeasuredCentersSimulationTests {
  @Test func `ten small centers of each kind hold what is claimed of flags, order and signs`() {
    let rows = MeasuredCentersSimulation.fewRows(rounds: 10, seed: 20_261_001)
    #expect(rows.contains { $0.statistic == "share of centers with a flag" })
    #expect(rows.contains { $0.estimator == "order of importance" })
    for row in rows { #expect(row.holds, "\(row)") }
  }
}
