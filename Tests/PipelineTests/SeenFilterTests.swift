import Dice
import Testing

@testable import Pipeline

@Suite struct SeenFilterTests {
  private static let seed: UInt64 = 17

  /// Random keys.
  private static func keys(_ count: Int, _ random: inout Dice) -> [UInt64] {
    (0..<count).map { _ in random.next() }
  }

  /// Share of new keys that a filter takes for known ones, once it holds some keys.
  private static func falseShare(_ filter: SeenFilter, _ keys: [UInt64]) -> Double {
    Double(keys.count { filter.contains($0) }) / Double(keys.count)
  }

  /// The keys that a filter takes for known ones when it notes them.
  private static func known(_ keys: [UInt64], in filter: inout SeenFilter) -> [UInt64] {
    var known: [UInt64] = []
    filter.insert(keys, known: &known)
    return known
  }

  @Test func `a key that was noted is never missed`() {
    var random = Dice(seed: Self.seed)
    for (count, most) in [(1, 1 << 20), (1000, 1 << 20), (50_000, 1 << 20), (50_000, 4096), (1000, 0)] {
      var filter = SeenFilter(keys: count, mostBytes: most)
      let noted = Self.keys(count, &random)
      _ = Self.known(noted, in: &filter)
      #expect(noted.allSatisfy { filter.contains($0) })
      #expect(Self.known(noted, in: &filter) == noted, "\(count) keys in \(most) bytes")
    }
  }

  @Test func `one key alone is noted like many`() {
    var random = Dice(seed: Self.seed)
    let keys = Self.keys(100, &random)
    var (many, single) = (
      SeenFilter(keys: 100, mostBytes: 1 << 20), SeenFilter(keys: 100, mostBytes: 1 << 20)
    )
    _ = Self.known(keys, in: &many)
    for key in keys { single.insert(key) }
    let others = Self.keys(10_000, &random)
    #expect(others.map { many.contains($0) } == others.map { single.contains($0) })
  }

  @Test(arguments: [1000, 26_214, 52_428, 30_000])
  func `few new keys are taken for known ones at the load that it was made for`(count: Int) {
    var random = Dice(seed: Self.seed)
    var filter = SeenFilter(keys: count, mostBytes: 1 << 30)
    #expect(filter.bytes * 8 >= count * 12 && filter.bytes * 8 < count * 13 + 128)
    // The lowest bit of what stands for a contact is set.
    let known = Self.known(Self.keys(count, &random).map { $0 | 1 }, in: &filter)
    // Most of them came while it was emptier.
    #expect(Double(known.count) < 0.01 * Double(count) + 5)
    #expect(Self.falseShare(filter, Self.keys(20_000, &random)) < 0.03)
    #expect(Self.falseShare(filter, Self.keys(20_000, &random).map { $0 | 1 }) < 0.03)
  }

  @Test func `it takes no more memory than it may, at the price of more false ones`() {
    var random = Dice(seed: Self.seed)
    for most in [64, 100, 4096, 1 << 16] {
      var filter = SeenFilter(keys: 1 << 20, mostBytes: most)
      #expect(filter.bytes <= most && filter.bytes > most / 2)
      let noted = Self.keys(200, &random)
      _ = Self.known(noted, in: &filter)
      #expect(noted.allSatisfy { filter.contains($0) })
    }
    // There is always one word.
    #expect(SeenFilter(keys: 0, mostBytes: 0).bytes == 8)
  }

  @Test func `an empty filter knows nothing`() {
    var random = Dice(seed: Self.seed)
    let filter = SeenFilter(keys: 100, mostBytes: 1 << 20)
    #expect(Self.falseShare(filter, Self.keys(20_000, &random)) == 0)
  }

  @Test func `a filter is counted in the memory of its workspace`() {
    let workspace = Workspace(memory: 1 << 20, folder: "/")
    var filter = workspace.filter(expecting: 1 << 24)
    #expect(filter.bytes <= 1 << 18 && workspace.budget.used == filter.bytes)
    // Once nobody has it any more its memory is free.
    filter = SeenFilter(keys: 1, mostBytes: 8)
    #expect(workspace.budget.used == 0 && filter.bytes == 8)
  }

  @Test(arguments: [(12, 0.0035), (8, 0.0105), (5, 0.038)])
  func `of new odd keys few are taken for known ones while a filter fills`(bits: Int, most: Double) {
    var random = Dice(seed: Self.seed)
    let count = 400_000
    var filter = SeenFilter(keys: count, mostBytes: count * bits / 8)
    let known = Self.known(Self.keys(count, &random).map { $0 | 1 }, in: &filter)
    #expect(Double(known.count) < most * Double(count) && known.count > 100)
  }
}
