import Aggregate
import Canonical
import Dice
import Tables
import Testing

@testable import Pipeline

/// Tallies of several workers in little memory.
@Suite struct TallyPoolTests {
  private func piece(using random: inout Dice) -> ScoredPiece {
    var piece = ScoredPiece()
    for _ in 0...random.below(20) {
      for _ in 0...random.below(2) {
        var groups = InlineArray<12, UInt32>(repeating: 0)
        for place in groups.indices { groups[place] = UInt32(random.below(4)) }
        let start = Instant(seconds: Int64(random.below(90)) * 86_400)
        var link = RepeatLink()
        link.isIdentified = true
        if random.chance(30) { link.untilReturn = Int64(random.below(9)) * 86_400_000 }
        piece.conversations.append(
          ScoredConversation(
            status: .qualifying, start: start, end: start,
            month: Month(number: Int32(random.below(3))), isAssertedResolved: nil, hasCallType: true,
            agent: groups[8], groups: groups, links: InlineArray(repeating: link)))
      }
      piece.customerEnds.append(piece.conversations.count)
    }
    return piece
  }

  @Test(arguments: [1, 2, 5]) func `tallies that are pooled early and late add up to the same`(workers: Int) {
    let seed: UInt64 = 402
    var random = Dice(seed: seed)
    let coverage = Coverage(
      from: Instant(seconds: 0), to: Instant(seconds: 100 * 86_400), asOf: Instant(seconds: 100 * 86_400))
    let plan = FCRTally.Plan(FCRParameters(), coverage: coverage)
    let pieces = (0..<30).map { _ in piece(using: &random) }
    var whole = FCRTally(plan)
    for piece in pieces { whole.observe(piece) }
    // All are pooled at once, some are, none is.
    for limit in [1 << 4, 1 << 22, 1 << 30] {
      let budget = MemoryBudget(limit: limit)
      let pool = TallyPool(plan, workers: workers, budget: budget)
      var tallies = Array(repeating: FCRTally(plan), count: workers)
      var known = Array(repeating: 0, count: workers)
      for (place, piece) in pieces.enumerated() {
        let worker = place % workers
        tallies[worker].observe(piece)
        pool.watch(&tallies[worker], known: &known[worker])
        if limit == 1 << 4, workers > 1 { #expect(known[worker] < whole.bytes / 8) }
      }
      #expect(pool.total(with: tallies).finish() == whole.finish(), "seed \(seed), \(limit)")
    }
  }
}
