import Aggregate
import Canonical
import Tables

/// Writes the rows of `fcr_population`: every conversation, by whether it qualifies or why not.
enum FCRPopulation {
  /// The columns of the table.
  static let columns: [ReportTable.Column] = [
    .init("group_by", .text, "by what conversations are grouped"),
    .init("group", .text, "the group; empty where its value is missing"),
    .init("period", .text, "all, or the month of the start (yyyy-MM) in the pipeline's time zone"),
    .init("status", .text, "qualifying, or the reason why a conversation does not count"),
    .init("conversations", .integer, "how many; empty where too few people stand behind them"),
  ]

  /// What a row withheld leaves empty.
  static let guardedColumns = ["conversations"]

  /// A row for each status that occurs; the agents of qualifying ones stand behind them, nobody behind
  /// others.
  static func rows(_ groups: [FCRTables.Group]) -> [GuardedRow] {
    groups.flatMap { group -> [GuardedRow] in
      ConversationStatus.allCases.compactMap { status in
        let count = group.cell.population[Int(status.rawValue)]
        if count == 0 { return nil }
        let cells: [ReportTable.Cell] = [
          .text(group.key.grouping.rawValue), group.name.isEmpty ? .missing : .text(group.name),
          .text(group.period), .text(status.word), .integer(count),
        ]
        if status != .qualifying { return GuardedRow(cells, people: nil) }
        return GuardedRow(
          cells, people: group.cell.people, cell: group.disclosureCell(of: FCRTables.qualifyingSeries))
      }
    }
  }
}
