import Simulations
import Testing

@Suite struct ProportionsSimulationTests {
  @Test func `intervals cover and tests reject as often as they claim`() {
    for row in ProportionsSimulation.rows(rounds: 400, seed: 20) {
      #expect(row.rounds == 400 && row.holds, "\(row)")
    }
  }
}
