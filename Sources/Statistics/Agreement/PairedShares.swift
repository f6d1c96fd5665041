/// The difference of two shares of the same observations, which may come in clusters: what was said less what
/// was seen of the same contacts.
///
/// θ = (b − c)/n with b observations that only the first counts and c that only the second does. The interval
/// is Newcombe's for pairs: Wilson's limits of both shares, squared and added with their correlation φ;
/// limits are those of the effective size, n over the design effect of θ, at most n. φ is his, shrunk for
/// small samples. Source: Newcombe (1998), Statistics in Medicine 17(22), 2635–2650,
/// doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C, method 10; clusters as in
/// `ClusteredProportion`.
package struct PairedShares: Equatable, Sendable {
  /// First share less second, −1…1.
  package let difference: Double
  /// Lower end of its 95 % interval.
  package let low: Double
  /// Upper end of its 95 % interval.
  package let high: Double

  /// The difference over a table of two by two; at least one observation.
  /// - Parameters:
  ///   - both, first, second, neither: how many count in both, in one alone, in neither.
  ///   - squares: Σ D_g² and `products`: Σ D_g·n_g over clusters, D_g being what the first counts more.
  ///   - sizes: Σ n_g², `clusters`: how many there are.
  package init(
    both: Int64, first: Int64, second: Int64, neither: Int64, squares: Int64, products: Int64, sizes: Int64,
    clusters: Int64
  ) throws(NotEstimable) {
    guard min(both, first, second, neither) >= 0 else { throw .outOfRange(.observations) }
    let total = both + first + second + neither
    guard total > 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    let n = Double(total)
    let difference = Double(first - second) / n
    let spread = Double(first + second) - n * difference * difference
    var effect = 1.0
    if clusters > 1, spread > 0 {
      let residual =
        Double(squares) - 2 * difference * Double(products) + difference * difference * Double(sizes)
      effect = max(1, residual / spread * Double(clusters) / Double(clusters - 1))
    }
    let (one, other) = (Double(both + first) / n, Double(both + second) / n)
    let oneEnds = WilsonInterval(share: one, size: n / effect)
    let otherEnds = WilsonInterval(share: other, size: n / effect)
    let correlation = Self.correlation(Double(both), Double(first), Double(second), Double(neither))
    func half(_ a: Double, _ b: Double) -> Double {
      max(0, a * a - 2 * correlation * a * b + b * b).squareRoot()
    }
    self.difference = difference
    low = max(-1, difference - half(one - oneEnds.low, otherEnds.high - other))
    high = min(1, difference + half(oneEnds.high - one, other - otherEnds.low))
  }

  /// φ with n/2 taken off a positive ad − bc, at least 0; 0 where a margin is empty.
  private static func correlation(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
    let product = (a + b) * (c + d) * (a + c) * (b + d)
    if product == 0 { return 0 }
    let excess = a * d - b * c
    let shrunk = excess > 0 ? max(0, excess - (a + b + c + d) / 2) : excess
    return shrunk / product.squareRoot()
  }
}
