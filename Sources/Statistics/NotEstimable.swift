/// Why an estimate does not exist for the data at hand.
///
/// Estimators throw it and return no number then, so `try?` gives nil where the reason does not matter.
/// Arguments that no data can bring about (columns of unequal length) are failed preconditions instead.
package enum NotEstimable: Error, Equatable, Sendable {
  /// Fewer observations, units, clusters or events than the estimator needs.
  case tooFew(Quantity, found: Int, needed: Int)
  /// More of something than the estimator takes into memory.
  case tooMany(Quantity, found: Int, most: Int)
  /// What should vary does not: all values equal, a rate of 0 or 1 in every unit, no variance within or between.
  case noSpread(Quantity)
  /// A value is NaN or infinite.
  case notFinite(Quantity)
  /// A value is outside the domain of the estimator: a negative weight, more successes than trials.
  case outOfRange(Quantity)
  /// Nothing is left after columns that others explain were dropped.
  case collinear
  /// Arithmetic went beyond what numbers of 64 bits hold, or an iteration did not settle.
  case noConvergence

  /// What an estimate is made of, for the wording of a reason.
  package enum Quantity: String, Sendable {
    case observations, units, clusters, events, groups, raters, items, predictors, treated, controls
    case values, weights, scores, periods, degreesOfFreedom
  }
}
