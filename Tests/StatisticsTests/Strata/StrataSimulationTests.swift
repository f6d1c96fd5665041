import Dice
import Simulations
import Testing

@testable import Statistics

@Suite struct StrataSimulationTests {
  @Test func `tests keep their size and intervals cover`() {
    let rows = StrataSimulation.rows(rounds: Rounds.count(100), seed: 20_261_124)
    for row in rows { #expect(row.holds, "\(row)") }
    #expect(rows.count == 20)
  }
}
