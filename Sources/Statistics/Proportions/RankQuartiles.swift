/// Ranks and quartiles of peers, best first: the largest value has rank 1 and quartile 1.
///
/// Equal values share the mean of their ranks, r; the quartile of N is ⌈4(r − ½)/N⌉, so ties share that too.
package struct RankQuartiles: Equatable, Sendable {
  /// The rank of each value, as given; whole or half.
  package let ranks: [Double]

  /// The ranks of values; which must be numbers.
  package init(_ values: [Double]) throws(NotEstimable) {
    guard values.allSatisfy({ !$0.isNaN }) else { throw .notFinite(.values) }
    var ranks = [Double](repeating: 0, count: values.count)
    Self.forTies(values) { places, units in
      for unit in units { ranks[unit] = Double(places.lowerBound + places.upperBound) / 2 }
    }
    self.ranks = ranks
  }

  /// The quartile of each value, 1…4.
  package var quartiles: [Int] {
    // Twice a rank is whole.
    ranks.map { Self.quartile(doubledRank: Int(2 * $0), among: ranks.count) }
  }

  /// The quartile of a place, from 1 on, that no two units share.
  package static func quartile(of place: Int, among count: Int) -> Int {
    quartile(doubledRank: 2 * place, among: count)
  }

  /// ⌈4(r − ½)/N⌉ from 2r, in whole numbers.
  static func quartile(doubledRank: Int, among count: Int) -> Int {
    (2 * (doubledRank - 1) + count - 1) / count
  }

  /// Calls `body` once for each group of equal values with the places, from 1, that they take together and
  /// their indices; best first.
  static func forTies(_ values: [Double], _ body: (ClosedRange<Int>, ArraySlice<Int>) -> Void) {
    let order = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      body(start + 1...end, order[start..<end])
      start = end
    }
  }
}
