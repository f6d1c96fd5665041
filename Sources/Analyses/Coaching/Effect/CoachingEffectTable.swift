import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `coaching_effect`: what coaching changed beyond what would have changed anyway, outcome by outcome.
///
/// A number is told of at least as many coached agents as people are told of, of surveys ten; months with fewer are in no
/// average, so that no difference of two rows tells of them.
package struct CoachingEffectTable {
  /// Agents, months and outcomes.
  let panel: CoachingPanel
  /// Outcomes to estimate.
  let outcomes: [CoachingOutcome]
  /// Fewer people than this are not told of.
  let minimumPeople: Int
  /// The last day that is known, for doses.
  let last: CivilDate

  /// A table of some outcomes.
  package init(panel: CoachingPanel, outcomes: [CoachingOutcome], minimumPeople: Int, last: CivilDate) {
    (self.panel, self.outcomes, self.minimumPeople, self.last) = (panel, outcomes, minimumPeople, last)
  }

  /// The table.
  package var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "coaching_effect",
        description: "One number of what coaching changed in one outcome per row.",
        columns: CoachingEffectTable.columns, primaryKey: ["metric", "estimand", "group", "time"], rows: []),
      guardedColumns: [],
      rows: outcomes.flatMap { outcome in
        rows(of: outcome).map { GuardedRow($0.cells(of: outcome), people: nil) }
      })
  }

  static let columns: [ReportTable.Column] = [
    .init(
      "metric", .text,
      "outcome of an agent's month: acr, voc_resolution, csat (shares 0…1), qa (in its unit), handle_s (seconds)"
    ),
    .init(
      "estimand", .text,
      "simple, 0_84d, 29_84d (averages over months since the first session: all, 0 to 2, 1 to 2); event, group,"
        + " calendar (by months since, month of the first session, calendar month) with their overall; att (one"
        + " month of first sessions, seen in one month); dose, dose_trend; beside them naive_before_after, rtm_bias,"
        + " placebo, pre_trend, and counts"),
    .init("group", .text, "all, the month of the first session (yyyy-MM), or sessions in 84 days (dose)"),
    .init("time", .text, "months since the first session, or the month in which it is seen (yyyy-MM)"),
    .init(
      "estimate", .decimal,
      "the effect in units of the metric; of counts how many, of attrition the share gone"),
    .init("se", .decimal, "standard error, by team from 20 teams on, else by agent"),
    .init("lo", .decimal, "lower end of the 95 % interval"),
    .init("hi", .decimal, "upper end of the 95 % interval"),
    .init("p", .decimal, "that there is none; of pre_trend that coached and others moved alike before"),
    .init("n_treated", .integer, "coached agents behind it; of averages all who are in one of its months"),
    .init("n_control", .integer, "agents they are compared with; of averages the most in one of its months"),
    .init("flag", .text, "NOT_ESTIMABLE, FEW_UNITS (under 20 coached or others), or empty"),
    .init("note", .text, "what it says in words, or why there is no estimate"),
  ]

  /// Fewer coached agents than this are no group.
  private func minimumTreated(_ outcome: CoachingOutcome) -> Int {
    max(GroupTimeEffects.minimumTreated, minimumPeople, outcome.isSurveyed ? Disclosure.surveyMinimum : 0)
  }

  /// Fewer others than this are no comparison.
  private var minimumControls: Int { max(GroupTimeEffects.minimumControls, minimumPeople) }

  private func rows(of outcome: CoachingOutcome) -> [EffectRow] {
    do throws(NotEstimable) {
      let design = try CoachingDesign(panel, outcome)
      let reading = EffectReading(
        panel: panel, design: design, outcome: outcome, minimumTreated: minimumTreated(outcome),
        minimumControls: minimumControls, minimumPeople: minimumPeople, last: last)
      return reading.rows
    } catch {
      return [EffectRow(estimand: .simple, note: CoachingWords.reason(error), isMissing: true)]
    }
  }
}
