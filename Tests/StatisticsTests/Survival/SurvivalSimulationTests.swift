import Dice
import Simulations
import Testing

@testable import Statistics

@Suite struct SurvivalSimulationTests {
  @Test
  func `smoke test of few rounds: intervals cover, the test has its size, the restricted mean is not biased`()
  {
    let rows = SurvivalSimulation.rows(rounds: Rounds.count(40), seed: 6)
    #expect(rows.count == 23)
    for row in rows {
      #expect(
        row.holds, "\(row.estimator), \(row.setting), \(row.statistic): \(row.value) not in \(row.bounds)")
    }
  }
}
