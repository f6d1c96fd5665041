import Dice
import Foundation
import Testing

/// Laws on a made-up center: what a restatement says is what independent runs say.
@Suite struct RestatementLawTests {
  private static let seed: UInt64 = 20_261_107

  /// What happened to rows between two runs.
  enum Change: String, CaseIterable {
    case none, late, lateInPlace, corrected, withdrawn, lateAndCorrected, rules, lateAndRules

    /// The column that says so; nil where rows did not move, or several columns do.
    var column: String? {
      switch self {
      case .late, .lateInPlace, .lateAndRules: "late_rows"
      case .corrected: "corrected_rows"
      case .withdrawn: "withdrawn_rows"
      case .none, .lateAndCorrected, .rules: nil
      }
    }

    var changesRules: Bool { self == .rules || self == .lateAndRules }
  }

  /// One line of each contact, so that no version decides.
  private static let lines: [String] = {
    var seen: Set<Substring> = []
    return GeneratedContacts(rows: 400, seed: seed).lines.filter {
      $0.hasPrefix("c") && seen.insert($0.prefix { $0 != "," }).inserted
    }
  }()

  private func day(of line: String) -> Substring { line.split(separator: ",")[1].prefix(10) }

  /// Runs over exports; a pipeline covers from the first of January, and knows what came by a day.
  private func run(
    _ work: WorkFolder, _ files: [String: [String]], asOf: String, out: String, triggers: String,
    _ options: [String] = []
  ) throws -> String {
    try? FileManager.default.removeItem(atPath: work("exports"))
    for (name, lines) in files { try work.put("exports/\(name)", GeneratedContacts.header + lines.joined()) }
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      time_zone: America/Chicago
      as_of: \(asOf)
      inputs:
        - {table: contacts, source: acd, files: "exports/*.csv", covers: {from: 2026-01-01, to: 2026-03-01}}
      parameters: {fcr: {triggers: \(triggers)}}
      privacy: {min_people: 1}
      """)
    let ending = try work.firstcontact(["run", "pipeline.yaml", "--out", out] + options)
    try #require(ending.status == 0, "seed \(Self.seed): \(ending.errors)")
    #expect(!ending.errors.contains("not_restated"), "\(ending.errors)")
    return ending.errors
  }

  /// n, x and rate in millionths of each number of a table, by its first six cells.
  private func numbers(_ table: String) -> [String: (n: String, x: String, rate: Int?)] {
    var numbers: [String: (n: String, x: String, rate: Int?)] = [:]
    for line in table.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      numbers[cells[..<6].joined(separator: ",")] = (cells[6], cells[7], millionths(cells[8]))
    }
    return numbers
  }

  private func millionths(_ text: String) -> Int? { Double(text).map { Int(($0 * 1e6).rounded()) } }

  @Test(arguments: Change.allCases)
  func `parts add up, and are what independent runs say`(change: Change) throws {
    var random = Dice(seed: Self.seed)
    let (then, today) = ("2026-02-10", "2026-02-24")
    let early = Self.lines.filter { day(of: $0) <= "2026-02-12" }
    let later = Self.lines.filter { day(of: $0) > "2026-02-12" }
    var (known, late): ([String], [String]) = ([], [])
    for line in early where change.rawValue.hasPrefix("late") && random.below(10) == 0 { late.append(line) }
    known = early.filter { !late.contains($0) }
    var kept = known
    if [.corrected, .lateAndCorrected].contains(change) {
      kept = known.map { random.below(12) == 0 ? $0.replacing(",inbound,", with: ",outbound,") : $0 }
    }
    if change == .withdrawn { kept = known.filter { _ in random.below(12) != 0 } }
    let inPlace = change == .lateInPlace
    let files =
      inPlace ? ["a.csv": kept + late, "c.csv": later] : ["a.csv": kept, "b.csv": late, "c.csv": later]
    let (old, new) = ("[handled, abandoned]", change.changesRules ? "[handled]" : "[handled, abandoned]")

    let work = try WorkFolder(isEmpty: true)
    _ = try run(work, ["a.csv": known], asOf: then, out: "out", triggers: old)
    let before = numbers(work.text("out/latest/tables/fcr.csv"))
    let words = try run(work, files, asOf: today, out: "out", triggers: new)
    let now = numbers(work.text("out/latest/tables/fcr.csv"))
    // Each of these in a folder of its own, so that it has no predecessor.
    _ = try run(work, files, asOf: then, out: "back", triggers: old)
    _ = try run(work, ["a.csv": kept], asOf: then, out: "kept", triggers: old)
    _ = try run(work, files, asOf: today, out: "settled", triggers: old)
    let stages = ["kept", "back", "settled"].map { numbers(work.text("\($0)/latest/tables/fcr.csv")) }

    let table = work.text("out/latest/tables/restatements.csv").split(separator: "\n")
    let header = try #require(table.first).split(separator: ",").map(String.init)
    var listed: Set<String> = []
    for line in table.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let key = cells[..<6].joined(separator: ",")
      listed.insert(key)
      func cell(_ name: String) -> String { cells[header.firstIndex(of: name) ?? 0] }
      func part(_ name: String) -> Int { millionths(cell(name)) ?? 0 }
      let (first, last) = (before[key], now[key])
      #expect(cell("n_before") == first?.n && cell("x_before") == first?.x)
      #expect(cell("n") == last?.n ?? "" && cell("x") == last?.x ?? "")
      guard let first = first?.rate, let last = last?.rate else {
        #expect(cell("change").isEmpty)
        continue
      }
      let reasons = [
        "newly_settled", "late_rows", "corrected_rows", "withdrawn_rows", "changed_rules", "unattributed",
      ]
      #expect(part("change") == last - first)
      #expect(reasons.reduce(0) { $0 + part($1) } == last - first, "\(line)")
      // Where a rate is missing in between its step is part of the next one.
      guard let kept = stages[0][key]?.rate, let back = stages[1][key]?.rate,
        let settled = stages[2][key]?.rate
      else { continue }
      var expected = ["newly_settled": settled - back, "changed_rules": last - settled]
      if let column = change.column { expected[column] = back - first }
      if change == .lateAndCorrected {
        expected["corrected_rows"] = kept - first
        expected["late_rows"] = back - kept
      }
      for reason in reasons { #expect(part(reason) == expected[reason, default: 0], "\(change) \(line)") }
    }
    let moved = before.filter { key, first in
      now[key].map { $0.n != first.n || $0.x != first.x || $0.rate != first.rate } ?? true
    }
    #expect(listed == Set(moved.keys) && listed.count > 100, "\(change): \(listed.count) of \(moved.count)")
    #expect(words.contains("restated: \(moved.count) of \(before.count) published numbers moved"), "\(words)")
  }

  @Test func `workers, and how rows are cut into files that were there, decide nothing`() throws {
    var random = Dice(seed: Self.seed + 1)
    let early = Self.lines.filter { day(of: $0) <= "2026-02-12" }
    let later = Self.lines.filter { day(of: $0) > "2026-02-12" }
    let late = early.filter { _ in random.below(10) == 0 }
    let known = early.filter { !late.contains($0) }
    var tables: Set<String> = []
    for (jobs, isTurned) in [("1", false), ("2", true), ("4", false)] {
      let work = try WorkFolder(isEmpty: true)
      let triggers = "[handled, abandoned]"
      let rows = isTurned ? known.reversed() : known
      let half = isTurned ? 17 : rows.count / 2
      _ = try run(
        work, ["a.csv": Array(rows[..<half]), "a2.csv": Array(rows[half...])], asOf: "2026-02-10", out: "out",
        triggers: triggers, ["--jobs", jobs])
      _ = try run(
        work,
        [
          "a.csv": Array(rows[..<half]), "a2.csv": Array(rows[half...]),
          "b.csv": late.shuffled(using: &random),
          "c.csv": later.shuffled(using: &random),
        ], asOf: "2026-02-24", out: "out", triggers: triggers, ["--jobs", jobs, "--chunk-bytes", "4096"])
      // The id of the run before differs with the bytes of its files.
      let table = work.text("out/latest/tables/restatements.csv")
      tables.insert(table.replacing(/2026-02-10-[0-9a-f]{12}/, with: "RUN"))
    }
    #expect(tables.count == 1 && (tables.first?.count ?? 0) > 10_000)
  }

  @Test func `a run made as of an earlier day is the run of that day`() throws {
    // With versions: of the rows of then, those whose later version was not known yet.
    let all = GeneratedContacts(rows: 400, seed: Self.seed + 2).lines.filter { $0.hasPrefix("c") }
    let asOf = "2026-02-10T06:00:00Z"
    let known = Set(all.filter { changed($0) <= asOf }.map { $0.prefix { $0 != "," } })
    let ofThen = all.filter { line in
      line.split(separator: ",")[1] <= asOf
        && (changed(line) <= asOf || !known.contains(line.prefix { $0 != "," }))
    }
    #expect(ofThen.count > 100 && ofThen.count < all.count)
    var tables: [[Data?]] = []
    for (files, options) in [(all, ["--as-of", asOf]), (ofThen, [])] {
      let work = try WorkFolder(isEmpty: true)
      _ = try run(
        work, ["a.csv": files], asOf: asOf, out: "out", triggers: "[handled, abandoned]", options)
      tables.append(
        ["fcr.csv", "fcr.json", "fcr_population.csv"].map { work.bytes("out/latest/tables/\($0)") }
          + [work.bytes("out/latest/row_prints.csv")])
    }
    #expect(tables[0] == tables[1] && tables[0].allSatisfy { ($0?.count ?? 0) > 500 })
  }

  private func changed(_ line: String) -> String {
    String(line.trimmingCharacters(in: .newlines).split(separator: ",", omittingEmptySubsequences: false)[13])
  }
}
