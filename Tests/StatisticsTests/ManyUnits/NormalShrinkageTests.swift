import Dice
import Testing

@testable import Statistics

@Suite struct NormalShrinkageTests {
  private static let all: [BetweenVariance] = [.pauleMandel, .derSimonianLaird, .restrictedLikelihood]

  @Test func `two units by hand`() throws {
    // y = 0 and 4, v = 1 and 1: Q = 8, DL (8 − 1)/(2 − 1) = 7; PM 8/(1 + τ²) = 1, so 7; REML the same.
    // μ = 2, se² = 8/2 = 4; λ = 7/8: predictions 1/4 and 15/4, se² = 7/8 + 4/64. I² = 7/8 with ṽ = 1/(2 − 1).
    // The interval's squared error has 2·1/8³·4/(2/8)² = 1/4 more: 1.1875.
    for method in Self.all {
      let found = try NormalShrinkage(estimates: [0, 4], variances: [1, 1], method: method)
      #expect(isNear(found.betweenVariance, 7, relative: 1e-11))
      #expect(found.heterogeneity == 8 && found.mean == 2)
      #expect(isNear(found.standardError, 2, relative: 1e-11))
      #expect(isNear(found.heterogeneousShare, 0.875, relative: 1e-11))
      #expect(isNear(found.predictions[0].value, 0.25, relative: 1e-11))
      #expect(isNear(found.predictions[1].value, 3.75, relative: 1e-11))
      #expect(isNear(found.predictions[0].standardError, 0.9375.squareRoot(), relative: 1e-11))
      let half = WilsonInterval.z95 * 1.1875.squareRoot()
      #expect(isNear(found.predictions[0].low, 0.25 - half, relative: 1e-11))
      #expect(isNear(found.predictions[0].high, 0.25 + half, relative: 1e-11))
    }
  }

  // metafor 3.8-1 (R 4.2.2): rma(yi, vi, data = escalc("RR", …, dat.bcg), method = …), blup(…). I² there in
  // percent.
  private static let bcg: [(BetweenVariance, [Double], [Double], [Double])] = [
    (
      .derSimonianLaird,
      [-0.714117222073227, 0.178742089535403, 0.308760262862376, 152.233008082373, 92.117346854562],
      [
        -0.799390973185865, -1.24857356869349, -0.984429013264139, -1.39727718735984, -0.288190429509607,
        -0.784540524151126, -1.24061173320939, 0.0027544402767305, -0.507231548538177, -1.2456355655797,
        -0.353841954092282, -0.28836447090031, -0.14819135874476,
      ],
      [
        0.408523174355307, 0.352327547458528, 0.43315168803724, 0.13751547182167, 0.2111196285801,
        0.0822790287084301, 0.367569392907762, 0.0625821132267793, 0.220173254656016, 0.245409940049602,
        0.10945429074836, 0.456333514976548, 0.243146346247858,
      ]
    ),
    (
      .pauleMandel,
      [-0.714968153493444, 0.180892191537624, 0.318068452205024, 152.233008082373, 92.3303379541533],
      [
        -0.80112179037154, -1.25501210678506, -0.989526003303586, -1.39854653156472, -0.286527774177223,
        -0.784603720516018, -1.24750445102052, 0.00300983477896231, -0.506419919338805, -1.24878638573051,
        -0.353465987366709, -0.280861691281747, -0.145219468737308,
      ],
      [
        0.411417099565412, 0.354175210324853, 0.436608592359923, 0.137623827654054, 0.211513161944838,
        0.0823021959120538, 0.369670008170556, 0.0625923030666204, 0.220619860192184, 0.246029381373615,
        0.109508872450554, 0.460383937879729, 0.243748715129739,
      ]
    ),
    (
      .restrictedLikelihood,
      [-0.71453234215814, 0.179781516105207, 0.313243258136486, 152.233008082373, 92.2213845212691],
      [
        -0.800233561970351, -1.25170598030225, -0.986903093357505, -1.39789769649515, -0.287379806476373,
        -0.784571533645954, -1.24396346517331, 0.00287924789676642, -0.50683635929277, -1.24717301599845,
        -0.35365840052076, -0.284733712861194, -0.146743069858524,
      ],
      [
        0.409930447526168, 0.35322730160002, 0.434831576434724, 0.137568415669478, 0.211311758383421,
        0.0822903527274534, 0.368591959898758, 0.0625870944113634, 0.220391268259192, 0.245712211747201,
        0.109480965717205, 0.458300476006367, 0.243440297383333,
      ]
    ),
  ]

