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
  /// How many strata were dropped because they have treated units and no control.
  package let droppedStrata: Int
  /// How many treated units with both outcomes are without a match.
  package let unmatchedTreated: Int
  /// The effect, or why there is none.
  package let estimate: Result<EffectEstimate, NotEstimable>

  /// Periods since treatment began; negative before.
  package var eventTime: Int { period - group }
}
