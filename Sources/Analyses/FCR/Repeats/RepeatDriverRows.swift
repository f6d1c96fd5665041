import Aggregate
import Canonical
import Statistics
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
      "repeats that the other groups predict for this one's contacts: by channel for call_type, by call type "
        + "for channel, else by call type and channel; empty where they cannot"),
    .init("excess", .decimal, "x - expected, in contacts; may be negative"),
    .init("ratio", .decimal, "x / expected; above 1: repeated more often than the mix of contacts explains"),
    .init("ratio_lo", .decimal, "lower end of the ratio's 95 % interval"),
    .init("ratio_hi", .decimal, "upper end of the ratio's 95 % interval"),
    .init("share", .decimal, "share of all repeats that follow this group, 0…1"),
    .init("people", .integer, "distinct credited agents of n"),
    .init("flag", .text, "withheld (too few people), too_few (n < 5), low_n (n < 30), or empty"),
    .init(
      "note", .text,
      "for transfers, how they are known: several_agents (no input says so; two agents handled it), "
        + "partly_mapped (some inputs say so), or empty (every input says so, or two agents handled it)"),
  ]

  /// Columns of `columns` that a withheld row leaves empty.
  static let guardedColumns = columns.map(\.name).filter {
    !["window_days", "match", "driver", "group", "note"].contains($0)
  }

  /// The rows of one driver: the largest excess first, those without one behind, ties by name; behind all those
  /// that are withheld in any case, since their places must not tell what they withhold.
  /// - Parameters:
  ///   - reference: all contacts that predict the repeats of groups.
  ///   - note: what the column of that name says.
  ///   - cell: the number of `fcr` that a group's row tells too, by the group's name; nil where it tells none.
  func rows(
    of driver: String, _ groups: [Group], _ reference: RepeatExpectation, _ disclosure: Disclosure,
    note: String = "", cell: (String) -> DisclosureCell? = { _ in nil }
  ) -> [GuardedRow] {
    let repeats = groups.reduce(0) { $0 + $1.x }
    let ordered = groups.map { group in
      Ordered(
        group: group, isWithheld: disclosure.withholds(people: group.guardedPeople),
        excess: group.n < FCRCards.minimumSample
          ? nil : reference.standardized(group.strata).map { millionths($0.observed - $0.expected) })
    }.sorted { $0.precedes($1) }
    return ordered.map { place in
      let group = place.group
      return GuardedRow(
        head(driver, group) + body(group, reference, repeats, note), people: group.guardedPeople,
        cell: cell(group.name))
    }
  }

  /// A group and what decides its place.
  private struct Ordered {
    var group: Group
    var isWithheld: Bool
    var excess: Int64?

    func precedes(_ other: Ordered) -> Bool {
      if isWithheld != other.isWithheld { return other.isWithheld }
      if !isWithheld, excess != other.excess { return excess ?? .min > other.excess ?? .min }
      return group.name.utf8.lexicographicallyPrecedes(other.group.name.utf8)
    }
  }

  private func head(_ driver: String, _ group: Group) -> [ReportTable.Cell] {
    [
      .integer(Int64(days)), .text(match.rawValue), .text(driver),
      group.name.isEmpty ? .missing : .text(group.name),
    ]
  }

  private func body(
    _ group: Group, _ reference: RepeatExpectation, _ repeats: Int64, _ note: String
  ) -> [ReportTable.Cell] {
    var row: [ReportTable.Cell] = [.integer(group.n), .integer(group.x)]
    let isTooFew = group.n < FCRCards.minimumSample
    if isTooFew {
      row += Array(repeating: .missing, count: 8)
    } else {
      let interval = WilsonInterval(share: Double(group.x) / Double(group.n), size: group.effectiveSize)
      row += [share(group.x, of: group.n), decimal(interval.low), decimal(interval.high)]
      row += comparison(group, reference)
    }
    row.append(repeats == 0 ? .missing : share(group.x, of: repeats))
    row.append(.integer(Int64(group.people)))
    row.append(isTooFew ? .text("too_few") : group.n < FCRCards.lowSample ? .text("low_n") : .missing)
    row.append(note.isEmpty ? .missing : .text(note))
    return row
  }

  private func comparison(_ group: Group, _ reference: RepeatExpectation) -> [ReportTable.Cell] {
    let effect = max(1, Double(group.n) / group.effectiveSize)
    guard let predicted = reference.standardized(group.strata),
      let wider = reference.standardized(group.strata, designEffect: effect)
    else { return Array(repeating: .missing, count: 5) }
    return [
      decimal(predicted.expected), decimal(predicted.observed - predicted.expected), decimal(predicted.ratio),
      decimal(wider.low), decimal(wider.high),
    ]
  }

  /// A share of whole numbers, exact, rounded half up.
  private func share(_ part: Int64, of whole: Int64) -> ReportTable.Cell {
    .decimal(millionths: (part * 2_000_000 + whole) / (2 * whole))
  }

  private func decimal(_ number: Double) -> ReportTable.Cell { .decimal(millionths: millionths(number)) }

  /// To the nearest millionth, halves up, as in `fcr`.
  private func millionths(_ number: Double) -> Int64 { Int64(((number * 1e12).rounded() / 1e6).rounded()) }
}
