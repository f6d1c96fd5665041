import Dice
import Testing

@testable import Statistics

@Suite struct PartialRankCorrelationTests {
  // R 4.2.2: −solve(cor(swiss, method = "spearman")) scaled to its diagonal.
  @Test func `Swiss fertility as R has it`() throws {
    let expected: [[Double]] = [
      [-0.209104677573047, -0.510697731639432, -0.144502487545036, 0.192708759275104, 0.494151997072493],
      [-0.272958937555923, -0.459094990665828, 0.183938532294308, -0.111526368785859],
      [0.372014953694385, -0.297766609213123, 0.19039418059822],
      [0.324772855522682, -0.0120242838502935], [-0.0327753771507712],
    ]
    let found = try PartialRankCorrelation(columns: LMGImportanceTests.swiss())
    for (i, row) in expected.enumerated() {
      for (j, value) in row.enumerated() {
        #expect(abs(found[i, i + 1 + j] - value) < 1e-13, "\(i), \(j)")
      }
    }
  }

  // pingouin 0.7.0 partial_corr(…, method = "spearman") of statsmodels' stackloss with loss:
  // .785166559088984, .6559917378706733, −.06046399449512837; the others by numpy's inverse of scipy's ranks.
  @Test func `stack loss as pingouin has it`() throws {
    let found = try PartialRankCorrelation(columns: LMGImportanceTests.stackloss)
    let expected = [
      (1, 0, 0.785166559088984), (2, 0, 0.655991737870675), (2, 1, -0.189043006993076),
      (3, 0, -0.0604639944951286), (3, 1, 0.375369666075989), (3, 2, -0.0794609559359886),
    ]
    for (i, j, value) in expected {
      #expect(abs(found[i, j] - value) < 1e-13 && found[i, j] == found[j, i])
    }
    #expect(found[2, 2] == 1)
  }

  @Test func `with two columns it is Spearman's own`() throws {
    // Ranks 1 2 3 4 and 2 1 4 3: 1 − 6·4/(4·15) = .6.
    let found = try PartialRankCorrelation(columns: [[1, 5, 6, 70], [2, 1, 9, 8]])
    #expect(isNear(found[0, 1], 0.6, relative: 1e-14))
  }

  @Test func `rising transformations change nothing, falling ones the sign`() throws {
    let seed: UInt64 = 86
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(30) {
      let columns = (0..<4).map { _ in (0..<15).map { _ in Double(dice.below(30)) } }
      let plain = try PartialRankCorrelation(columns: columns)
      let moved = try PartialRankCorrelation(
        columns: [columns[0].map { $0 * $0 * $0 }, columns[1].map { -$0 }, columns[2], columns[3]])
      #expect(abs(moved[0, 2] - plain[0, 2]) < 1e-12, "seed \(seed), \(number)")
      #expect(abs(moved[0, 1] + plain[0, 1]) < 1e-12, "seed \(seed), \(number)")
    }
  }

  @Test func `what cannot be estimated has a reason`() {
    func reason(_ columns: [[Double]]) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try PartialRankCorrelation(columns: columns)
        return nil
      } catch { return error }
    }
    #expect(reason([]) == .tooFew(.predictors, found: 0, needed: 2))
    #expect(reason([[1, 2, 3]]) == .tooFew(.predictors, found: 1, needed: 2))
    #expect(reason([[1, 2], [2, 1]]) == .tooFew(.observations, found: 2, needed: 3))
    #expect(reason([[1, 2, 3], [5, 5, 5]]) == .noSpread(.values))
    #expect(reason([[1, 2, 3], [1, .nan, 3]]) == .notFinite(.values))
    #expect(reason([[1, 2, 3, 5], [10, 20, 30, 40]]) == .collinear)
  }
}
