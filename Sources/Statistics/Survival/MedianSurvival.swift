/// The median of a survival curve with its 95 % interval.
///
/// The first day on which the curve is 0.5 or less; the interval's ends are those days for the lower and the
/// upper limits of the curve, so it holds the days whose log-log interval holds 0.5. Where a curve is exactly
/// 0.5 for a while, the middle between that day and the next drop. A curve that does not come down to 0.5 has
/// no median (nil): with little follow-up the upper end is often missing, and that means "not yet", not
/// infinity.
/// Source: Brookmeyer and Crowley (1982), Biometrics 38(1), 29–41, doi:10.2307/2530286; middle and
/// tolerance as print.survfit of R's survival 3.5.
package struct MedianSurvival: Equatable, Sendable {
  /// The median in days, whole or half.
  package let days: Double?
  /// Lower end.
  package let low: Double?
  /// Upper end.
  package let high: Double?

  /// How near 0.5 counts as 0.5: half the digits of a Double, as in R's survival.
  private static let tolerance = Double.ulpOfOne.squareRoot()

  /// The median of a curve.
  init(of steps: [KaplanMeier.Step]) {
    days = MedianSurvival.crossing(steps) { $0.value }
    low = MedianSurvival.crossing(steps) { $0.low }
    high = MedianSurvival.crossing(steps) { $0.high }
  }

  private static func crossing(
    _ steps: [KaplanMeier.Step], _ height: (CurveEstimate) -> Double?
  ) -> Double? {
    let below = steps.compactMap { step in
      height(step.survival).flatMap { $0 < 0.5 + tolerance ? (day: Double(step.day), height: $0) : nil }
    }
    guard let first = below.first else { return nil }
    guard abs(first.height - 0.5) < tolerance, let next = below.first(where: { $0.height < first.height })
    else { return first.day }
    return (first.day + next.day) / 2
  }
}
