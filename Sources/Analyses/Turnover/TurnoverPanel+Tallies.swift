import Aggregate
import Canonical
import Tables

extension TurnoverPanel {
  /// The panel of a run's tallies.
  ///
  /// A unit is in it with the months in which it had person days; without contacts n is 0.
  /// - Parameters:
  ///   - employees: days and separations of those who are in the sums.
  ///   - numbers: first contact resolution of the same run; nil where it was not computed.
  ///   - name: what a group is called in the tables; units without a name are left out.
  package init(
    _ kind: UnitKind, _ employees: TurnoverTally, _ numbers: FCRTables?, name: (Grouping, UInt32) -> String
  ) {
    let grouping: Grouping = kind == .site ? .site : .team
    let groups = employees.units.filter { $0.key.grouping == grouping && $0.key.group != 0 }
      .map { (code: $0.key.group, name: name(grouping, $0.key.group), unit: $0.value) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let span = employees.span
    let cells = groups.enumerated().flatMap { number, group in
      group.unit.months.enumerated().compactMap { place, counts -> Cell? in
        if counts.personDays == 0 { return nil }
        let month = span.month(at: place)
        let contacts = numbers?.firstContacts(of: grouping, group.code, in: month)
        return Cell(
          unit: number, month: Int(month.number), separations: counts.separations(.external),
          personDays: Int(counts.personDays), n: Int(contacts?.rate.n ?? 0), x: Int(contacts?.rate.x ?? 0),
          people: Int(counts.people), agents: contacts?.people ?? 0)
      }
    }
    self.init(kind: kind, units: groups.map(\.name), cells: cells)
  }
}

extension FCRTables {
  /// The headline's window and match.
  package var headline: FCRNumber.Variant { FCRNumber.Variant(days: headlineDays, match: headlineMatch) }

  /// Mean repeat contacts after an unresolved first contact at the headline; nil where nothing tells.
  ///
  /// Contacts that are no first ones, over the first contacts of the same time that are not resolved: of those
  /// whose window is open, or whose past is cut off, as many as of the settled ones.
  package var repeatsPerUnresolved: Double? {
    let all = figures.cells.keys.first { $0.grouping == .all && $0.month == nil }
    guard let all, let cell = figures.cells[all],
      let figure = figures.figure(FCRNumber(.windowFCR, headline), of: all), figure.rate.n > figure.rate.x
    else { return nil }
    let open = (figure.unsettled ?? 0) + (figure.firstUnknown ?? 0)
    let further = cell.qualifying - figure.rate.n - open - (figure.unidentified ?? 0)
    let unresolved = Double(figure.rate.n - figure.rate.x) / Double(figure.rate.n)
    return Double(further) / (Double(figure.rate.n + open) * unresolved)
  }

  /// First contacts of a group in a month at the headline, and those of them that were resolved; nil where there
  /// is no such number.
  fileprivate func firstContacts(of grouping: Grouping, _ group: UInt32, in month: Month) -> FCRFigure? {
    return figures.figure(
      FCRNumber(.windowFCR, headline), of: FCRCell.Key(grouping: grouping, group: group, month: month))
  }
}
