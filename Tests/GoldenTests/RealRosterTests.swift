import Foundation
import Testing

/// Rosters that other people wrote, beside the project; they are not part of it.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: BuiltBinary.realExports),
    "skipped: the real exports are not at ../shared/exports"))
struct RealRosterTests {
  /// Runs turnover over a file through the profile of people of this name, and that of their assignments.
  private func run(_ name: String, _ file: String) throws -> HistoryTables {
    let work = try WorkFolder(isEmpty: true)
    let names = [name, name + "-assignments"]
    for name in names {
      let profile = "\(BuiltBinary.project)/pipelines/profiles/examples/\(name).yaml"
      try work.put("profiles/\(name).yaml", String(contentsOfFile: profile, encoding: .utf8))
    }
    try work.put(
      "roster.yaml",
      """
      version: 1
      name: roster
      inputs:
        - {source: hr, files: [roster.csv], profiles: [\(names.map { "profiles/\($0).yaml" }.joined(separator: ", "))]}
      analyses: [turnover]
      """)
    let ending = try work.firstcontact(
      "run", "roster.yaml", "--out", "out", "--input", "people=\(BuiltBinary.realExports)/\(name)/\(file)")
    try #require(ending.status == 0, "\(ending.errors)")
    return HistoryTables(work, ["out/latest/tables"])
  }

  // Source: the exports' README, row hr-dataset, and counts of the file: 104 days of termination, 23 of them in
  // 2015; 88 people are Voluntarily Terminated, 16 Terminated for Cause.
  @Test func `a public roster has 104 separations, 88 voluntary, 23 in 2015`() throws {
    let tables = try run("hr-dataset", "HRDataset_v14.csv")
    for (kind, period, separations) in [
      ("external", "all", 104), ("seat", "all", 104), ("voluntary", "all", 88), ("involuntary", "all", 16),
      ("other", "all", 0), ("external", "2015-01/P12M", 23),
    ] {
      let row = tables.row("turnover.csv", ["kind": kind, "group_by": "all", "period": period])
      #expect(row?("separations") == Double(separations), "\(kind), \(period)")
    }
    #expect(tables.row("turnover.csv", ["kind": "regretted"]) == nil)
    #expect(tables.row("turnover.csv", ["kind": "gig_churn"]) == nil)
    let early = try #require(tables.row("retention.csv", ["group_by": "all", "statistic": "attrition"]))
    #expect(early("day") == 90 && early("spells") == 311 && early("separations") == 104)
    #expect(early("people") == 311)
  }

  /// A group's spells and separations; survival with its interval after one and three years; days until half are gone.
  private struct Curve {
    var group: String
    var spells: Double
    var separations: Double
    var year: [Double]
    var threeYears: [Double]
    var median: Double?
  }

  private func hold(_ tables: HistoryTables, _ curves: [Curve], chiSquared: Double, p: Double) throws {
    for curve in curves {
      let by = ["group_by": curve.group == "all" ? "all" : "site", "group": curve.group]
      for (day, numbers) in [("365", curve.year), ("1095", curve.threeYears)] {
        let row = try #require(
          tables.row("retention.csv", by.merging(["statistic": "survival", "day": day]) { $1 }),
          "\(curve.group)")
        #expect(row("spells") == curve.spells && row("separations") == curve.separations, "\(row)")
        for (column, number) in zip(["value", "lo", "hi"], numbers) {
          #expect(abs((row(column) ?? -1) - number) < 2e-6, "\(column) of \(row)")
        }
      }
      let median = try #require(tables.row("retention.csv", by.merging(["statistic": "median"]) { $1 }))
      #expect(median("value") == curve.median, "\(median)")
    }
    let test = try #require(tables.row("retention_tests.csv", ["group_by": "site"]))
    #expect(
      abs((test("chi_squared") ?? 0) - chiSquared) < 2e-6 && abs((test("p") ?? 1) - p) < 2e-6, "\(test)")
  }

  // Source: KaplanMeierFitter (log-log intervals) and multivariate_logrank_test of lifelines 0.30.3 on the file
  // without its 13 copies; a tenure of m months is round(30.4375 m) days and one, the day of hire being day 1.
  @Test func `people with a coach, without one, or with their own head stay as long as lifelines says`()
    throws
  {
    try hold(
      run("babushkin-turnover", "turnover.csv"),
      [
        Curve(
          group: "all", spells: 1116, separations: 560, year: [0.859107, 0.836266, 0.878995],
          threeYears: [0.606897, 0.573568, 0.638488], median: 1553),
        Curve(
          group: "my head", spells: 311, separations: 144, year: [0.898371, 0.856970, 0.928288],
          threeYears: [0.644279, 0.580666, 0.700790], median: 1697),
        Curve(
          group: "no", spells: 674, separations: 342, year: [0.844063, 0.812810, 0.870518],
          threeYears: [0.599545, 0.555829, 0.640419], median: 1545),
        Curve(
          group: "yes", spells: 131, separations: 74, year: [0.842182, 0.766031, 0.895220],
          threeYears: [0.558938, 0.461306, 0.645728], median: 1245),
      ], chiSquared: 2.910236, p: 0.233373)
  }

  // Source: the same functions of lifelines 0.30.3 on the file; y years are round(365.25 y) days and one. Of the nine
  // roles one has two separations: it has no curve, and is in no test.
  @Test func `people of each role stay as long as lifelines says`() throws {
    let tables = try run("ibm-attrition", "emp_attrition.csv")
    try hold(
      tables,
      [
        Curve(
          group: "all", spells: 1470, separations: 237, year: [0.989116, 0.982295, 0.993318],
          threeYears: [0.927792, 0.912989, 0.940160], median: 14611),
        Curve(
          group: "Laboratory Technician", spells: 259, separations: 62, year: [0.972973, 0.944147, 0.987023],
          threeYears: [0.859099, 0.809078, 0.896848], median: nil),
        Curve(
          group: "Research Scientist", spells: 292, separations: 47, year: [0.993151, 0.972893, 0.998283],
          threeYears: [0.926917, 0.888871, 0.952285], median: nil),
        Curve(
          group: "Sales Executive", spells: 326, separations: 57, year: [0.990798, 0.971742, 0.997023],
          threeYears: [0.952294, 0.922092, 0.970971], median: 8402),
        Curve(
          group: "Sales Representative", spells: 83, separations: 33, year: [0.951807, 0.876678, 0.981635],
          threeYears: [0.729451, 0.614722, 0.815037], median: 1827),
      ], chiSquared: 162.447545, p: 0)
    let test = tables.row("retention_tests.csv", ["group_by": "site"])
    #expect(test?("groups") == 8 && test?.text("note") == "1 groups with fewer separations are left out")
    let few = try #require(
      tables.row("retention.csv", ["group": "Research Director", "statistic": "survival", "day": "365"]))
    #expect(few("value") == nil && few.text("note") == "2 separations, 5 are needed")
  }
}
