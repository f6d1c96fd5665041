import Canonical
import Tables

/// What was counted of each agent, by stretch of the agent's calendar.
package struct AgentFigures: Sendable {
  /// The stretches.
  package let calendar: AgentCalendar
  /// By stretch.
  package let counts: [AgentCounts]

  /// Counts by stretch of a calendar.
  package init(_ calendar: AgentCalendar, counts: [AgentCounts]) {
    precondition(counts.count == calendar.count, "a count for each stretch")
    (self.calendar, self.counts) = (calendar, counts)
  }

  /// What an agent did from a day through another; nil where these are no cuts of the calendar.
  package func counts(of agent: UInt32, from first: CivilDate, through last: CivilDate) -> AgentCounts? {
    calendar.stretches(of: agent, from: first, through: last).map { stretches in
      stretches.reduce(into: AgentCounts()) { $0 += counts[$1] }
    }
  }
}
