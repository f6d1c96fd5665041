import Tables
import Testing

@testable import Report

/// What `explain` says of numbers, measures and codes.
@Suite struct RunExplanationTests {
  private func text(_ reference: String, _ run: PublishedFolder = PublishedFolder()) throws -> String {
    let card = RateCard(
      id: "window_fcr", title: "FCR by no return", question: "Did they come back?", unit: "share 0…1",
      formula: "x / n", source: "a source", caution: "a caution", minimumSample: 5,
      parameters: ["fcr.headline_days"], path: "Sources/A.swift")
    return try RunExplanation(try run.folder, cards: [card]).text(of: NumberReference(reference))
  }

  private func problem(_ reference: String) -> String {
    do { return try text(reference) } catch { return (error as? StageFailure)?.problems.first ?? "" }
  }

  @Test func `a number is told with its way from the exports, which adds up`() throws {
    let text = try text("fcr.team=Elm")
    #expect(text.contains("rate = 0.8   (x / n)") && text.contains("n = 25   (denominator)"))
    // 100 rows: 2 rejected, 8 duplicates, 80 conversations, so 10 further legs; 44 are Elm's, 4 of them abandoned;
    // of 40 that qualify 2 are unidentified, 1 is unsettled, 25 count, so 12 are no first contacts.
    let plain = text.replacing(#/ +/#) { _ in " " }
    for line in [
      " = 100 rows of contacts in 1 file", " -8 duplicate", " -2 rejected",
      " -10 further legs of the same conversations", " = 80 conversations", " -36 of other groups or months",
      " -4 abandoned", " = 40 contacts that qualify", " -2 unidentified: nobody knows which customer",
      " -1 unsettled: the window is still open",
      " -12 no first contacts, or others that the measure does not count", " = 25 n: the denominator",
    ] { #expect(plain.contains("\n\(line)\n"), "\(line) in \(plain)") }
    #expect(text.contains("parameters.fcr.headline_days = 7 (default)"))
    #expect(text.contains("acd.csv (contacts, 100 rows) sha256 ab"))
  }

  @Test func `every step starts where the one before it ended`() throws {
    let row = try FoundNumber(NumberReference("fcr.team=Elm"), in: PublishedFolder().folder).row
    let way = try #require(LeftOut(to: row, in: PublishedFolder().folder))
    var left: Int64 = 0
    for step in way.steps {
      if step.isSum, left != 0 { #expect(step.count == left, "\(step.label)") }
      left = step.isSum ? step.count : left + step.count
    }
    #expect(left == 25)
  }

  @Test func `what is withheld stays withheld`() throws {
    let text = try text("fcr.team=Ash")
    #expect(text.contains("withheld: fewer than 5 people"))
    #expect(!text.contains("from the exports") && !text.contains("rate ="))
  }

  @Test(arguments: [
    ("fcr", "rate = 0.75"), ("fcr.window_days=1", "rate = 0.95"), ("fcr.period=2026-05", "rate = 0.8"),
    ("acr", "n = 60"), ("acr.group_by=all", "n = 60"), ("voc_resolution", "n = 30"),
    ("fcr.team=Oak, West", "rate = 0.66"), ("fcr.group_by=team,group=Oak, West", "rate = 0.66"),
  ])
  func `what is not said is the headline, all groups and the whole period`(
    _ reference: String, _ line: String
  ) throws { #expect(try text(reference).contains(line)) }

  @Test func `a measure is explained by its card and its number`() throws {
    let text = try text("window_fcr")
    #expect(text.hasPrefix("window_fcr: FCR by no return\n  question: Did they come back?"))
    #expect(text.contains("rate = 0.75"))
  }

  @Test(arguments: [
    ("raw_ids", "raw_ids (warning, 1): no key file is given\n  1 in acd, acd.csv"),
    ("duplicate", "8 rows of acd.csv were read and not used for it"),
    ("bad_time", "bad_time: rows that could not be used\n  acd.csv:12:ended  no time"),
    ("abandoned", "abandoned: 10 conversations"),
    ("coach_is_agent", "coach_is_agent (warning, not in this run)"),
  ])
  func `a code is told with its places`(_ code: String, _ said: String) throws {
    #expect(try text(code).contains(said))
  }

  @Test(arguments: [
    ("nonsense", "the run has no such table, measure or code; it has fcr"),
    ("fcr.team=Nobody", "no row of tables/fcr.csv has group_by=team, group=Nobody"),
    ("fcr.group_by=team", "3 rows of tables/fcr.csv fit; add one of these: group=Elm"),
    ("fcr.", "expected a measure, a code, or a number"), ("=x", "expected a measure"),
    ("fcr.team", "expected a measure"),
  ])
  func `what names nothing, or too much, is refused with a way on`(_ reference: String, _ said: String) {
    #expect(problem(reference).contains(said), "\(problem(reference))")
  }
}
