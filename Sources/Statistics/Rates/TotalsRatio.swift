/// The ratio of two totals over independent units, with its interval by the delta method.
///
/// R = Σx / Σy; its variance is the linearized one, G/(G − 1)·Σ(x_g − R·y_g)² / (Σy)² over G units; the interval is
/// that of t with G − 1 degrees of freedom. Sums are whole numbers, so every order and split of the units gives
/// the same bits.
/// Not to be trusted below some 30 units, or where a few of them make up most of Σy; it may leave the range that
/// the ratio can have.
/// Source: Cochran (1977), Sampling Techniques, 3rd edition, section 6.4.
package struct TotalsRatio: Equatable, Sendable {
  /// Sums over units: they merge exactly.
  package struct Sums: Equatable, Sendable {
    /// How many units.
    package private(set) var units: Int64 = 0
    /// Σx and Σy.
    package private(set) var x: Int128 = 0
    package private(set) var y: Int128 = 0
    private(set) var xx: Int128 = 0
    private(set) var xy: Int128 = 0
    private(set) var yy: Int128 = 0

    /// No units.
    package init() {}

    /// Adds a unit with its own x and y.
    package mutating func observe(x: Int64, y: Int64) {
      let (a, b) = (Int128(x), Int128(y))
      units += 1
      self.x += a
      self.y += b
      xx += a * a
      xy += a * b
      yy += b * b
    }

    /// Adds other units.
    package mutating func merge(_ other: Sums) {
      units += other.units
      x += other.x
      y += other.y
      xx += other.xx
      xy += other.xy
      yy += other.yy
    }
  }

  /// R.
  package let value: Double
  /// Its standard error; nil with one unit, or where all units have the ratio.
  package let standardError: Double?
  /// Lower end of its 95 % interval; nil without an error.
  package let low: Double?
  /// Upper end of its 95 % interval; nil without an error.
  package let high: Double?

  /// The ratio of sums.
  /// - Throws: `tooFew(.units)` without a unit, `outOfRange(.weights)` where Σy is not above 0.
  package init(_ sums: Sums) throws(NotEstimable) {
    guard sums.units > 0 else { throw .tooFew(.units, found: 0, needed: 1) }
    guard sums.y > 0 else { throw .outOfRange(.weights) }
    let (x, y) = (sums.x.nearest, sums.y.nearest)
    let ratio = x / y
    // Of whole numbers as far as they fit: only the last difference is rounded.
    let spread = sums.xx.nearest - 2 * ratio * sums.xy.nearest + ratio * ratio * sums.yy.nearest
    let scale = max(sums.xx.nearest, ratio * ratio * sums.yy.nearest)
    let hasSpread = sums.units > 1 && spread > TotalsRatio.roundingShare * scale
    let count = Double(sums.units)
    let error = hasSpread ? (count / (count - 1) * spread).squareRoot() / y : nil
    let half = error.map { $0 * StudentDistribution(degreesOfFreedom: count - 1).quantile(0.975) }
    value = ratio
    standardError = error
    low = half.map { ratio - $0 }
    high = half.map { ratio + $0 }
  }

  /// Below this share of Σx² a spread is what rounding leaves of none.
  private static let roundingShare = 1e-13
}
