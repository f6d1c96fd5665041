import Canonical

/// The sums that numbers of one series obey: what is published adds up along them, so what is withheld
/// must not.
///
/// - The months of a group add up to its period `all`.
/// - The groups of a grouping, the one without a name too, add up to `all` in each period.
/// - Where groups of two groupings share work, the groups of one on one side of the line, and those of
///   the other that they share it with, add up to the same: a site's teams to the site; where a team
///   worked at two sites, the teams of both to both.
///
/// A number that is 0 has no row, and everybody knows that it is 0. A total that no row prints is a
/// number of its own: it counts as told, and the equations know better.
struct DisclosureLines {
  /// One sum: unknowns and their signs; all of them add up to 0.
  typealias Line = [LinearUnknowns.Term]

  /// The lines, in a fixed order.
  private(set) var lines: [Line] = []
  /// Numbers and totals that no row prints, which come last.
  private(set) var unknownCount: Int

  private let grid: DisclosureGrid
  /// By place: the number of its cell; -1 where there is none.
  private let cells: [Int]
  /// Totals that no row prints, by place; those of periods stand behind the grid.
  private var unprinted: [Int: Int] = [:]

  /// The lines of a series.
  /// - Parameter places: of its cells, in their order.
  init(_ name: String, _ places: [Int], _ grid: DisclosureGrid) {
    self.grid = grid
    unknownCount = places.count
    var cells = Array(repeating: -1, count: grid.count)
    for (cell, place) in places.enumerated() { cells[place] = cell }
    self.cells = cells
    for period in grid.periods.indices {
      // Sites before their teams, and the teams of each site before all teams: what is withheld of a site
      // then serves all teams too.
      for grouping in Grouping.allCases where grouping != .all {
        for pairs in grid.pairs where pairs.later == grouping && pairs.holds(name) {
          addShared(pairs, period)
        }
        addGroups(of: grouping, period)
      }
    }
    addMonths()
  }

  /// The months of each group, and its period of all.
  private mutating func addMonths() {
    for group in grid.groups.indices {
      let months = (1..<grid.periods.count).compactMap { cell(group, $0) }
      if months.isEmpty { continue }
      let total = cell(group, 0) ?? total(at: grid.place(group, 0))
      append(months, total: total)
    }
  }

  /// The groups of a grouping in a period, and all.
  private mutating func addGroups(of grouping: Grouping, _ period: Int) {
    let parts = grid.numbers(of: grouping).compactMap { cell($0, period) }
    if parts.isEmpty { return }
    let whole = grid.numbers(of: .all).compactMap { cell($0, period) }
    append(parts, total: whole.first ?? total(at: grid.count + period))
  }

  /// The groups of two groupings that share work in a period, directly or through others.
  private mutating func addShared(_ pairs: DisclosureGrid.Pairs, _ period: Int) {
    if pairs.groups[period].isEmpty { return }
    var leaders = Array(repeating: -1, count: grid.groups.count)
    func leader(_ group: Int) -> Int {
      var group = group
      while leaders[group] != group { group = leaders[group] }
      return group
    }
    for pair in pairs.groups[period] {
      let (first, second) = (Int(pair.x), Int(pair.y))
      if cell(first, period) == nil || cell(second, period) == nil { continue }
      if leaders[first] < 0 { leaders[first] = first }
      if leaders[second] < 0 { leaders[second] = second }
      let (one, other) = (leader(first), leader(second))
      leaders[max(one, other)] = min(one, other)
    }
    var shared: [Int: Line] = [:]
    for group in leaders.indices where leaders[group] >= 0 {
      guard let cell = cell(group, period) else { continue }
      let sign = grid.groups[group].grouping == pairs.groupings.first ? 1 : -1
      shared[leader(group), default: []].append(.init(unknown: cell, sign: sign))
    }
    // One alone says no more than that both groupings add up to all.
    if shared.count < 2 { return }
    for line in shared.sorted(by: { $0.key < $1.key }).map(\.value) {
      lines.append(line.sorted { $0.unknown < $1.unknown })
    }
  }

  private mutating func append(_ parts: [Int], total: Int) {
    let terms = parts.map { LinearUnknowns.Term(unknown: $0, sign: 1) }
    lines.append((terms + [.init(unknown: total, sign: -1)]).sorted { $0.unknown < $1.unknown })
  }

  private func cell(_ group: Int, _ period: Int) -> Int? {
    let cell = cells[grid.place(group, period)]
    return cell < 0 ? nil : cell
  }

  /// A total that no row prints.
  private mutating func total(at place: Int) -> Int {
    if let total = unprinted[place] { return total }
    unprinted[place] = unknownCount
    unknownCount += 1
    return unknownCount - 1
  }
}
