import Dice
import Testing

@testable import Statistics

/// Proportions of strata, x of n each.
private func strata(_ x: [Double], _ n: [Double]) throws -> [Proportion?] {
  try zip(x, n).map { try Proportion(successes: $0, size: $1) }
}

/// Admissions of departments A to F at Berkeley (R, datasets::UCBAdmissions).
private func berkeley(_ gender: String) throws -> [Proportion?] {
  let table = try Published.table("ucb_admissions")
  let (admitted, genders, counts) = try (table.texts("Admit"), table.texts("Gender"), table.numbers("Freq"))
  let rows = counts.indices.filter { genders[$0] == gender }
  let x = rows.filter { admitted[$0] == "Admitted" }.map { counts[$0] }
  let rejected = rows.filter { admitted[$0] == "Rejected" }.map { counts[$0] }
  return try strata(x, zip(x, rejected).map { $0 + $1 })
}

/// Kidney stones removed, small and large: Charig and others (1986), BMJ 292, 879–882: 81 of 87 and 192 of 263
/// by open surgery, 234 of 270 and 55 of 80 by nephrolithotomy.
private func stones() throws -> (open: [Proportion?], nephrolithotomy: [Proportion?]) {
  try (strata([81, 192], [87, 263]), strata([234, 55], [270, 80]))
}

@Suite struct DirectStandardizationTests {
  // Half the weight each: (.8 + .5)/2 = .65; variance ¼(.16/20 + .25/50) = .00325.
  @Test func `two strata by hand`() throws {
    let found = try DirectStandardization(strata: strata([16, 25], [20, 50]), weights: [3, 3])
    #expect(abs(found.share - 0.65) < 1e-15)
    #expect(abs(found.standardError - 0.00325.squareRoot()) < 1e-15)
  }

  // Four strata of ten, weights 33, 33, 33, 1. Within the smallest, whose share moves little, the ends may
  // waver with its variance, by less than a tenth of a point.
  @Test func `one more failure never raises an end of the interval`() throws {
    for stratum in 0..<4 {
      let slack = stratum == 3 ? 0.001 : 0
      var ends = (low: 1.0, high: 1.0)
      for failures in 0...10 {
        var successes = [10.0, 10, 10, 10]
        successes[stratum] -= Double(failures)
        let found = try DirectStandardization(
          strata: strata(successes, [10, 10, 10, 10]), weights: [33, 33, 33, 1])
        #expect(found.low < ends.low + slack && found.high <= ends.high + slack, "\(successes)")
        #expect(found.low <= found.share && found.share <= found.high)
        ends = (found.low, found.high)
      }
    }
  }

  // Down syndrome of first births by mother's age in Michigan (Fleiss 1981, p. 249): R, epitools
  // ageadjust.direct(count, pop, stdpop = stdpop)["adj.rate"] = .000923045255331994. Error and interval:
  // numpy 2.4.6 and scipy 1.17.1 (special.logit, expit) from the formulas. Tolerance 1e-12 relative.
  @Test func `Fleiss's births have R's adjusted rate`() throws {
    let found = try DirectStandardization(
      strata: strata([107, 141, 60, 40, 39, 25], [230061, 329449, 114920, 39487, 14208, 3052]),
      weights: [319933, 931318, 786511, 488235, 237863, 61313])
    #expect(isNear(found.share, 0.000923045255331994, relative: 1e-14))
    #expect(isNear(found.standardError, 6.248068751869233e-05, relative: 1e-12))
    #expect(isNear(found.low, 0.0008083547754275094, relative: 1e-12))
    #expect(isNear(found.high, 0.0010539910123314943, relative: 1e-12))
  }

