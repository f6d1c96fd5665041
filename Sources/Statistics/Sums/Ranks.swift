/// Ranks of values from 1 on; equal values share the mean of theirs (mid-ranks).
///
/// Source: Kendall (1945), Biometrika 33(3), 239–251, doi:10.1093/biomet/33.3.239.
package enum Ranks {
  /// The rank of each value, in the order of the values; halves occur.
  ///
  /// Values are finite. Cost: n log n.
  package static func midRanks(of values: [Double]) throws(NotEstimable) -> [Double] {
    guard values.allSatisfy(\.isFinite) else { throw .notFinite(.values) }
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count && values[order[end]] == values[order[start]] { end += 1 }
      // Places start + 1 … end.
      for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}
