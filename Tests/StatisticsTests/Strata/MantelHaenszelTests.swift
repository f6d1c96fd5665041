import Dice
import Testing

@testable import Statistics

@Suite struct MantelHaenszelTests {
  @Test func `one stratum by hand`() throws {
    // [[10, 5], [5, 10]]: OR 4; a − E = 2.5, V = 15·15·15·15/(30²·29) = 1.93966; X² = 6.25/V = 3.2222…,
    // corrected 4/V. Its logarithm's variance is Woolf's: 1/10 + 1/5 + 1/5 + 1/10 = .6.
    let found = try MantelHaenszel([FourfoldTable(10, 5, 5, 10)])
    let ratio = try #require(found.oddsRatio)
    #expect(isNear(ratio.value, 4, relative: 1e-15))
    #expect(isNear(ratio.logStandardError, 0.6.squareRoot(), relative: 1e-14))
    #expect(isNear(found.chiSquared, 6.25 * 29 * 900 / 50625, relative: 1e-14))
    #expect(isNear(found.correctedChiSquared, 4.0 * 29 * 900 / 50625, relative: 1e-14))
  }

  // R 4.2.2 mantelhaen.test(UCBAdmissions by department), with and without correction; interval and standard
  // error: statsmodels 0.15.0 StratifiedTable(tables).oddsratio_pooled_confint(), .logodds_pooled_se,
  // .test_null_odds().
  @Test func `admissions at Berkeley as R and statsmodels have them`() throws {
    let tables = [
      FourfoldTable(512, 313, 89, 19), FourfoldTable(353, 207, 17, 8), FourfoldTable(120, 205, 202, 391),
      FourfoldTable(138, 279, 131, 244), FourfoldTable(53, 138, 94, 299), FourfoldTable(22, 351, 24, 317),
    ]
    let found = try MantelHaenszel(tables)
    let ratio = try #require(found.oddsRatio)
    #expect(isNear(ratio.value, 0.904696828258623, relative: 1e-13))
    #expect(isNear(ratio.logStandardError, 0.0809889096562209, relative: 1e-13))
    #expect(isNear(ratio.low, 0.77190736175935, relative: 1e-13))
    #expect(isNear(ratio.high, 1.06032976443666, relative: 1e-13))
    #expect(isNear(found.chiSquared, 1.52460666044344, relative: 1e-13))
    #expect(isNear(found.pValue, 0.216923697055518, relative: 1e-13))
    #expect(isNear(found.correctedChiSquared, 1.42694622858669, relative: 1e-13))
    #expect(isNear(found.correctedPValue, 0.232263462817048, relative: 1e-13))
  }

  // statsmodels 0.15.0, data set china_smoking (Liu 1992: smoking and lung cancer in eight cities), the same
  // calls.
  @Test func `smoking in eight cities as statsmodels has it`() throws {
    let found = try MantelHaenszel([
      FourfoldTable(126, 100, 35, 61), FourfoldTable(908, 688, 497, 807), FourfoldTable(913, 747, 336, 598),
      FourfoldTable(235, 172, 58, 121), FourfoldTable(402, 308, 121, 215), FourfoldTable(182, 156, 72, 98),
      FourfoldTable(60, 99, 11, 43), FourfoldTable(104, 89, 21, 36),
    ])
    let ratio = try #require(found.oddsRatio)
    #expect(isNear(ratio.value, 2.17448191997937, relative: 1e-13))
    #expect(isNear(ratio.logStandardError, 0.0467735301333087, relative: 1e-13))
    #expect(isNear(ratio.low, 1.98400197428467, relative: 1e-13))
    #expect(isNear(ratio.high, 2.38324945317757, relative: 1e-13))
    #expect(isNear(found.chiSquared, 280.137537053255, relative: 1e-13))
    #expect(isNear(found.correctedChiSquared, 279.375740463853, relative: 1e-13))
    #expect(found.pValue > 0 && found.pValue < 1e-60)
  }

  @Test func `exchanged groups invert the ratio, and order and empty strata do not matter`() throws {
    let seed: UInt64 = 92
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(50) {
      let tables = (0..<(dice.below(6) + 1)).map { _ in
        let counts = (0..<4).map { _ in Int64(dice.below(30) + 1) }
        return FourfoldTable(counts[0], counts[1], counts[2], counts[3])
      }
      let plain = try MantelHaenszel(tables)
      let ratio = try #require(plain.oddsRatio)
      let turned = try MantelHaenszel(tables.map { FourfoldTable($0.c, $0.d, $0.a, $0.b) })
      let inverse = try #require(turned.oddsRatio)
      #expect(isNear(inverse.value * ratio.value, 1, relative: 1e-13), "seed \(seed), \(number)")
      #expect(isNear(inverse.low * ratio.high, 1, relative: 1e-12), "seed \(seed), \(number)")
      #expect(abs(turned.chiSquared - plain.chiSquared) < 1e-10, "seed \(seed), \(number)")
      let more = tables.shuffled(using: &dice) + [FourfoldTable(0, 0, 0, 0), FourfoldTable(1, 0, 0, 0)]
      let moved = try MantelHaenszel(more)
      #expect(moved == plain, "the same bits, seed \(seed), \(number)")
      #expect(plain.correctedChiSquared <= plain.chiSquared, "seed \(seed), \(number)")
    }
  }

  @Test func `a deviation below a half is not corrected, as in R`() throws {
    // [[5, 5], [5, 6]]: a − E = (30 − 25)/21 = .238.
    let found = try MantelHaenszel([FourfoldTable(5, 5, 5, 6)])
    #expect(found.correctedChiSquared == found.chiSquared && found.chiSquared > 0)
  }

  @Test func `without a ratio the test remains, without either there is a reason`() throws {
    let separated = try MantelHaenszel([FourfoldTable(5, 0, 0, 5)])
    #expect(separated.oddsRatio == nil && separated.pValue < 0.01)
    func reason(_ tables: [FourfoldTable]) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try MantelHaenszel(tables)
        return nil
      } catch { return error }
    }
    #expect(reason([]) == .tooFew(.observations, found: 0, needed: 2))
    #expect(reason([FourfoldTable(1, 0, 0, 0)]) == .tooFew(.observations, found: 0, needed: 2))
    #expect(reason([FourfoldTable(3, 0, 4, 0)]) == .noSpread(.groups))
    #expect(reason([FourfoldTable(3, 4, 0, 0)]) == .noSpread(.groups))
    #expect(reason([FourfoldTable(3, -1, 2, 2)]) == .outOfRange(.observations))
    let huge = try MantelHaenszel([FourfoldTable(.max, .max, .max, .max)])
    #expect(huge.chiSquared == 0 && isNear(huge.oddsRatio?.value ?? 0, 1, relative: 1e-14))
  }
}
