import Canonical
import Tables

/// Counters and agents of conversations, each counted once by who its agent was, and once by each
/// grouping that does not follow from that; what is grouped by team, site and so on is summed up in the
/// end.
struct UnitCounts: Sendable {
  /// Groupings that follow from the agent, then the others, as places among the counted ones.
  private let ofAgent: [Int]
  private let others: [Int]
  /// Places of the counted groupings among all.
  private let groupings: [Int]
  private let layout: CellLayout
  private var standings: StandingIndex
  /// Groups of units: where groupings follow from the agent, standings come first.
  private var index: CellIndex
  private var counts: GroupCounts
  /// By row: the code of its group.
  private var codes: [UInt32] = []
  /// By row: the group, and the cell of the month.
  private var places: [SIMD2<UInt32>] = []

  /// Nothing counted yet.
  /// - Parameter groupings: places of the counted groupings among all.
  init(_ layout: CellLayout, groupings: [Int]) {
    func follows(_ grouping: Int) -> Bool { Grouping.allCases[groupings[grouping]].followsFromAgent }
    ofAgent = groupings.indices.filter(follows)
    others = groupings.indices.filter { !follows($0) }
    self.groupings = groupings
    self.layout = layout
    standings = StandingIndex(groupings: groupings)
    let areOfOneAgent = (ofAgent.isEmpty ? [] : [true]) + others.map { _ in false }
    index = CellIndex(groupings: areOfOneAgent.count)
    counts = GroupCounts(layout, areOfOneAgent: areOfOneAgent)
  }

  /// About how many bytes it holds.
  var bytes: Int { standings.bytes + index.bytes + counts.bytes }

  /// Makes room for a month that was not met.
  mutating func append(_ month: Month) {
    index.append(month)
    counts.agents.widen(to: index.months)
  }

  /// Adds the imprints of conversations.
  mutating func add(_ imprints: Imprints, _ conversations: [ScoredConversation]) {
    if imprints.count > codes.count {
      codes = Array(repeating: 0, count: imprints.count)
      places = Array(repeating: .zero, count: imprints.count)
    }
    counts.agents.take(imprints, conversations)
    if !ofAgent.isEmpty {
      standings.take(imprints, conversations)
      add(imprints, standings.numbers, 0)
    }
    for (place, grouping) in others.enumerated() {
      UnitCounts.read(groupings[grouping], imprints, conversations, &codes)
      add(imprints, codes, place + (ofAgent.isEmpty ? 0 : 1))
    }
  }

  /// Adds another's of the same plan; there is room for its months.
  mutating func merge(_ other: UnitCounts) {
    let standings = other.standings.keys.map { self.standings.number(of: $0) }
    let isByStanding = !ofAgent.isEmpty
    let groups = other.index.groups.map { group in
      let isStanding = isByStanding && group.grouping == 0
      let code = isStanding ? UInt32(standings[Int(group.code)]) : group.code
      return index.makeGroup(of: code, in: group.grouping)
    }
    counts.add(other.counts, other.index, groups: groups.map { [$0] }, index: &index)
  }

  /// The counts of all groups, which it adds to an index of the groupings with their cells.
  func summed(into groups: inout CellIndex) -> GroupCounts {
    let parts = index.groups.map { group in
      if !ofAgent.isEmpty, group.grouping == 0 {
        return ofAgent.map { grouping in
          let code = standings.code(of: Int(group.code), in: groupings[grouping])
          return groups.makeGroup(of: code, in: grouping)
        }
      }
      let grouping = others[group.grouping - (ofAgent.isEmpty ? 0 : 1)]
      return [groups.makeGroup(of: group.code, in: grouping)]
    }
    var sums = GroupCounts(layout, areOfOneAgent: groupings.map { _ in false })
    sums.agents.widen(to: groups.months)
    sums.add(counts, index, groups: parts, index: &groups)
    return sums
  }

  /// What agents were in each month in which they have qualifying conversations.
  func monthStandings() -> Set<MonthStanding> {
    var met: Set<MonthStanding> = []
    if ofAgent.isEmpty { return met }
    for (group, month, cell) in index.allMonthCells where index.groups[group].grouping == 0 {
      if layout.qualifyingCounters.allSatisfy({ counts.months.count($0, in: cell) == 0 }) { continue }
      let key = standings.keys[Int(index.groups[group].code)]
      met.insert(MonthStanding(key, index.months.month(at: month)))
    }
    return met
  }

  /// Adds the imprints to the cells of their groups in one grouping.
  private mutating func add(_ imprints: Imprints, _ codes: [UInt32], _ grouping: Int) {
    index.locate(codes, from: 0, imprints.heads, imprints.count, in: grouping, &places)
    counts.makeRoom(for: index)
    counts.months.add(imprints.raises, imprints.monthRaises, to: places, isMonthly: true)
    counts.whole.add(imprints.raises, imprints.wholeRaises, to: places, isMonthly: false)
    counts.agents.add(to: places, index.ordinals, grouping)
  }

  private static func read(
    _ place: Int, _ imprints: Imprints, _ conversations: [ScoredConversation], _ codes: inout [UInt32]
  ) {
    let (heads, conversations) = (imprints.heads.span, conversations.span)
    var codes = codes.mutableSpan
    for row in 0..<imprints.count { codes[row] = conversations[Int(heads[row].y)].groups[place] }
  }
}
