import Canonical

/// Who credited agents were, numbered in the order of being met: an agent with a site, team, role type
/// and so on.
///
/// Every group of a conversation that follows from its agent follows from its standing. So conversations
/// are counted once by standing, and the counters of those groups are sums of standings.
struct StandingIndex: Sendable {
  /// An agent's code, and those of the groups; 0 where missing, or where nothing is grouped by it.
  typealias Key = SIMD8<UInt32>

  /// Standings, by number.
  private(set) var keys: [Key] = []
  /// By row of those that were taken last: the number of its standing.
  private(set) var numbers: [UInt32] = []
  /// By place in a key: all bits where conversations are grouped by it.
  private var wanted = Key.zero
  /// Numbers + 1, in a table with open addressing.
  private var slots = [UInt32](repeating: 0, count: 1 << 8)
  private var shift = UInt32(32 - 8)

  /// The groupings that follow from who the agent was, as places among all; in the order of a key.
  private static let places = Grouping.allCases.indices.filter { Grouping.allCases[$0].followsFromAgent }
  /// Where a key holds them.
  private static let (team, agent, tenureBand) = (2, 4, 7)

  /// No standing yet.
  /// - Parameter groupings: what conversations are grouped by, as places among all.
  init(groupings: [Int]) {
    let ordered = StandingIndex.places.map { Grouping.allCases[$0] }
    precondition(
      ordered.count == Key.scalarCount && ordered[StandingIndex.agent] == .agent,
      "a key has every grouping at its place")
    for (lane, place) in StandingIndex.places.enumerated() {
      wanted[lane] = lane == StandingIndex.agent || groupings.contains(place) ? .max : 0
    }
  }

  /// The code of a grouping's group, given by its place among all groupings.
  func code(of standing: Int, in place: Int) -> UInt32 { StandingIndex.code(keys[standing], in: place) }

  /// The code of a grouping's group in a key, given by its place among all groupings.
  static func code(_ key: Key, in place: Int) -> UInt32 {
    guard let lane = StandingIndex.places.firstIndex(of: place) else {
      preconditionFailure("only groups that follow from the agent are asked for")
    }
    return key[lane]
  }

  /// A key of whoever has these groups.
  static func withoutAgent(_ key: Key) -> Key {
    var key = key
    key[agent] = 0
    return key
  }

  /// Numbers the standings of rows.
  mutating func take(_ imprints: Imprints, _ conversations: [ScoredConversation]) {
    if imprints.count > numbers.count { numbers = Array(repeating: 0, count: imprints.count) }
    var row = 0
    while true {
      row = StandingIndex.find(
        imprints.heads, from: row, imprints.count, conversations, wanted, keys, slots, shift, &numbers)
      if row == imprints.count { break }
      // The next round finds it.
      _ = number(of: StandingIndex.key(conversations[Int(imprints.heads[row].y)]) & wanted)
    }
  }

  /// The number of a standing; a new one where it was not met.
  mutating func number(of key: Key) -> Int {
    var slot = StandingIndex.slot(key, shift)
    while slots[slot] > 0 {
      if all(keys[Int(slots[slot]) - 1] .== key) { return Int(slots[slot]) - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  /// About how many bytes it holds.
  var bytes: Int { MemoryLayout<Key>.stride * keys.capacity + 4 * slots.capacity }

  /// - Returns: the first row whose standing was not met; `end` where there is none.
  private static func find(
    _ heads: [SIMD4<UInt32>], from start: Int, _ end: Int, _ conversations: [ScoredConversation],
    _ wanted: Key, _ keys: [Key], _ slots: [UInt32], _ shift: UInt32, _ numbers: inout [UInt32]
  ) -> Int {
    let (heads, conversations) = (heads.span, conversations.span)
    let (keys, slots) = (keys.span, slots.span)
    var numbers = numbers.mutableSpan
    var row = start
    while row < end {
      let key = StandingIndex.key(conversations[Int(heads[row].y)]) & wanted
      var slot = StandingIndex.slot(key, shift)
      while true {
        let number = slots[slot]
        if number == 0 { return row }
        if all(keys[Int(number &- 1)] .== key) {
          numbers[row] = number &- 1
          break
        }
        slot = (slot &+ 1) & (slots.count &- 1)
      }
      row &+= 1
    }
    return end
  }

  @inline(__always)
  private static func key(_ conversation: borrowing ScoredConversation) -> Key {
    let groups = conversation.groups
    // In the order of `places`.
    return Key(
      groups[0], groups[5], groups[6], groups[7], groups[8], groups[9], groups[10], groups[11])
  }

  /// Agents move between teams and grow older; of one agent the rest seldom differs where these do not.
  ///
  /// Source: multilinear hashing, Carter and Wegman (1979), doi:10.1016/0022-0000(79)90044-8.
  @inline(__always)
  private static func slot(_ key: Key, _ shift: UInt32) -> Int {
    let mixed = key[agent] &* 0x9e37_79b1 &+ key[team] &* 0x85eb_ca6b &+ key[tenureBand] &* 0xc2b2_ae35
    return Int((mixed &* 0x9e37_79b1) &>> shift)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    shift -= 1
    for (number, key) in keys.enumerated() {
      var slot = StandingIndex.slot(key, shift)
      while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
