import Dice
import Testing

@testable import Statistics

@Suite struct AlignmentIndexTests {
  @Test func `weights and importances by hand`() throws {
    // w = .5, .3, .2 and I = .2, .3, .5: Σ|w − I| = .6, index .7; cosine .29/.38.
    let variation = try TotalVariationIndex(weights: [50, 30, 20], importances: [0.2, 0.3, 0.5])
    #expect(isNear(variation.value, 0.7, relative: 1e-15))
    #expect(zip(variation.gaps, [0.3, 0, -0.3]).allSatisfy { abs($0 - $1) < 1e-15 })
    let cosine = try CosineIndex(weights: [50, 30, 20], importances: [0.2, 0.3, 0.5])
    #expect(isNear(cosine.value, 29.0 / 38, relative: 1e-15))
  }

  @Test func `the same is 1, nothing in common is 0`() throws {
    #expect(try TotalVariationIndex(weights: [1, 2, 7], importances: [10, 20, 70]).value == 1)
    #expect(
      try isNear(CosineIndex(weights: [1, 2, 7], importances: [10, 20, 70]).value, 1, relative: 1e-15))
    #expect(try TotalVariationIndex(weights: [1, 0], importances: [0, 3]).value == 0)
    #expect(try CosineIndex(weights: [1, 0], importances: [0, 3]).value == 0)
  }

  @Test func `both are symmetric, within 0 to 1 and the same for every scale`() throws {
    let seed: UInt64 = 85
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(100) {
      let count = dice.below(8) + 1
      let w = (0..<count).map { _ in Double(dice.below(50)) } + [1]
      let i = (0..<count).map { _ in Double(dice.below(50)) } + [2]
      let (plain, turned) = try (
        TotalVariationIndex(weights: w, importances: i), TotalVariationIndex(weights: i, importances: w)
      )
      #expect(plain.value == turned.value && plain.gaps == turned.gaps.map(-), "seed \(seed), \(number)")
      #expect((0...1).contains(plain.value), "seed \(seed), \(number)")
      #expect(abs(CompensatedSum(plain.gaps).value) < 1e-15, "seed \(seed), \(number)")
      // The share that both give: Σ min(w, I).
      let (sw, si) = (w.reduce(0, +), i.reduce(0, +))
      let overlap = zip(w, i).reduce(0) { $0 + min($1.0 / sw, $1.1 / si) }
      #expect(abs(plain.value - overlap) < 1e-14, "seed \(seed), \(number)")
      let cosine = try CosineIndex(weights: w, importances: i).value
      let scaled = try CosineIndex(weights: w.map { $0 * 1e300 }, importances: i.map { $0 * 1e-300 }).value
      #expect((0...1).contains(cosine) && abs(cosine - scaled) < 1e-14, "seed \(seed), \(number)")
    }
  }

  @Test func `what cannot be compared has a reason`() {
    func reason(_ weights: [Double]) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try TotalVariationIndex(weights: weights, importances: weights.map { _ in 1 })
        return nil
      } catch { return error }
    }
    #expect(reason([]) == .noSpread(.weights))
    #expect(reason([0, 0]) == .noSpread(.weights))
    #expect(reason([1, -1]) == .outOfRange(.weights))
    #expect(reason([1, .nan]) == .notFinite(.weights))
    #expect(reason([1, .infinity]) == .notFinite(.weights))
    #expect(reason([1, Double.leastNonzeroMagnitude]) == nil)
    #expect(throws: NotEstimable.noSpread(.weights)) { try CosineIndex(weights: [1], importances: [0]) }
  }
}
