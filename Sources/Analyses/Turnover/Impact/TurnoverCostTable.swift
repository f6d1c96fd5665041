import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `turnover_cost`: what goes with turnover above the threshold, in points of first contact resolution, repeat contacts and
/// money.
///
/// Loss of FCR = −h·max(T − threshold, 0) for each unit and month, h the change of slope there with effects of units and
/// months taken out (`turnover_knee`, hinge, bend). Sums are linear in h, so the delta interval is h's times a sum that is
/// known. Repeat contacts = loss × first contacts × mean repeats of an unresolved first; money = repeats × cost.
/// Source: the product's contract on turnover and FCR; docs/statistics.md, counterfactual.
///
/// Disclosure: who knows h and a unit's turnover solves its first contacts from its repeats. So a unit is printed for
/// twelve months alone, and not where the first contacts of one of these months are withheld; and what all units lose
/// less what is printed of them is never that of one unit: withheld units obey the rule of sums (`turnover_cost`).
struct TurnoverCostTable {
  /// The verdict and the hinge.
  let knee: ImpactKnee
  /// Mean repeat contacts after an unresolved first contact; nil where unknown.
  let repeatsPerUnresolved: Double?
  /// What a contact costs; nil where nobody said.
  let cost: ContactCost?
  /// The series of first contacts in the table of first contact resolution.
  let firsts: DisclosureCell.Series

  private var panel: ImpactPanel { knee.panel }

