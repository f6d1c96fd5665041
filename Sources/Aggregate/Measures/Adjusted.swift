import Statistics

/// Resolution once coincidences are taken out: 1 − (repeat share − placebo) / (1 − placebo).
///
/// The measure `adjusted`. Both shares stand over the same first contacts, so it is a ratio of two
/// counts: those without a return within the window over those without one in the window of chance.
enum Adjusted {
  /// Whether one of those first contacts is in the ratio's denominator, numerator and both.
  static func parts(_ placebo: Verdict, _ state: RepeatState) -> (n: Bool, x: Bool, both: Bool) {
    let (stays, isByChance) = (!state.hasReturn, placebo == .hit)
    return (!isByChance, stays, !isByChance && stays)
  }

  /// The estimate from counts of those parts; nil where all come back by chance.
  /// - Parameters:
  ///   - clusters: customers with such first contacts.
  static func estimate(
    n: Int64, x: Int64, both: Int64, _ repetition: RateTally.Repetition, clusters: Int64
  ) -> RatioEstimate? {
    RatioEstimate(
      x: x, y: n, both: both, xx: x + repetition.xx, xy: both + repetition.xn,
      yy: n + repetition.nn, clusters: clusters)
  }
}
