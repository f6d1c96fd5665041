import Canonical
import Statistics

/// What is true of a drawn center of coached agents: chances with and without coaching, and how unlucky those were who
/// were picked.
package struct CoachingTruth: Sendable {
  /// A month of first sessions, and a month in which their agents are seen; by place.
  package struct Cell: Hashable, Sendable {
    /// The month of the first session.
    package var group: Int
    /// The month seen.
    package var period: Int

    /// So many months after the first session.
    package var eventTime: Int { period - group }

    /// Agents of one month, seen in another.
    package init(group: Int, period: Int) { (self.group, self.period) = (group, period) }
  }

  /// By agent: the month of the first session.
  package var first: [Int?] = []
  private let agentsPerCoach: Int
  // By agent and month.
  private var untreated: [[Double]]
  private var effect: [[Double]]
  private var score: [[Double]]

  /// A center of which nothing was drawn.
  init(agentsPerCoach: Int, agents: Int) {
    self.agentsPerCoach = agentsPerCoach
    untreated = Array(repeating: [], count: agents)
    (effect, score) = (untreated, untreated)
  }

  /// Adds a month of an agent: the chance to resolve without coaching, what coaching adds, the share resolved.
  mutating func observe(_ agent: Int, untreated: Double, effect: Double, score: Double) {
    self.untreated[agent].append(untreated)
    self.effect[agent].append(effect)
    self.score[agent].append(score)
  }

  /// The mean true effect over agents and months of some cells; nil without any.
  package func effect(in cells: Set<Cell>) -> Double? { mean(in: cells) { effect[$0][$1.period] } }

  /// By how much agents would have changed without coaching from the month that had them picked to those of the cells:
  /// what before and after shows beside the effect; nil without any.
  package func selection(in cells: Set<Cell>) -> Double? {
    mean(in: cells) { untreated[$0][$1.period] - score[$0][$1.group - 1] }
  }

  /// The mean true effect of a coach within 84 days, over the agents first coached in months of the cells; nil without any.
  package func effect(ofCoach place: Int, in cells: Set<Cell>) -> Double? {
    let own = (place * agentsPerCoach..<(place + 1) * agentsPerCoach).compactMap { agent -> Double? in
      let seen = cells.filter {
        $0.group == first[agent] && CoachingParameters.monthsOfEffect.contains($0.eventTime)
      }
      return seen.isEmpty
        ? nil : CompensatedSum(seen.map { effect[agent][$0.period] }.sorted()).value / Double(seen.count)
    }
    return own.isEmpty ? nil : CompensatedSum(own).value / Double(own.count)
  }

  /// The mean over agents first coached in a cell's group, cell by cell.
  private func mean(in cells: Set<Cell>, _ value: (Int, Cell) -> Double) -> Double? {
    let agents = Dictionary(grouping: first.indices.filter { first[$0] != nil }) { first[$0] ?? 0 }
    let sorted = cells.sorted { ($0.group, $0.period) < ($1.group, $1.period) }
    let values = sorted.flatMap { cell in (agents[cell.group] ?? []).map { value($0, cell) } }
    return values.isEmpty ? nil : CompensatedSum(values).value / Double(values.count)
  }
}
