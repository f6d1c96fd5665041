/// A panel in which treatment is said to begin earlier than it did, seen only while nothing had begun.
///
/// First treatments move back; the outcomes from g − anticipation on, g the true first treatment, become
/// missing, so whatever `GroupTimeEffects` finds is no effect of the treatment. Units whose pretended
/// treatment leaves no base period count there as always treated.
/// Source: SPEC section 8 (dates moved −84 days).
package struct PlaceboShift: Equatable, Sendable {
  /// By how many periods treatment moves back.
  package let periods: Int
  /// How many periods before the true treatment may already show something of it.
  package let anticipation: Int

  /// A shift by so many periods, at least one.
  package init(periods: Int, anticipation: Int = GroupTimeEffects.anticipationOfCoaching) {
    precondition(periods >= 1 && anticipation >= 0, "a shift back")
    (self.periods, self.anticipation) = (periods, anticipation)
  }

  /// The panel with pretended treatments.
  package func callAsFunction(_ panel: TreatmentPanel) -> TreatmentPanel {
    let outcomes = panel.outcomes.enumerated().map { period, column in
      zip(column, panel.firstTreated).map { value, first in
        first != TreatmentPanel.neverTreated && period >= first - anticipation ? .nan : value
      }
    }
    return TreatmentPanel(
      periods: panel.periods,
      firstTreated: panel.firstTreated.map { $0 == TreatmentPanel.neverTreated ? $0 : $0 - periods },
      outcomes: outcomes, strata: panel.strata, clusters: panel.clusters, places: panel.places)
  }
}
