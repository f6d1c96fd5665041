import Simulations
import Testing

@Suite struct ShrinkageSimulationTests {
  @Test func `shrunken shares err less, funnels alarm and ranks hold as often as they claim`() {
    // Twelve groups: a smoke test; `make simulate-statistics` draws enough to tell.
    for row in ShrinkageSimulation.rows(rounds: 12, seed: 21) { #expect(row.holds, "\(row)") }
  }
}
