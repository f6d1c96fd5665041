import Dice
import Testing

@testable import Statistics

/// The exact sums over clusters that the effect is made of.
private struct ClusterSums {
  var n: Int64 = 0
  var x: Int64 = 0
  var xx: Int64 = 0
  var xn: Int64 = 0
  var nn: Int64 = 0
  var clusters: Int64 = 0

  init(_ pairs: [(x: Int64, n: Int64)]) {
    for pair in pairs {
      n += pair.n
      x += pair.x
      xx += pair.x * pair.x
      xn += pair.x * pair.n
      nn += pair.n * pair.n
      clusters += 1
    }
  }

  var effect: Double {
    DesignEffect.ofProportion(n: n, x: x, xx: xx, xn: xn, nn: nn, clusters: clusters)
  }
}

@Suite struct DesignEffectTests {
  // Three customers: 2 of 2, 0 of 1, 1 of 3; p = ½, n = 6.
  // x_g − p·n_g = 1, −½, −½; squares sum to 3/2. 3/2 · 3/2 / 36 = 1/16, over ¼/6 = 1/24: 1.5.
  @Test func `three customers by hand`() {
    #expect(abs(ClusterSums([(2, 2), (0, 1), (1, 3)]).effect - 1.5) < 1e-15)
  }

  // Two clusters of two, each all or nothing: p = ½, residuals 1 and −1; 2 · 2/16 over ¼/4 = 4.
  @Test func `clusters that are all or nothing inflate most`() {
    #expect(abs(ClusterSums([(2, 2), (0, 2)]).effect - 4) < 1e-15)
  }

  @Test func `clusters that are all alike leave no variance`() {
    #expect(ClusterSums([(1, 2), (2, 4), (3, 6)]).effect == 0)
  }

  @Test(arguments: [(1, 2), (1, 10), (9, 10), (50, 99), (3, 100_000)] as [(Int64, Int64)])
  func `customers who called once give n over n − 1`(_ x: Int64, _ n: Int64) {
    let sums = ClusterSums((0..<n).map { ($0 < x ? 1 : 0, 1) })
    #expect(abs(sums.effect - Double(n) / Double(n - 1)) < 1e-14)
  }

  @Test func `without spread or a second cluster it is 1`() {
    #expect(ClusterSums([(0, 3), (0, 2)]).effect == 1)
    #expect(ClusterSums([(3, 3), (2, 2)]).effect == 1)
    #expect(ClusterSums([(2, 5)]).effect == 1)
    #expect(ClusterSums([]).effect == 1)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `it is the plain sum of squared residuals, and the opposite share has the same`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let pairs = (0..<Int.random(in: 2...200, using: &dice)).map { _ -> (x: Int64, n: Int64) in
      let n = Int64.random(in: 1...9, using: &dice)
      return (Int64.random(in: 0...n, using: &dice), n)
    }
    let sums = ClusterSums(pairs)
    let (n, p) = (Double(sums.n), Double(sums.x) / Double(sums.n))
    guard p > 0, p < 1 else { return }
    let squares = pairs.reduce(0.0) {
      $0 + (Double($1.x) - p * Double($1.n)) * (Double($1.x) - p * Double($1.n))
    }
    let clusters = Double(pairs.count)
    let expected = clusters / (clusters - 1) * squares / (n * n) / (p * (1 - p) / n)
    #expect(abs(sums.effect - expected) < 1e-9 * max(1, expected), "seed \(seed)")
    let opposite = ClusterSums(pairs.map { ($0.n - $0.x, $0.n) })
    #expect(abs(opposite.effect - sums.effect) < 1e-12, "seed \(seed)")
    #expect(abs(ClusterSums(pairs.reversed()).effect - sums.effect) == 0, "seed \(seed)")
  }

  @Test func `a thousand million contacts do not overflow`() {
    // 1,000 clusters of a million, half all and half nothing: p = ½, residuals ±½ million;
    // 1000/999 · 1000·(5·10⁵)²/10¹⁸ over ¼/10⁹ = 1000/999 · 10⁶.
    let sums = ClusterSums((0..<1000).map { (x: Int64($0 % 2) * 1_000_000, n: Int64(1_000_000)) })
    #expect(abs(sums.effect - 1000.0 / 999 * 1e6) < 1e-6)
  }

  // R package survey 4.1-1: data(api); d <- svydesign(id = ~dnum, data = apiclus1) unweighted;
  // svymean(~y, d, deff = "replace"): p = .87431693989071, se = .0205642374474379, deff = .700407791266958.
  // survey holds the variance against p(1 − p)/(n − 1); ours, as the contract has it, against
  // p(1 − p)/n, so that R's deff is ours · (n − 1)/n: .704256 · 182/183.
  @Test func `the clusters dnum of apiclus1 give R's standard error and effect`() throws {
    let table = try Published.table("apiclus1")
    var schools: [Int: (x: Int64, n: Int64)] = [:]
    for (district, y) in try zip(table.integers("dnum"), table.integers("y")) {
      let before = schools[district, default: (x: 0, n: 0)]
      schools[district] = (before.x + Int64(y), before.n + 1)
    }
    let sums = ClusterSums(Array(schools.values))
    #expect(sums.n == 183 && sums.x == 160 && sums.clusters == 15)
    try checkApiclus1(sums)
  }

  /// The same from the sums alone: Σx² = 3,104, Σxn = 3,500, Σn² = 3,963 over the 15 districts.
  @Test func `the sums of apiclus1 give R's standard error and effect`() throws {
    var sums = ClusterSums([])
    (sums.n, sums.x, sums.xx, sums.xn, sums.nn, sums.clusters) = (183, 160, 3104, 3500, 3963, 15)
    try checkApiclus1(sums)
  }

  private func checkApiclus1(_ sums: ClusterSums) throws {
    let (n, p) = (Double(sums.n), Double(sums.x) / Double(sums.n))
    let effect = sums.effect
    #expect(abs(p - 0.87431693989071) < 1e-14)
    let error = (effect * p * (1 - p) / n).squareRoot()
    #expect(abs(error / 0.0205642374474379 - 1) < 1e-9)
    #expect(abs(effect * (n - 1) / n / 0.700407791266958 - 1) < 1e-9)
    // Below 1, so a rate's interval keeps all 183; R's own sample would be worth 183/.704256 = 259.8.
    #expect(n / max(1, effect) == 183)
    #expect(abs(n / effect - 259.84) < 0.01)
  }
}
