import Canonical
import Tables

/// What was counted of each agent, by stretch of the agent's calendar.
package struct AgentFigures: Sendable {
  /// The stretches.
  package let calendar: AgentCalendar
  /// By stretch: 1 + the place of its counts; 0 where nothing was met, as in most.
  private let places: [UInt32]
  private let met: [AgentCounts]

  /// Counts of those stretches of a calendar in which something was met.
  /// - Parameter places: by stretch, 1 + the place of its counts; 0 where nothing was met.
  init(_ calendar: AgentCalendar, places: [UInt32], met: [AgentCounts]) {
    (self.calendar, self.places, self.met) = (calendar, places, met)
  }

  /// Counts of all stretches of a calendar.
  package init(_ calendar: AgentCalendar, counts: [AgentCounts]) {
    precondition(counts.count == calendar.count, "a count for each stretch")
    self.init(calendar, places: counts.indices.map { UInt32($0 + 1) }, met: counts)
  }

  /// What was counted in a stretch.
  package subscript(stretch: Int) -> AgentCounts {
    places[stretch] == 0 ? AgentCounts() : met[Int(places[stretch]) - 1]
  }

  /// Whether anything was counted in a stretch.
  package func isMet(_ stretch: Int) -> Bool { places[stretch] != 0 }

  /// By stretch, whether anything was met or not.
  package var counts: [AgentCounts] { places.indices.map { self[$0] } }

  /// What an agent did from a day through another; nil where these are no cuts of the calendar.
  package func counts(of agent: UInt32, from first: CivilDate, through last: CivilDate) -> AgentCounts? {
    calendar.stretches(of: agent, from: first, through: last).map { stretches in
      stretches.reduce(into: AgentCounts()) { sum, stretch in
        if isMet(stretch) { sum += self[stretch] }
      }
    }
  }
}