  @Test(arguments: 0..<3) func `BCG vaccine as metafor has it`(_ number: Int) throws {
    let (method, summary, predictions, errors) = Self.bcg[number]
    let table = try Published.table("bcg_yi_vi")
    let found = try NormalShrinkage(
      estimates: table.numbers("yi"), variances: table.numbers("vi"), method: method)
    let results = [
      found.mean, found.standardError, found.betweenVariance, found.heterogeneity,
      100 * found.heterogeneousShare,
    ]
    // What metafor prints has 15 digits.
    let tolerance = 1e-12
    #expect(zip(results, summary).allSatisfy { isNear($0, $1, relative: tolerance) }, "\(results)")
    #expect(zip(found.predictions, predictions).allSatisfy { isNear($0.value, $1, relative: 1e-10) })
    #expect(zip(found.predictions, errors).allSatisfy { isNear($0.standardError, $1, relative: tolerance) })
  }

  // Kacker (2004), as statsmodels 0.15.0 has it in stats/tests/results/results_meta.py: metafor rma(y, v,
  // method = "PM" and "DL", tol = 1e-9). PM to the digits of statsmodels' combine_effects(…, "pm", atol =
  // 1e-14): tau2 .705395309219239, mean 62.4076199113283, se .338030602683556. Q and DL in exact fractions
  // (Python 3.11, fractions.Fraction); both packages agree to 1e-11. REML: the root of the score by scipy
  // 1.17.1 optimize.brentq(xtol = 1e-16).
  @Test func `Kacker's measurements as metafor and statsmodels have them`() throws {
    let y = [61, 61.4, 62.21, 62.3, 62.34, 62.6, 62.7, 62.84, 65.9]
    let v = [0.2025, 1.21, 0.09, 0.2025, 0.3844, 0.5625, 0.0676, 0.0225, 1.8225]
    let moments = try NormalShrinkage(estimates: y, variances: v)
    #expect(isNear(moments.betweenVariance, 0.705395309219239, relative: 1e-12))
    #expect(isNear(moments.mean, 62.4076199113283, relative: 1e-14))
    #expect(isNear(moments.standardError, 0.338030602683556, relative: 1e-12))
    #expect(isNear(moments.heterogeneity, 24.801897741748338, relative: 1e-14))
    #expect(isNear(moments.heterogeneousShare, 0.837218626490482, relative: 1e-10))
    let closed = try NormalShrinkage(estimates: y, variances: v, method: .derSimonianLaird)
    #expect(isNear(closed.betweenVariance, 0.2880492469722652, relative: 1e-13))
    #expect(isNear(closed.mean, 62.3901386044503, relative: 1e-14))
    #expect(isNear(closed.heterogeneousShare, 0.67744403741711, relative: 1e-10))
    let likely = try NormalShrinkage(estimates: y, variances: v, method: .restrictedLikelihood)
    #expect(isNear(likely.betweenVariance, 0.294342866862659, relative: 1e-11))
    #expect(isNear(likely.standardError, 0.247508091248641, relative: 1e-11))
  }

