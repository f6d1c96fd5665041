import Output
import Report
import SketchedRuns
import Testing

@Suite struct TrustSectionTests {
  private static let input: JSONValue = [
    "path": "a.csv", "table": "contacts", "source": "acd", "sha256": "00", "bytes": 9, "rows": 2_000,
    "accepted": 1_995,
    "rejected": 5, "used": 1_900, "excluded": ["duplicate": 60, "outside_coverage": 35],
  ]
  private static let population: (name: String, columns: [String], rows: [[SketchedCell]]) = (
    "fcr_population", ["group_by", "group", "period", "status", "conversations"],
    [["all", "all", "all", "qualifying", 1_500], ["all", "all", "all", "abandoned", 100]]
  )

  private func answers(warnings: [JSONValue] = [], inputs: [JSONValue] = [Self.input]) throws -> [String] {
    let section = try SketchedRows.sections([], warnings: warnings, inputs: inputs)["trust"]
    return try #require(section).answers.map { $0.text.replacing("\u{a0}", with: " ") }
  }

  // 2,000 = 1,900 used + 5 rejected + 95 left out; 5 of 2,000 is 0.25 %.
  @Test func `rows add up`() throws {
    #expect(
      try answers()[0]
        == "From 1 input 2,000 rows were read: 1,900 count, 5 (0.25 %) were rejected, and 95 were left out for a reason that is listed."
    )
    #expect(try answers(inputs: [])[0] == "No file was read.")
    #expect(try answers(inputs: [["rows": 0]])[0].contains("no row was read"))
  }

  @Test func `warnings are counted, and a gap comes first`() throws {
    #expect(try answers()[1] == "Nothing had to be warned of.")
    #expect(
      try answers(warnings: [["code": "raw_ids", "count": 1, "message": "m"]])[1]
        == "There is one kind of warning: raw_ids (1 times).")
    let found = try answers(
      warnings: [
        ["code": "coverage_gap", "count": 3, "message": "m"],
        ["code": "withheld_groups", "count": 4_009, "message": "m"],
      ])
    #expect(found[1].hasSuffix("the most frequent one is withheld_groups (4,009 times)."))
    #expect(found[2].hasPrefix("Look at this first: on 3 days"))
  }

  // 2,000 − 5 − 60 − 35 = 1,900; 1,600 conversations − 100 = 1,500 = 40 + 260 + 30 + 70 + 1,100.
  @Test func `the flow takes away until first contacts are left`() throws {
    var row = SketchedRows.month("all", n: 1_100, 0.8, 0.78, 0.82, unsettled: 70)
    row += [30, 40]
    let page = try SketchedRows.page(
      [Self.population, ("fcr", SketchedRows.fcr + ["first_unknown", "unidentified"], [row])],
      inputs: [Self.input])
    let chart = try #require(page.charts.first { $0.id == "flow-of-rows" })
    let names = chart.panels.flatMap(\.y.names)
    #expect(
      names == [
        "read", "\u{2212} rejected", "\u{2212} duplicate", "\u{2212} outside coverage", "= used",
        "conversations",
        "\u{2212} abandoned", "= qualifying", "\u{2212} unidentified", "\u{2212} no first contact",
        "\u{2212} first unknown", "\u{2212} unsettled", "= settled first contacts",
      ])
    let words = chart.panels.flatMap(\.layers).flatMap { layer in
      if case .marks(let marks) = layer { marks.compactMap(\.words) } else { [String]() }
    }
    #expect(
      words == ["2,000", "5", "60", "35", "1,900", "1,600", "100", "1,500", "40", "260", "30", "70", "1,100"])
  }

  @Test func `what moved since the last run is told with its reasons`() throws {
    let columns = [
      "measure", "window_days", "match", "group_by", "group", "period", "rate_before", "rate", "change",
      "newly_settled",
      "late_rows", "corrected_rows", "withdrawn_rows", "changed_rules", "unattributed",
    ]
    let head: [SketchedCell] = ["window_fcr", 7, "reason", "all", "all", "all"]
    let moved = head + [0.8, 0.6, -0.2, -0.1, -0.2, 0.1, 0, 0, 0] as [SketchedCell]
    let section = try SketchedRows.sections([("restatements", columns, [moved])])["trust"]
    #expect(
      section?.answers.last?.text.replacing("\u{a0}", with: " ")
        == "The headline was 80.0 % in the last run and is 60.0 % now: \u{2212}10.0 points by windows that closed,"
        + " \u{2212}20.0 points by late rows, +10.0 points by corrected rows.")
    let chart = try #require(section?.figures.compactMap(\.chart).first { $0.id == "restatements" })
    guard case .marks(let marks)? = chart.panels.first?.layers.last else { return }
    // The reasons add up to the change.
    #expect(marks.count == 3 && abs(marks.reduce(0) { $0 + $1.x } + 0.2) < 1e-9)
    let calm = try SketchedRows.sections([("restatements", columns, [])])["trust"]
    #expect(calm?.figures.contains { $0.chart?.id == "restatements" } == false)
    #expect(
      calm?.answers.last?.text == "No number about all contacts reads differently than in the last run.")
  }

  @Test func `days of sources are fields, and a day without rows is outlined`() throws {
    let rows: [[SketchedCell]] = [1, 2, 4, 5].map { ["contacts", "acd", .text("2026-03-0\($0)"), 100, "00"] }
    let page = try SketchedRows.page([("row_prints", ["table", "source", "day", "rows", "print"], rows)])
    let chart = try #require(page.charts.first { $0.id == "days-of-sources" })
    guard case .marks(let marks)? = chart.panels.first?.layers.first else { return }
    #expect(marks.map(\.isOutlined) == [false, false, true, false, false])
    #expect(chart.panels.first?.x.names == (1...5).map { "2026-03-0\($0)" })
  }
}