  // The departments' totals as weights: R, sum(weighted shares) = .387318582689422 and .429955380460725,
  // where the crude shares are .4452 and .3035. Error and interval as above.
  @Test(arguments: [
    ("Male", [0.387318582689422, 0.009273550887696597, 0.3693070130687154, 0.4056436074426244]),
    ("Female", [0.429955380460725, 0.0157823537696886, 0.399333871416201, 0.46112238886429874]),
  ])
  func `at Berkeley's common mix women are admitted more often`(_ gender: String, _ expected: [Double]) throws
  {
    let (men, women) = try (berkeley("Male"), berkeley("Female"))
    let weights = zip(men, women).map { ($0?.size ?? 0) + ($1?.size ?? 0) }
    let found = try DirectStandardization(strata: gender == "Male" ? men : women, weights: weights)
    for (found, expected) in zip([found.share, found.standardError, found.low, found.high], expected) {
      #expect(isNear(found, expected, relative: 1e-12))
    }
  }

  // 357 small and 343 large stones: 357/700·81/87 + 343/700·192/263, and 357/700·234/270 + 343/700·55/80 =
  // .778875. Error and interval as above.
  @Test func `open surgery removes more stones at a common mix of sizes`() throws {
    let (open, other) = try stones()
    let one = try DirectStandardization(strata: open, weights: [357, 343])
    let two = try DirectStandardization(strata: other, weights: [357, 343])
    for (found, expected) in zip(
      [one.share, one.standardError, one.low, one.high, two.share, two.standardError, two.low, two.high],
      [
        0.8325462173856037, 0.019284337740820327, 0.7912817546196398, 0.8670235190510691,
        0.778875, 0.027497605772248943, 0.7203502262877519, 0.8280749907352586,
      ])
    {
      #expect(isNear(found, expected, relative: 1e-12))
    }
  }

  @Test func `a stratum that matters needs ten observations, a small one none`() throws {
    let nine = try Proportion(successes: 4, size: 9)
    let many = try Proportion(successes: 50, size: 100)
    let (refused, empty) = (
      NotEstimable.tooFew(.observations, found: 9, needed: 10),
      NotEstimable.tooFew(.observations, found: 0, needed: 10)
    )
    #expect(throws: refused) { _ = try DirectStandardization(strata: [nine, many], weights: [1, 99]) }
    #expect(throws: empty) { _ = try DirectStandardization(strata: [nil, many], weights: [1, 99]) }
    let ten = try Proportion(successes: 4, size: 10)
    #expect(try DirectStandardization(strata: [ten, many], weights: [1, 99]).weightCovered == 1)
    // .9 % of the weight: left out where empty, counted where not.
    let without = try DirectStandardization(strata: [nil, many], weights: [0.9, 99.1])
    #expect(without.share == 0.5)
    #expect(abs(without.weightCovered - 0.991) < 1e-15)
    let with = try DirectStandardization(strata: [nine, many], weights: [0.9, 99.1])
    #expect(with.weightCovered == 1)
    #expect(abs(with.share - (0.009 * 4 / 9 + 0.991 / 2)) < 1e-15)
  }

  @Test func `strata without spread have Wilson's interval`() throws {
    // Weights ½, n = 20 and 20: Σw²/n = 1/40.
    let none = try DirectStandardization(strata: strata([0, 0], [20, 20]), weights: [1, 1])
    #expect(none.share == 0 && none.standardError == 0 && none.low == 0)
    #expect(abs(none.high - WilsonInterval(share: 0, size: 40).high) < 1e-15)
    // ½(20.5/21 + .5/21) = ½ and ¼ · 2 · 20.5 · .5/(21² · 20), so as many as 8,820/20.5.
    let apart = try DirectStandardization(strata: strata([20, 0], [20, 20]), weights: [1, 1])
    #expect(apart.share == 0.5 && apart.standardError == 0)
    #expect(abs(apart.low - WilsonInterval(share: 0.5, size: 8820 / 20.5).low) < 1e-15)
    let huge = try DirectStandardization(
      strata: strata([0x1p53, 0x1p53], [0x1p53, 0x1p53]), weights: [1, 1])
    #expect(huge.share == 1 && huge.low > 0.999 && huge.high <= 1)
  }

