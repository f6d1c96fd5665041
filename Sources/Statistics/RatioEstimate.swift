/// The ratio of two counts over the same observations, with its interval by the delta method.
///
/// R = Σx / Σy; its variance is the linearized one, Σ(x_g − R·y_g)² / (Σy)², over clusters with the
/// factor G/(G−1), and never below that of independent observations.
/// The interval is Wald's: it covers less than 95 % with few customers, and where none of them differs from the
/// ratio the variance is 0 and the interval a point (five firsts, all resolved: 1, from 1 to 1). Do not
/// read it below some 30 customers, or where nearly all or nearly none of the observations count.
/// Source: Cochran (1977), Sampling Techniques, 3rd edition, section 6.4 (ratio estimate); clusters as
/// in Särndal, Swensson and Wretman (1992), section 5.5.
package struct RatioEstimate: Equatable, Sendable {
  /// The ratio; may exceed 1.
  package let value: Double
  /// Lower end of its 95 % interval; may be below 0.
  package let low: Double
  /// Upper end of its 95 % interval; may be above 1.
  package let high: Double

  /// The ratio of two counts of 0/1 observations; nil where `y` is 0.
  /// - Parameters:
  ///   - x: Σ x_i, `y`: Σ y_i, `both`: Σ x_i·y_i over observations.
  ///   - xx: Σ x_g², `xy`: Σ x_g·y_g, `yy`: Σ y_g² over clusters.
  ///   - clusters: G; with fewer than two the observations count as independent.
  package init?(
    x: Int64, y: Int64, both: Int64, xx: Int64, xy: Int64, yy: Int64, clusters: Int64,
    z: Double = WilsonInterval.z95
  ) {
    guard y > 0 else { return nil }
    let (x, y) = (Int128(x), Int128(y))
    // y²·Σ(x − R·y)², in whole numbers.
    func residual(_ xx: Int128, _ xy: Int128, _ yy: Int128) -> Double {
      (y * y * xx - 2 * x * y * xy + x * x * yy).nearest
    }
    let scale = y.nearest * y.nearest * y.nearest * y.nearest
    var variance = residual(x, Int128(both), y) / scale
    if clusters > 1 {
      let factor = Double(clusters) / Double(clusters - 1)
      variance = max(variance, factor * residual(Int128(xx), Int128(xy), Int128(yy)) / scale)
    }
    let half = z * max(0, variance).squareRoot()
    value = x.nearest / y.nearest
    low = value - half
    high = value + half
  }
}
