import Aggregate
import Canonical
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct ReplacementGapTests {
  private static func day(_ day: Int) -> CivilDate { CivilDate(days: TenureCenter.start.days + Int32(day)) }

  /// Pairs of who left after day 99 and who began on day 100, with so many of 10 resolved.
  private static func gap(_ pairs: [(old: Int64, new: Int64)], covered: Int = 300) -> ReplacementGap {
    var center = TenureCenter()
    var replacements: [SeatReplacement] = []
    for (place, pair) in pairs.enumerated() {
      let (leaver, replacement) = (UInt32(1 + 2 * place), UInt32(2 + 2 * place))
      center.add(leaver, from: 0, n: 7, x: 0)
      center.add(leaver, from: 10, n: 10, x: pair.old)
      center.add(leaver, from: 100, n: 0, x: 0)
      center.add(replacement, from: 100, n: 10, x: pair.new)
      center.add(replacement, from: 190, n: 7, x: 0)
      replacements.append(
        SeatReplacement(
          leaver: leaver, lastDays: day(10)...day(99), replacement: replacement,
          firstDays: day(100)...day(189)))
    }
    return ReplacementGap(replacements, center.figures, covered: TenureCenter.start...day(covered))
  }

  @Test func `the gap of eight pairs by hand`() throws {
    // Differences −2, −1, −1, 0, −3, −1, 0, 0 of 10: mean −0.1. Pairs of equal size: variance Σ(d − mean)²/(8·7) of
    // d/10, Σ = (1 + 0 + 0 + 1 + 4 + 0 + 1 + 1)/100 = 0.08. CRV1 on 16 rows and 2 parameters: 8/7 · 15/14 · 0.08/64.
    let pairs: [(Int64, Int64)] = [
      (9, 7), (8, 7), (8, 7), (9, 9), (9, 6), (7, 6), (8, 8), (6, 6),
    ]
    let gap = Self.gap(pairs)
    let estimate = try gap.estimate.get()
    #expect(gap.pairs == 8 && abs(estimate.value.value + 0.1) < 1e-12)
    #expect(abs(estimate.value.standardError - (8.0 / 7 * 15 / 14 * 0.08 / 64).squareRoot()) < 1e-12)
    #expect(estimate.test.hasFewClusters && estimate.test.p > 0 && estimate.test.p < 0.2)
  }

  @Test func `pairs whose days are not covered, or hold no settled contact, do not count`() {
    let pairs = Array(repeating: (old: Int64(8), new: Int64(7)), count: 8)
    #expect(Self.gap(pairs, covered: 188).pairs == 0 && Self.gap(pairs, covered: 189).pairs == 8)
    let few = Self.gap(Array(pairs.prefix(5)))
    #expect(few.pairs == 5)
    #expect(throws: NotEstimable.tooFew(.clusters, found: 5, needed: 6)) { try few.estimate.get() }
    var center = TenureCenter()
    center.add(1, from: 0, n: 5, x: 5)
    let none = SeatReplacement(
      leaver: 1, lastDays: Self.day(0)...Self.day(300), replacement: 2,
      firstDays: Self.day(0)...Self.day(300))
    #expect(ReplacementGap([none], center.figures, covered: Self.day(0)...Self.day(300)).pairs == 0)
  }
}
