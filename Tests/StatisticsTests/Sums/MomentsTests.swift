import Dice
import Testing

@testable import Statistics

@Suite struct MomentsTests {
  private func moments(_ values: [Int64], unit: Int64 = 1) -> Moments {
    var moments = Moments(unit: unit)
    for value in values { moments.observe(value) }
    return moments
  }

  @Test func `three handle times by hand`() throws {
    // 2, 4 and 9 s in milliseconds: mean 5, squared deviations 9 + 1 + 16 = 26, variance 13.
    let found = moments([2000, 4000, 9000], unit: 1000)
    #expect(try found.mean() == 5)
    #expect(try found.squaredDeviations() == 26)
    #expect(try found.variance() == 13)
    #expect(try isNear(found.standardDeviation(), 13.0.squareRoot(), relative: 2e-16))
  }

  // NIST StRD, univariate: NumAcc1 is 10000001, 10000003, 10000002 with mean 10000002 and sd 1; NumAcc2 to 4
  // are 1001 values, first m, then 500 times m − 0.1 and m + 0.1, with mean m and sd 0.1. All certified
  // exactly.
  @Test func `NumAcc1 to NumAcc4 have their certified values to the last bit`() throws {
    let first = moments([10_000_001, 10_000_003, 10_000_002])
    #expect(try first.mean() == 10_000_002)
    #expect(try first.standardDeviation() == 1)
    for (middle, mean) in [(12, 1.2), (10_000_002, 1_000_000.2), (100_000_002, 10_000_000.2)]
      as [(Int64, Double)]
    {
      let values = [middle] + (0..<500).flatMap { _ in [middle - 1, middle + 1] }
      let found = moments(values, unit: 10)
      #expect(try found.mean() == mean)
      #expect(try found.standardDeviation() == 0.1)
    }
  }

  // NIST StRD, Michelso: mean 299.852400000000, sd 0.0790105478190518 (15 digits). Data as in R's `morley`.
  @Test func `Michelson's speed of light to fifteen digits`() throws {
    let last: [Int64] = [
      850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960,
      960, 940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880, 830, 800, 790, 760, 800,
      880, 880, 880, 860, 720, 720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840, 850, 840, 840, 840,
      890, 810, 810, 820, 800, 770, 760, 740, 750, 760, 910, 920, 890, 860, 880, 720, 840, 850, 850, 780,
      890, 840, 780, 810, 760, 810, 790, 810, 820, 850, 870, 870, 810, 740, 810, 940, 950, 800, 810, 870,
    ]
    let found = moments(last.map { 29900 + $0 / 10 }, unit: 100)
    #expect(try found.mean() == 299.8524)
    #expect(try digits(found.standardDeviation(), 0.0790105478190518) >= 14.5)
  }

  // NIST StRD, one-way analysis of variance. F = (Σ SS_total − SS_within)/(k − 1) over SS_within/(n − k).
  // Certified: AtmWtAg 15.9467335677930 (values to 1e-7), SmLs01 and SmLs04 21 (to 0.1), R² .482758620689655.
  @Test(arguments: [
    ("nist_anova_AtmWtAg", 61...108, Int64(10_000_000), 15.9467335677930),
    ("nist_anova_SmLs01", 61...249, 10, 21), ("nist_anova_SmLs04", 61...249, 10, 21),
  ])
  func `variances of groups give NIST's F to fourteen digits`(
    _ name: String, _ lines: ClosedRange<Int>, _ unit: Int64, _ certified: Double
  ) throws {
    var groups: [Int: Moments] = [:]
    var whole = Moments(unit: unit)
    for row in try Published.nist(name, lines: lines) {
      let scaled = Int64((row[1] * Double(unit)).rounded())
      groups[Int(row[0]), default: Moments(unit: unit)].observe(scaled)
      whole.observe(scaled)
    }
    let within = try CompensatedSum(
      groups.sorted { $0.key < $1.key }.map { try $0.value.squaredDeviations() })
    let between = try whole.squaredDeviations() - within.value
    let (n, k) = (Double(whole.count), Double(groups.count))
    #expect(digits(between / (k - 1) / (within.value / (n - k)), certified) >= 14)
  }

  @Test func `any order and any split give the same bits`() throws {
    let seed: UInt64 = 62
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(50) {
      // Wide values too: whether they overflow together must not depend on the order either.
      let shift = Int64(dice.below(4))
      var values = (0..<(dice.below(40) + 2)).map { _ in Int64(truncatingIfNeeded: dice.next()) >> shift }
      let once = moments(values)
      values.shuffle(using: &dice)
      var pieces = [Moments](repeating: Moments(), count: 4)
      for value in values { pieces[dice.below(4)].observe(value) }
      pieces.shuffle(using: &dice)
      var merged = Moments()
      for piece in pieces { merged.merge(piece) }
      #expect(merged == once, "seed \(seed), \(number)")
      #expect(Result { try merged.variance() } == Result { try once.variance() }, "seed \(seed), \(number)")
    }
  }

  @Test func `a shift moves the mean alone, a scale both`() throws {
    let seed: UInt64 = 63
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(50) {
      let values = (0..<(dice.below(30) + 2)).map { _ in Int64(dice.below(100_000)) }
      let (plain, shifted) = (moments(values), moments(values.map { $0 + 4_000_000_000_000 }))
      #expect(try shifted.variance() == plain.variance(), "seed \(seed), \(number)")
      let (scaled, wide) = (moments(values, unit: 8), moments(values.map { $0 * 1024 }))
      #expect(try scaled.standardDeviation() == plain.standardDeviation() / 8, "seed \(seed), \(number)")
      #expect(try wide.variance() == plain.variance() * 0x1p20, "seed \(seed), \(number)")
    }
  }

  @Test func `squares beyond 127 bits are refused, the mean stays`() throws {
    #expect(try moments([.max, .min]).mean() == -0.5)
    #expect(throws: NotEstimable.noConvergence) { try moments([.min, .min]).variance() }
    #expect(throws: NotEstimable.noConvergence) { try moments([.min, .min, 0, 0]).standardDeviation() }
    // Two values of ±2⁶² fit: variance 2 · 2¹²⁴.
    #expect(try moments([1 << 62, -(1 << 62)]).variance() == 0x1p125)
  }

  @Test func `without enough values there is a reason`() throws {
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) { try Moments().mean() }
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) {
      try Moments().squaredDeviations()
    }
    #expect(throws: NotEstimable.tooFew(.observations, found: 1, needed: 2)) { try moments([7]).variance() }
    #expect(try moments([7, 7, 7]).variance() == 0)
  }
}

extension Result where Success == Double, Failure == any Error {
  fileprivate static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.success(let left), .success(let right)): left.bitPattern == right.bitPattern
    case (.failure, .failure): true
    default: false
    }
  }
}
