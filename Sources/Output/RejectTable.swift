import Tables

/// The table `rejects`: one row for each rejected row of an input, as far as they are listed.
package enum RejectTable {
  /// The rejects of one file of a source.
  package struct File: Sendable {
    /// Name of the source.
    package var source: String
    /// Path of the file, as the manifest has it.
    package var path: String
    /// What was rejected in it.
    package var rejects: RejectList

    /// The rejects of a file.
    package init(source: String, path: String, rejects: RejectList) {
      self.source = source
      self.path = path
      self.rejects = rejects
    }
  }

  /// The table of these files, in the order given; within a file in the order of its list.
  ///
  /// At most `RejectList.listed` rows a file. It has no key: one line may be rejected twice when an
  /// input is read under two profiles.
  package static func table(of files: [File]) -> ReportTable {
    ReportTable(
      name: "rejects",
      description: "One rejected row of an input file, and why it was not taken.",
      columns: columns, primaryKey: [],
      rows: files.flatMap { file in file.rejects.rejects.map { row($0, of: file) } })
  }

  private static let columns: [ReportTable.Column] = [
    ReportTable.Column("source", .text, "Source of the input, as in the pipeline file."),
    ReportTable.Column("file", .text, "Path of the file, as in the manifest."),
    ReportTable.Column("line_first", .integer, "First physical line of the row, from 1; the header counts."),
    ReportTable.Column("line_last", .integer, "Last physical line of the row."),
    ReportTable.Column("code", .text, "Why the row was rejected, as a stable code."),
    ReportTable.Column(
      "column", .integer, "Number of the column at fault, from 1; empty where no single one is."),
    ReportTable.Column(
      "column_name", .text, "Name of the column at fault; empty where no single one is."),
    ReportTable.Column("message", .text, "The reason in words; never the value of a personal field."),
  ]

  private static func row(_ reject: Reject, of file: File) -> [ReportTable.Cell] {
    [
      .text(file.source), .text(file.path), .integer(Int64(reject.firstLine)),
      .integer(Int64(reject.lastLine)), .text(reject.code.rawValue),
      reject.column == 0 ? .missing : .integer(Int64(reject.column)),
      reject.columnName.isEmpty ? .missing : .text(reject.columnName), .text(reject.message),
    ]
  }
}
