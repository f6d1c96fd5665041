import Canonical
import Tables

/// A profile drafted from an export: what the file itself tells, and questions where it does not.
package struct ProfileDraft {
  /// The profile file, as YAML with comments.
  package let text: String
  /// How many questions are left open, the time zone not counted.
  package let questions: Int

  /// Drafts a profile for a file.
  /// - Parameter table: the canonical table; nil: the one that fits best.
  /// - Throws: `usage` where there is no such table; `inputMissing` where there is no readable file;
  ///   `dataRefused` where it is empty, damaged or no table; `ioFailed`.
  package init(file: String, table: String? = nil) throws(StageFailure) {
    let tables = try ProfileDraft.tables(table)
    let export = try SampledExport(path: file)
    let matches = tables.map { TableMatch($0, export.columns) }
    guard
      let best = matches.enumerated().max(by: {
        ($0.element.score, -$0.offset) < ($1.element.score, -$1.offset)
      })
    else { throw StageFailure(.usage, "profile: no table to draft for") }
    let match = best.element
    let fields = DraftedFields(export, match)
    let openFields = fields.fields.count { $0.isQuestion }
    questions =
      openFields + fields.sections.count { $0.hasPrefix("# ASK") }
      + fields.fields.reduce(0) { $0 + $1.openWords }
    let isLocal = fields.fields.contains(where: \.isLocal)
    var lines = ProfileDraft.opening(
      export, match, isChosen: table != nil, matches, questions + (isLocal ? 1 : 0))
    lines += ["profile: 1", "name: \(ProfileDraft.name(of: export.fileName))", "table: \(match.schema.name)"]
    lines += DialectDraft(export).lines
    let missing = Set(fields.fields.flatMap(\.missing)).sorted()
    if !missing.isEmpty {
      lines.append("\"null\": [" + missing.map(YAMLText.quoted).joined(separator: ", ") + "]")
    }
    lines += fields.sections
    if isLocal {
      lines.append("# ASK time zone: the export has local times and does not say which zone they are in.")
      lines.append("# Set time_zone in the pipeline's input, as below.")
    }
    lines.append("fields:")
    lines += fields.fields.flatMap(\.lines).map { "  " + $0 }
    lines += ProfileDraft.closing(export, match, fields, isLocal: isLocal)
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func tables(_ name: String?) throws(StageFailure) -> [TableSchema] {
    guard let name else { return TableSchema.all }
    guard let table = TableSchema.named(name) else {
      let known = TableSchema.all.map(\.name).joined(separator: ", ")
      throw StageFailure(.usage, "profile --table '\(name)': no such table, expected one of \(known)")
    }
    return [table]
  }

  /// The file's name without its endings, as a profile is called.
  private static func name(of file: String) -> String {
    let words = ColumnName(whole: file).words
    let endings: Set = ["csv", "tsv", "txt", "gz", "zst", "xz", "bz2", "zip"]
    let bare = words.prefix { !endings.contains($0) }
    // Dates in a file's name are its own, not its dialect's.
    let kept = (bare.isEmpty ? ["draft"] : Array(bare)).filter { !$0.allSatisfy(\.isNumber) }
    return YAMLText.scalar(kept.isEmpty ? "draft" : kept.joined(separator: "-"))
  }

  private static func opening(
    _ export: SampledExport, _ match: TableMatch, isChosen: Bool, _ matches: [TableMatch], _ questions: Int
  ) -> [String] {
    let read = (export.isWhole ? "all rows" : "some of the rows") + " (\(export.rows.count))"
    var lines = [
      YAMLText.comment(
        "# Drafted from \(export.fileName): \(read) were looked at. Read it before you use it."),
      "# Each line says how sure it is: high, likely or guess. "
        + "What only you can know is marked ASK (\(questions)).",
    ]
    if let packing = export.packing { lines.append("# The file is \(packing).") }
    if let shipped = ShippedProfile.fitting(export) {
      lines.append("# The shipped profile '\(shipped)' is made for exports with these columns: try it first.")
    }
    if isChosen { return lines }
    if !match.isTypical {
      lines.append(
        "# No column is typical of any table; \(match.schema.name) is the closest. Does the file belong here?"
      )
      return lines
    }
    let others = matches.filter {
      $0.schema.name != match.schema.name && $0.score > 0 && $0.score * 2 > match.score
    }
    .sorted { ($1.score, $0.schema.name) < ($0.score, $1.schema.name) }.map(\.schema.name)
    lines.append(
      "# The columns fit the table \(match.schema.name) best"
        + (others.isEmpty ? "" : "; they could also feed \(others.joined(separator: ", "))")
        + ". Choose another with --table.")
    return lines
  }

  private static func closing(
    _ export: SampledExport, _ match: TableMatch, _ fields: DraftedFields, isLocal: Bool
  ) -> [String] {
    let unused = export.columns.filter { !fields.used.contains($0.content.name) }
    let empty = unused.filter(\.isEmpty).map(\.content.name).filter { !$0.isEmpty }
    let left = unused.filter { !$0.isEmpty }.map(\.content.name)
    var lines: [String] = []
    for (title, names) in [("Columns that are not used", left), ("Columns without a value", empty)]
    where !names.isEmpty {
      lines.append("")
      lines += wrapped("# \(title): " + names.map { YAMLText.comment($0) }.joined(separator: ", "))
    }
    if export.wideRows > 0 {
      lines += ["", "# \(export.wideRows) rows have more fields than the header; they would be rejected."]
    }
    let zone = isLocal ? ", time_zone: America/New_York" : ""
    lines += [
      "",
      "# To try it, save this as draft.yaml and a pipeline beside it, "
        + "then: firstcontact check try.yaml",
      "# version: 1",
      "# inputs:",
      "#   - {table: \(match.schema.name), source: export, files: [\(YAMLText.quoted(export.fileName))], "
        + "profile: ./draft.yaml\(zone)}" + (isLocal ? "  # ASK: your time zone" : ""),
      "# analyses: [fcr]",
    ]
    return lines
  }

  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if line.count + word.count > 108 {
        lines.append(line)
        line = "#  "
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}
