import Simulations
import Testing

/// Ten seeds of each planted center, with bounds that fit ten: the page of 200 is `make simulate-turnover`.
@Suite struct TurnoverSimulationTests {
  @Test func `ten planted centers of each kind hold what is claimed of the models of turnover`() {
    let rows = SimulationPage.turnover(rounds: 10).rows
    #expect(rows.count { $0.statistic == "share of false alarms" } == 5)
    for row in rows { #expect(row.holds, "\(row)") }
  }
}
