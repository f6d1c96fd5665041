/// Kaplan–Meier survival from whole-day counts of returns and of observations that ended.
///
/// S(W) = Π (1 − d_j / r_j) over days j = 1…W, where d_j return on day j and r_j are at risk then;
/// returns come before censorings of the same day.
/// Source: Kaplan and Meier (1958), JASA 53(282), 457–481, doi:10.1080/01621459.1958.10501452.
package enum ReturnSurvival {
  /// The share, 0…1, that has not returned by the last day.
  /// - Parameters:
  ///   - returns: how many return on day `index + 1`.
  ///   - observed: how many are followed to the end of day `index` and no longer, without return;
  ///     one element more than `returns`, the last one holding all that are followed that far.
  package static func share(returns: [Int64], observed: [Int64]) -> Double {
    precondition(observed.count == returns.count + 1, "one more day of ends than of returns")
    var atRisk = returns.reduce(0, +) + observed.reduce(0, +)
    var share = 1.0
    for day in returns.indices {
      atRisk -= observed[day]
      if returns[day] > 0 { share *= 1 - Double(returns[day]) / Double(atRisk) }
      atRisk -= returns[day]
    }
    return share
  }
}
