/// How unequal whole numbers are, as their standard deviation over their mean, where each unit gives several.
///
/// θ = √(n·Σs² / (Σs)² − 1): 0 where all are alike, 1 for gaps between events that come at random. Its error is
/// linearized over units, which are independent while a unit's own numbers need not be; the interval is that of t
/// with G − 1 degrees of freedom, cut at 0.
/// Not to be trusted below some 30 units, nor near 0, where the interval is no longer symmetric.
/// Source: delta method on three totals, as in Särndal, Swensson and Wretman (1992), section 5.5.
package struct VariationCoefficient: Equatable, Sendable {
  /// Sums over units: they merge exactly.
  package struct Sums: Equatable, Sendable {
    /// How many units gave a number.
    package private(set) var units: Int64 = 0
    /// How many numbers, their sum, and that of their squares.
    package private(set) var count: Int128 = 0
    package private(set) var sum: Int128 = 0
    package private(set) var squares: Int128 = 0
    /// Products of a unit's three, over units: count², count·sum, count·squares, sum², sum·squares, squares².
    private(set) var products: [Int128] = []

    /// No units.
    package init() {}

    /// Adds a unit with its numbers; one without any is none.
    package mutating func observe(_ numbers: some Sequence<Int64>) {
      var (n, s, q): (Int128, Int128, Int128) = (0, 0, 0)
      for number in numbers {
        n += 1
        s += Int128(number)
        q += Int128(number) * Int128(number)
      }
      if n == 0 { return }
      units += 1
      count += n
      sum += s
      squares += q
      add([n * n, n * s, n * q, s * s, s * q, q * q])
    }

    /// Adds other units.
    package mutating func merge(_ other: Sums) {
      units += other.units
      count += other.count
      sum += other.sum
      squares += other.squares
      add(other.products)
    }

    private mutating func add(_ more: [Int128]) {
      products = products.isEmpty ? more : zip(products, more.isEmpty ? products.map { _ in 0 } : more).map(+)
    }
  }

  /// θ, 0 or more.
  package let value: Double
  /// Lower end of its 95 % interval; nil with one unit, or where all numbers are alike.
  package let low: Double?
  /// Upper end of its 95 % interval; nil with one unit, or where all numbers are alike.
  package let high: Double?

  /// The coefficient of sums.
  /// - Throws: `tooFew(.observations)` below two numbers, `outOfRange(.values)` where their sum is not above 0.
  package init(_ sums: Sums) throws(NotEstimable) {
    guard sums.count > 1 else { throw .tooFew(.observations, found: Int(sums.count), needed: 2) }
    guard sums.sum > 0 else { throw .outOfRange(.values) }
    let excess = sums.count * sums.squares - sums.sum * sums.sum
    let (n, s, q) = (sums.count.nearest, sums.sum.nearest, sums.squares.nearest)
    value = max(0, excess.nearest).squareRoot() / s
    guard sums.units > 1, excess > 0 else {
      (low, high) = (nil, nil)
      return
    }
    // ∂θ/∂n, ∂θ/∂s, ∂θ/∂q; at the totals they add up to 0.
    let a = q / (s * s) / (2 * value)
    let b = -n * q / (s * s * s) / value
    let c = n / (s * s) / (2 * value)
    let p = sums.products.map(\.nearest)
    let spread =
      a * a * p[0] + 2 * a * b * p[1] + 2 * a * c * p[2] + b * b * p[3] + 2 * b * c * p[4] + c * c * p[5]
    let units = Double(sums.units)
    let half =
      StudentDistribution(degreesOfFreedom: units - 1).quantile(0.975)
      * (units / (units - 1) * max(0, spread)).squareRoot()
    low = max(0, value - half)
    high = value + half
  }
}
