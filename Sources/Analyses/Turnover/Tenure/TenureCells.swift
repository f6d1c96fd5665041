import Aggregate
import Canonical
import Tables

/// What agents did by calendar month and month of tenure.
struct TenureCells: Sendable {
  /// What one agent did in one month, while of one month of tenure.
  struct Cell: Sendable {
    /// The agent's code.
    var agent: UInt32
    /// The calendar month.
    var month: Month
    /// Months of tenure, 0 for the first; `seasoned` from there on.
    var tenure: Int
    /// What was counted.
    var counts: AgentCounts
  }

  /// By agent, month and tenure.
  let cells: [Cell]

  /// The month of tenure from which on agents are seasoned.
  static let seasoned = TurnoverParameters.rampMonths

  /// The cells of some figures.
  /// - Parameter who: who somebody was on a day; nil for those whom no table of people names.
  init(_ figures: AgentFigures, who: (UInt32, CivilDate) -> PersonStanding?) {
    var cells: [Cell] = []
    for agent in figures.calendar.agents {
      for stretch in figures.calendar.stretches(of: agent) where figures.isMet(stretch) {
        let (first, counts) = (figures.calendar.firstDay(of: stretch), figures[stretch])
        guard let days = who(agent, first)?.tenureDays else { continue }
        let tenure = min(TurnoverParameters.tenureMonth(ofDays: days), TenureCells.seasoned)
        if let last = cells.last, last.agent == agent, last.month == first.month, last.tenure == tenure {
          cells[cells.count - 1].counts += counts
        } else {
          cells.append(Cell(agent: agent, month: first.month, tenure: tenure, counts: counts))
        }
      }
    }
    self.cells = cells
  }
}
