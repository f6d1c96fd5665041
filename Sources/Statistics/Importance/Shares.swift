/// Parts of a whole: numbers of 0 or more, scaled to sum to 1.
package struct Shares: Equatable, Sendable {
  /// Each part, 0…1.
  package let values: [Double]

  /// The shares of finite weights, none negative and not all 0.
  package init(_ weights: [Double]) throws(NotEstimable) {
    guard weights.allSatisfy(\.isFinite) else { throw .notFinite(.weights) }
    guard weights.allSatisfy({ $0 >= 0 }) else { throw .outOfRange(.weights) }
    guard let largest = weights.max(), largest > 0 else { throw .noSpread(.weights) }
    // Divided by the largest first: neither huge nor subnormal weights leave the range.
    let scaled = weights.map { $0 / largest }
    let sum = CompensatedSum(scaled).value
    values = scaled.map { $0 / sum }
  }
}
