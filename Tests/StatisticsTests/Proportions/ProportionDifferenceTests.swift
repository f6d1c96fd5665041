import Dice
import Testing

@testable import Statistics

/// x of m minus y of n.
private func difference(_ x: Double, _ m: Double, _ y: Double, _ n: Double) throws -> ProportionDifference {
  try ProportionDifference(Proportion(successes: x, size: m), minus: Proportion(successes: y, size: n))
}

@Suite struct ProportionDifferenceTests {
  // The contrasts on which Newcombe (1998), Statistics in Medicine 17, 873–890, compares methods; his method 10
  // by statsmodels 0.15.0, confint_proportions_2indep(x, m, y, n, method = "newcomb"). Tolerance 1e-12.
  @Test(arguments: [
    [56, 70, 48, 80, 0.05243147240236498, 0.33387265403690614],
    [9, 10, 3, 10, 0.1705227239345029, 0.809017973535488],
    [6, 7, 2, 7, 0.05822792748231209, 0.8062496375242278],
    [5, 56, 0, 29, -0.038137147903536936, 0.19256001385511165],
    [0, 10, 0, 20, -0.1611251580528194, 0.27753279986288926],
    [0, 10, 0, 10, -0.27753279986288926, 0.27753279986288926],
    [10, 10, 0, 20, 0.6790860371419145, 1], [10, 10, 0, 10, 0.6075093504305241, 1],
    // Admissions of men and women at Berkeley (R, datasets::UCBAdmissions).
    [1198, 2691, 557, 1835, 0.11321312144252813, 0.1695695110299901],
  ])
  func `the intervals of Newcombe's contrasts are met`(_ row: [Double]) throws {
    let found = try difference(row[0], row[1], row[2], row[3])
    #expect(abs(found.low - row[4]) < 1e-12)
    #expect(abs(found.high - row[5]) < 1e-12)
    #expect(isNear(found.difference, row[0] / row[1] - row[2] / row[3], relative: 1e-15))
  }

  // scipy 1.17.1, stats.chi2_contingency([[x, m − x], [y, n − y]], correction = False), as R's
  // prop.test(correct = FALSE): chi-squared and p. Tolerance 1e-12 relative.
  @Test(arguments: [
    [56, 70, 48, 80, 7.023411371237456, 0.008045081368196585],
    [9, 10, 3, 10, 7.5, 0.0061698993205441645],
    [6, 7, 2, 7, 4.666666666666666, 0.03075356125927456],
    [5, 56, 0, 29, 2.7511160714285716, 0.09718656817057987],
    [10, 10, 0, 10, 20, 7.744216431044088e-06],
    [1198, 2691, 557, 1835, 92.20528041152762, 7.813600388994724e-22],
  ])
  func `the test is Pearson's chi-squared`(_ row: [Double]) throws {
    let found = try difference(row[0], row[1], row[2], row[3])
    let z = try #require(found.z)
    #expect(isNear(z * z, row[4], relative: 1e-13))
    // A tail of e⁻⁴⁶ loses two digits to the last one of z.
    #expect(try isNear(#require(found.pValue), row[5], relative: 1e-12))
  }

  // numpy 2.4.6 from the formulas, for sizes that are not whole.
  @Test func `effective sizes need not be whole`() throws {
    let found = try difference(35.5, 70.25, 10.125, 80.75)
    #expect(isNear(found.low, 0.23485692339624184, relative: 1e-12))
    #expect(isNear(found.high, 0.5063892794657604, relative: 1e-12))
    #expect(try isNear(#require(found.z), 5.071545845963521, relative: 1e-12))
    #expect(try isNear(#require(found.pValue), 3.9459717470556417e-07, relative: 1e-11))
  }

  @Test func `all on both sides have an interval but no test`() throws {
    for found in try [difference(0, 10, 0, 20), difference(7, 7, 9, 9)] {
      #expect(found.z == nil && found.pValue == nil)
      #expect(found.difference == 0 && found.low < 0 && found.high > 0)
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `exchanging sides or successes with failures mirrors it`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<Rounds.count(100) {
      let (m, n) = (Double(dice.below(200) + 1), Double(dice.below(200) + 1))
      let (x, y) = (Double(dice.below(Int(m) + 1)), Double(dice.below(Int(n) + 1)))
      let found = try difference(x, m, y, n)
      #expect(-1 <= found.low && found.low <= found.difference, "seed \(seed)")
      #expect(found.difference <= found.high && found.high <= 1, "seed \(seed)")
      for mirrored in try [difference(y, n, x, m), difference(m - x, m, n - y, n)] {
        #expect(abs(mirrored.low + found.high) < 1e-12, "seed \(seed), \(x)/\(m) − \(y)/\(n)")
        #expect(abs((mirrored.z ?? 0) + (found.z ?? 0)) < 1e-9, "seed \(seed), \(x)/\(m) − \(y)/\(n)")
      }
    }
  }

  @Test func `the largest and smallest sizes give numbers`() throws {
    for found in try [difference(1, 0x1p53, 0x1p53, 0x1p53), difference(0, 0x1p-53, 0x1p-53, 0x1p-53)] {
      #expect(found.low.isFinite && found.high.isFinite && found.low <= found.high)
      #expect(found.z?.isFinite ?? true)
    }
  }
}
