import Canonical
import Normalize
import Output
import Tables

extension InputCheck {
  /// What was found, for programs.
  package var document: JSONValue {
    .object([
      .init("as_of", .init(asOf?.description)),
      .init(
        "covers",
        coverage.map {
          .object([.init("from", .string($0.from.description)), .init("to", .string($0.to.description))])
        } ?? .null),
      .init(
        "gaps",
        .array(
          gaps.map {
            .object([
              .init("source", .string($0.source)), .init("first", .string($0.first.description)),
              .init("last", .string($0.last.description)),
            ])
          })),
      .init(
        "agents",
        unmatchedAgents.map {
          .object([
            .init("all", .integer(Int64($0.all))), .init("unmatched", .integer(Int64($0.unmatched))),
          ])
        } ?? .null),
      .init("inputs", .array(findings.map(InputCheck.value))),
      .init(
        "warnings",
        .array(
          warnings.map {
            .object([
              .init("code", .string($0.code)), .init("count", .integer(Int64($0.count))),
              .init("message", .string($0.message)),
            ])
          })),
      .init("problems", .array((failure?.problems ?? []).map { .string($0) })),
    ])
  }

  private static func value(_ finding: Finding) -> JSONValue {
    let account = finding.account
    let formats = Dictionary(uniqueKeysWithValues: account.formats.map { ($0.column, $0) })
    let cells = Dictionary(uniqueKeysWithValues: (finding.rows?.columns ?? []).map { ($0.name, $0.cells) })
    return .object(
      [
        .init("path", .string(account.name)), .init("table", .string(account.table)),
        .init("source", .string(account.source)),
      ] + account.rowMembers + [
        .init(
          "columns",
          .array(
            account.mappedColumns.map { canonical, column in
              let place = TableSchema.named(account.table)?.index(of: canonical) ?? 0
              var members: [JSONValue.Member] = [
                .init("canonical", .string(canonical)), .init("column", .init(column.isEmpty ? nil : column)),
                .init("filled", .integer(Int64(account.filled[place]))),
              ]
              if let hits = formats[canonical] { members.append(.init("dates", value(hits))) }
              if let cells = cells[canonical] {
                members.append(.init("first", .array(cells.map { JSONValue($0) })))
              }
              return .object(members)
            }))
      ])
  }

  private static func value(_ hits: FormatHits) -> JSONValue {
    .object([
      .init(
        "formats",
        .array(
          zip(hits.formats, hits.hits).map {
            .object([.init("format", .string($0)), .init("hits", .integer(Int64($1)))])
          })),
      .init("swappable", .integer(Int64(hits.ambiguous))), .init("in_doubt", .boolean(hits.isInDoubt)),
    ])
  }
}