  @Test func `a hundred and one small strata without observations are nothing`() throws {
    let weights = [Double](repeating: 1, count: 101)
    let empty = [Proportion?](repeating: nil, count: 101)
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) {
      _ = try DirectStandardization(strata: empty, weights: weights)
    }
    let one = try DirectStandardization(strata: strata([3], [4]) + empty.dropLast(), weights: weights)
    #expect(one.share == 0.75 && abs(one.weightCovered - 1.0 / 101) < 1e-15)
  }

  @Test func `weights that cannot be are refused`() throws {
    let one = try strata([5], [10])
    for (weight, reason) in [
      (Double.nan, NotEstimable.notFinite(.weights)), (.infinity, .notFinite(.weights)),
      (-1, .outOfRange(.weights)), (0, .tooFew(.groups, found: 0, needed: 1)),
    ] {
      #expect(throws: reason) { _ = try DirectStandardization(strata: one, weights: [weight]) }
    }
    #expect(throws: NotEstimable.tooFew(.groups, found: 0, needed: 1)) {
      _ = try DirectStandardization(strata: [], weights: [])
    }
    #expect(throws: NotEstimable.notFinite(.weights)) {
      _ = try DirectStandardization(strata: one + one, weights: [1e308, 1e308])
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `neither the unit of weights nor the order of strata shows; the own mix gives the crude share`(
    seed: UInt64
  ) throws {
    var dice = Dice(seed: seed)
    let n = (0..<8).map { _ in Double(Int.random(in: 10...400, using: &dice)) }
    let x = n.map { Double(Int.random(in: 0...Int($0), using: &dice)) }
    let weights = n.map { _ in Double.random(in: 1...9, using: &dice) }
    let parts = try strata(x, n)
    let found = try DirectStandardization(strata: parts, weights: weights)
    let order = Array(0..<8).shuffled(using: &dice)
    let shuffled = try DirectStandardization(
      strata: order.map { parts[$0] }, weights: order.map { weights[$0] })
    #expect(shuffled == found, "seed \(seed)")
    let scaled = try DirectStandardization(strata: parts, weights: weights.map { 4 * $0 })
    #expect(scaled == found, "seed \(seed)")
    let own = try DirectStandardization(strata: parts, weights: n)
    #expect(isNear(own.share, x.reduce(0, +) / n.reduce(0, +), relative: 1e-14), "seed \(seed)")
    #expect(found.low < found.share && found.share < found.high, "seed \(seed)")
    let opposite = try DirectStandardization(strata: strata(zip(n, x).map { $0 - $1 }, n), weights: weights)
    #expect(abs(opposite.low - (1 - found.high)) < 1e-12, "seed \(seed)")
  }
}

@Suite struct IndirectStandardizationTests {
  // 60 contacts at a reference of .5 and 40 at .75: E = 30 + 30 = 60, Var O = 15 + 7.5 = 22.5. O = 66: ratio 1.1.
  @Test func `two strata by hand`() throws {
    let found = try IndirectStandardization(strata: strata([36, 30], [60, 40]), reference: [0.5, 0.75])
    #expect(found.observed == 66 && found.expected == 60)
    #expect(abs(found.ratio - 1.1) < 1e-15)
    #expect(abs(found.share(ofOverall: 0.6) - 0.66) < 1e-15)
    // A plain sample at .6 has .24/m; 22.5/100² is that of m = .24 · 10⁴/22.5 = 106⅔.
    let wilson = WilsonInterval(share: 0.66, size: 320.0 / 3)
    #expect(abs(found.low - wilson.low / 0.6) < 1e-14)
    #expect(abs(found.high - wilson.high / 0.6) < 1e-14)
  }

