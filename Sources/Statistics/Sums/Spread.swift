/// The mean of values and the sum of their squared deviations, 0 where only rounding makes them differ.
///
/// Σ(x − x̄)² ≤ n·(4·ulp(s))² counts as 0, with s the largest magnitude that the values were formed from:
/// scores such as 0.1 are not exact in binary, so means, sums and differences that are equal on paper differ
/// in their last bits. The same values in another order give the same bits.
///
/// Cost: n log n.
struct Spread {
  /// x̄.
  let mean: Double
  /// Σ(x − x̄)².
  let squares: Double

  /// How many units in the last place rounding of two scores, their sum and its mean may add up to.
  private static let roundings = 4.0

  /// The spread of values that were formed from numbers of up to `scale`.
  init(_ values: [Double], scale: Double) {
    // By magnitude, so that changed signs mirror the order.
    let ascending = values.sorted { ($0.magnitude, $0) < ($1.magnitude, $1) }
    let mean = CompensatedSum(ascending).value / Double(values.count)
    self.mean = mean
    squares = Self.squares(ascending.map { $0 - mean }, scale: scale)
  }

  /// The sum of squared deviations of numbers of up to `scale`.
  static func squares(_ deviations: [Double], scale: Double) -> Double {
    let sum = CompensatedSum(deviations.map { $0 * $0 }.sorted()).value
    let typical = (sum / Double(deviations.count)).squareRoot()
    return typical <= roundings * scale.ulp ? 0 : sum
  }
}
