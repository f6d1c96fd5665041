import Dice
import Testing

@testable import Statistics

/// Lines that bend: at a given knee, at the best one, with its interval and test.
@Suite struct KneeTests {
  private func stagnant() throws -> (x: [Double], y: [Double]) {
    let table = try Published.table("stagnant")
    return (try table.numbers("x"), try table.numbers("y"))
  }

  @Test func `the band of stagnant water with a knee at zero`() throws {
    // R: lm(y ~ x + pmax(x, 0), stagnant) (data of segmented, Cook and Weisberg 1994).
    let (x, y) = try stagnant()
    let hinge = try Hinge(y, over: x, knee: 0)
    #expect(isNear(hinge.regression.coefficients[0], 0.556917934158057, relative: 1e-12))
    #expect(isNear(hinge.below.value, -0.409768156192527, relative: 1e-12))
    #expect(isNear(hinge.bend.value, -0.594880495033274, relative: 1e-12))
    #expect(isNear(hinge.below.standardError, 0.00974874562622952, relative: 1e-11))
    #expect(isNear(hinge.bend.standardError, 0.0190897053477855, relative: 1e-11))
    #expect(isNear(hinge.bend.t, -31.1623717703052, relative: 1e-10))
    #expect(
      isNear(hinge.bend.p, 1.5821e-21, relative: 1e-4)
        && isNear(hinge.below.p, 1.02255635406283e-24, relative: 1e-7))
    // The slope above is that of the same line written from the other side.
    let mirrored = try Hinge(y, over: x.map { -$0 }, knee: 0)
    #expect(isNear(hinge.above.value, -mirrored.below.value, relative: 1e-11))
    #expect(isNear(hinge.above.standardError, mirrored.below.standardError, relative: 1e-11))
  }

  @Test func `the best knee of stagnant water`() throws {
    // R, segmented 1.6-2 and optimize on the profile: knee to 1e-6, sum of squares to 1e-10 of itself.
    let (x, y) = try stagnant()
    let found = try EstimatedKnee(y, over: x)
    #expect(abs(found.knee - 0.0411057865823529) < 1e-6)
    #expect(isNear(found.sumOfSquares, 0.00914019723208813, relative: 1e-10))
    #expect(isNear(found.hinge.regression.coefficients[0], 0.544661077802728, relative: 1e-7))
    #expect(isNear(found.hinge.below.value, -0.422076815009885, relative: 1e-7))
    #expect(isNear(found.hinge.bend.value, -0.598490730780554, relative: 1e-7))
    #expect(isNear(found.hinge.above.value, -1.020567544085, relative: 1e-7))
    // 28 rows, 10 on each side: from the tenth x to the nineteenth, which is the eighteenth too.
    #expect(found.range == -0.25...0.34)
    let test = try KneeTest(of: found, seed: 1)
    #expect(test.p == 0.001)
    let interval = try KneeInterval(of: found, seed: 1)
    // segmented's estimate ± 1.96·0.0228 is −0.004…0.086.
    #expect(interval.low < found.knee && interval.high > found.knee)
    #expect(interval.low > -0.05 && interval.high < 0.13)
    #expect(!interval.isLowOpen && !interval.isHighOpen)
    #expect(interval.contains(0.04) && !interval.contains(0.2) && !interval.contains(-0.2))
    // The same draws again.
    let one = try KneeInterval(of: found, draws: 49, gridPoints: 9, seed: 5)
    #expect(try KneeInterval(of: found, draws: 49, gridPoints: 9, seed: 5) == one)
    #expect(try KneeTest(of: found, draws: 49, seed: 5) == KneeTest(of: found, draws: 49, seed: 5))
  }

  @Test func `the best kink of the Nile`() throws {
    // numpy 2.4.6: sum of squares by QR of ones, year and max(year − 1913, 0), without the last 2221263.647926793;
    // scipy's minimize_scalar between each two years finds none better (the profile has a corner at 1913).
    let table = try Published.table("nile")
    let found = try EstimatedKnee(table.numbers("flow"), over: table.numbers("year"))
    #expect(isNear(found.knee, 1913, relative: 1e-12))
    #expect(isNear(found.sumOfSquares, 1833664.2586278324, relative: 1e-10))
    #expect(isNear(found.statistic, 21.13796936790429, relative: 1e-9))
    #expect(found.range == 1885...1956)
  }

  @Test func `the jump of the Nile, by the same profile`() throws {
    // R, strucchange 1.5-3: breakpoints(Nile ~ 1, breaks = 1): 1898, row 28; largest F 75.9297694274854.
    let table = try Published.table("nile")
    let flow = try table.numbers("flow")
    let ones = [Double](repeating: 1, count: flow.count)
    let profile = KneeProfile(x: try table.numbers("year"), base: [ones], weights: ones, margin: 15)
    let residual = profile.base.residual(of: flow)
    let scores = profile.scores(residual)
    // Of a jump alone: s without d.
    let reductions = profile.splits.indices.map {
      scores.beta[$0] * scores.beta[$0] / profile.splits[$0].c
    }
    let best = try #require(reductions.indices.max { reductions[$0] < reductions[$1] })
    #expect(profile.splits[best].left == 1898 && profile.splits[best].first == 28)
    let total = profile.base.inner(residual, residual)
    #expect(isNear(total, 2_835_156.75, relative: 1e-12))
    #expect(isNear(reductions[best] / ((total - reductions[best]) / 98), 75.9297694274854, relative: 1e-10))
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `no knee of a fine grid fits better, with controls and weights`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<Rounds.count(3) {
      let count = 30 + dice.below(20)
      let x = (0..<count).map { _ in (Double.random(in: 0...1, using: &dice) * 25).rounded() / 25 }
      let z = x.map { $0 * $0 + Double.random(in: -1...1, using: &dice) }
      let weights = (0..<count).map { _ in Double(1 + dice.below(3)) }
      let y = x.indices.map {
        x[$0] - max(x[$0] - 0.4, 0) + 0.5 * z[$0] + Double.random(in: -0.3...0.3, using: &dice)
      }
      let controls = [Regressor("z", z)]
      let found = try EstimatedKnee(
        y, over: x, controls: controls, weights: weights, trim: 0.1, minimumPerSide: 5)
      #expect(found.range.contains(found.knee), "seed \(seed)")
      let (low, high) = (found.range.lowerBound, found.range.upperBound)
      for step in 0...40 {
        let knee = low + (high - low) * Double(step) / 40
        let hinge = try Hinge(y, over: x, knee: knee, controls: controls, weights: weights)
        #expect(hinge.regression.sumOfSquares >= found.sumOfSquares * (1 - 1e-12), "seed \(seed), \(knee)")
      }
      // F: the profile's reduction is that of the whole fits.
      let line = try WeightedLeastSquares(y, on: [Regressor("x", x)] + controls, weights: weights)
      #expect(
        isNear(line.sumOfSquares - found.sumOfSquares, found.peak.reduction, relative: 1e-9), "seed \(seed)")
      #expect(
        isNear(
          found.statistic, Double(count) * (line.sumOfSquares / found.sumOfSquares - 1), relative: 1e-9),
        "seed \(seed)")
      // A control in other units, beyond what squares hold.
      let huge = try EstimatedKnee(
        y, over: x, controls: [Regressor("z", z.map { $0 * 0x1p600 })], weights: weights, trim: 0.1,
        minimumPerSide: 5)
      #expect(isNear(huge.knee, found.knee, relative: 1e-9), "seed \(seed)")
      // x in other units, rows in another order, y with a slope more.
      let order = x.indices.shuffled(using: &dice)
      let moved = try EstimatedKnee(
        order.map { 3 * y[$0] + 7 * x[$0] }, over: order.map { 100 * x[$0] + 1_000 },
        controls: [Regressor("z", order.map { z[$0] })], weights: order.map { weights[$0] }, trim: 0.1,
        minimumPerSide: 5)
      #expect(isNear(moved.knee, 100 * found.knee + 1_000, relative: 1e-9), "seed \(seed)")
      #expect(isNear(moved.sumOfSquares, 9 * found.sumOfSquares, relative: 1e-9), "seed \(seed)")
    }
  }

  /// p at a knee by fitting every draw anew from whole columns.
  @Test func `the ratios are those of whole fits`() throws {
    let (x, y) = try stagnant()
    let found = try EstimatedKnee(y, over: x)
    let draws = 19
    let ratios = try KneeRatios(of: found, clusters: nil, draws: draws, seed: 3)
    let order = found.rows
    for knee in [-0.02, 0.0, 0.06, 0.1] {
      let given = try Hinge(y, over: x, knee: knee).regression
      let observed = found.sumOfSquares / given.sumOfSquares
      var numbers = SplitMix64(seed: 3)
      var reached = 1
      for _ in 0..<draws {
        let signs = WildWeights.rademacher.draw(order.count, using: &numbers)
        var drawn = y
        for (place, row) in order.enumerated() {
          drawn[row] = y[row] - given.residuals[row] + signs[place] * found.hinge.regression.residuals[row]
        }
        let best = try EstimatedKnee(drawn, over: x)
        let there = try Hinge(drawn, over: x, knee: knee).regression
        if best.sumOfSquares / there.sumOfSquares <= observed { reached += 1 }
      }
      let place = (knee - found.center) / found.scale
      #expect(
        isNear(ratios.p(at: [place])[0], Double(reached) / Double(draws + 1), relative: 1e-12), "\(knee)")
    }
  }

  // y = x up to 5.1 and 5.1 above: on the knee the fit is exact, so nothing has an error. With a millionth up and
  // down in turn the knee is 5.1, to about a millionth.
  @Test func `a knee without noise has no errors, and with hardly any it is found`() throws {
    let x = (0..<40).map { Double($0) * 0.25 }
    let y = x.map { min($0, 5.1) }
    #expect(throws: NotEstimable.noSpread(.values)) { _ = try EstimatedKnee(y, over: x) }
    let noisy = y.indices.map { y[$0] + ($0 % 2 == 0 ? 1e-6 : -1e-6) }
    #expect(try abs(EstimatedKnee(noisy, over: x).knee - 5.1) < 1e-6)
  }

  @Test func `what cannot be estimated is said`() throws {
    func reason(_ y: [Double], _ x: [Double], controls: [Regressor] = []) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try EstimatedKnee(y, over: x, controls: controls)
        return nil
      } catch {
        return error
      }
    }
    let x = (0..<30).map { Double($0) }
    let y = x.map { ($0 * 7).truncatingRemainder(dividingBy: 5) }
    #expect(reason(y, x) == nil)
    #expect(reason([], []) == .tooFew(.observations, found: 0, needed: 20))
    #expect(reason([1], [1]) == .tooFew(.observations, found: 1, needed: 20))
    #expect(reason(y, x.map { _ in 2 }) == .noSpread(.predictors))
    #expect(reason(y, x.map { $0 < 5 ? 0 : 1 }) == .noSpread(.predictors))
    #expect(reason(y, x.map { $0 < 15 ? 0 : 1 }) != nil)
    #expect(reason(y, x, controls: [Regressor("same", x)]) == .collinear)
    #expect(reason([.nan] + y.dropFirst(), x) == .notFinite(.values))
    #expect(reason(y, [.infinity] + x.dropFirst()) == .notFinite(.predictors))
    #expect(reason(y.map { _ in 3 }, x) == .noSpread(.values))
    #expect(reason(y.map { $0 * 1e200 }, x) == .noConvergence)
    #expect(throws: NotEstimable.collinear) { _ = try Hinge(y, over: x, knee: 100) }
    #expect(throws: NotEstimable.collinear) { _ = try Hinge(y, over: x, knee: -1) }
    #expect(throws: NotEstimable.notFinite(.values)) { _ = try Hinge(y, over: x, knee: .nan) }
    let found = try EstimatedKnee(y, over: x)
    let few = NotEstimable.tooFew(.clusters, found: 5, needed: 6)
    let clusters = x.indices.map { $0 % 5 }
    #expect(throws: few) { _ = try KneeTest(of: found, clusters: clusters, seed: 1) }
    #expect(throws: few) { _ = try KneeInterval(of: found, clusters: clusters, seed: 1) }
  }
}
