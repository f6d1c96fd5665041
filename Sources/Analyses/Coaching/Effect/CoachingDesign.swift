import Aggregate
import Canonical
import Statistics

/// Who is compared with whom for one outcome: agents by month, first coached in a month or not, in the quintile of their role.
///
/// Always-treated agents are left out. A row of the design is an agent from their first onset on, or an agent
/// never coached; further episodes of agents are rows of their own, which are seen from two months before the episode to two
/// months after it, so that they are compared but never compare.
struct CoachingDesign {
  /// A row.
  struct Row {
    /// The place of the agent in the panel.
    var agent: Int
    /// The onset; nil for somebody who was never coached.
    var onset: CoachingOnset?
    /// The place of its month; nil without one.
    var first: Int?
  }

  /// First onsets and agents who were never coached, then further episodes where they are asked for.
  let rows: [Row]
  /// By row and month.
  let outcomes: [[Double?]]
  /// By row and month: which quintile of which role.
  let strata: [[Int?]]
  /// By row: the agent's team.
  let clusters: [Int]
  /// Agents with an outcome who were coached before that could be seen.
  let alwaysTreated: Int

  /// The design of an outcome.
  /// - Parameter withEpisodes: whether further episodes are rows, too, those of always-treated agents included.
  init(_ panel: CoachingPanel, _ outcome: CoachingOutcome, withEpisodes: Bool = false) throws(NotEstimable) {
    let values = panel.values(of: outcome)
    let quintiles = try CoachingDesign.quintiles(panel, values)
    var (rows, episodes) = ([Row](), [Row]())
    var alwaysTreated = 0
    for (place, agent) in panel.agents.enumerated() where values[place].contains(where: { $0 != nil }) {
      func row(_ onset: CoachingOnset?) -> Row {
        Row(agent: place, onset: onset, first: onset.map { panel.place(of: $0.day) })
      }
      if agent.isAlwaysTreated {
        alwaysTreated += 1
        episodes += agent.onsets.map(row)
      } else {
        rows.append(row(agent.onsets.first))
        episodes += agent.onsets.dropFirst().map(row)
      }
    }
    let seen = episodes.map { episode in
      values[episode.agent].enumerated().map { month, value in
        episode.first.map { CoachingDesign.monthsOfEpisode.contains(month - $0) } == true ? value : nil
      }
    }
    let all = withEpisodes ? rows + episodes : rows
    self.rows = all
    outcomes = rows.map { values[$0.agent] } + (withEpisodes ? seen : [])
    strata = all.map { quintiles[$0.agent] }
    clusters = all.map { Int(panel.agents[$0.agent].team) }
    self.alwaysTreated = alwaysTreated
  }

  /// Months around an episode, from its baseline on.
  private static let monthsOfEpisode =
    -1 - GroupTimeEffects.anticipationOfCoaching...CoachingParameters.monthsOfEffect.upperBound

  /// The panel of all rows, or of those that are never coached and some others.
  func panel(coached isWanted: (CoachingOnset) -> Bool = { _ in true }) throws(NotEstimable) -> TreatmentPanel
  {
    let kept = rows.indices.filter { rows[$0].onset.map(isWanted) ?? true }
    return try TreatmentPanel(
      outcomes: kept.map { outcomes[$0] }, firstTreated: kept.map { rows[$0].first },
      clusters: kept.map { clusters[$0] }, strata: kept.map { strata[$0] })
  }

  /// The quintile of each agent in each month, told apart by role.
  private static func quintiles(
    _ panel: CoachingPanel, _ values: [[Double?]]
  ) throws(NotEstimable) -> [[Int?]] {
    let roles = Set(panel.agents.flatMap { $0.roles.compactMap(\.self) }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: roles.enumerated().map { ($1, $0) })
    var cells: [[Int?]] = []
    for month in panel.months.indices {
      let scores = values.map { $0[month] }
      let strata = panel.agents.map { agent in agent.roles[month].flatMap { numbers[$0] } }
      cells.append(try ScoreQuintiles(scores: scores, strata: strata).cell)
    }
    return panel.agents.indices.map { agent in cells.map { $0[agent] } }
  }
}
