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
    "fcr.window_days=1", "window_fcr_net.window_days=7,match=any", "acr.window_days=7,match=any",
    "call_resolution",
    "repeat_rate.window_days=7,match=any", "one_and_done.window_days=7,match=any", "disposition_fcr",
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
    // "Z resolved", as " not resolved" ends with the same word.
    let isHit = ["Z resolved", " follows an earlier contact", " stands alone", " said to be resolved"]
    #expect(rows.count == n)
    #expect(
      rows.count { row in isHit.contains { row.hasSuffix($0) && !row.hasSuffix(" not stand alone") } } == x)
    for row in rows.prefix(20) {
      // FILE:LINE ID …
      let parts = row.split(separator: " ")
      let place = parts[0].split(separator: ":")
      let lines = work.text(String(place[0])).split(separator: "\n", omittingEmptySubsequences: false)
      let line = try #require(Int(place[1]))
      #expect(lines[line - 1].contains(parts[1]), "\(row)")
    }
  }

  @Test func `a run with a horizon of its own is listed with that horizon`() throws {
    let work = try WorkFolder()
    try work.put("pipeline.yaml", work.text("pipeline.yaml") + "privacy: {min_people: 1}\n")
    let horizon = ["--as-of", "2026-03-20"]
    #expect(
      try work.firstcontact(["run", "pipeline.yaml", "--out", "out", "--quiet"] + horizon).status == 0)
    let asked = [
      "explain", Self.reference, "--out", "out", "--rows", "100000", "--pipeline", "pipeline.yaml",
    ]
    let ending = try work.firstcontact(asked + horizon)
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(
      ending.output.split(separator: "\n").count { $0.contains(".csv:") } == number("n", in: ending.output))
    let other = try work.firstcontact(asked)
    #expect(other.status == 64 && other.errors.contains("--as-of"))
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
    #expect(try explain(work, "fcr_agreement", rows: 3).status == 64)
    try work.put("contacts.csv", work.text("contacts.csv") + "\n")
    let ending = try explain(work, Self.reference, rows: 3)
    #expect(ending.status == 65 && ending.errors.contains("contacts.csv: is not what the run read"))
  }

  @Test func `chance and what customers say have their contacts, a number made of two others has none`()
    throws
  {
    let work = try WorkFolder(isEmpty: true)
    let pipeline = "\(BuiltBinary.project)/pipelines/nightly.yaml"
    let ran = try work.firstcontact("run", pipeline, "--out", "out", "--quiet")
    #expect(ran.status == 0, "\(ran.errors)")
    func explain(_ reference: String) throws -> WorkFolder.Ending {
      try work.firstcontact(
        "explain", reference, "--out", "out", "--rows", "100000", "--pipeline", pipeline)
    }
    for (reference, words) in [
      ("placebo.window_days=7", "Z came back by chance"), ("voc_fcr", "Z customer: resolved, in one contact"),
      ("voc_resolution.period=2026-05", "Z customer: resolved"),
    ] {
      let text = try explain(reference).output
      let rows = text.split(separator: "\n").filter { $0.contains(".csv:") }
      #expect(rows.count == number("n", in: text) && !rows.isEmpty, "\(reference)")
      #expect(rows.count { $0.hasSuffix(words) } == number("x", in: text), "\(reference)")
    }
    let ending = try explain("adjusted.window_days=7")
    #expect(
      ending.status == 64 && ending.errors.contains("adjusted is made of two others"), "\(ending.errors)")
  }
}
