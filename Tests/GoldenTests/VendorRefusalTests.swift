import Foundation
import Testing

/// Exports of vendors that would give wrong numbers are refused, and say why.
@Suite struct VendorRefusalTests {
  /// Runs one file under a shipped profile.
  private func run(_ text: String, _ profile: String) throws -> (work: WorkFolder, ending: WorkFolder.Ending)
  {
    let work = try WorkFolder(isEmpty: true)
    try ShippedProfiles.put(in: work)
    try work.put("export.csv", text)
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      inputs:
        - {table: contacts, source: acd, files: [export.csv], profile: \(profile), time_zone: America/Phoenix}
      analyses: [fcr]
      """)
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out")
    return (work, ending)
  }

  /// What a dialect writes of a history.
  private func text(_ dialect: Dialect) throws -> String {
    try #require(dialect.exports(TrueHistory(seed: 7).carried(by: dialect.carries)).first).text
  }

  @Test func `an interactions export with the day first is refused`() throws {
    // 2/13/26 becomes 13/2/26: every day after the 12th is no month.
    let text = try text(.genesys).replacing(/(\d+)\/(\d+)\/26\s/) { "\($0.2)/\($0.1)/26 " }
    let (work, ending) = try run(text, "genesys-cloud-interactions")
    #expect(ending.status == 65, "\(ending.errors)")
    #expect(ending.errors.contains("rejected for contacts"), "\(ending.errors)")
    #expect(work.names("out").allSatisfy { !$0.hasPrefix("latest") })
  }

  @Test(arguments: [
    (Dialect.five9, "ABANDONED", "five9-call-log"), (.genesys, "Non-ACD", "genesys-cloud-interactions"),
    (.amazonConnect, "Enqueue timestamp", "amazon-connect-contact-search"),
    (.nice, "Master_Contact_ID", "nice-cxone-calls"), (.zendesk, "requester_id", "zendesk-tickets"),
  ])
  func `an export without a column that decides a number is refused by its name`(
    _ dialect: Dialect, _ column: String, _ profile: String
  ) throws {
    let export = try text(dialect).replacing(column, with: "Something else", maxReplacements: 1)
    let (_, ending) = try run(export, profile)
    #expect(ending.status == 65, "\(ending.errors)")
    #expect(ending.errors.contains("'\(column)'"), "\(ending.errors)")
  }

  @Test func `an interactions export that is partial counts for nothing, one that does not say so is read`()
    throws
  {
    let export = try text(.genesys)
    let table = "out/latest/tables/fcr.csv"
    let (whole, wholeEnding) = try run(export, "genesys-cloud-interactions")
    let silent = export.replacing("Full Export Completed", with: "Something else", maxReplacements: 1)
    let (other, otherEnding) = try run(silent, "genesys-cloud-interactions")
    try #require(wholeEnding.status == 0 && otherEnding.status == 0)
    #expect(whole.text(table).split(separator: "\n").count > 50)
    #expect(whole.text(table) == other.text(table))
    // None of its rows counts, so there is no day to begin with.
    let (_, ending) = try run(export.replacing("\nYES,", with: "\nNO,"), "genesys-cloud-interactions")
    #expect(ending.status == 65, "\(ending.errors)")
    #expect(ending.errors.contains("hold no date"), "\(ending.errors)")
  }

  @Test func `header names of other capitals are read the same`() throws {
    let export = try text(.amazonConnect)
    let end = try #require(export.firstIndex(of: "\n"))
    let (work, ending) = try run(export, "amazon-connect-contact-search")
    let (other, otherEnding) = try run(
      export[..<end].uppercased() + export[end...], "amazon-connect-contact-search")
    try #require(ending.status == 0 && otherEnding.status == 0, "\(ending.errors)\(otherEnding.errors)")
    let table = "out/latest/tables/fcr.csv"
    #expect(work.text(table).split(separator: "\n").count > 50)
    #expect(work.text(table) == other.text(table))
  }
}
