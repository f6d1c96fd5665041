import Tables

/// One thing a reader of a run's numbers should know, and how often it was found.
package struct Diagnostic: Sendable, Equatable {
  /// How much it matters; in this order in the table.
  package enum Severity: String, Sendable, CaseIterable {
    case error
    case warning
    case info
  }

  /// How much it matters.
  package var severity: Severity
  /// What it is about, as a stable code.
  package var code: String
  /// Source of the input; empty where no single one is concerned.
  package var source: String
  /// Path of the file; empty where no single one is concerned.
  package var file: String
  /// Column, day or group it is about; may be empty.
  package var subject: String
  /// How often it was found.
  package var count: Int
  /// One line for people; never the value of a personal field.
  package var message: String

  /// A finding in its own words.
  package init(
    _ severity: Severity, code: String, source: String = "", file: String = "", subject: String = "",
    count: Int, message: String
  ) {
    self.severity = severity
    self.code = code
    self.source = source
    self.file = file
    self.subject = subject
    self.count = count
    self.message = message
  }

  /// The warnings of a tally, in the words of `WarningWording`.
  package static func warnings(
    of tally: WarningTally, source: String = "", file: String = ""
  ) -> [Diagnostic] {
    tally.sorted.map { key, count in
      Diagnostic(
        .warning, code: key.code.rawValue, source: source, file: file, subject: key.subject,
        count: count, message: WarningWording.message(for: key.code))
    }
  }
}

/// The table `diagnostics`: one row for each thing a reader of the numbers should know.
package enum DiagnosticTable {
  /// The table of these findings: agents without a person first, then by severity, code, source, file,
  /// subject and message, whatever their order here.
  ///
  /// Source: SPEC.md section 2, `aliases` (agents that no person matches are listed first).
  package static func table(of diagnostics: [Diagnostic]) -> ReportTable {
    ReportTable(
      name: "diagnostics",
      description: "One thing a reader of the numbers should know, and how often it was found.",
      columns: columns, primaryKey: [], rows: sorted(diagnostics).map(row))
  }

  /// Findings in the order of the table.
  package static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.map { ($0, sortKey(of: $0)) }.sorted { precedes($0.1, $1.1) }.map(\.0)
  }

  private static let columns: [ReportTable.Column] = [
    ReportTable.Column("severity", .text, "error, warning or info."),
    ReportTable.Column("code", .text, "What it is about, as a stable code."),
    ReportTable.Column("source", .text, "Source of the input; empty where no single one is concerned."),
    ReportTable.Column("file", .text, "Path of the file; empty where no single one is concerned."),
    ReportTable.Column("subject", .text, "Column, day or group it is about; may be empty."),
    ReportTable.Column("count", .integer, "How often it was found; always exact."),
    ReportTable.Column("message", .text, "What it means, in words."),
  ]

  private static func row(_ diagnostic: Diagnostic) -> [ReportTable.Cell] {
    [
      .text(diagnostic.severity.rawValue), .text(diagnostic.code), optional(diagnostic.source),
      optional(diagnostic.file), optional(diagnostic.subject), .integer(Int64(diagnostic.count)),
      .text(diagnostic.message),
    ]
  }

  private static func optional(_ text: String) -> ReportTable.Cell {
    text.isEmpty ? .missing : .text(text)
  }

  private static func sortKey(of diagnostic: Diagnostic) -> [String] {
    let severity = Diagnostic.Severity.allCases.firstIndex(of: diagnostic.severity) ?? 0
    let isFirst = diagnostic.code == WarningCode.unmatchedAgents.rawValue
    return [
      isFirst ? "0" : "1", String(severity), diagnostic.code, diagnostic.source, diagnostic.file,
      diagnostic.subject, diagnostic.message, padded(Int64(max(0, diagnostic.count)), 19),
    ]
  }

  /// By bytes, text after text.
  private static func precedes(_ left: [String], _ right: [String]) -> Bool {
    for (a, b) in zip(left, right) where !a.utf8.elementsEqual(b.utf8) {
      return a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    return false
  }
}
