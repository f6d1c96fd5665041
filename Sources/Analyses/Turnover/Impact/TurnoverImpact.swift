import Aggregate
import Canonical
import Statistics
import Tables

/// What turnover goes with: the tables `turnover_fcr`, `turnover_knee` and `turnover_cost`.
package struct TurnoverImpact: Sendable {
  /// What the tables stand on, beside the panels.
  package struct Ground: Sendable {
    /// Fewer people than this are no month of a unit, fewer units than this no comparison.
    package var minimumPeople: Int
    /// Annual turnover, 0…1, above and below which months are compared, and where the knee is claimed.
    package var threshold: Double
    /// The headline's window and match, of which the panels' first contacts are.
    package var headline: FCRNumber.Variant
    /// Mean repeat contacts after an unresolved first contact at that window and match; nil where unknown.
    package var repeatsPerUnresolved: Double?
    /// What a contact costs; nil where the pipeline does not say.
    package var cost: ContactCost?
    /// Draws of the knee's interval and of its test.
    package var draws = KneeInterval.usualDraws

    /// A ground of all parts.
    package init(
      minimumPeople: Int, threshold: Double, headline: FCRNumber.Variant, repeatsPerUnresolved: Double?,
      cost: ContactCost?
    ) {
      (self.minimumPeople, self.threshold, self.headline) = (minimumPeople, threshold, headline)
      (self.repeatsPerUnresolved, self.cost) = (repeatsPerUnresolved, cost)
    }
  }

  /// The three tables.
  package let guarded: [GuardedTable]
  /// The months of units that they stand on.
  let panel: ImpactPanel

  /// The tables of two panels, of which one is chosen.
  /// - Throws: `tooMany(.values)` where a panel has more months than a model takes.
  package init(sites: TurnoverPanel, teams: TurnoverPanel, _ ground: Ground) throws(NotEstimable) {
    panel = ImpactPanel(
      sites: sites, teams: teams, minimumPeople: ground.minimumPeople, threshold: ground.threshold)
    let knee = try ImpactKnee(panel, draws: ground.draws)
    guarded = [
      TurnoverFCRTable(panel: panel, minimumUnits: ground.minimumPeople).table,
      TurnoverKneeTable(knee: knee, minimumUnits: ground.minimumPeople).table,
      TurnoverCostTable(
        knee: knee, repeatsPerUnresolved: ground.repeatsPerUnresolved, cost: ground.cost,
        firsts: FCRRows.series(of: FCRNumber(.windowFCR, ground.headline))
      ).table,
    ]
  }
}
