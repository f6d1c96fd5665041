import Aggregate
import Canonical
import Statistics
import Tables

/// Writes the individual `coaches`: the sources, the effect and the habits of one coach after the other.
struct CoachRowsTable {
  /// The coaches.
  let standings: [CoachStanding]
  /// What a person is called.
  let name: (Grouping, UInt32) -> String

  /// The table.
  var table: GuardedTable {
    let named = standings.map { (name: name(.supervisor, $0.profile.coach), standing: $0) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return GuardedTable(
      ReportTable(
        name: "coaches", description: "One measure of one coach per row.", columns: CoachTables.columns,
        primaryKey: CoachTables.key, rows: []),
      guardedColumns: [], rows: named.flatMap { rows($0.standing, $0.name) }, isIndividual: true)
  }

  private func rows(_ standing: CoachStanding, _ name: String) -> [GuardedRow] {
    sources(standing, name) + effect(standing, name) + habits(standing, name)
  }

  private func row(
    _ name: String, _ measure: String, n: Int64?, _ value: Double?, low: Double? = nil, high: Double? = nil,
    z: Double? = nil, q: Double? = nil, flag: String = "", note: String = ""
  ) -> GuardedRow {
    func number(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }
    return GuardedRow(
      [.text("coach"), .name(name), .text(measure), n.map { .integer($0) } ?? .missing]
        + [value, low, high, z, q].map(number) + [.missing, .name(flag), .name(note)], people: nil)
  }

  private func sources(_ standing: CoachStanding, _ name: String) -> [GuardedRow] {
    let rows = CoachSource.allCases.map { source -> GuardedRow in
      guard let score = standing.scores[source] else {
        return row(
          name, source.rawValue, n: nil, nil, flag: "NOT_ESTIMABLE", note: CoachRowsTable.missing(source))
      }
      return row(
        name, source.rawValue, n: Int64(score.n), score.value, low: score.low, high: score.high, z: score.z,
        note: score.z == nil ? "coaches do not differ, so it is not standardized" : "")
    }
    let count = CoachSource.allCases.count { standing.scores[$0]?.z != nil }
    let composite = row(
      name, "composite", n: Int64(count), standing.composite,
      flag: standing.composite == nil ? "NOT_ESTIMABLE" : "",
      note: standing.composite == nil ? "under \(CoachingParameters.minimumSources) sources" : "")
    let gap = standing.selfGap.map { [row(name, "self_minus_360", n: nil, $0)] } ?? []
    return rows + [composite] + gap
  }

  /// Why a coach is without a source.
  private static func missing(_ source: CoachSource) -> String {
    switch source {
    case .performance: "under \(CoachingParameters.minimumAgents) agents with an effect"
    case .pulse: "under \(Disclosure.surveyMinimum) answered"
    case .selfAssessment: "no self-assessment"
    case .review360: "no group of \(CoachingParameters.minimumRaters) raters or more"
    case .promotions: "under \(CoachingParameters.minimumAgents) agents, or nobody knows who is promoted"
    }
  }

  private func effect(_ standing: CoachStanding, _ name: String) -> [GuardedRow] {
    guard let effect = standing.effect else {
      return [
        row(
          name, "bright_spot", n: nil, nil, flag: "no",
          note: "no agent was first coached by them after a baseline")
      ]
    }
    let shrunken = effect.shrunken
    return [
      row(
        name, "effect", n: Int64(effect.agents), shrunken?.value, low: shrunken?.low, high: shrunken?.high,
        q: effect.q,
        flag: shrunken == nil ? "NOT_ESTIMABLE" : "",
        note: shrunken == nil
          ? "too few coaches to draw it toward their mean" : "drawn toward the mean of coaches"),
      row(
        name, "bright_spot", n: standing.profile.sessions, effect.verdict == .brightSpot ? 1 : 0,
        q: effect.q, flag: effect.verdict == .brightSpot ? "yes" : "no", note: CoachRowsTable.why(effect)),
    ]
  }

  /// Why a coach is a bright spot, or not.
  private static func why(_ effect: CoachEffects.Effect) -> String {
    let most = ImpactWords.percent(CoachingParameters.falseDiscoveries)
    return switch effect.verdict {
    case .brightSpot: "the effect is above 0, and of those called so at most \(most) are by chance"
    case .fewAgents: "under \(CoachingParameters.minimumAgents) agents"
    case .fewSessions: "under \(CoachingParameters.minimumSessions) sessions"
    case .notAbove: "the effect, drawn toward the mean of coaches, is not above 0"
    case .uncertain: "more than \(most) of those with such an effect would be called so by chance"
    }
  }

  private func habits(_ standing: CoachStanding, _ name: String) -> [GuardedRow] {
    [row(name, "sessions", n: nil, Double(standing.profile.sessions))]
      + CoachHabit.all.compactMap { habit in
        habit.value(of: standing.profile).map { row(name, habit.name, n: $0.n, $0.value) }
      }
  }
}
