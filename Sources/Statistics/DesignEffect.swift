/// By how much clustering inflates the variance of a proportion: the linearized variance with
/// clusters, over that of as many independent observations.
///
/// deff = [G/(G−1) · Σ(x_g − p·n_g)² / n²] / [p(1−p)/n], for G clusters with x_g of n_g.
/// Source: Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.5
/// (ratio estimator), with the factor G/(G−1) that survey software uses.
package enum DesignEffect {
  /// The effect from exact sums over clusters; 1 where p is 0 or 1 or there are fewer than two clusters.
  /// - Parameters:
  ///   - n: Σ n_g, and `x`: Σ x_g.
  ///   - xx: Σ x_g², `xn`: Σ x_g·n_g, `nn`: Σ n_g².
  ///   - clusters: G.
  package static func ofProportion(
    n: Int64, x: Int64, xx: Int64, xn: Int64, nn: Int64, clusters: Int64
  ) -> Double {
    guard clusters > 1, x > 0, x < n else { return 1 }
    let (n, x) = (Int128(n), Int128(x))
    // n²·Σ(x_g − p·n_g)², in whole numbers.
    let residual = n * n * Int128(xx) - 2 * n * x * Int128(xn) + x * x * Int128(nn)
    let factor = Double(clusters) / Double(clusters - 1)
    return factor * residual.nearest / (n.nearest * x.nearest * (n - x).nearest)
  }
}
