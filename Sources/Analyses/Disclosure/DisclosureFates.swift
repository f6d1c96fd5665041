import Canonical

/// Which additive numbers of a run are withheld.
struct DisclosureFates {
  private let grid: DisclosureGrid
  /// By series: the places of what is withheld; none where nothing is.
  private var withheld: [String: DisclosureSeries.Places] = [:]

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
    var forced: DisclosureSeries.Places
    var cells: [DisclosureSeries.Cell]
  }

  /// The fates of the cells of all tables of groups.
  init(_ tables: [GuardedTable], _ pairs: [GroupPairs], _ disclosure: Disclosure) {
    let groups = tables.filter { !$0.isIndividual }
    // Most series withhold nothing, and have nothing to hide then.
    let touched = DisclosureFates.touched(groups, disclosure)
    let ties = DisclosureFates.ties(groups, touched)
    let tied = Set(ties.map(\.cell.series.name))
    /// Looks at what is told of series that may withhold something.
    func forEachTold(_ look: (_ cell: DisclosureCell, _ people: Int, _ isSurveyed: Bool) -> Void) {
      var last: (series: DisclosureCell.Series, isLooked: Bool)?
      for table in groups {
        for row in table.rows {
          row.forEachTold { cell, people in
            if last?.series != cell.series {
              let series = cell.series
              let isLooked =
                touched.contains(series.name) || series.whole.map(touched.contains) ?? false
                || tied.contains(series.name)
              last = (series, isLooked)
            }
            if last?.isLooked == true { look(cell, people, row.isSurveyed) }
          }
        }
      }
    }
    var draft = DisclosureGrid.Draft()
    forEachTold { cell, _, _ in draft.meet(cell) }
    let grid = DisclosureGrid(draft, pairs)
    self.grid = grid
    var series: [String: Known] = [:]
    var cursor = DisclosureGrid.Cursor(grid)
    var (name, known) = ("", Known())
    forEachTold { cell, people, isSurveyed in
      guard let place = cursor.place(of: cell) else { return }
      if cell.series.name != name {
        if !known.cells.isEmpty { series[name] = known }
        name = cell.series.name
        known = series.removeValue(forKey: name) ?? Known()
      }
      known.add(
        DisclosureSeries.Cell(place: place, people: people),
        isSurveyed ? disclosure.minimumRespondents : disclosure.minimumPeople, cell.series.whole)
    }
    if !known.cells.isEmpty { series[name] = known }
    let names = series.keys.sorted()
    var found: [Found] = []
    // The whole goes before its parts, and what rows are tied to before their own numbers.
    for (isTied, isPart) in [(false, false), (false, true), (true, false), (true, true)] {
      for name in names where tied.contains(name) == isTied {
        guard let known = series[name], (known.whole != nil) == isPart else { continue }
        var forced = known.whole.flatMap { withheld[$0] } ?? DisclosureSeries.Places()
        for tie in ties
        where isTied && tie.cell.series.name == name && isWithheld(tie.to, grid.place(of: tie.to)) {
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
    var last = ""
    for table in tables {
      for row in table.rows {
        row.forEachTold { cell, people in
          guard disclosure.withholds(people: people, isSurveyed: row.isSurveyed), cell.series.name != last
          else { return }
          last = cell.series.name
          touched.insert(last)
        }
      }
    }
    return touched
  }

  /// Numbers of rows that are withheld with numbers of other series, and the latter.
  private static func ties(
    _ tables: [GuardedTable], _ touched: Set<String>
  ) -> [(cell: DisclosureCell, to: DisclosureCell)] {
    var ties: [(cell: DisclosureCell, to: DisclosureCell)] = []
    for table in tables {
      for row in table.rows where !row.further.isEmpty {
        guard let cell = row.cell else { continue }
        // One whose people the row itself says has a series of its own that looks after it.
        for told in row.further where told.people == nil && touched.contains(told.cell.series.name) {
          ties.append((cell, told.cell))
        }
      }
    }
    return ties
  }

  /// Whether a cell at a place of the grid is withheld.
  private func isWithheld(_ cell: DisclosureCell, _ place: Int?) -> Bool {
    guard let place, let places = withheld[cell.series.name] else { return false }
    return places.contains(place)
  }

  /// Tells the fates of cells that come group by group, so that little is looked up anew.
  struct Reader {
    private let fates: DisclosureFates
    private var cursor: DisclosureGrid.Cursor
    private var series = ""
    /// Of the series.
    private var withheld: DisclosureSeries.Places?

    /// Begins to read.
    init(_ fates: DisclosureFates) {
      self.fates = fates
      cursor = DisclosureGrid.Cursor(fates.grid)
    }

    /// Whether a row is withheld for what its numbers add up with.
    mutating func isWithheld(_ row: GuardedRow) -> Bool {
      if let cell = row.cell, isWithheld(cell) { return true }
      if let first = row.firstMonth {
        guard let withheld = places(of: first.series) else { return false }
        return cursor.places(of: row.monthCount, from: first).contains(where: withheld.contains)
      }
      for told in row.further where isWithheld(told.cell) { return true }
      return false
    }

    /// Whether a cell is withheld.
    mutating func isWithheld(_ cell: DisclosureCell) -> Bool {
      guard let withheld = places(of: cell.series), let place = cursor.place(of: cell) else { return false }
      return withheld.contains(place)
    }

    /// What is withheld of a series; nil where nothing is.
    private mutating func places(of series: DisclosureCell.Series) -> DisclosureSeries.Places? {
      if series.name != self.series {
        self.series = series.name
        withheld = fates.withheld[series.name].flatMap { $0.isEmpty ? nil : $0 }
      }
      return withheld
    }
  }
}
