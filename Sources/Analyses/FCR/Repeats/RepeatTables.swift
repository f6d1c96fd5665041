import Aggregate
import Canonical
import Tables

/// The tables of what repeats follow, from the tallies of a run.
package struct RepeatTables: Sendable {
  /// `tables/repeat_drivers`, and `individual/repeat_drivers` where rows about one person are wanted.
  package let tables: [GuardedTable]

  /// How it is known that a contact was handed on.
  package enum TransferBasis: String, Sendable {
    /// No input says so: two agents handled it.
    case severalAgents = "several_agents"
    /// Some inputs say so.
    case partlyMapped = "partly_mapped"
    /// Every input says so, or two agents handled it.
    case mapped = ""
  }

  /// Groupings of `fcr` that are drivers too, in the order of the table.
  private static let groupings: [Grouping] = [.callType, .queue, .channel]

  /// The tables at a headline.
  /// - Parameters:
  ///   - drivers: what was counted under the headline's match.
  ///   - figures: all numbers of the run, `window_fcr` among them.
  ///   - groupings: those that are wanted.
  ///   - isIndividual: whether rows about one person are wanted.
  ///   - name: what a group is called in the tables; empty where missing.
  package init(
    _ drivers: RepeatDrivers, figures: FCRFigures, days: Int, match: Match, groupings: [Grouping],
    basis: TransferBasis, isIndividual: Bool, name: (Grouping, UInt32) -> String
  ) {
    let writer = RepeatDriverRows(days: days, match: match)
    let number = FCRNumber(.windowFCR, FCRNumber.Variant(days: days, match: match))
    let repeated = drivers.mixes.reduce(0) { $0 + $1.x }
    for key in figures.cells.keys where key.grouping == .all && key.month == nil {
      guard let figure = figures.figure(number, of: key) else { continue }
      precondition(figure.rate.n - figure.rate.x == repeated, "what is repeated is not resolved")
    }
    var rows: [GuardedRow] = []
    for grouping in RepeatTables.groupings where groupings.contains(grouping) {
      let strata = RepeatTables.strata(of: drivers, by: grouping)
      let groups = RepeatTables.groups(of: grouping, figures, number, strata, name)
      // The same number as in `fcr`: one fate.
      let series = FCRRows.series(of: number)
      rows += writer.rows(
        of: grouping.rawValue, groups, RepeatTables.expectation(Array(strata.values)),
        cell: { DisclosureCell(series, grouping, $0, nil) })
    }
    let transfers = RepeatTables.transfers(drivers)
    rows += writer.rows(
      of: "transfer", transfers, RepeatTables.expectation(transfers.map(\.strata)), note: basis.rawValue)
    let table = ReportTable(
      name: FCRStudy.repeatDrivers.rawValue,
      description:
        "What repeats follow: settled first contacts of one group, how many of them were repeated, "
        + "and how many the mix of its contacts predicts, per row.",
      columns: RepeatDriverRows.columns, primaryKey: ["driver", "group"], rows: [])
    var tables = [GuardedTable(table, guardedColumns: RepeatDriverRows.guardedColumns, rows: rows)]
    if isIndividual {
      let agents = RepeatTables.agents(drivers) { name(.agent, $0) }
      let reference = RepeatTables.expectation(agents.map(\.strata))
      tables.append(
        GuardedTable(
          table, guardedColumns: RepeatDriverRows.guardedColumns,
          rows: writer.rows(of: "agent_transfer", agents, reference, note: basis.rawValue),
          isIndividual: true))
    }
    self.tables = tables
  }

  /// The groups of a grouping, as `window_fcr` counts them.
  private static func groups(
    of grouping: Grouping, _ figures: FCRFigures, _ number: FCRNumber, _ strata: [UInt32: Strata],
    _ name: (Grouping, UInt32) -> String
  ) -> [RepeatDriverRows.Group] {
    figures.cells.keys.filter { $0.grouping == grouping && $0.month == nil }.compactMap { key in
      guard let figure = figures.figure(number, of: key), figure.rate.n > 0 else { return nil }
      let own = strata[key.group] ?? [:]
      let repeated = figure.rate.n - figure.rate.x
      precondition(
        own.values.reduce(0) { $0 + $1.n } == figure.rate.n && own.values.reduce(0) { $0 + $1.x } == repeated,
        "what repeats follow is what was repeated")
      return RepeatDriverRows.Group(
        name: name(grouping, key.group), n: figure.rate.n, x: repeated,
        effectiveSize: figure.rate.effectiveSize, people: figure.people, guardedPeople: figure.people,
        strata: own)
    }
  }

  private typealias Strata = [RepeatExpectation.Stratum: RepeatExpectation.Count]

  /// Contacts of each group by what predicts their repeats.
  private static func strata(of drivers: RepeatDrivers, by grouping: Grouping) -> [UInt32: Strata] {
    var strata: [UInt32: Strata] = [:]
    for mix in drivers.mixes {
      var stratum = RepeatExpectation.Stratum(callType: mix.callType, channel: mix.channel)
      let group: UInt32
      switch grouping {
      case .callType: (group, stratum.callType) = (mix.callType, 0)
      case .channel: (group, stratum.channel) = (mix.channel, 0)
      default: group = mix.queue
      }
      strata[group, default: [:]][stratum, default: RepeatExpectation.Count()] += .init(n: mix.n, x: mix.x)
    }
    return strata
  }

  /// What was handed on, and what was not, as far as there is any.
  private static func transfers(_ drivers: RepeatDrivers) -> [RepeatDriverRows.Group] {
    // One of them with all tells the other: both are withheld, or none.
    let people = [true, false].map { drivers.transfers($0) }.filter { $0.rate.n > 0 }.map(\.people)
    return [true, false].compactMap { wasTransferred in
      let figure = drivers.transfers(wasTransferred)
      if figure.rate.n == 0 { return nil }
      var strata: Strata = [:]
      for mix in drivers.mixes where mix.wasTransferred == wasTransferred {
        let stratum = RepeatExpectation.Stratum(callType: mix.callType, channel: mix.channel)
        strata[stratum, default: RepeatExpectation.Count()] += .init(n: mix.n, x: mix.x)
      }
      return RepeatDriverRows.Group(
        name: wasTransferred ? "transferred" : "not_transferred", n: figure.rate.n, x: figure.rate.x,
        effectiveSize: figure.rate.effectiveSize, people: figure.people,
        guardedPeople: people.min() ?? 0, strata: strata)
    }
  }

  /// What was handed on, by agent.
  private static func agents(
    _ drivers: RepeatDrivers, name: (UInt32) -> String
  ) -> [RepeatDriverRows.Group] {
    var strata: [UInt32: Strata] = [:]
    for mix in drivers.agentMixes {
      let stratum = RepeatExpectation.Stratum(callType: mix.callType, channel: mix.channel)
      strata[mix.agent, default: [:]][stratum] = .init(n: mix.n, x: mix.x)
    }
    return strata.map { agent, strata in
      let figure = drivers.transfers(of: agent)
      return RepeatDriverRows.Group(
        name: name(agent), n: figure.rate.n, x: figure.rate.x, effectiveSize: figure.rate.effectiveSize,
        people: figure.people, guardedPeople: figure.people, strata: strata)
    }
  }

  /// What all groups together predict.
  private static func expectation(_ groups: [Strata]) -> RepeatExpectation {
    RepeatExpectation(
      groups.reduce(into: [:]) { whole, strata in
        for (stratum, count) in strata { whole[stratum, default: RepeatExpectation.Count()] += count }
      })
  }
}
