/// By how much the change before and after treatment overstates the effect.
///
/// The naive change less the average effect over the same cells; its standard error comes from the
/// difference of their influence functions, since both rest on the same units.
package struct RegressionToMeanBias: Sendable {
  /// The naive change less the effect.
  package let difference: AggregatedEffect

  /// The bias of the naive change over the same cells.
  /// - Parameter eventTimes: the periods since treatment began, from 0 on.
  /// - Throws: as `NaiveBeforeAfter` and `GroupTimeEffects.average(eventTimes:)`.
  package init(
    of effects: GroupTimeEffects, eventTimes: ClosedRange<Int> = 0...Int.max
  ) throws(NotEstimable) {
    let naive = try NaiveBeforeAfter(of: effects, eventTimes: eventTimes).change
    let effect = try effects.average(eventTimes: eventTimes)
    difference = AggregatedEffect(
      value: naive.estimate.value - effect.estimate.value, cells: effect.cells,
      influence: zip(naive.influence, effect.influence).map { $0 - $1 },
      magnitude: max(naive.magnitude, effect.magnitude))
  }
}
