/// The average effect of treatment on the units first treated in one period, seen in another.
package struct GroupTimeEffect: Sendable {
  /// The period in which the units were first treated.
  package let group: Int
  /// The period in which the effect is seen; before `group` it tells of trends, not of treatment.
  package let period: Int
  /// The period it is compared with.
  package let base: Int
  /// How many treated units have both outcomes and a match.
  package let treated: Int
  /// How many controls have both outcomes and are in a stratum of the treated.
  package let controls: Int
  /// So many controls in one stratum would make the effect as sure as they do: 1/Σ_q (n₁(q)/n₁)²/n₀(q).
  ///
  /// Without strata it is `controls`, else as many or fewer; 0 without any. The minimum of controls is of these.
  package let effectiveControls: Double
  /// How many clusters the matched treated are of; nil where errors are of units.
  package let treatedClusters: Int?
  /// How many clusters the controls are of; nil where errors are of units.
  package let controlClusters: Int?
  /// How many strata were dropped because they have treated units and too few controls.
  package let droppedStrata: Int
  /// How many treated units with both outcomes are without a match.
  package let unmatchedTreated: Int
  /// The effect, or why there is none.
  package let estimate: Result<EffectEstimate, NotEstimable>

  /// Periods since treatment began; negative before.
  package var eventTime: Int { period - group }
}
