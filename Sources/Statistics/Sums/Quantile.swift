/// Quantiles of values, between neighbors by straight lines: type 7 of Hyndman and Fan, as R's `quantile`.
///
/// Source: Hyndman and Fan (1996), The American Statistician 50(4), 361–365, doi:10.1080/00031305.1996.10473566.
package enum Quantile {
  /// The quantile of sorted values, of which there is one at least, at a share of 0…1.
  package static func of(_ sorted: [Double], at share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[below] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