  /// What its own numbers are called where they add up.
  private static let series = DisclosureCell.Series("turnover_cost")

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "turnover_cost",
        description:
          "What goes with external turnover above the threshold in one month or in twelve, for all units or one, per row.",
        columns: Self.columns, primaryKey: ["group_by", "group", "period"], rows: []),
      guardedColumns: Self.columns[Self.firstNumber..<Self.columns.count - 3].map(\.name),
      rows: yearRows + monthRows)
  }

  /// The place of the first column about numbers.
  private static let firstNumber = 3

  private static let columns: [ReportTable.Column] = [
    .init("group_by", .text, "all (units that count), site or team"),
    .init("group", .text, "the unit, or all"),
    .init("period", .text, "month, or the twelve months from a month on, that month included (yyyy-MM/P12M)"),
    .init("contacts", .integer, "settled first contacts of units and months that count; empty for one unit"),
    .init(
      "excess", .decimal,
      "mean of external turnover above the threshold (turnover.threshold) in the 12 months before each month, by contacts; 0.05 is 5 points"
    ),
    .init("fcr_loss", .decimal, "FCR lost, as share: 0.01 is one point; -h times excess"),
    .init("fcr_loss_lo", .decimal, "lower end of its 95 % interval"),
    .init("fcr_loss_hi", .decimal, "upper end of its 95 % interval"),
    .init("repeat_contacts", .decimal, "fcr_loss × contacts × mean repeats of an unresolved first contact"),
    .init("repeat_contacts_lo", .decimal, "lower end of its 95 % interval"),
    .init("repeat_contacts_hi", .decimal, "upper end of its 95 % interval"),
    .init("cost_minor", .integer, "repeat_contacts × cost per contact, in the currency's smallest unit"),
    .init("cost_minor_lo", .integer, "lower end of its 95 % interval"),
    .init("cost_minor_hi", .integer, "upper end of its 95 % interval"),
    .init("currency", .text, "currency of cost_minor; empty where no cost per contact is given"),
    .init("label", .text, "associational: what goes with turnover, not what it causes"),
    .init(
      "flag", .text,
      "withheld; the verdict CONSISTENT, KNEE_ELSEWHERE, NO_KNEE or INSUFFICIENT (no numbers then)"),
    .init("note", .text, "how far the numbers may be read"),
  ]

  /// Sums over units and months.
  private struct Sum {
    var contacts = 0
    /// Σ n·max(T − 0.20, 0).
    var excess = 0.0
    var people = Int.max
    var months: Set<Int> = []

    mutating func add(_ row: ImpactPanel.Row) {
      contacts += row.n
      excess += Double(row.n) * row.excess
      people = min(people, row.people)
      months.insert(row.month)
    }
  }

  /// `all`, and the last month that counts.
  private var lastMonth: Int? { panel.rows.map(\.month).max() }

  private var lastYear: [ImpactPanel.Row] {
    guard let last = lastMonth else { return [] }
    return panel.rows.filter { $0.month > last - ImpactPanel.history }
  }

  private var grouping: Grouping { panel.kind == .site ? .site : .team }

  private static func month(_ number: Int) -> String { Month(number: Int32(number)).description }

  private var yearRows: [GuardedRow] {
    guard let last = lastMonth else {
      return [row(.all, Grouping.all.rawValue, period: "all", Sum(), told: [])]
    }
    let period = "\(Self.month(last - ImpactPanel.history + 1))/P\(ImpactPanel.history)M"
    var all = Sum()
    var units: [(unit: Int, sum: Sum)] = []
    for row in lastYear {
      all.add(row)
      if units.last?.unit != row.unit { units.append((row.unit, Sum())) }
      units[units.count - 1].sum.add(row)
    }
    return [row(.all, Grouping.all.rawValue, period: period, all, told: [])]
      + units.filter { $0.sum.excess > 0 && knee.assessment.evidence != nil }.map { unit, sum in
        let name = panel.units[unit]
        return row(
          grouping, name, period: period, sum,
          told: sum.months.sorted().map { month in
            .init(DisclosureCell(firsts, grouping, name, Month(number: Int32(month))), people: nil)
          })
      }
  }

  private var monthRows: [GuardedRow] {
    var sums: [Int: Sum] = [:]
    for row in panel.rows { sums[row.month, default: Sum()].add(row) }
    return sums.sorted { $0.key < $1.key }.map { month, sum in
      row(.all, Grouping.all.rawValue, period: Self.month(month), sum, told: nil)
    }
  }

  /// A row; one that is no part of the twelve months' sums has no `told`.
  private func row(
    _ grouping: Grouping, _ group: String, period: String, _ sum: Sum, told: [GuardedRow.Told]?
  ) -> GuardedRow {
    var cells: [ReportTable.Cell] = [
      .text(grouping.rawValue), .name(group), .text(period),
      grouping == .all ? .integer(Int64(sum.contacts)) : .missing,
    ]
    let excess = sum.contacts > 0 ? sum.excess / Double(sum.contacts) : 0
    cells.append(sum.contacts > 0 ? .number(excess) : .missing)
    cells += numbers(excess, sum)
    cells += [
      cost.map { .text($0.currency) } ?? .missing, .text("associational"), .text(knee.verdict), .text(note),
    ]
    return GuardedRow(
      cells, people: sum.contacts > 0 ? sum.people : nil,
      cell: told.map { _ in DisclosureCell(Self.series, grouping, group, nil) }, further: told ?? [])
  }

  /// Loss, repeats and money, each with its interval.
  private func numbers(_ excess: Double, _ sum: Sum) -> [ReportTable.Cell] {
    guard let bend = knee.assessment.evidence?.claimed.bend, sum.contacts > 0 else {
      return Array(repeating: .missing, count: Self.numberCount)
    }
    // −h, and its interval turned around; −0 is 0.
    let losses = [bend.value, bend.high, bend.low].map { 0 - $0 * excess }
    let repeats = repeatsPerUnresolved.map { mean in losses.map { $0 * Double(sum.contacts) * mean } }
    let money = cost.flatMap { cost in repeats.map { $0.map { $0 * Double(cost.minor) } } }
    return losses.map { .number($0) } + (repeats?.map { .number($0) } ?? [.missing, .missing, .missing])
      + (money?.map { .integer(Int64($0.rounded())) } ?? [.missing, .missing, .missing])
  }

  /// Numbers of a row, each with its interval.
  private static let numberCount = 9

  private var note: String {
    let threshold = ImpactWords.percent(panel.threshold)
    var parts: [String] = []
    switch knee.assessment.verdict {
    case .consistent: break
    case .kneeElsewhere:
      parts.append("the knee is not at \(threshold): the loss counts from there all the same")
    case .noKnee: parts.append("no knee is shown: this is no cost, its interval says what cannot be excluded")
    case .insufficient: parts.append(knee.words)
    }
    if knee.assessment.evidence?.bend.hasFewClusters == true {
      parts.append("few \(panel.kind.rawValue)s: intervals are too short")
    }
    if repeatsPerUnresolved == nil { parts.append("repeats after an unresolved contact are not known") }
    if cost == nil {
      parts.append("no cost per contact is given: set turnover: cost_per_contact_minor and currency")
    }
    return parts.isEmpty
      ? "what turnover above \(threshold) goes with beyond the slope below it" : parts.joined(separator: "; ")
  }
}