  // Rubin's eight schools (Gelman et al., Bayesian Data Analysis, table 5.2): Q = 4.707 < 7, so τ² = 0 and
  // all are the fixed mean. statsmodels 0.15.0 combine_effects: q 4.707078864400158, mean 7.68561672495604,
  // se 4.0719191584023.
  @Test func `eight schools do not differ by more than chance`() throws {
    for method in Self.all {
      let found = try NormalShrinkage(
        estimates: [28, 8, -3, 7, -1, 1, 18, 12],
        variances: [15, 10, 16, 11, 9, 11, 10, 18].map { $0 * $0 }, method: method)
      #expect(found.betweenVariance == 0 && found.heterogeneousShare == 0)
      #expect(isNear(found.heterogeneity, 4.707078864400158, relative: 1e-12))
      #expect(isNear(found.mean, 7.68561672495604, relative: 1e-13))
      #expect(isNear(found.standardError, 4.0719191584023, relative: 1e-13))
      #expect(
        found.predictions.allSatisfy { $0.value == found.mean && $0.standardError == found.standardError })
    }
  }

  @Test func `shift and scale of the estimates go through, order does not matter`() throws {
    let seed: UInt64 = 66
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(30) {
      let pairs = (0..<(dice.below(20) + 3)).map { _ in
        (Double(dice.below(2000)) / 100, Double(dice.below(900) + 100) / 100)
      }
      for method in Self.all {
        func fit(_ pairs: [(Double, Double)]) throws -> NormalShrinkage {
          try NormalShrinkage(estimates: pairs.map(\.0), variances: pairs.map(\.1), method: method)
        }
        let plain = try fit(pairs)
        let scaled = try fit(pairs.map { (16 * $0, 256 * $1) })
        #expect(
          isNear(scaled.betweenVariance, 256 * plain.betweenVariance, relative: 1e-9),
          "seed \(seed), \(number)")
        #expect(isNear(scaled.predictions[1].value, 16 * plain.predictions[1].value, relative: 1e-9))
        let shifted = try fit(pairs.map { ($0 - 7, $1) })
        #expect(
          isNear(shifted.betweenVariance, plain.betweenVariance, relative: 1e-8), "seed \(seed), \(number)")
        #expect(abs(shifted.mean + 7 - plain.mean) < 1e-9)
        let turned = try fit(pairs.reversed())
        #expect(isNear(turned.mean, plain.mean, relative: 1e-10), "seed \(seed), \(number)")
        let ends = (pairs.map(\.0).min() ?? 0)...(pairs.map(\.0).max() ?? 0)
        #expect(plain.predictions.allSatisfy { ends.contains($0.value) }, "seed \(seed), \(number)")
      }
    }
  }

  @Test func `at the root of each method its equation holds`() throws {
    let seed: UInt64 = 67
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(30) {
      let y = (0..<12).map { _ in Double(dice.below(4000)) / 100 }
      let v = (0..<12).map { _ in Double(dice.below(900) + 1) / 100 }
      let moments = try BetweenVariance.pauleMandel.value(y, v)
      if moments > 0 {
        #expect(
          isNear(WeightedMean(y, v, tau2: moments).spread, 11, relative: 1e-10), "seed \(seed), \(number)")
      }
      let likely = try BetweenVariance.restrictedLikelihood.value(y, v)
      let best = WeightedMean(y, v, tau2: likely).logLikelihood
      for factor in [0.9, 0.999, 1.001, 1.1] {
        let other = WeightedMean(y, v, tau2: likely * factor + (likely == 0 ? factor : 0)).logLikelihood
        #expect(other <= best + 1e-12, "seed \(seed), \(number)")
      }
    }
  }

  @Test func `units in any order give the same bits`() throws {
    let seed: UInt64 = 68
    var numbers = SplitMix64(seed: seed)
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(20) {
      let units = (0..<(dice.below(20) + 3)).map { _ in (3 * numbers.normal(), 0.1 + numbers.unit()) }
      let order = units.indices.shuffled(using: &dice)
      for method in Self.all {
        let plain = try NormalShrinkage(
          estimates: units.map(\.0), variances: units.map(\.1), method: method)
        let moved = try NormalShrinkage(
          estimates: order.map { units[$0].0 }, variances: order.map { units[$0].1 }, method: method)
        #expect(moved.betweenVariance == plain.betweenVariance, "seed \(seed), \(number)")
        #expect(moved.mean == plain.mean && moved.standardError == plain.standardError)
        #expect(moved.heterogeneity == plain.heterogeneity, "seed \(seed), \(number)")
        #expect(moved.heterogeneousShare == plain.heterogeneousShare, "seed \(seed), \(number)")
        #expect(moved.predictions == order.map { plain.predictions[$0] }, "seed \(seed), \(number)")
      }
    }
  }

  @Test func `where units hardly differ the iteration settles`() throws {
    // Two units, v = 1: τ² = d²/2 − 1, here next to 0. Any three methods give it.
    let seed: UInt64 = 69
    var numbers = SplitMix64(seed: seed)
    for number in 0..<Rounds.count(300) {
      for excess in [1e-6, 1e-9, 1e-12, 1e-15, -1e-15, -1e-9] {
        let start = numbers.normal()
        let distance = (2 * (1 + excess * numbers.unit())).squareRoot()
        for method in Self.all {
          let found = try NormalShrinkage(
            estimates: [start, start + distance], variances: [1, 1], method: method)
          let expected = max(0, distance * distance / 2 - 1)
          #expect(
            found.betweenVariance >= 0 && abs(found.betweenVariance - expected) < 1e-11,
            "seed \(seed), \(number), \(excess)")
        }
      }
    }
  }

  @Test func `what cannot be estimated has a reason`() {
    func reason(_ y: [Double], _ v: [Double], _ method: BetweenVariance) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try NormalShrinkage(estimates: y, variances: v, method: method)
        return nil
      } catch { return error }
    }
    for method in Self.all {
      #expect(reason([], [], method) == .tooFew(.units, found: 0, needed: 2))
      #expect(reason([1], [1], method) == .tooFew(.units, found: 1, needed: 2))
      #expect(reason([1, .nan], [1, 1], method) == .notFinite(.values))
      #expect(reason([1, 2], [1, .infinity], method) == .notFinite(.weights))
      #expect(reason([1, 2], [1, 0], method) == .outOfRange(.weights))
      #expect(reason([1, 2], [1, -1], method) == .outOfRange(.weights))
      #expect(reason([1e200, -1e200], [1, 1], method) == .noConvergence)
      #expect(reason([1, 2], [1e-300, 1], method) == .noConvergence)
      // All equal is no problem: nothing differs.
      #expect(reason([3, 3, 3], [1, 2, 3], method) == nil)
    }
  }
}
