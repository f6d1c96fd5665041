import Canonical

/// Which additive numbers of a run are withheld.
struct DisclosureFates {
  private let grid: DisclosureGrid
  /// By series: places of what is withheld.
  private var withheld: [String: Set<Int>] = [:]

  /// What is known of a series before it is looked at.
  private struct Known {
    /// The series whose part it is.
    var whole: String?
    /// Below so many people a number is withheld.
    var minimum = 0
    /// Places and people; one place may come several times.
    var cells: [DisclosureSeries.Cell] = []

    /// Adds a row's number.
    mutating func add(_ cell: DisclosureSeries.Cell, _ minimum: Int, _ whole: String?) {
      precondition(cells.isEmpty || self.whole == whole, "a series is part of one whole")
      self.whole = whole
      self.minimum = max(self.minimum, minimum)
      cells.append(cell)
    }
  }

  /// A series that was looked at.
  private struct Found {
    var name: String
    var minimum: Int
    var forced: Set<Int>
    var cells: [DisclosureSeries.Cell]
  }

  /// The fates of the cells of all tables of groups.
  init(_ tables: [GuardedTable], _ pairs: [GroupPairs], _ disclosure: Disclosure) {
    let groups = tables.filter { !$0.isIndividual }
    // Most series withhold nothing, and have nothing to hide then.
    let touched = DisclosureFates.touched(groups, disclosure)
    let ties = DisclosureFates.ties(groups, touched)
    let tied = Set(ties.map(\.cell.series.name))
    let told = groups.lazy.flatMap(\.rows).flatMap { row in
      row.told.filter { told in
        let series = told.cell.series
        return touched.contains(series.name) || series.whole.map(touched.contains) ?? false
          || tied.contains(series.name)
      }.map { (cell: $0.cell, people: $0.people, isSurveyed: row.isSurveyed) }
    }
    let grid = DisclosureGrid(told.map(\.cell), pairs)
    self.grid = grid
    var series: [String: Known] = [:]
    for (cell, people, isSurveyed) in told {
      guard let place = grid.place(of: cell) else { continue }
      let minimum = isSurveyed ? disclosure.minimumRespondents : disclosure.minimumPeople
      series[cell.series.name, default: Known()].add(
        DisclosureSeries.Cell(place: place, people: people), minimum, cell.series.whole)
    }
    let names = series.keys.sorted()
    var found: [Found] = []
    // The whole goes before its parts, and what rows are tied to before their own numbers.
    for (isTied, isPart) in [(false, false), (false, true), (true, false), (true, true)] {
      for name in names where tied.contains(name) == isTied {
        guard let known = series[name], (known.whole != nil) == isPart else { continue }
        var forced = known.whole.flatMap { withheld[$0] } ?? []
        for tie in ties where isTied && tie.cell.series.name == name && isWithheld(tie.to) {
          if let place = grid.place(of: tie.cell) { forced.insert(place) }
        }
        precondition(
          known.whole.flatMap { series[$0]?.whole } == nil, "a series is part of a whole, not of a part")
        // Kinds of one thing that stand on the same people have one fate.
        let alike = found.first { other in
          other.minimum == known.minimum && other.forced == forced && other.cells == known.cells
            && grid.pairs.allSatisfy { $0.holds(other.name) == $0.holds(name) }
        }
        if let alike {
          withheld[name] = withheld[alike.name]
          continue
        }
        var solved = DisclosureSeries(name, known.cells, grid, minimum: known.minimum)
        withheld[name] = solved.withheld(forced: forced)
        found.append(Found(name: name, minimum: known.minimum, forced: forced, cells: known.cells))
      }
    }
  }

  /// Series with a number about too few people.
  private static func touched(_ tables: [GuardedTable], _ disclosure: Disclosure) -> Set<String> {
    var touched: Set<String> = []
    for row in tables.lazy.flatMap(\.rows) {
      for (cell, people) in row.told
      where disclosure.withholds(people: people, isSurveyed: row.isSurveyed) {
        touched.insert(cell.series.name)
      }
    }
    return touched
  }

  /// Numbers of rows that are withheld with numbers of other series, and the latter.
  private static func ties(
    _ tables: [GuardedTable], _ touched: Set<String>
  ) -> [(cell: DisclosureCell, to: DisclosureCell)] {
    tables.lazy.flatMap(\.rows).flatMap { row -> [(cell: DisclosureCell, to: DisclosureCell)] in
      guard let cell = row.cell else { return [] }
      // One whose people the row itself says has a series of its own that looks after it.
      return row.further.filter { $0.people == nil && touched.contains($0.cell.series.name) }
        .map { (cell, $0.cell) }
    }
  }

  /// Whether a cell is withheld.
  func isWithheld(_ cell: DisclosureCell) -> Bool {
    guard let places = withheld[cell.series.name], !places.isEmpty, let place = grid.place(of: cell)
    else { return false }
    return places.contains(place)
  }
}
