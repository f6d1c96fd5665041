import Canonical
import Foundation
import Output
import Tables

/// Reads everything that a pipeline names, as a run would, and writes nothing.
package struct InputCheck {
  /// What was found, for people.
  package let text: String
  /// What was found, for programs.
  package let document: JSONValue
  /// Why a run would refuse; empty where it would not.
  package let problems: [String]

  /// Checks a plan.
  package init(
    _ plan: PipelinePlan, options: NightlyRun.Options, log: RunLog, stop: StopRequest
  ) throws {
    let (workers, clock) = (Workers(count: options.jobs, stop: stop), StageClock())
    let inputs = try ReadInputs(plan, options: options, log: log, workers: workers, clock: clock)
    problems = inputs.refusals(above: plan.maxRejectRate)
    // What a run would refuse cannot be settled: all its dates may be unreadable.
    var evidence =
      problems.isEmpty ? try Evidence(inputs, plan: plan, workers: workers, clock: clock) : nil
    try evidence?.siftContacts()
    let accounts = evidence?.reading.accounts ?? inputs.reading.accounts
    let warnings =
      evidence.map { RunDiagnostics(plan: plan, evidence: $0, isKeyed: $0.pseudonym != nil).summary } ?? []
    let coverage = evidence?.settling?.coverage
    var lines: [String] = []
    if let coverage {
      lines.append("contacts cover \(coverage.from.description) to \(coverage.to.description)")
    }
    if let evidence { lines.append("as of \(evidence.asOfDay.description)") }
    for account in accounts { lines += InputCheck.lines(of: account) }
    for warning in warnings {
      lines.append("warning: \(warning.code) (\(warning.count)): \(warning.message)")
    }
    for problem in problems { lines.append("refused: \(problem)") }
    text = lines.joined(separator: "\n") + "\n"
    document = .object([
      .init("as_of", .init(evidence?.asOfDay.description)),
      .init(
        "covers",
        coverage.map {
          .object([
            .init("from", .string($0.from.description)), .init("to", .string($0.to.description)),
          ])
        } ?? .null),
      .init("inputs", .array(accounts.map(InputCheck.value))),
      .init(
        "warnings",
        .array(
          warnings.map {
            .object([
              .init("code", .string($0.code)), .init("count", .integer(Int64($0.count))),
              .init("message", .string($0.message)),
            ])
          })),
      .init("problems", .array(problems.map { .string($0) })),
    ])
  }

  private static func lines(of account: FileAccount) -> [String] {
    var lines = ["", "\(account.name) -> \(account.table) (source \(account.source))"]
    lines.append(
      "  \(account.rows) rows = \(account.accepted) accepted + \(account.rejects.count) rejected; "
        + "\(account.used) used")
    for (reason, count) in account.excluded.sorted(by: { $0.key < $1.key }) {
      lines.append("  excluded \(reason): \(count)")
    }
    for code in RejectCode.allCases {
      let count = account.rejects.counts[code, default: 0]
      if count > 0 { lines.append("  rejected \(code.rawValue): \(count)") }
    }
    for (canonical, column) in account.mappedColumns {
      let from = column.isEmpty ? "the profile" : "'\(column)'"
      lines.append("  \(canonical) <- \(from), missing \(missingShare(account, canonical))")
    }
    return lines
  }

  private static func missingShare(_ account: FileAccount, _ column: String) -> String {
    guard let table = TableSchema.named(account.table), let place = table.index(of: column) else {
      return ""
    }
    let selected = account.accepted - (account.rowsUnread)
    guard selected > 0 else { return "-" }
    let permille = (selected - account.filled[place]) * 1000 / selected
    return "\(permille / 10).\(permille % 10) %"
  }

  private static func value(_ account: FileAccount) -> JSONValue {
    .object(
      [
        .init("path", .string(account.name)), .init("table", .string(account.table)),
        .init("source", .string(account.source)),
      ] + account.rowMembers + [
        .init(
          "columns",
          .array(
            account.mappedColumns.map { canonical, column in
              let place = TableSchema.named(account.table)?.index(of: canonical) ?? 0
              return .object([
                .init("canonical", .string(canonical)), .init("column", .init(column.isEmpty ? nil : column)),
                .init("filled", .integer(Int64(account.filled[place]))),
              ])
            }))
      ])
  }
}
