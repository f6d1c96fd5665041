import Testing

@testable import Statistics

@Suite struct PosteriorTests {
  @Test(arguments: [
    Posterior.normal(mean: 0.2, deviation: 0.1), .beta(BetaDistribution(alpha: 5, beta: 3)),
    .gap(BetaDistribution(alpha: 80, beta: 20), expected: 0.75),
  ])
  func `the upper tail is the share of draws above`(_ posterior: Posterior) {
    let (seed, count) = (UInt64(33), 4_000)
    var numbers = SplitMix64(seed: seed)
    let draws = (0..<count).map { _ in posterior.draw(&numbers) }
    for x in [posterior.mean - 0.04, posterior.mean, posterior.mean + 0.07] {
      let tail = posterior.upperTail(x)
      let error = (tail * (1 - tail) / Double(count)).squareRoot()
      let seen = Double(draws.count { $0 > x }) / Double(count)
      #expect(tail > 0.01 && tail < 0.99 && abs(seen - tail) < 4 * error, "seed \(seed), \(x)")
    }
  }

  @Test func `outside of what is possible the tail is 1 or 0`() {
    let shapes = BetaDistribution(alpha: 2, beta: 3)
    let gap = Posterior.gap(shapes, expected: 0.4)
    #expect(
      gap.upperTail(-0.4) == 1 && gap.upperTail(-2) == 1 && gap.upperTail(0.6) == 0 && gap.upperTail(2) == 0)
    #expect(Posterior.beta(shapes).upperTail(0) == 1 && Posterior.beta(shapes).upperTail(1) == 0)
    let known = Posterior.normal(mean: 0.3, deviation: 0)
    #expect(known.upperTail(0.2) == 1 && known.upperTail(0.3) == 0 && known.upperTail(0.4) == 0)
    #expect(abs(gap.mean) < 1e-15)
  }
}
