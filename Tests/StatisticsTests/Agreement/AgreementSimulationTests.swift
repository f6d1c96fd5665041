import Dice
import Simulations
import Testing

@testable import Statistics

@Suite struct AgreementSimulationTests {
  @Test func `intervals of agreement cover`() {
    let rows = AgreementSimulation.rows(rounds: Rounds.count(300), seed: 20_261_123)
    for row in rows { #expect(row.holds, "\(row)") }
    #expect(rows.count == 6)
  }
}
