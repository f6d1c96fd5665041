import Tables

extension Truth {
  /// Who left which site in which month, of those who worked there: `truth/turnover.csv`.
  ///
  /// From the roster, so without the faults that are planted in the HR system's export. A separation belongs to
  /// the month and site of its last day.
  func writeTurnover(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "truth/turnover.csv", sink: sink)
    sheet.header(
      ["month", "site", "worker_class", "person_days", "separations"] + SeatHistory.exits.map(\.name) + [
        "moves"
      ])
    let cells = turnoverCells()
    for (key, cell) in cells.sorted(by: { $0.key < $1.key }) {
      try sheet.row(
        [
          String(CivilDate.first(of: Int32(key.month)).description.prefix(7)), Roster.sites[key.site],
          SeatHistory.classes[key.kind].name, String(cell.personDays), String(cell.exits.reduce(0, +)),
        ] + cell.exits.map(String.init) + [String(cell.moves)])
    }
    _ = try sheet.finish()
  }

  /// How people leave, as TRUTH.md says it.
  var turnover: String {
    let share = { (percent: Int) in decimal(millionths: percent * 10_000, digits: 2) }
    let sites = zip(Roster.sites, Roster.turnover).map { "\($0) \(share($1))" }
    let exits = SeatHistory.exits.map { "\($0.name) \(share($0.percent))" }
    return """
      ## Turnover

      The chance to leave within a year, spread evenly over its days, 1.8 times as high in the first 90 and none
      in the first week: \(sites.joined(separator: ", ")).
      Exits: \(exits.joined(separator: ", ")).
      Four in a hundred of those who leave for the first time come back. Whoever came before
      \(CenterCalendar.rosterFirst.description) was still there then. What came of it, by month, site and kind of
      contract, with the moves that began there: truth/turnover.csv.

      """
  }

  private struct TurnoverKey: Hashable, Comparable {
    var month: Int
    var site: Int
    var kind: Int

    static func < (lhs: TurnoverKey, rhs: TurnoverKey) -> Bool {
      (lhs.month, lhs.site, lhs.kind) < (rhs.month, rhs.site, rhs.kind)
    }
  }

  private struct TurnoverCell {
    var personDays = 0
    var exits = [Int](repeating: 0, count: SeatHistory.exits.count)
    var moves = 0
  }

  private func turnoverCells() -> [TurnoverKey: TurnoverCell] {
    var cells: [TurnoverKey: TurnoverCell] = [:]
    let (first, end) = (CenterCalendar.rosterFirst, CenterCalendar.end)
    for worker in roster.workers {
      let kind = SeatHistory.classes.firstIndex { $0.spelling == worker.workerType } ?? 0
      func key(_ day: CivilDate, _ posting: Worker.Posting) -> TurnoverKey {
        TurnoverKey(month: Int(day.month.number), site: posting.team % Roster.sites.count, kind: kind)
      }
      for posting in worker.postings {
        var day = max(posting.from, first)
        if posting.from >= first, posting.change != "Hire", posting.from < end {
          cells[key(day, posting), default: TurnoverCell()].moves += 1
        }
        let last = min(posting.to?.days ?? end.days - 1, end.days - 1)
        while day.days <= last {
          let next = min(CivilDate.first(of: day.month.number + 1).days, last + 1)
          cells[key(day, posting), default: TurnoverCell()].personDays += Int(next - day.days)
          day.days = next
        }
      }
      for spell in worker.spells {
        guard let left = spell.left, left >= first, left < end,
          let posting = worker.postings.last(where: { $0.from <= left }),
          let exit = SeatHistory.exits.firstIndex(where: { $0.spelling == spell.exit })
        else { continue }
        cells[key(left, posting), default: TurnoverCell()].exits[exit] += 1
      }
    }
    return cells
  }
}

extension CivilDate {
  /// The first day of a month, counted from January of year 0.
  static func first(of month: Int32) -> CivilDate {
    CenterCalendar.day(Int(month) / 12, Int(month) % 12 + 1, 1)
  }
}
