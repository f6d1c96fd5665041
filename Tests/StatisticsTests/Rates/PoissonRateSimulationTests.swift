import Simulations
import Testing

@Suite struct PoissonRateSimulationTests {
  @Test func `the exact interval covers at least 95 %`() {
    for row in PoissonRateSimulation.rows(rounds: 2000, seed: 22) { #expect(row.holds, "\(row)") }
  }
}
