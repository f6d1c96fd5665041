import Testing

@testable import Statistics

@Suite struct ClusteredSlopeTests {
  @Test func `four rows by hand`() throws {
    // x = 1, 1, 2, 2 and y = 1, 3, 2, 4: Σx² = 10, Σxy = 16, b = 1.6; e = −.6, 1.4, −1.2, .8; x·e = −.6, 1.4, −2.4, 1.6.
    // Clusters of the first two and the last two: sums .8 and −.8; variance 2·(.64 + .64)/100 = .0256, error .16.
    let found = try ClusteredSlope([1, 1, 2, 2], [1, 3, 2, 4]).estimate(
      named: "x", clusters: Factor([0, 0, 1, 1]))
    #expect(isNear(found.value, 1.6, relative: 1e-14) && isNear(found.standardError, 0.16, relative: 1e-13))
    #expect(found.degreesOfFreedom == 1)
  }

  @Test func `it is least squares with clustered errors`() throws {
    var numbers = SplitMix64(seed: 8)
    for _ in 0..<20 {
      let clusters = (0..<60).map { _ in Int(numbers.next() % 9) }
      let levels = (0..<9).map { _ in numbers.normal() }
      let x = clusters.map { levels[$0] + numbers.normal() }
      let y = zip(x, clusters).map { 0.3 * $0 + levels[$1] + numbers.normal() }
      let found = try ClusteredSlope(x, y).estimate(named: "x", clusters: Factor(clusters))
      let fit = try WeightedLeastSquares(y, on: [Regressor("x", x)], intercept: false)
      let other = try ClusterRobustCovariance(of: fit, clusters: clusters).estimate(of: "x")
      #expect(isNear(found.value, other.value, relative: 1e-12))
      #expect(isNear(found.standardError, other.standardError, relative: 1e-11))
      #expect(found.degreesOfFreedom == other.degreesOfFreedom)
    }
  }

  @Test func `what has no slope or no error has a reason`() throws {
    #expect(throws: NotEstimable.noSpread(.values)) { try ClusteredSlope([0, 0], [1, 2]) }
    #expect(throws: NotEstimable.tooFew(.observations, found: 1, needed: 2)) { try ClusteredSlope([1], [1]) }
    #expect(throws: NotEstimable.notFinite(.values)) { try ClusteredSlope([1, .nan], [1, 2]) }
    let line = try ClusteredSlope([1, 2, 3], [2, 4, 6])
    #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 2)) {
      try line.estimate(named: "x", clusters: Factor([0, 0, 0]))
    }
    #expect(throws: NotEstimable.noSpread(.values)) {
      try line.estimate(named: "x", clusters: Factor([0, 1, 2]))
    }
  }
}
