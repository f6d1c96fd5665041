/// How much treated units changed from the period before treatment on: what is often printed as the effect.
///
/// The mean of Y_t − Y_{g−1} over treated units, cell by cell and weighted as `GroupTimeEffects.simple()`
/// weights them, over the same cells; matched or not, units count that were observed in both periods.
/// It is no effect: units chosen for a bad month g − 1 do better afterwards without any treatment.
/// Source: Galton (1886), Journal of the Anthropological Institute 15, 246–263 (regression to the mean).
package struct NaiveBeforeAfter: Sendable {
  /// The mean change.
  package let change: AggregatedEffect

  /// The mean change in the cells whose effects are averaged.
  /// - Parameter eventTimes: the periods since treatment began, from 0 on.
  /// - Throws: `tooFew(.treated)` where no cell has a unit observed in both periods.
  package init(
    of effects: GroupTimeEffects, eventTimes: ClosedRange<Int> = 0...Int.max
  ) throws(NotEstimable) {
    precondition(eventTimes.lowerBound >= 0, "before treatment there is no change by it")
    let changes = effects.cells.filter { eventTimes.contains($0.period - $0.group) }
      .map { GroupTimeCell(changeOf: $0.group, from: $0.group - 1, to: $0.period, in: effects.panel) }
      .filter { $0.treatedCount > 0 }
    guard !changes.isEmpty else { throw .tooFew(.treated, found: 0, needed: 1) }
    change = try effects.average(of: changes)
  }
}
