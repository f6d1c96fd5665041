import Dice
import Testing

@testable import Statistics

@Suite struct ClusteredMeanTests {
  @Test func `a mean of three agents by hand`() throws {
    // 10 of 2, 30 of 3, 20 of 5: mean 6. Deviations of sums 10 − 12, 30 − 18, 20 − 30 = −2, 12, −10; squares 248.
    // Variance 3/2 · 248 / 100 = 3.72.
    let mean = try ClusteredMean([(2, 10), (3, 30), (5, 20)]).estimate
    #expect(mean.value == 6 && isNear(mean.standardError, 3.72.squareRoot(), relative: 1e-12))
    #expect(mean.degreesOfFreedom == 2)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `it is the least squares on nothing with errors clustered`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let clusters = (0..<30).map { _ in (n: Int64(1 + dice.below(40)), sum: Int64(dice.below(20_000))) }
    let mean = try ClusteredMean(clusters).estimate
    let means = clusters.map { Double($0.sum) / Double($0.n) }
    let fit = try WeightedLeastSquares(means, on: [], weights: clusters.map { Double($0.n) })
    let robust = try ClusterRobustCovariance(of: fit, clusters: Array(clusters.indices)).estimates()[0]
    #expect(isNear(mean.value, robust.value, relative: 1e-12))
    #expect(isNear(mean.standardError, robust.standardError, relative: 1e-10))
    var shuffled = clusters
    shuffled.shuffle(using: &dice)
    #expect(try ClusteredMean(shuffled).estimate == mean)
  }

  @Test func `one cluster, or clusters that agree, have no interval`() {
    #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 2)) {
      try ClusteredMean([(3, 9), (0, 0)])
    }
    #expect(throws: NotEstimable.noSpread(.values)) { try ClusteredMean([(3, 9), (1, 3)]) }
  }
}
