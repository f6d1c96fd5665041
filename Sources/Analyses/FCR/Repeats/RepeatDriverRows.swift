import Aggregate
import Canonical
import Tables

/// Writes the rows of `repeat_drivers`: what repeats follow, against what the mix of contacts predicts.
struct RepeatDriverRows: Sendable {
  /// The headline, which all rows carry.
  let days: Int
  let match: Match

  /// Settled first contacts of one group of one driver.
  struct Group: Sendable {
    /// Name of the group; empty where missing.
    var name: String
    /// How many, how many of them were repeated, and how many independent ones they are worth.
    var n: Int64
    var x: Int64
    var effectiveSize: Double
    /// Distinct credited agents.
    var people: Int
    /// Whose number decides whether it is withheld.
    var guardedPeople: Int
    /// Its contacts by what predicts their repeats.
    var strata: [RepeatExpectation.Stratum: RepeatExpectation.Count]
  }

  /// The columns of the table.
  static let columns: [ReportTable.Column] = [
    .init("window_days", .integer, "days of the headline's window"),
    .init("match", .text, "the headline's match: what makes two contacts the same matter"),
    .init(
      "driver", .text,
      "what first contacts are told apart by: call_type, queue, channel, transfer (whether the first contact "
        + "was handed on), or agent_transfer (handed on, by who was credited with it)"),
    .init(
      "group", .text, "the call type, queue, channel, transferred or not_transferred, or agent; may be empty"),
    .init("n", .integer, "settled first contacts"),
    .init("x", .integer, "those of them that were repeated within the window"),
    .init("rate", .decimal, "x / n, share 0…1: 1 - window_fcr of the group"),
    .init("lo", .decimal, "lower end of the 95 % interval: Wilson on the effective n"),
    .init("hi", .decimal, "upper end of the 95 % interval: Wilson on the effective n"),
    .init(
      "expected", .decimal,
      "repeats that the mix of its contacts predicts, from the repeats of all: by channel for call_type, by call "
        + "type for channel, else by call type and channel; empty where all or none came back"),
    .init("excess", .decimal, "x - expected, in contacts; may be negative"),
    .init("ratio", .decimal, "x / expected; above 1: repeated more often than the mix of contacts explains"),
    .init("ratio_lo", .decimal, "lower end of the ratio's 95 % interval"),
    .init("ratio_hi", .decimal, "upper end of the ratio's 95 % interval"),
    .init("share", .decimal, "share of all repeats that follow this group, 0…1"),
    .init("people", .integer, "distinct credited agents of n"),
    RateCells.flagColumn,
    .init(
      "note", .text,
      "for transfers, how they are known: several_agents (no input says so; two agents handled it), "
        + "partly_mapped (some inputs say so), or empty (every input says so, or two agents handled it)"),
  ]

  /// Columns of `columns` that a withheld row leaves empty.
  static let guardedColumns = columns.map(\.name).filter {
    !["window_days", "match", "driver", "group", "note"].contains($0)
  }

  /// The rows of one driver, by the names of its groups: an order by what they say would tell of those that are
  /// withheld.
  /// - Parameters:
  ///   - reference: all contacts, which predict the repeats of groups.
  ///   - note: what the column of that name says.
  ///   - cell: the number of `fcr` that a group's row tells too, by the group's name; nil where it tells none.
  func rows(
    of driver: String, _ groups: [Group], _ reference: RepeatExpectation, note: String = "",
    cell: (String) -> DisclosureCell? = { _ in nil }
  ) -> [GuardedRow] {
    let repeats = groups.reduce(0) { $0 + $1.x }
    return groups.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map { group in
      GuardedRow(
        head(driver, group) + body(group, reference, repeats, note), people: group.guardedPeople,
        cell: cell(group.name))
    }
  }

  private func head(_ driver: String, _ group: Group) -> [ReportTable.Cell] {
    [
      .integer(Int64(days)), .text(match.rawValue), .text(driver),
      .name(group.name),
    ]
  }

  private func body(
    _ group: Group, _ reference: RepeatExpectation, _ repeats: Int64, _ note: String
  ) -> [ReportTable.Cell] {
    let rate = RateCells(n: group.n, x: group.x, effectiveSize: group.effectiveSize)
    var row = rate.counts + rate.estimates
    row += rate.millionths == nil ? Array(repeating: .missing, count: 5) : comparison(group, reference)
    row.append(repeats == 0 ? .missing : .decimal(millionths: RateCells.millionths(group.x, of: repeats)))
    return row + [.integer(Int64(group.people)), rate.flag, .name(note)]
  }

  private func comparison(_ group: Group, _ reference: RepeatExpectation) -> [ReportTable.Cell] {
    let effect = max(1, Double(group.n) / group.effectiveSize)
    guard let predicted = reference.standardized(group.strata),
      let wider = reference.standardized(group.strata, designEffect: effect)
    else { return Array(repeating: .missing, count: 5) }
    return [
      .number(predicted.expected), .number(predicted.observed - predicted.expected), .number(predicted.ratio),
      .number(wider.low), .number(wider.high),
    ]
  }
}
