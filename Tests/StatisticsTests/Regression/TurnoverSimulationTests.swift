import Simulations
import Testing

/// Ten seeds of planted centers, with bounds that fit ten.
///
/// The release program judges all settings: ten seeds in CI, 200 by `make simulate-turnover`.
@Suite struct TurnoverSimulationTests {
  @Test func `ten centers without a knee and ten with one are told apart`() {
    let rows = KneeSimulation.fewRows(rounds: 10, seed: 20_261_123)
    #expect(rows.contains { $0.statistic == "share of false alarms" })
    for row in rows { #expect(row.holds, "\(row)") }
  }

  @Test func `ten seeds of lags, mix, ramp and landmark hold what is claimed of them`() {
    for row in SimulationPage.aroundTurnover(rounds: 10) { #expect(row.holds, "\(row)") }
  }
}
