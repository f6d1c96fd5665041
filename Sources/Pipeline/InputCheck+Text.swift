import Canonical
import Normalize
import Tables

extension InputCheck {
  /// What was found, for people.
  package var text: String {
    var lines: [String] = []
    if let coverage {
      lines.append("contacts cover \(coverage.from.description) to \(coverage.to.description)")
    }
    for gap in gaps {
      let last = gap.first == gap.last ? "" : " to \(gap.last.description)"
      lines.append("no contact of source \(gap.source) on \(gap.first.description)\(last)")
    }
    if let asOf { lines.append("as of \(asOf.description)") }
    if let unmatchedAgents {
      lines.append("\(unmatchedAgents.unmatched) of \(unmatchedAgents.all) agents match no person")
    }
    for finding in findings { lines += InputCheck.lines(of: finding) }
    if !warnings.isEmpty || failure != nil { lines.append("") }
    for warning in warnings {
      lines.append("warning: \(warning.code) (\(warning.count)): \(warning.message)")
    }
    for problem in failure?.problems ?? [] { lines.append("refused: \(problem)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of finding: Finding) -> [String] {
    let account = finding.account
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
    for hits in account.formats where hits.count > 0 {
      let each = zip(hits.formats, hits.hits).map { "'\($0)' \($1)" }.joined(separator: ", ")
      let doubt = hits.isInDoubt ? "; \(hits.ambiguous) could have day and month swapped" : ""
      lines.append("  dates of \(hits.column): \(each)\(doubt)")
    }
    guard let rows = finding.rows, !rows.isEmpty else { return lines }
    lines.append("  first rows as they are mapped, personal fields as their shape:")
    for (name, cells) in rows.columns {
      lines.append("    \(name): \(cells.map { $0 ?? "-" }.joined(separator: " | "))")
    }
    return lines
  }

  private static func missingShare(_ account: FileAccount, _ column: String) -> String {
    guard let table = TableSchema.named(account.table), let place = table.index(of: column) else {
      return ""
    }
    let selected = account.accepted - account.rowsUnread
    guard selected > 0 else { return "-" }
    let permille = (selected - account.filled[place]) * 1000 / selected
    return "\(permille / 10).\(permille % 10) %"
  }
}
