import Simulations
import Testing

/// A smoke test: so few rounds show that the simulations run, not what they say.
///
/// The release program judges, with 300 rounds in CI and 2,000 by `make simulate-statistics`.
@Suite struct RegressionSimulationTests {
  @Test func `six rounds of each simulation run`() {
    for row in RegressionSimulation.rows(rounds: 6, seed: 20_261_122) {
      #expect(row.holds, "\(row)")
    }
  }
}