  // numpy 2.4.6: E from the strata, ends as roots (numpy.roots) of (O/n − q)² = z² q(1 − q)/m, m as above.
  // Men against all of Berkeley; women against men; open surgery against nephrolithotomy. Tolerance 1e-12.
  @Test(arguments: 0..<3) func `Berkeley and kidney stones are met`(_ row: Int) throws {
    let (men, women, open, other) = try (
      berkeley("Male"), berkeley("Female"), stones().open, stones().nephrolithotomy
    )
    let pooled = zip(men, women).map {
      (($0?.successes ?? 0) + ($1?.successes ?? 0)) / (($0?.size ?? 0) + ($1?.size ?? 0))
    }
    let (unit, reference, expected) = [
      (men, pooled, [1198, 1213.3571665830254, 0.987343243188423, 0.9498324418254777, 1.025137757502239]),
      (
        women, men.map { $0?.share ?? 0 },
        [557, 555.0039052523251, 1.0035965418058947, 0.9387300906662239, 1.0709178014923288]
      ),
      (
        open, other.map { $0?.share ?? 0 },
        [273, 256.2125, 1.0655217836756599, 1.0032921327794926, 1.1196975493529246]
      ),
    ][row]
    let found = try IndirectStandardization(strata: unit, reference: reference)
    for (found, expected) in zip(
      [found.observed, found.expected, found.ratio, found.low, found.high], expected)
    {
      #expect(isNear(found, expected, relative: 1e-12))
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `1 is inside exactly where observed is within 1.96 standard deviations of expected`(seed: UInt64)
    throws
  {
    var dice = Dice(seed: seed)
    var inside = 0
    for _ in 0..<Rounds.count(100) {
      let n = (0..<4).map { _ in Double(Int.random(in: 1...60, using: &dice)) }
      let reference = n.map { _ in Double.random(in: 0.05...0.95, using: &dice) }
      let x = zip(n, reference).map {
        min($0, ($0 * $1 * Double.random(in: 0.8...1.3, using: &dice)).rounded())
      }
      let parts = try strata(x, n)
      let found = try IndirectStandardization(strata: parts, reference: reference)
      let deviation = zip(n, reference).reduce(0) { $0 + $1.0 * $1.1 * (1 - $1.1) }.squareRoot()
      let isNear = abs(found.observed - found.expected) <= WilsonInterval.z95 * deviation
      #expect((found.low <= 1 && 1 <= found.high) == isNear, "seed \(seed)")
      inside += isNear ? 1 : 0
      let order = Array(0..<4).shuffled(using: &dice)
      #expect(
        try IndirectStandardization(strata: order.map { parts[$0] }, reference: order.map { reference[$0] })
          == found,
        "seed \(seed)")
    }
    #expect(inside > 10 && inside < Rounds.count(100), "seed \(seed)")
  }

  @Test func `where nothing or everything is expected there is a reason`() throws {
    let one = try strata([5], [10])
    for (reference, reason) in [
      (Double.nan, NotEstimable.notFinite(.values)), (1.5, .outOfRange(.values)),
      (-0.1, .outOfRange(.values)),
      (0, .tooFew(.events, found: 0, needed: 1)), (1, .noSpread(.values)),
      (.leastNonzeroMagnitude, .noConvergence),
    ] {
      #expect(throws: reason) { _ = try IndirectStandardization(strata: one, reference: [reference]) }
    }
    let nothing = NotEstimable.tooFew(.observations, found: 0, needed: 1)
    #expect(throws: nothing) { _ = try IndirectStandardization(strata: [], reference: []) }
    #expect(throws: nothing) { _ = try IndirectStandardization(strata: [nil], reference: [0.5]) }
    // Shares so near 1 or 0 that their mean is rounded to it.
    let certain = try IndirectStandardization(strata: one, reference: [1 - 0x1p-53])
    #expect(isNear(certain.ratio, 0.5, relative: 1e-15) && certain.high < 0.8)
    #expect(throws: NotEstimable.noConvergence) {
      _ = try IndirectStandardization(
        strata: strata([5, 0], [10, 1e9]), reference: [.leastNonzeroMagnitude, 0])
    }
    let none = try IndirectStandardization(strata: strata([0], [10]), reference: [0.5])
    #expect(none.ratio == 0 && none.low == 0 && none.high > 0)
  }
}
