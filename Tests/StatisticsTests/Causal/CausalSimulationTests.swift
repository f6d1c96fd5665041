import Dice
import Simulations
import Testing

@testable import Statistics

/// Few rounds of the simulations; all of them are a matter of minutes.
@Suite struct CausalSimulationTests {
  @Test func `luck makes naive coaching lift five points, and ours none`() {
    for row in CoachingSimulation.rows(rounds: Rounds.count(4), seed: 20) {
      #expect(row.holds, "\(row)")
    }
  }

  @Test func `intervals and bands hold the planted effect, tests of trends reject seldom`() {
    for row in GroupTimeSimulation.rows(rounds: Rounds.count(25), seed: 21) {
      #expect(row.holds, "\(row)")
    }
  }
}
