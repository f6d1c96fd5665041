import Dice
import Testing

@testable import Statistics

@Suite struct ThresholdBunchingTests {
  private typealias Counts = ThresholdBunching.Counts

  @Test func `ten moved values by hand`() throws {
    // A falling line 130, 110, 90, 70, with 10 moved inside: T = (120 − 80) − (130 − 70)/3 = 20, moved 10.
    // se² = 120 + 80 + 200/9 = 2000/9; z = 20·3/√2000 = 1.3416…; interval 10 ± 1.96·√2000/6.
    let found = try ThresholdBunching(Counts(outerInside: 130, inside: 120, outside: 80, outerOutside: 70))
    #expect(isNear(found.moved, 10, relative: 1e-15))
    #expect(isNear(found.z, 60 / 2000.0.squareRoot(), relative: 1e-14))
    #expect(isNear(found.high, 10 + 1.959963984540054 * 2000.0.squareRoot() / 6, relative: 1e-14))
    // R: pnorm(1.34164078649987, lower.tail = FALSE).
    #expect(isNear(found.pValue, 0.0898562474770, relative: 1e-9))
  }

  @Test func `lines and parabolas show no bunching, exactly`() throws {
    // Bin sums of a + b·u + c·u² over four bins of equal width; the integrals' contrast is 0 for every a, b
    // and c.
    for (slope, curvature) in [(0, 0), (7, 0), (-20, 0), (3, 6), (-11, 30)] as [(Int64, Int64)] {
      // In units of half bins at −3, −1, 1, 3: u² averages 9 + 1/3 and 1 + 1/3; times 3 it is whole.
      let bins = [-3, -1, 1, 3].map { u in 900 + 3 * slope * u + curvature * (3 * u * u + 1) }
      let found = try ThresholdBunching(
        Counts(outerInside: bins[0], inside: bins[1], outside: bins[2], outerOutside: bins[3]))
      #expect(abs(found.moved) < 1e-12 && abs(found.pValue - 0.5) < 1e-12, "\(slope), \(curvature)")
    }
  }

  @Test func `the target itself is inside, on both kinds of targets`() {
    var upTo = Counts()
    var from = Counts()
    for value in 0...1000 as ClosedRange<Int64> {
      upTo.observe(value, target: 300, width: 10, inside: .upToTarget)
      from.observe(value, target: 300, width: 10, inside: .fromTarget)
    }
    #expect(upTo == Counts(outerInside: 10, inside: 10, outside: 10, outerOutside: 10))
    #expect(from == upTo)
    // Up to 300 in bins of 10: 281 to 290 outer inside, 291 to 300 inside, 301 to 310 outside, to 320 outer
    // outside.
    let places: [(Int64, Counts)] = [
      (280, Counts()), (281, Counts(outerInside: 1, inside: 0, outside: 0, outerOutside: 0)),
      (290, Counts(outerInside: 1, inside: 0, outside: 0, outerOutside: 0)),
      (291, Counts(outerInside: 0, inside: 1, outside: 0, outerOutside: 0)),
      (300, Counts(outerInside: 0, inside: 1, outside: 0, outerOutside: 0)),
      (301, Counts(outerInside: 0, inside: 0, outside: 1, outerOutside: 0)),
      (310, Counts(outerInside: 0, inside: 0, outside: 1, outerOutside: 0)),
      (311, Counts(outerInside: 0, inside: 0, outside: 0, outerOutside: 1)), (321, Counts()),
    ]
    for (value, expected) in places {
      var (upTo, from) = (Counts(), Counts())
      upTo.observe(value, target: 300, width: 10, inside: .upToTarget)
      from.observe(-value, target: -300, width: 10, inside: .fromTarget)
      #expect(upTo == expected && from == expected, "\(value)")
    }
    // Farther than Int64 reaches is no neighbour.
    var far = Counts()
    far.observe(.min, target: .max, width: 5, inside: .upToTarget)
    far.observe(.max, target: .min, width: 5, inside: .fromTarget)
    #expect(far == Counts())
  }

  @Test func `any split and order of values gives the same counts`() {
    let seed: UInt64 = 93
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(20) {
      let values = (0..<200).map { _ in Int64(dice.below(120)) }
      var (once, left, right) = (Counts(), Counts(), Counts())
      for value in values { once.observe(value, target: 60, width: 15, inside: .fromTarget) }
      for value in values.shuffled(using: &dice) {
        if dice.chance(50) {
          left.observe(value, target: 60, width: 15, inside: .fromTarget)
        } else {
          right.observe(value, target: 60, width: 15, inside: .fromTarget)
        }
      }
      right.merge(left)
      #expect(right == once, "seed \(seed), \(number)")
    }
  }

  @Test func `few or impossible counts have a reason`() {
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 20)) {
      try ThresholdBunching(Counts())
    }
    #expect(throws: NotEstimable.tooFew(.observations, found: 19, needed: 20)) {
      try ThresholdBunching(Counts(outerInside: 50, inside: 10, outside: 9, outerOutside: 50))
    }
    #expect(throws: NotEstimable.outOfRange(.observations)) {
      try ThresholdBunching(Counts(outerInside: 0, inside: 30, outside: -1, outerOutside: 0))
    }
    #expect(throws: Never.self) {
      try ThresholdBunching(Counts(outerInside: .max, inside: .max, outside: .max, outerOutside: .max))
    }
  }
}

@Suite struct ClusteredBunchingTests {
  private typealias Counts = ThresholdBunching.Counts

  @Test func `clusters that lean the same way are less sure than single values, by hand`() throws {
    // Twenty clusters of three values inside, ten of three outside: T = 60 − 30 = 30, each T_g ±3.
    // Σ T_g² = 270, times 30/29; single values would have 90.
    let clusters =
      [Counts](repeating: Counts(outerInside: 0, inside: 3, outside: 0, outerOutside: 0), count: 20)
      + [Counts](repeating: Counts(outerInside: 0, inside: 0, outside: 3, outerOutside: 0), count: 10)
    let found = try ThresholdBunching(clusters: clusters + [Counts()])
    #expect(isNear(found.z, 30 / (270.0 * 30 / 29).squareRoot(), relative: 1e-14))
    #expect(found.moved == 15)
    #expect(throws: NotEstimable.tooFew(.clusters, found: 1, needed: 2)) {
      try ThresholdBunching(clusters: [clusters[0], Counts()])
    }
  }

  @Test func `values on both sides of one cluster are never surer than single ones`() throws {
    // T_g is 0 everywhere: the variance stays that of 40 independent values.
    let even = [Counts](
      repeating: Counts(outerInside: 0, inside: 2, outside: 2, outerOutside: 0), count: 10)
    let clustered = try ThresholdBunching(clusters: even)
    let single = try ThresholdBunching(Counts(outerInside: 0, inside: 20, outside: 20, outerOutside: 0))
    #expect(clustered == single)
  }
}
