import Dice
import Testing

@testable import Statistics

/// The proportion of clusters (x of n).
private func clustered(_ clusters: [(x: Int64, n: Int64)]) throws -> ClusteredProportion {
  try ClusteredProportion(
    n: clusters.reduce(0) { $0 + $1.n }, x: clusters.reduce(0) { $0 + $1.x },
    xx: clusters.reduce(0) { $0 + $1.x * $1.x }, xn: clusters.reduce(0) { $0 + $1.x * $1.n },
    nn: clusters.reduce(0) { $0 + $1.n * $1.n }, clusters: Int64(clusters.count))
}

@Suite struct ClusteredProportionTests {
  // Three customers, 2 of 2, 0 of 1, 1 of 3: p = ½, variance 1/16 where independent contacts have 1/24.
  // Standard error ¼, design effect 1.5, worth 6/1.5 = 4 contacts: Wilson's for 2 of 4.
  @Test func `three customers by hand`() throws {
    let three = try clustered([(2, 2), (0, 1), (1, 3)])
    #expect(three.share == 0.5)
    #expect(abs(three.standardError - 0.25) < 1e-15)
    #expect(abs(three.designEffect - 1.5) < 1e-15)
    #expect(abs(three.effectiveSize - 4) < 1e-14)
    #expect(three.interval == WilsonInterval(share: 0.5, size: three.effectiveSize))
  }

  // R, survey 4.1-1: data(api); svymean(~y, svydesign(id = ~dnum, data = apiclus1), deff = "replace") gives
  // p = .87431693989071, se = .0205642374474379 and deff = .700407791266958, the latter against
  // p(1 − p)/(n − 1) where ours is against p(1 − p)/n. Tolerance 1e-9.
  @Test func `the school districts of apiclus1 give R's standard error and effect`() throws {
    let table = try Published.table("apiclus1")
    let (districts, y) = try (table.texts("dnum"), table.integers("y"))
    let names = Set(districts).sorted()
    let schools = try clustered(
      names.map { name in
        let rows = districts.indices.filter { districts[$0] == name }
        return (rows.reduce(0) { $0 + Int64(y[$1]) }, Int64(rows.count))
      })
    #expect(names.count == 15)
    #expect(isNear(schools.share, 0.87431693989071, relative: 1e-14))
    #expect(isNear(schools.standardError, 0.0205642374474379, relative: 1e-12))
    #expect(isNear(schools.designEffect * 182 / 183, 0.700407791266958, relative: 1e-12))
    // Districts hold schools of both kinds: clustering helps here, but narrows no interval.
    #expect(schools.effectiveSize == 183)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `whole clusters that double bring the variance to half, copies within them leave it`(seed: UInt64)
    throws
  {
    var dice = Dice(seed: seed)
    var clusters = (0..<Int.random(in: 10...60, using: &dice)).map { _ -> (x: Int64, n: Int64) in
      let n = Int64.random(in: 1...9, using: &dice)
      return (Int64.random(in: 0...n, using: &dice), n)
    }
    clusters.append((1, 2))
    let g = Double(clusters.count)
    let once = try clustered(clusters)
    let twice = try clustered(clusters + clusters)
    // G/(G − 1) becomes 2G/(2G − 1).
    let factor = (2 * g / (2 * g - 1)) / (g / (g - 1)) / 2
    let squared = once.standardError * once.standardError
    #expect(
      isNear(twice.standardError * twice.standardError, squared * factor, relative: 1e-12), "seed \(seed)")
    // Every contact recorded three times over: the same standard error, three times the effect.
    let copied = try clustered(clusters.map { (3 * $0.x, 3 * $0.n) })
    #expect(isNear(copied.standardError, once.standardError, relative: 1e-12), "seed \(seed)")
    #expect(isNear(copied.designEffect, 3 * once.designEffect, relative: 1e-12), "seed \(seed)")
    #expect(once.effectiveSize <= clusters.reduce(0) { $0 + Double($1.n) }, "seed \(seed)")
    #expect(try clustered(clusters.shuffled(using: &dice)) == once, "seed \(seed)")
  }

  @Test func `all or none succeeding leaves the plain interval`() throws {
    let none = try clustered([(0, 3), (0, 2)])
    #expect(none.standardError == 0 && none.effectiveSize == 5)
    #expect(none.interval.low == 0 && none.interval.high == WilsonInterval(share: 0, size: 5).high)
  }

  @Test func `without clusters or with sums that cannot be there is a reason`() {
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) { _ = try clustered([]) }
    #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 2)) { _ = try clustered([(1, 3)]) }
    #expect(throws: NotEstimable.outOfRange(.observations)) { _ = try clustered([(4, 3), (0, 1)]) }
    #expect(throws: NotEstimable.outOfRange(.observations)) { _ = try clustered([(-1, 3), (0, 1)]) }
    #expect(throws: NotEstimable.outOfRange(.observations)) { _ = try clustered([(0, -3), (0, 1)]) }
    #expect(throws: NotEstimable.noConvergence) { _ = try clustered([(1, 3_000_000_000), (0, 1)]) }
  }

  @Test func `two thousand million contacts of two customers are still added exactly`() throws {
    // p = ½, residuals ±½·10⁹: 2 · (5·10¹⁷)/(4·10¹⁸) = ¼ over ¼/(2·10⁹): 2·10⁹.
    let two = try clustered([(1_000_000_000, 1_000_000_000), (0, 1_000_000_000)])
    #expect(two.designEffect == 2e9 && two.effectiveSize == 1)
  }
}
