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

  /// A row for each status that occurs; qualifying ones of too few agents are withheld.
  static func rows(_ groups: [FCRTables.Group], _ disclosure: Disclosure) -> [[ReportTable.Cell]] {
    groups.flatMap { group -> [[ReportTable.Cell]] in
      ConversationStatus.allCases.compactMap { status in
        let count = group.cell.population[Int(status.rawValue)]
        if count == 0 { return nil }
        let isWithheld = status == .qualifying && disclosure.withholds(people: group.cell.people)
        return [
          .text(group.key.grouping.rawValue), group.name.isEmpty ? .missing : .text(group.name),
          .text(group.period), .text(status.word), isWithheld ? .missing : .integer(count),
        ]
      }
    }
  }
}
