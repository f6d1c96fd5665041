import Dice
import Simulations
import Testing

@testable import Statistics

@Suite struct ManyUnitsSimulationTests {
  @Test func `intervals cover, and false discoveries stay below one in ten`() {
    let rows = ManyUnitsSimulation.rows(rounds: Rounds.count(150), seed: 20_261_122)
    for row in rows { #expect(row.holds, "\(row)") }
    #expect(rows.count == 9)
  }
}
