import Glibc

/// The association of two groups with two outcomes within strata: a common odds ratio and its test.
///
/// Odds ratio Σ(ad/n) / Σ(bc/n), with the interval of Robins, Breslow and Greenland on its logarithm;
/// chi-squared (|Σ(a − E)| − c)² / ΣV with one degree of freedom, E and V hypergeometric, c = 0, or ½ as
/// continuity correction (0 where the deviation is below ½, as R's `mantelhaen.test`).
///
/// Domain: counts. Holds for many thin strata as for few thick ones. One ratio says little where strata
/// differ in direction; the test then misses what is there. Strata in another order give the same bits.
/// Source: Mantel and Haenszel (1959), J. National Cancer Institute 22(4), 719–748,
/// doi:10.1093/jnci/22.4.719; Robins, Breslow and Greenland (1986), Biometrics 42(2), 311–323,
/// doi:10.2307/2531052.
package struct MantelHaenszel: Equatable, Sendable {
  /// The common odds ratio; nil where it would be 0 or infinite.
  package let oddsRatio: OddsRatio?
  /// Chi-squared without continuity correction.
  package let chiSquared: Double
  /// Chi-squared with continuity correction.
  package let correctedChiSquared: Double
  /// P-value of `chiSquared`.
  package var pValue: Double { Self.distribution.upperTail(chiSquared) }
  /// P-value of `correctedChiSquared`.
  package var correctedPValue: Double { Self.distribution.upperTail(correctedChiSquared) }

  private static let distribution = ChiSquaredDistribution(degreesOfFreedom: 1)

  /// An odds ratio with its 95 % interval.
  package struct OddsRatio: Equatable, Sendable {
    /// The ratio, above 0.
    package let value: Double
    /// The standard error of its logarithm.
    package let logStandardError: Double
    /// Lower end of its interval.
    package let low: Double
    /// Upper end of its interval.
    package let high: Double
  }

  /// The association in tables of strata; empty ones count for nothing.
  package init(_ tables: [FourfoldTable]) throws(NotEstimable) {
    guard tables.allSatisfy({ min($0.a, $0.b, $0.c, $0.d) >= 0 }) else { throw .outOfRange(.observations) }
    let ascending = tables.sorted { ($0.a, $0.b, $0.c, $0.d) < ($1.a, $1.b, $1.c, $1.d) }
    let strata = ascending.map(Stratum.init).filter { $0.n > 1 }
    guard !strata.isEmpty else { throw .tooFew(.observations, found: 0, needed: 2) }
    let variance = CompensatedSum(strata.map(\.variance)).value
    guard variance > 0 else { throw .noSpread(.groups) }
    let deviation = CompensatedSum(strata.map(\.deviation)).value.magnitude
    let corrected = deviation >= 0.5 ? deviation - 0.5 : deviation
    chiSquared = deviation * deviation / variance
    correctedChiSquared = corrected * corrected / variance
    oddsRatio = Self.oddsRatio(strata)
  }

  private static func oddsRatio(_ strata: [Stratum]) -> OddsRatio? {
    func sum(_ term: (Stratum) -> Double) -> Double { CompensatedSum(strata.map(term)).value }
    // Robins, Breslow and Greenland's P = (a + d)/n, Q = (b + c)/n, R = ad/n, S = bc/n.
    let (r, s) = (sum { $0.r }, sum { $0.s })
    guard r > 0 && s > 0 else { return nil }
    let variance =
      sum { $0.p * $0.r } / (2 * r * r) + sum { $0.p * $0.s + $0.q * $0.r } / (2 * r * s)
      + sum { $0.q * $0.s } / (2 * s * s)
    let error = variance.squareRoot()
    let factor = exp(WilsonInterval.z95 * error)
    return OddsRatio(value: r / s, logStandardError: error, low: r / s / factor, high: r / s * factor)
  }

  /// One table's terms.
  private struct Stratum {
    let n: Double
    let p: Double
    let q: Double
    let r: Double
    let s: Double
    let deviation: Double
    let variance: Double

    init(_ table: FourfoldTable) {
      let (a, b, c, d) = (Double(table.a), Double(table.b), Double(table.c), Double(table.d))
      n = a + b + c + d
      (p, q, r, s) = ((a + d) / n, (b + c) / n, a * d / n, b * c / n)
      // a − E = (ad − bc)/n.
      deviation = (Int128(table.a) * Int128(table.d) - Int128(table.b) * Int128(table.c)).nearest / n
      variance = (a + b) / n * ((c + d) / n) * (a + c) * (b + d) / (n - 1)
    }
  }
}
