/// A mean whose observations come in clusters: seconds of contacts of the same agents.
///
/// m = Σs / Σn; its variance is the linearized one, G/(G−1) · Σ(s_g − m·n_g)² / (Σn)², and its interval Student's
/// with G − 1 degrees of freedom: that of a regression on nothing, with errors clustered.
/// Source: Cochran (1977), Sampling Techniques, 3rd edition, section 9A.1 (means of clusters of unequal size).
package struct ClusteredMean: Equatable, Sendable {
  /// The mean, its error and its interval.
  package let estimate: CoefficientEstimate

  /// The mean of clusters, each with its sum and its number of observations.
  ///
  /// Exact up to the last step: clusters may come in any order.
  /// - Throws: `tooFew(.clusters)` below 2, `noSpread(.values)` where all clusters have the same mean,
  ///   `noConvergence` where the exact sums go beyond 128 bits.
  package init(_ clusters: [(n: Int64, sum: Int64)]) throws(NotEstimable) {
    var (n, sum, count) = (Int128(0), Int128(0), 0)
    var (ss, sn, nn) = (Int128(0), Int128(0), Int128(0))
    for cluster in clusters where cluster.n > 0 {
      let (own, size) = (Int128(cluster.sum), Int128(cluster.n))
      (n, sum, count) = (n + size, sum + own, count + 1)
      (ss, sn, nn) = (ss + own * own, sn + own * size, nn + size * size)
    }
    guard count >= 2 else { throw .tooFew(.clusters, found: count, needed: 2) }
    let mean = sum.nearest / n.nearest
    // n²·Σ(s − m·n)² = n²·ss − 2·n·sum·sn + sum²·nn
    let largest = max(n.nearest * n.nearest * ss.nearest, sum.nearest * sum.nearest * nn.nearest)
    guard largest <= Self.largestProduct else { throw .noConvergence }
    let squares = n * n * ss - 2 * n * sum * sn + sum * sum * nn
    let size = n.nearest * n.nearest
    let variance = Double(count) / Double(count - 1) * squares.nearest / size / size
    estimate = try CoefficientEstimate(
      name: "mean", value: mean, variance: variance, degreesOfFreedom: count - 1)
  }

  /// The largest product whose sums of three stay within 128 bits.
  private static let largestProduct = 0x1p124
}
