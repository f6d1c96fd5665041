/// The two distributions of the multipliers of a wild bootstrap: mean 0 and variance 1, symmetric.
enum WildWeights: Sendable {
  /// −1 or 1.
  case rademacher
  /// ±√½, ±1 or ±√1.5: more values, where few clusters would leave few signs.
  ///
  /// Source: Webb (2023), Canadian Journal of Economics 56(3), 839–858.
  case webb

  /// The values of Webb's distribution, each of one sixth.
  private static let sixPoints = [
    -1.5.squareRoot(), -1, -0.5.squareRoot(), 0.5.squareRoot(), 1, 1.5.squareRoot(),
  ]

  /// One multiplier for each of `count` clusters.
  func draw(_ count: Int, using numbers: inout SplitMix64) -> [Double] {
    switch self {
    case .rademacher: (0..<count).map { _ in numbers.next() >> 63 == 0 ? -1 : 1 }
    case .webb: (0..<count).map { _ in Self.sixPoints[numbers.below(Self.sixPoints.count)] }
    }
  }
}
