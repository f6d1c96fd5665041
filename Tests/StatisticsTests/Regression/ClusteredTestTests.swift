import Dice
import Testing

@testable import Statistics

/// Which test of a clustered coefficient the number of clusters allows.
@Suite struct ClusteredTestTests {
  private func fit(clusters count: Int) throws -> (WeightedLeastSquares, [Int]) {
    var dice = Dice(seed: 9)
    let clusters = (0..<count).flatMap { [Int](repeating: 3 * $0, count: 4) }
    let x = clusters.map { _ in Double.random(in: -1...1, using: &dice) }
    let y = x.map { 0.5 * $0 + Double.random(in: -1...1, using: &dice) }
    return (try WeightedLeastSquares(y, on: [Regressor("x", x)]), clusters)
  }

  @Test func `none below six, the bootstrap below twenty, t from there`() throws {
    let (five, fiveClusters) = try fit(clusters: 5)
    #expect(throws: NotEstimable.tooFew(.clusters, found: 5, needed: 6)) {
      _ = try ClusteredTest(of: five, testing: "x", clusters: fiveClusters, seed: 1)
    }
    for count in [6, 19] {
      let (fit, clusters) = try fit(clusters: count)
      let test = try ClusteredTest(of: fit, testing: "x", clusters: clusters, seed: 1)
      let wild = try WildClusterBootstrap(of: fit, testing: "x", clusters: clusters, seed: 1)
      #expect(test.p == wild.p && test.t == wild.t && test.clusters == count && test.hasFewClusters)
    }
    let (fit, clusters) = try fit(clusters: 20)
    let test = try ClusteredTest(of: fit, testing: "x", clusters: clusters, seed: 1)
    let robust = try ClusterRobustCovariance(of: fit, clusters: clusters).estimate(of: "x")
    #expect(test.p == robust.p && test.t == robust.t && test.clusters == 20 && !test.hasFewClusters)
    #expect(throws: NotEstimable.collinear) {
      _ = try ClusteredTest(of: fit, testing: "z", clusters: clusters, seed: 1)
    }
  }

  @Test func `fewer clusters may bear the coefficient`() throws {
    let (fit, clusters) = try fit(clusters: 20)
    let test = try ClusteredTest(of: fit, testing: "x", clusters: clusters, bearing: 19, seed: 1)
    let wild = try WildClusterBootstrap(of: fit, testing: "x", clusters: clusters, seed: 1)
    #expect(test.p == wild.p && test.clusters == 19 && test.hasFewClusters)
    #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 6)) {
      _ = try ClusteredTest(of: fit, testing: "x", clusters: clusters, bearing: 1, seed: 1)
    }
  }
}
