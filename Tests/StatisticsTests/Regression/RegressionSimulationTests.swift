import Simulations
import Testing

/// A few rounds of the simulations; the full ones are `make simulate-statistics`.
@Suite struct RegressionSimulationTests {
  @Test func `coverage and size are within what so few rounds may show`() {
    for row in RegressionSimulation.rows(rounds: 6, seed: 20_261_122) {
      #expect(row.holds, "\(row)")
    }
  }
}
