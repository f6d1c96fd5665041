import Dice
import Testing

@testable import Statistics

@Suite struct CronbachAlphaTests {
  /// The six targets and four judges of Shrout and Fleiss (1979), table 2.
  static func shroutFleiss() throws -> [[Double]] {
    let table = try Published.table("shrout_fleiss1979")
    let columns = try ["J1", "J2", "J3", "J4"].map { try table.numbers($0) }
    return columns[0].indices.map { row in columns.map { $0[row] } }
  }

  @Test func `two items by hand`() throws {
    // (1, 2), (2, 2), (3, 5): variances 1 and 3, sums 3, 4, 8 with variance 7: 2 · (1 − 4/7) = 6/7.
    let found = try CronbachAlpha(rows: [[1, 2], [2, 2], [3, 5]])
    #expect(isNear(found.value, 6.0 / 7, relative: 1e-15))
    #expect(found.ifDropped == [nil, nil] && found.subjects == 3)
  }

  // psych 2.2.9 alpha(): raw_alpha .909315542377069; ICC3k, which it equals, has Feldt's bounds
  // .675674713816304 and .985891678169062. Without each judge: pingouin 0.7.0 cronbach_alpha of the other
  // three.
  @Test func `Shrout and Fleiss' judges`() throws {
    let found = try CronbachAlpha(rows: Self.shroutFleiss())
    #expect(isNear(found.value, 0.909315542377069, relative: 1e-14))
    #expect(isNear(found.low, 0.675674713816304, relative: 1e-12))
    #expect(isNear(found.high, 0.985891678169062, relative: 1e-12))
    let dropped = [0.8833922261484098, 0.866504854368932, 0.8715486194477791, 0.9178743961352654]
    #expect(zip(found.ifDropped, dropped).allSatisfy { isNear($0 ?? 0, $1, relative: 1e-13) })
  }

  // pingouin 0.7.0, data set cronbach_wide_missing (11 items, 12 subjects of whom 9 are complete):
  // cronbach_alpha(data.dropna()) = .8016949152542373, .533 … .947; without each item of the 9 the same way.
  // Its nan_policy "listwise" gives .581 … .933, as it counts the incomplete subjects into the degrees of
  // freedom. To all digits: scipy 1.17.1, 1 − (1 − α)·f.isf(.025 and .975, 8, 80).
  @Test func `a questionnaire with missing answers`() throws {
    let table = [
      "11111111111", "11111111010", "-011-111100", "11101101100", "11111000100", "01-01111000", "11110010000",
      "11111000000", "01011000010", "10010100-00", "11100000000", "10010000000",
    ]
    let rows = table.map { $0.map { $0 == "-" ? nil : ($0 == "1" ? 1.0 : 0.0) } }
    let found = try CronbachAlpha(rows: rows)
    #expect(found.subjects == 9)
    #expect(isNear(found.value, 0.8016949152542373, relative: 1e-13))
    #expect(isNear(found.low, 0.5330031999132735, relative: 1e-12))
    #expect(isNear(found.high, 0.9472079673390164, relative: 1e-12))
    let dropped = [
      0.8127208480565371, 0.7924528301886792, 0.7892416225749559, 0.8294753086419753, 0.7796451914098973,
      0.7475678443420379, 0.7754137115839244, 0.7475678443420379, 0.7877959927140255, 0.7877959927140255,
      0.7760141093474426,
    ]
    #expect(zip(found.ifDropped, dropped).allSatisfy { isNear($0 ?? 0, $1, relative: 1e-13) })
  }

  @Test func `order, shift and scale do not matter, and alpha is the mean judge's consistency`() throws {
    let seed: UInt64 = 72
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(30) {
      let items = dice.below(5) + 3
      let rows = (0..<(dice.below(20) + 4)).map { _ in (0..<items).map { _ in Double(dice.below(50)) / 8 } }
      let plain = try CronbachAlpha(rows: rows)
      let moved = try CronbachAlpha(rows: rows.shuffled(using: &dice).map { $0.map { 4 * $0 - 3 } })
      #expect(abs(moved.value - plain.value) < 1e-11, "seed \(seed), \(number)")
      #expect(plain.low <= plain.value && plain.value <= plain.high, "seed \(seed), \(number)")
      // Hoyt (1941): α = 1 − E/R of the two-way analysis of variance.
      let squares = try IntraclassCorrelation(rows: rows)
      #expect(
        abs(plain.value - (1 - squares.restSquare / squares.subjectSquare)) < 1e-10, "seed \(seed), \(number)"
      )
    }
  }

  @Test func `items all alike agree fully`() throws {
    let found = try CronbachAlpha(rows: [[1, 1, 1], [2, 2, 2], [4, 4, 4]])
    #expect(isNear(found.value, 1, relative: 1e-15) && isNear(found.low, 1, relative: 1e-14))
  }

  @Test func `what cannot be estimated has a reason`() throws {
    func reason(_ rows: [[Double?]]) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try CronbachAlpha(rows: rows)
        return nil
      } catch { return error }
    }
    #expect(reason([]) == .tooFew(.observations, found: 0, needed: 2))
    #expect(reason([[1, 2]]) == .tooFew(.observations, found: 1, needed: 2))
    #expect(reason([[1, 2], [nil, 3], [2, nil]]) == .tooFew(.observations, found: 1, needed: 2))
    #expect(reason([[1], [2]]) == .tooFew(.items, found: 1, needed: 2))
    #expect(reason([[1, 2], [1, 2]]) == .noSpread(.scores))
    #expect(reason([[1, 2], [2, 1]]) == .noSpread(.scores))
    // Equal on paper, not in binary.
    for score in [0.1, 4.3] {
      #expect(reason(Array(repeating: [score, score], count: 3)) == .noSpread(.scores))
      #expect(reason(Array(repeating: [score, score, score], count: 7)) == .noSpread(.scores))
    }
    let opposite: [[Double?]] = [[0.1, 0.7], [0.2, 0.6], [0.3, 0.5]]
    #expect(reason(opposite) == .noSpread(.scores))
    let third = try CronbachAlpha(rows: zip(opposite, [0.4, 4.3, 0.9]).map { $0 + [$1] })
    #expect(third.ifDropped[2] == nil && third.ifDropped[0] != nil)
    // The squares of the items are finite, that of their sum is not.
    #expect(reason([[6e153, 6e153], [-6e153, -6e153]]) == .noConvergence)
    #expect(reason([[1, 2], [.nan, 1]]) == .notFinite(.scores))
    #expect(reason([[1e300, -1e300], [-1e300, 2e300]]) == .noConvergence)
    // Without the third item the rest's sum does not vary: alpha-if-dropped is missing there.
    #expect(try CronbachAlpha(rows: [[1, 2, 5], [2, 1, 7], [3, 0, 8]]).ifDropped[2] == nil)
  }
}
