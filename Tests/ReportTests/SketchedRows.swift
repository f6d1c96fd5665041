import Output
import Report
import SketchedRuns

/// Rows of a table written down in a test.
enum SketchedRows {
  /// The sections of a run with some tables, by their places.
  static func sections(
    _ tables: [(name: String, columns: [String], rows: [[SketchedCell]])], notRun: [JSONValue] = [],
    parameters: [JSONValue] = [], warnings: [JSONValue] = [], inputs: [JSONValue] = []
  ) throws -> [String: PageSection] {
    let page = try page(tables, notRun: notRun, parameters: parameters, warnings: warnings, inputs: inputs)
    return Dictionary(uniqueKeysWithValues: page.sections.map { ($0.id, $0) })
  }

  /// The page of a run with some tables.
  static func page(
    _ tables: [(name: String, columns: [String], rows: [[SketchedCell]])], notRun: [JSONValue] = [],
    parameters: [JSONValue] = [], warnings: [JSONValue] = [], inputs: [JSONValue] = [],
    since previous: SketchedRun? = nil
  ) throws -> RunPage {
    try RunPage(
      of: run(tables, notRun: notRun, parameters: parameters, warnings: warnings, inputs: inputs).folder,
      since: previous.map { try $0.folder }
    ) { _ in "" }
  }

  /// A run with some tables.
  static func run(
    _ tables: [(name: String, columns: [String], rows: [[SketchedCell]])], notRun: [JSONValue] = [],
    parameters: [JSONValue] = [], warnings: [JSONValue] = [], inputs: [JSONValue] = []
  ) -> SketchedRun {
    var run = SketchedRun()
    run.set("not_run", .array(notRun))
    run.set("parameters", .array(parameters))
    run.set("warnings", .array(warnings))
    run.set("inputs", .array(inputs))
    for table in tables { run.add(table.name, table.columns, table.rows) }
    return run
  }

  /// Columns of the table of measures.
  static let fcr = [
    "measure", "window_days", "match", "group_by", "group", "period", "n", "x", "rate", "lo", "hi",
    "unsettled", "flag",
  ]

  /// A row of all contacts at the headline, in a period.
  static func month(
    _ period: String, n: Int64 = 1_000, _ rate: Double, _ low: Double, _ high: Double, unsettled: Int64 = 0
  ) -> [SketchedCell] {
    [
      "window_fcr", 7, "reason", "all", "all", .text(period), .whole(n), .whole(Int64(Double(n) * rate)),
      .decimal(rate),
      .decimal(low), .decimal(high), .whole(unsettled), nil,
    ]
  }
}
