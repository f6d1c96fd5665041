import Output
import Tables

/// What a code of a run means, and where it was met: a warning, a reason why rows were not used, or of a reject.
struct CodeExplanation {
  /// The text.
  let text: String

  /// Places that are listed.
  private static let mostPlaces = 10

  /// Looks a code up; nil where the run, and the program, have none of that name.
  init?(_ code: String, in folder: RunFolder) {
    var lines: [String] = []
    let facts = folder.manifest
    if let warning = facts.warnings.first(where: { $0.code == code }) {
      lines.append("\(code) (warning, \(warning.count)): \(warning.message)")
    } else if let known = WarningCode(rawValue: code) {
      lines.append("\(code) (warning, not in this run): \(WarningWording.message(for: known))")
    }
    for input in facts.inputs {
      for excluded in input.excluded where excluded.reason == code {
        lines.append("  \(excluded.rows) rows of \(input.path) were read and not used for it")
      }
    }
    lines += CodeExplanation.places(folder.list("diagnostics"), code) { row in
      let place = [row["source"], row["file"], row["subject"]].filter { !$0.isEmpty }
      return "  \(row["count"]) in \(place.isEmpty ? "all" : place.joined(separator: ", "))"
    }
    let rejects = CodeExplanation.places(folder.list("rejects"), code) { row in
      let place = [row["file"], row["line_first"], row["column_name"]].filter { !$0.isEmpty }
      return "  \(place.joined(separator: ":"))  \(row["message"])"
    }
    if !rejects.isEmpty { lines += ["\(code): rows that could not be used"] + rejects }
    if let bytes = folder.table("fcr_population") {
      let rows = TableScan(
        bytes,
        [
          RowSelection([
            "group_by": ["all"], "group": ["all"], "period": ["all"], "status": [code],
          ])
        ]
      ).rows[0]
      lines += rows.map { "\(code): \($0["conversations"]) conversations of tables/fcr_population.csv" }
    }
    if lines.isEmpty { return nil }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// The first places of a code in a list.
  private static func places(_ bytes: [UInt8]?, _ code: String, _ line: (TableRow) -> String) -> [String] {
    guard let bytes else { return [] }
    let rows = TableScan(bytes, [RowSelection(["code": [code]])]).rows[0]
    let more = rows.count - mostPlaces
    return rows.prefix(mostPlaces).map(line) + (more > 0 ? ["  and \(more) more"] : [])
  }
}
