import Canonical
import Dice
import Tables

@testable import Analyses

/// A center of a few random agents, whose work is counted group by group and month by month: the truth
/// behind guarded tables, and every sum that it obeys.
struct RandomCenter {
  /// What one agent did in one month.
  struct Work {
    var month: Int
    var groups: [Grouping: String]
    var agent: Int
    /// By series: how often.
    var counts: [String: Int]
  }

  /// A number and who stands behind it.
  struct Number {
    var count = 0
    var people: Set<Int> = []
  }

  /// Where the counts are a part of `qualifying`.
  static let series = ["qualifying", "settled", "said"]

  let work: [Work]
  /// By cell: what is counted, zeros left out.
  let numbers: [DisclosureCell: Number]
  private let groupings: [Grouping]

  /// Agents of a few teams, most of which belong to one site; some move.
  init(_ dice: inout Dice) {
    let (teams, months) = (2 + dice.below(4), 1 + dice.below(3))
    let siteOfTeam = (0..<teams).map { _ in dice.below(2) }
    let hasAll = dice.chance(90)
    groupings = (hasAll ? [Grouping.all] : []) + [.site, .team, .channel]
    var work: [Work] = []
    for agent in 0..<(4 + dice.below(16)) {
      var team = dice.below(teams)
      for month in 0..<months {
        if dice.chance(10) { team = dice.below(teams) }
        if dice.chance(10) { continue }
        let site = dice.chance(3) ? 2 : siteOfTeam[team]
        let qualifying = 1 + dice.below(9)
        for channel in 0..<(dice.chance(50) ? 1 : 2) {
          work.append(
            Work(
              month: month,
              groups: [
                .all: "all", .site: "site \(site)", .team: team == 0 ? "" : "team \(team)",
                .channel: "channel \(channel)",
              ],
              agent: agent,
              counts: [
                "qualifying": qualifying, "settled": dice.below(qualifying + 1),
                "said": dice.chance(40) ? dice.below(4) : 0,
              ]))
        }
      }
    }
    self.work = work
    var numbers: [DisclosureCell: Number] = [:]
    for work in work {
      for (name, count) in work.counts where count > 0 {
        for grouping in groupings {
          for month in [nil, RandomCenter.month(work.month)] {
            let cell = DisclosureCell(
              RandomCenter.series(name), grouping, work.groups[grouping] ?? "", month)
            numbers[cell, default: Number()].count += count
            // Those who say something are others than those who work.
            let people = name == "said" ? (0..<3 * count).map { 100 * work.agent + $0 } : [work.agent]
            numbers[cell, default: Number()].people.formUnion(people)
          }
        }
      }
    }
    self.numbers = numbers
  }

  /// What the counts of a series are a part of.
  static func series(_ name: String) -> DisclosureCell.Series {
    DisclosureCell.Series(name, partOf: name == "settled" ? "qualifying" : nil)
  }

  /// Two tables of the numbers, in a random order; some stand in both.
  func tables(_ dice: inout Dice) -> [GuardedTable] {
    let rows = numbers.map { cell, number in
      GuardedRow(
        [
          .text(cell.series.name), .text(cell.grouping.rawValue), .text(cell.group),
          .text(cell.month?.description ?? "all"), .integer(Int64(number.count)), .missing,
        ],
        people: number.people.count, isSurveyed: cell.series.name == "said", cell: cell)
    }.shuffled(using: &dice)
    let table = ReportTable(
      name: "center", description: "One number per row.",
      columns: ["series", "group_by", "group", "period", "n", "flag"].map { .init($0, .text, $0) },
      primaryKey: [], rows: [])
    let cut = dice.below(rows.count + 1)
    let both = Array(rows[..<cut]) + rows.filter { _ in dice.chance(10) }
    return [Array(rows[cut...]), both].map { GuardedTable(table, guardedColumns: ["n"], rows: $0) }
  }

  /// The sites and teams that share work.
  var pairs: [GroupPairs] {
    var pairs: Set<GroupPairs.Pair> = []
    for work in work {
      for month in [nil, RandomCenter.month(work.month)] {
        pairs.insert(.init(work.groups[.site] ?? "", work.groups[.team] ?? "", month))
      }
    }
    return [GroupPairs(.site, .team, Array(pairs))]
  }

  /// Every sum of a series, as cells and signs that add up to 0: of months, of groups, and of the teams of
  /// any sites which have no other site.
  func sums(_ name: String) -> [[(cell: DisclosureCell, sign: Int)]] {
    let cells = numbers.keys.filter { $0.series.name == name }
    var sums: [[(DisclosureCell, Int)]] = []
    let periods = [nil] + Set(cells.compactMap(\.month)).sorted().map { Optional($0) }
    for whole in cells where whole.month == nil {
      let months = cells.filter {
        $0.month != nil && $0.grouping == whole.grouping && $0.group == whole.group
      }
      sums.append([(whole, -1)] + months.map { ($0, 1) })
    }
    for period in periods {
      let here = cells.filter { $0.month == period }
      // Any two groupings count the same.
      for grouping in groupings.dropFirst() {
        let first = here.filter { $0.grouping == groupings[0] }
        sums.append(first.map { ($0, -1) } + here.filter { $0.grouping == grouping }.map { ($0, 1) })
      }
      let (sites, teams) = (here.filter { $0.grouping == .site }, here.filter { $0.grouping == .team })
      let shared = Set(
        work.filter { period == nil || RandomCenter.month($0.month) == period }.map {
          [$0.groups[.site] ?? "", $0.groups[.team] ?? ""]
        }
      ).filter { pair in
        sites.contains { $0.group == pair[0] } && teams.contains { $0.group == pair[1] }
      }
      var closed: [Int] = []
      for chosen in 1..<8 {
        let some = Set((0..<3).filter { chosen >> $0 & 1 == 1 }.map { "site \($0)" })
        let inside = Set(shared.filter { some.contains($0[0]) }.map { $0[1] })
        let outside = Set(shared.filter { !some.contains($0[0]) }.map { $0[1] })
        if !inside.isDisjoint(with: outside) || inside.isEmpty { continue }
        // Sums of sums say nothing new.
        if closed.contains(where: { chosen & $0 == $0 }) { continue }
        closed.append(chosen)
        sums.append(
          sites.filter { some.contains($0.group) }.map { ($0, -1) }
            + teams.filter { inside.contains($0.group) }.map { ($0, 1) })
      }
    }
    return sums.filter { !$0.isEmpty }
  }

  /// What somebody finds out who knows all sums of a series, and all numbers but those withheld.
  func found(
    _ name: String, _ sums: [[(cell: DisclosureCell, sign: Int)]], withheld: Set<DisclosureCell>
  ) -> [DisclosureCell: Int] {
    let hidden = Array(withheld.filter { $0.series.name == name })
    let places = Dictionary(uniqueKeysWithValues: hidden.enumerated().map { ($0.element, $0.offset) })
    var solver = ExactSolver()
    for sum in sums {
      var (factors, total): ([Int: Int], Int) = ([:], 0)
      for (cell, sign) in sum {
        if let place = places[cell] {
          factors[place, default: 0] += sign
        } else {
          total -= sign * (numbers[cell]?.count ?? 0)
        }
      }
      if !factors.isEmpty { solver.add(factors, total: total) }
    }
    return Dictionary(uniqueKeysWithValues: solver.solved.map { (hidden[$0.key], $0.value) })
  }

  private static func month(_ number: Int) -> Month { Month(number: Int32(24_000 + number)) }
}
