import Dice
import Testing

@testable import Statistics

@Suite struct ClusteredProductsTests {
  /// Columns of so many clusters with up to five rows each, about their means.
  private func drawn(
    _ count: Int, clusters: Int, seed: UInt64
  ) -> (columns: [[Double]], clusters: [Int]) {
    var numbers = SplitMix64(seed: seed)
    let ids = (0..<clusters).flatMap { cluster in [Int](repeating: cluster, count: 1 + numbers.below(5)) }
    let shared = ids.map { _ in numbers.normal() }
    let columns = (0..<count).map { column in
      let values = shared.map { Double(column) / 4 * $0 + numbers.normal() }
      let mean = values.reduce(0, +) / Double(values.count)
      return values.map { $0 - mean }
    }
    return (columns, ids)
  }

  @Test func `two clusters drawn twice and not at all, by hand`() throws {
    // Cluster 0 has rows (1, 1) and (−1, 1), cluster 1 (2, 0) and (0, −1).
    let products = ClusteredProducts(
      [[1, -1, 2, 0], [1, 1, 0, -1]], clusters: [0, 0, 1, 1], observations: 4)
    #expect(products.clusters == 2)
    // All: Σxy = 1 − 1 + 0 + 0 = 0.
    #expect(try products.correlations()[0, 1] == 0)
    #expect(throws: NotEstimable.noSpread(.values)) { try products.correlations(drawn: [0, 0]) }
    // A column with no spread in a draw: only cluster 1 has y = 0, −1 and x = 2, 0: Σxy = 0.
    #expect(try products.correlations(drawn: [0, 2])[0, 1] == 0)
    let slanted = ClusteredProducts([[3, 1], [1, 1]], clusters: [0, 1], observations: 2)
    // Twice the first: Σxy = 7, Σx² = 19, Σy² = 3.
    #expect(
      isNear(try slanted.correlations(drawn: [2, 1])[0, 1], 7 / (57.0).squareRoot(), relative: 1e-15))
  }

  @Test func `whole clusters give the correlations of their rows`() throws {
    let seed: UInt64 = 91
    for number in 0..<UInt64(Rounds.count(20)) {
      let (columns, ids) = drawn(5, clusters: 12, seed: seed + number)
      let products = ClusteredProducts(columns, clusters: ids, observations: Int64(ids.count))
      let (found, expected) = try (products.correlations(), CorrelationMatrix(columns: columns))
      for (a, b) in zip(found.values.elements, expected.values.elements) {
        #expect(abs(a - b) < 1e-13, "seed \(seed), \(number)")
      }
      // Drawing a cluster twice is writing its rows twice.
      var times = [Double](repeating: 1, count: 12)
      times[3] = 2
      let again = ids.indices.filter { ids[$0] == 3 }
      let twice = columns.map { column in column + again.map { column[$0] } }
      let raw = ClusteredProducts(twice, clusters: ids + again.map { ids[$0] }, observations: 2)
      let (one, other) = try (products.correlations(drawn: times), raw.correlations())
      #expect(zip(one.values.elements, other.values.elements).allSatisfy { abs($0 - $1) < 1e-13 })
    }
  }

  @Test func `draws are those of the seed, and their spread is that of clusters`() throws {
    let (columns, ids) = drawn(2, clusters: 200, seed: 5)
    let products = ClusteredProducts(columns, clusters: ids, observations: Int64(ids.count))
    let draws = products.bootstrap(draws: 400, seed: 9)
    #expect(draws == products.bootstrap(draws: 400, seed: 9))
    #expect(draws != products.bootstrap(draws: 400, seed: 10))
    let values = draws.compactMap { $0?[0, 1] }
    let center = try products.correlations()[0, 1]
    let mean = values.reduce(0, +) / Double(values.count)
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399).squareRoot()
    // About 1/√n of some 600 rows: the spread of a correlation of nearly independent columns.
    #expect(abs(mean - center) < 0.01 && (0.03...0.055).contains(deviation), "\(mean) \(deviation)")
  }

  @Test func `a percentile interval is made of quantiles, and needs nine of ten draws`() throws {
    // Type 7 of 0 … 40: 2.5 % of 40 is place 1.
    let whole = try PercentileInterval((0...40).map { Double(40 - $0) })
    #expect(whole.low == 1 && whole.high == 39)
    #expect(throws: NotEstimable.tooFew(.values, found: 8, needed: 9)) {
      try PercentileInterval([nil, nil] + (0..<8).map(Double.init))
    }
    #expect(throws: NotEstimable.tooFew(.values, found: 0, needed: 1)) { try PercentileInterval([]) }
    #expect(throws: NotEstimable.notFinite(.values)) { try PercentileInterval([.infinity]) }
    #expect(Quantile.of([1, 2, 4], at: 0.75) == 3 && Quantile.of([7], at: 0.5) == 7)
  }
}
