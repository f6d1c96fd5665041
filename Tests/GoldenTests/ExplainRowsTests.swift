import Foundation
import Testing

/// The contacts that `explain --rows` lists are those behind the number.
@Suite struct ExplainRowsTests {
  private static let reference = "fcr.window_days=7,match=any"

  private func run(_ work: WorkFolder) throws {
    #expect(try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--quiet").status == 0)
  }

  private func explain(_ work: WorkFolder, _ reference: String, rows: Int) throws -> WorkFolder.Ending {
    try work.firstcontact(
      "explain", reference, "--out", "out", "--rows", "\(rows)", "--pipeline", "pipeline.yaml")
  }

  /// A number of the explanation.
  private func number(_ name: String, in text: String) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix("  \(name) = ") }
      .flatMap { Int($0.dropFirst(name.count + 5).prefix { $0.isNumber }) }
  }

  @Test(arguments: [
    "fcr.window_days=7,match=any", "fcr", "fcr.period=2026-03", "fcr.call_type=technical",
    "fcr.window_days=1",
  ])
  func `the rows are as many as the number counts, and stand where they are said to`(
    _ reference: String
  ) throws {
    let work = try WorkFolder()
    try run(work)
    let ending = try explain(work, reference, rows: 100_000)
    #expect(ending.status == 0, "\(ending.errors)")
    let (n, x) = (number("n", in: ending.output), number("x", in: ending.output))
    let rows = ending.output.split(separator: "\n").filter { $0.contains(".csv:") }
    #expect(rows.count == n && rows.count { $0.hasSuffix(" resolved") } == x)
    for row in rows.prefix(20) {
      // FILE:LINE ID …
      let parts = row.split(separator: " ")
      let place = parts[0].split(separator: ":")
      let lines = work.text(String(place[0])).split(separator: "\n", omittingEmptySubsequences: false)
      let line = try #require(Int(place[1]))
      #expect(lines[line - 1].contains(parts[1]), "\(row)")
    }
  }

  @Test func `the earliest come first, and no more than asked for`() throws {
    let work = try WorkFolder()
    try run(work)
    let all = try explain(work, Self.reference, rows: 100_000).output
    let few = try explain(work, Self.reference, rows: 3).output
    func rows(_ text: String) -> [Substring] { text.split(separator: "\n").filter { $0.contains(".csv:") } }
    #expect(rows(few) == Array(rows(all).prefix(3)))
    #expect(few.contains("3 of "))
  }

  @Test func `exports that changed since are refused, and so is what has no rows`() throws {
    let work = try WorkFolder()
    try run(work)
    #expect(try explain(work, "acr.window_days=7,match=any", rows: 3).status == 64)
    try work.put("contacts.csv", work.text("contacts.csv") + "\n")
    let ending = try explain(work, Self.reference, rows: 3)
    #expect(ending.status == 65 && ending.errors.contains("contacts.csv: is not what the run read"))
  }
}
