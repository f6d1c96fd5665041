import Dice
import Testing

@testable import Statistics

@Suite struct IntraclassCorrelationTests {
  // Shrout and Fleiss (1979), table 4: ICC(1,1) .17, ICC(2,1) .29, ICC(3,1) .71; psych 2.2.9 ICC(lmer =
  // FALSE).
  @Test func `Shrout and Fleiss' judges`() throws {
    let found = try IntraclassCorrelation(rows: CronbachAlphaTests.shroutFleiss())
    #expect(isNear(found.single.value, 0.289763779527559, relative: 1e-13))
    #expect(isNear(found.single.low, 0.018786513374712, relative: 1e-10))
    #expect(isNear(found.single.high, 0.761084369648953, relative: 1e-12))
    #expect(isNear(found.average.value, 0.620050547598989, relative: 1e-13))
    #expect(isNear(found.average.low, 0.0711368153025032, relative: 1e-10))
    #expect(isNear(found.average.high, 0.927232040167722, relative: 1e-12))
    // The other forms of the table from the same mean squares, n = 6 and k = 4.
    let (r, c, e) = (found.subjectSquare, found.raterSquare, found.restSquare)
    let within = (3 * c + 15 * e) / 18
    #expect(isNear((r - within) / (r + 3 * within), 0.165741768405475, relative: 1e-13))
    #expect(isNear((r - e) / (r + 3 * e), 0.714840714840715, relative: 1e-13))
    #expect(isNear(r / e, 11.0272479564033, relative: 1e-13))
  }

  // pingouin 0.7.0, data set icc (wines 1 to 8 by judges A to D): intraclass_corr(data, "Wine", "Judge",
  // "Scores"): ICC(A,1) .727688787185355, .43 … .93; ICC(A,k) .914450035945363, .75 … .98; F
  // 11.7866927592955.
  @Test func `four judges of eight wines`() throws {
    let judges: [[Double]] = [
      [1, 1, 3, 6, 6, 7, 8, 9], [2, 3, 8, 4, 5, 5, 7, 9], [0, 3, 1, 3, 5, 6, 7, 9], [1, 2, 4, 3, 6, 2, 9, 8],
    ]
    let found = try IntraclassCorrelation(rows: (0..<8).map { wine in judges.map { $0[wine] } })
    #expect(isNear(found.single.value, 0.727688787185355, relative: 1e-13))
    #expect(abs(found.single.low - 0.43) < 0.005 && abs(found.single.high - 0.93) < 0.005)
    #expect(isNear(found.average.value, 0.914450035945363, relative: 1e-13))
    #expect(abs(found.average.low - 0.75) < 0.005 && abs(found.average.high - 0.98) < 0.005)
    #expect(isNear(found.subjectSquare / found.restSquare, 11.7866927592955, relative: 1e-13))
  }

  @Test func `two by two by hand`() throws {
    // (1, 2), (4, 5): subjects 1.5 and 4.5, R = 2·(1.5² + 1.5²) = 9; raters 2.5 and 3.5, C = 2·(.25 + .25) =
    // 1; E = 0. ICC(2,1) = 9/(9 + 2·1/2) = .9; of the mean 9/(9 + .5).
    let found = try IntraclassCorrelation(rows: [[1, 2], [4, 5]])
    #expect(found.subjectSquare == 9 && found.raterSquare == 1 && found.restSquare == 0)
    #expect(isNear(found.single.value, 0.9, relative: 1e-15))
    #expect(isNear(found.average.value, 9 / 9.5, relative: 1e-15))
  }

  @Test func `order, shift and scale do not matter`() throws {
    let seed: UInt64 = 73
    var dice = Dice(seed: seed)
    var estimated = 0
    let rounds = Rounds.count(30)
    for number in 0..<rounds {
      let raters = dice.below(4) + 2
      let rows = (0..<(dice.below(20) + 3)).map { _ in
        let level = dice.below(40)
        return (0..<raters).map { _ in Double(level + dice.below(20)) / 8 }
      }
      guard let plain = try? IntraclassCorrelation(rows: rows) else { continue }
      estimated += 1
      let order = (0..<raters).shuffled(using: &dice)
      let moved = try IntraclassCorrelation(
        rows: rows.shuffled(using: &dice).map { row in order.map { 4 * row[$0] - 3 } })
      #expect(abs(moved.single.value - plain.single.value) < 1e-11, "seed \(seed), \(number)")
      #expect(abs(moved.single.low - plain.single.low) < 1e-8, "seed \(seed), \(number)")
      #expect(plain.single.low <= plain.single.value && plain.single.value <= plain.single.high)
      #expect(plain.average.low <= plain.average.value && plain.average.value <= plain.average.high)
    }
    // Three subjects and two raters may leave the interval nothing to rest on, rarely.
    #expect(estimated * 10 >= rounds * 9, "\(estimated) of \(rounds)")
  }

  @Test func `what cannot be estimated has a reason`() {
    func reason(_ rows: [[Double]]) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try IntraclassCorrelation(rows: rows)
        return nil
      } catch { return error }
    }
    #expect(reason([]) == .tooFew(.observations, found: 0, needed: 2))
    #expect(reason([[1, 2]]) == .tooFew(.observations, found: 1, needed: 2))
    #expect(reason([[1], [2]]) == .tooFew(.raters, found: 1, needed: 2))
    #expect(reason([[1, 2], [3, .infinity]]) == .notFinite(.scores))
    #expect(reason([[3, 3], [3, 3]]) == .noSpread(.observations))
    #expect(reason([[1, 2], [1, 2]]) == .noSpread(.observations))
    // Full agreement, raters included, leaves the interval nothing to rest on.
    #expect(reason([[1, 1], [2, 2]]) == .noSpread(.raters))
    #expect(reason([[1e200, 2], [3, 4]]) != nil)
    // Equal on paper, not in binary.
    for score in [0.1, 4.3] {
      #expect(reason(Array(repeating: [score, score], count: 3)) == .noSpread(.observations))
      #expect(reason(Array(repeating: [score, score, score], count: 7)) == .noSpread(.observations))
    }
    #expect(reason([[0.1, 0.7], [0.2, 0.6], [0.3, 0.5]]) == .noSpread(.observations))
    #expect(reason([[0.1, 0.1, 0.1], [4.3, 4.3, 4.3], [0.7, 0.7, 0.7]]) == .noSpread(.raters))
  }
}
