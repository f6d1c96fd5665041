import Canonical
import Tables

/// All groups and periods of a run's additive numbers, numbered in a fixed order: every group has a row
/// of places, one for each period.
struct DisclosureGrid {
  /// A group of a grouping.
  struct Group: Hashable {
    /// By what is grouped.
    var grouping: Grouping
    /// The group as printed.
    var name: String
  }

  /// Groups of two groupings that share work, by period.
  struct Pairs {
    /// The groupings.
    var groupings: (first: Grouping, second: Grouping)
    /// By period: numbers of two groups.
    var groups: [[SIMD2<UInt32>]]
    /// Names of the series that it is about; nil: all but those.
    var series: Set<String>?
    var others: Set<String> = []

    /// Whether it is about a series.
    func holds(_ name: String) -> Bool { series?.contains(name) ?? !others.contains(name) }

    /// The grouping that comes later in the tables.
    var later: Grouping {
      Grouping.allCases.last { $0 == groupings.first || $0 == groupings.second } ?? groupings.second
    }
  }

  /// Groups, by grouping in the order of the tables, then by the bytes of their names.
  let groups: [Group]
  /// Periods: `all` first, which is nil, then months.
  let periods: [Month?]
  /// What shares work.
  private(set) var pairs: [Pairs] = []
  private let groupNumbers: [Group: Int]
  private let ranges: [Grouping: Range<Int>]
  private let periodNumbers: [Month?: Int]
  /// By months since the first one, and one month behind the last: the first period that is no earlier.
  private let firstPeriods: [Int]

  /// The groups and periods of cells that come group by group.
  struct Draft {
    fileprivate var groups: Set<Group> = []
    fileprivate var periods: Set<Month?> = [nil]
    private var last: Group?

    /// Takes a cell's.
    mutating func meet(_ cell: DisclosureCell) {
      periods.insert(cell.month)
      let group = Group(grouping: cell.grouping, name: cell.group)
      if group == last { return }
      last = group
      groups.insert(group)
    }
  }

  /// The grid of these cells.
  init(_ cells: some Sequence<DisclosureCell>, _ pairs: [GroupPairs]) {
    var draft = Draft()
    for cell in cells { draft.meet(cell) }
    self.init(draft, pairs)
  }

  /// The grid of the cells that a draft has met.
  init(_ met: Draft, _ pairs: [GroupPairs]) {
    let places = Dictionary(
      uniqueKeysWithValues: Grouping.allCases.enumerated().map { ($0.element, $0.offset) })
    groups = met.groups.sorted { a, b in
      a.grouping == b.grouping
        ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        : places[a.grouping, default: 0] < places[b.grouping, default: 0]
    }
    var ranges: [Grouping: Range<Int>] = [:]
    for (number, group) in groups.enumerated() {
      ranges[group.grouping] = (ranges[group.grouping]?.lowerBound ?? number)..<number + 1
    }
    self.ranges = ranges
    periods = met.periods.sorted { ($0?.number ?? .min) < ($1?.number ?? .min) }
    groupNumbers = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($0.element, $0.offset) })
    periodNumbers = Dictionary(uniqueKeysWithValues: periods.enumerated().map { ($0.element, $0.offset) })
    let months = periods.compactMap(\.self)
    var firstPeriods: [Int] = []
    for (number, month) in months.enumerated() {
      // `all` is the period before all months.
      while firstPeriods.count <= Int(month.number - months[0].number) { firstPeriods.append(number + 1) }
    }
    self.firstPeriods = firstPeriods + [periods.count]
    let named = Set(pairs.compactMap(\.series).joined())
    self.pairs = pairs.map { numbered($0, named) }
  }

  /// The numbers of the groups of a grouping.
  func numbers(of grouping: Grouping) -> Range<Int> { ranges[grouping] ?? 0..<0 }

  /// How many places there are.
  var count: Int { groups.count * periods.count }

  /// The place of a cell; nil where the grid does not have it.
  func place(of cell: DisclosureCell) -> Int? {
    guard let group = groupNumbers[Group(grouping: cell.grouping, name: cell.group)],
      let period = periodNumbers[cell.month]
    else { return nil }
    return place(group, period)
  }

  /// The place of a group and period.
  func place(_ group: Int, _ period: Int) -> Int { group * periods.count + period }

  /// Finds the places of cells that come group by group: a group is looked up once in a row.
  struct Cursor {
    private let grid: DisclosureGrid
    private var group: Group?
    private var number: Int?

    /// A cursor at no group.
    init(_ grid: DisclosureGrid) { self.grid = grid }

    /// The place of a cell; nil where the grid does not have it.
    mutating func place(of cell: DisclosureCell) -> Int? {
      guard let number = number(of: cell), let period = grid.periodNumbers[cell.month] else { return nil }
      return grid.place(number, period)
    }

    /// The places of so many months of a group; those that the grid does not have are not among them.
    mutating func places(of months: Int, from first: DisclosureCell) -> Range<Int> {
      guard let month = first.month, let number = number(of: first) else { return 0..<0 }
      let start = grid.place(number, grid.firstPeriod(from: month.number))
      return start..<grid.place(number, grid.firstPeriod(from: month.number + Int32(months)))
    }

    private mutating func number(of cell: DisclosureCell) -> Int? {
      let group = Group(grouping: cell.grouping, name: cell.group)
      if group != self.group { (self.group, number) = (group, grid.groupNumbers[group]) }
      return number
    }
  }

  /// The number of the first period that is a month, and no earlier than one.
  private func firstPeriod(from month: Int32) -> Int {
    guard let first = periods.lazy.compactMap(\.self).first else { return periods.count }
    return firstPeriods[min(max(0, Int(month - first.number)), firstPeriods.count - 1)]
  }

  /// The pairs whose groups and month the grid has.
  private func numbered(_ pairs: GroupPairs, _ named: Set<String>) -> Pairs {
    let (first, second) = pairs.groupings
    var groups = Array(repeating: [SIMD2<UInt32>](), count: periods.count)
    for pair in pairs.pairs {
      guard let period = periodNumbers[pair.month],
        let first = groupNumbers[Group(grouping: first, name: pair.first)],
        let second = groupNumbers[Group(grouping: second, name: pair.second)]
      else { continue }
      groups[period].append(SIMD2(UInt32(first), UInt32(second)))
    }
    return Pairs(groupings: pairs.groupings, groups: groups, series: pairs.series, others: named)
  }
}
