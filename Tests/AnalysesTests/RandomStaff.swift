import Aggregate
import Canonical
import Dice
import Tables

@testable import Analyses

/// A few random people over 13 months, the table of their turnover, and every sum that its numbers obey.
struct RandomStaff {
  /// A number of the table.
  struct Cell: Hashable {
    var kind: String
    var grouping: String
    var group: String
    var period: String
  }

  /// People and what they count as.
  let histories: [EmploymentHistory]
  /// The days looked at.
  let span: TurnoverSpan
  /// Groupings of the table.
  static let groupings: [Grouping] = [.all, .site, .team, .supervisor, .role, .roleType]
  /// What adds up to external turnover.
  static let reasons = ["voluntary", "involuntary", "other", "unknown"]

  /// People of a few teams: most teams are at one site under one supervisor, some people move or leave.
  init(_ dice: inout Dice) {
    // 2025-01-01 to 2026-01-31.
    let (first, days) = (Int32(20_089), 396)
    span = TurnoverSpan(first: CivilDate(days: first), last: CivilDate(days: first + Int32(days) - 1))
    let teams = 2 + dice.below(4)
    let homes = (0..<teams).map { _ in
      (site: UInt32(1 + dice.below(2)), supervisor: UInt32(1 + dice.below(3)))
    }
    histories = (0..<(10 + dice.below(40))).map { person in
      var history = EmploymentHistory(person: UInt32(person))
      var (day, team) = (dice.chance(70) ? 0 : dice.below(days), dice.below(teams))
      let role = UInt32(dice.below(5))
      let end = dice.chance(60) ? days - 1 : dice.below(days)
      while day <= end {
        let last = dice.chance(80) ? end : min(end, day + dice.below(200))
        let home = homes[team]
        let site = dice.chance(3) ? 3 : home.site
        // Roles 1 and 2 are of one type, 3 and 4 of another; 0 is nobody's.
        let groups = EmploymentHistory.Groups(
          0, site, UInt32(team + 1), home.supervisor, role, (role + 1) / 2, 0, 0)
        history.stretches.append(
          .init(
            first: CivilDate(days: first + Int32(day)), last: CivilDate(days: first + Int32(last)),
            groups: groups))
        (day, team) = (last + 1, dice.below(teams))
      }
      if end < days - 1, let last = history.stretches.last {
        let reason = dice.pick([TurnoverKind.voluntary, .involuntary, .other, .unknown])
        history.separations = [.init(day: last.last, groups: last.groups, kinds: [.external, .seat, reason])]
      }
      return history
    }
  }

  /// The tables of the tally.
  var tables: TurnoverTables {
    var tally = TurnoverTally(span, groupings: Self.groupings)
    for history in histories { tally.observe(history) }
    return TurnoverTables(
      tally, contractors: nil,
      TurnoverTables.Ground(parameters: TurnoverParameters(), ranksFrom: nil) { RandomStaff.name($0, $1) })
  }

  /// What a group is called.
  static func name(_ grouping: Grouping, _ code: UInt32) -> String {
    code == 0 ? "" : "\(grouping.rawValue) \(code)"
  }

  /// The cell of a row.
  static func cell(_ cells: [ReportTable.Cell]) -> Cell {
    let texts = cells[..<4].map { if case .text(let text) = $0 { text } else { "" } }
    return Cell(kind: texts[0], grouping: texts[1], group: texts[2], period: texts[3])
  }

  /// Every sum that the separations obey, as cells and signs that add up to 0, of those that exist.
  func sums(_ cells: Set<Cell>) -> [[(cell: Cell, sign: Int)]] {
    var sums: [[(Cell, Int)]] = []
    let byGroup = Dictionary(grouping: cells) { [$0.kind, $0.grouping, $0.group] }
    for own in byGroup.values {
      let months = own.filter { !$0.period.contains("P") && $0.period != "all" }.sorted {
        $0.period < $1.period
      }
      for whole in own where !months.contains(whole) {
        // Of the months of 13, twelve from the first or the second on.
        let start = whole.period.prefix(7)
        let parts =
          whole.period == "all"
          ? months : months.filter { start <= $0.period && $0.period < Self.yearLater(start) }
        sums.append([(whole, -1)] + parts.map { ($0, 1) })
      }
    }
    for own in Dictionary(grouping: cells, by: { [$0.kind, $0.period] }).values {
      guard let all = own.first(where: { $0.grouping == "all" }) else { continue }
      for parts in Dictionary(grouping: own, by: \.grouping).values where parts[0].grouping != "all" {
        sums.append([(all, -1)] + parts.map { ($0, 1) })
      }
      sums += shared(own)
    }
    for external in cells where external.kind == "external" {
      sums.append(
        [(external, -1)]
          + Self.reasons.map {
            (Cell(kind: $0, grouping: external.grouping, group: external.group, period: external.period), 1)
          })
    }
    return sums
  }

  /// Of the cells of a kind and period: groups of two groupings that share days with one another alone.
  private func shared(_ own: [Cell]) -> [[(Cell, Int)]] {
    let period = own[0].period
    if period.contains("P") { return [] }
    let pairs: [(Grouping, Grouping)] = [
      (.site, .team), (.site, .supervisor), (.team, .supervisor), (.roleType, .role),
    ]
    return pairs.flatMap { one, other -> [[(Cell, Int)]] in
      // Each group begins alone; who has days in two brings them together.
      var parts: [Set<String>] = []
      for stretch in histories.flatMap(\.stretches) where isMet(stretch, period) {
        var part: Set = [one, other].reduce(into: Set<String>()) { part, grouping in
          let code = stretch.groups[EmploymentHistory.place(of: grouping)]
          part.insert("\(grouping.rawValue)/" + Self.name(grouping, code))
        }
        for known in parts where !known.isDisjoint(with: part) { part.formUnion(known) }
        parts.removeAll { !$0.isDisjoint(with: part) }
        parts.append(part)
      }
      return parts.map { part in
        own.filter { part.contains("\($0.grouping)/\($0.group)") }.map {
          ($0, $0.grouping == one.rawValue ? 1 : -1)
        }
      }
    }
  }

  private func isMet(_ stretch: EmploymentHistory.Stretch, _ period: String) -> Bool {
    period == "all"
      || stretch.first.description.prefix(7) <= period && period <= stretch.last.description.prefix(7)
  }

  private static func yearLater(_ month: Substring) -> String {
    "\((Int(month.prefix(4)) ?? 0) + 1)\(month.dropFirst(4))"
  }
}
