import Foundation
import Testing

/// A roster that other people wrote, beside the project; it is not part of it.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: BuiltBinary.realExports),
    "skipped: the real exports are not at ../shared/exports"))
struct RealRosterTests {
  // Source: the exports' README, row hr-dataset, and counts of the file: 104 days of termination, 23 of them in
  // 2015; 88 people are Voluntarily Terminated, 16 Terminated for Cause.
  @Test func `a public roster has 104 separations, 88 voluntary, 23 in 2015`() throws {
    let work = try WorkFolder(isEmpty: true)
    let names = ["hr-dataset", "hr-dataset-assignments"]
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
        - {source: hr, files: [roster.csv], profiles: [profiles/hr-dataset.yaml, profiles/hr-dataset-assignments.yaml]}
      analyses: [turnover]
      """)
    let ending = try work.firstcontact(
      "run", "roster.yaml", "--out", "out", "--input",
      "people=\(BuiltBinary.realExports)/hr-dataset/HRDataset_v14.csv")
    try #require(ending.status == 0, "\(ending.errors)")
    let rows = work.text("out/latest/tables/turnover.csv").split(separator: "\n")
    for start in [
      "external,all,all,all,104,", "seat,all,all,all,104,", "voluntary,all,all,all,88,",
      "involuntary,all,all,all,16,", "other,all,all,all,0,", "external,all,all,2015-01/P12M,23,",
    ] {
      #expect(rows.contains { $0.hasPrefix(start) }, "\(start)")
    }
    #expect(!rows.contains { $0.hasPrefix("regretted") || $0.hasPrefix("gig_churn") })
    let retention = work.text("out/latest/tables/retention.csv").split(separator: "\n")
    let early = retention.first { $0.hasPrefix("all,all,attrition,90,") }
    #expect(early?.contains(",311,104,311,") == true, "\(early ?? "")")
  }
}
