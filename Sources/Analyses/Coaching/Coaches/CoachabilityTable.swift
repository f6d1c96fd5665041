import Aggregate
import Canonical
import Statistics
import Tables

/// Writes the individual `coachability`: how each agent's months respond to coaching, drawn toward what agents have in
/// common.
///
/// An episode begins with a session that counts after 84 days without one; its response is the gain within 84 days beyond agents
/// of the same role and quintile who were not coached. Outcomes that customers answer are left out: ten of them seldom
/// stand behind the episodes of one agent.
struct CoachabilityTable {
  /// Agents, months and outcomes.
  let panel: CoachingPanel
  /// Everybody's actions.
  let histories: [CoachedHistory]
  /// Outcomes to tell of.
  let outcomes: [CoachingOutcome]
  /// What a person is called.
  let name: (Grouping, UInt32) -> String

  /// The table.
  var table: GuardedTable {
    let actions = Dictionary(uniqueKeysWithValues: histories.map { ($0.person, $0.actions) })
    let responses = outcomes.flatMap { rows(of: $0, actions) }.sorted { a, b in
      a.name == b.name
        ? a.outcome.rawValue < b.outcome.rawValue : a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
    }
    return GuardedTable(
      ReportTable(
        name: "coachability", description: "The response of one agent to coaching in one outcome per row.",
        columns: CoachabilityTable.columns, primaryKey: ["agent", "metric"], rows: []),
      guardedColumns: [], rows: responses.map { GuardedRow($0.cells, people: nil) }, isIndividual: true)
  }

  private static let columns: [ReportTable.Column] = [
    .init("agent", .text, "the agent"),
    .init("metric", .text, "outcome of an agent's month: acr, qa, handle_s (seconds, less is better)"),
    .init("episodes", .integer, "sessions after 84 days without one whose effect can be seen"),
    .init("response", .decimal, "mean gain within 84 days beyond comparable agents, in units of the metric"),
    .init("lo", .decimal, "lower end of its 95 % interval"),
    .init("hi", .decimal, "upper end of its 95 % interval"),
    .init("shrunken", .decimal, "the response drawn toward the mean of agents; empty where insufficient"),
    .init("shrunken_lo", .decimal, "lower end of its 95 % interval"),
    .init("shrunken_hi", .decimal, "upper end of its 95 % interval"),
    .init("actions", .integer, "actions of coaching that the agent was to take"),
    .init("actions_closed", .integer, "those of them that are closed"),
    .init("flag", .text, "insufficient (under 2 episodes, or agents do not tell how they vary), or empty"),
  ]

  private struct Row {
    var name: String
    var outcome: CoachingOutcome
    var cells: [ReportTable.Cell]
  }

  private func rows(of outcome: CoachingOutcome, _ actions: [UInt32: [CoachedHistory.Action]]) -> [Row] {
    guard let design = try? CoachingDesign(panel, outcome, withEpisodes: true),
      let whole = try? design.panel(),
      let effects = try? GroupTimeEffects(of: whole, controls: .untreatedSoFar, minimumTreated: 1)
    else { return [] }
    let units = UnitEffects(of: effects, eventTimes: CoachingParameters.monthsOfEffect)
    let means = try? UnitEffectMeans(of: units, labels: design.rows.map { $0.onset == nil ? nil : $0.agent })
    guard let means else { return [] }
    let told = means.means.filter { $0.units >= CoachingParameters.minimumEpisodes }
    let shrinkage = try? NormalShrinkage(estimates: told.map(\.value), variances: told.map(\.variance))
    let shrunken =
      shrinkage.map { Dictionary(uniqueKeysWithValues: zip(told.map(\.label), $0.predictions)) } ?? [:]
    let half = StudentDistribution(degreesOfFreedom: Double(means.degreesOfFreedom)).quantile(0.975)
    func number(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }
    return means.means.map { mean in
      let agent = panel.agents[mean.label]
      let own = actions[agent.person, default: []]
      let prediction = shrunken[mean.label]
      let width = half * mean.standardError
      let name = name(.agent, agent.person)
      return Row(
        name: name, outcome: outcome,
        cells: [.name(name), .text(outcome.rawValue), .integer(Int64(mean.units))]
          + [mean.value, mean.value - width, mean.value + width].map(number)
          + [prediction?.value, prediction?.low, prediction?.high].map(number)
          + [
            .integer(Int64(own.count)), .integer(Int64(own.count { $0.closed != nil })),
            .name(prediction == nil ? "insufficient" : ""),
          ])
    }
  }
}
