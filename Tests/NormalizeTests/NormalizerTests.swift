import Canonical
import Tables
import Dice
import Testing

@testable import Normalize

/// All that one batch or several became, in a form that can be compared.
private struct Outcome: Equatable {
  var rows: [String] = []
  var rejects = RejectList()
  var excluded: [String: Int] = [:]
  var warnings = WarningTally()

  init(_ batches: [CanonicalBatch]) {
    for batch in batches {
      for row in 0..<batch.count { rows.append(Outcome.row(row, of: batch)) }
      // The lines of these batches are all counted from the top of the file.
      rejects.merge(batch.rejects, lineOffset: 0)
      excluded.merge(batch.excluded) { $0 + $1 }
      warnings.merge(batch.warnings)
    }
  }

  private static func row(_ row: Int, of batch: CanonicalBatch) -> String {
    let cells = batch.table.columns.indices.map { place -> String in
      let slot = batch.slots[place]
      switch batch.table.columns[place].type {
      case .key: return "\(batch.keys[slot][row])"
      case .text: return batch.books[slot].text(of: batch.codes[slot][row])
      default: return "\(batch.numbers[slot][row])"
      }
    }
    return "\(batch.offsets[row]) \(batch.keepKeys[row]) \(cells)"
  }
}

@Suite struct NormalizerTests {
  private static let header = [
    "ID", "Day", "Clock", "Kind", "Phone", "Queue", "Sub", "Talk", "Changed", "End",
  ]

  private func profile() throws -> ProfileMapping {
    let start = ValueMapping(
      .dateAndTime(date: try .column("day").formats("yyyy-MM-dd", "d.M.yy"), time: .column("clock")))
    let kinds = ValueMapping.column("Kind").map([("In", "inbound"), ("Out", "outbound")])
    let phone = ValueMapping(
      .when(
        [ConditionalValue(condition: .on("kind", .isIn(["In"])), value: .column("phone"))], otherwise: nil))
    let type = ValueMapping.coalesce(
      .column("sub").null("?"), .column("queue").map([("q", "Q")], unknown: .keep))
    return .contacts(
      [
        ("contact_id", .concat([.column("id"), .column("day")], ":", nullParts: true)), ("started_at", start),
        ("direction", kinds), ("customer_id", phone), ("call_type", type), ("queue", .column("queue")),
        ("handle_s", ValueMapping.column("talk").changed { $0.durations = [.clock, .seconds] }),
        ("updated_at", .column("changed")), ("ended_at", .column("end")),
      ], null: ["-"],
      where: [
        .on("queue", .notIn(["test"]), reason: "test_call"), .on("kind", .notBlank, reason: "no_kind"),
      ], keep: KeepRule(key: ["contact_id", "direction", "queue"], latest: "updated_at"))
  }

  private func export(_ dice: inout Dice) -> SampleExport {
    let cells: [[String]] = [
      ["1", "2", " 3 ", "4", "5", "6", "7", "8", ""],
      ["2026-03-08", "2026-11-01", "1.11.26", "31.2.26", "2026-10-31", "-"],
      ["01:30:00", "02:30:00", "1:15:00.7", "24:00:00", "12:00:00"],
      ["In", "Out", "In", "Out", "Internal", ""],
      ["+1 555", " +1 556", "-", ""], ["q", "billing", "test", " q ", ""], ["a", "?", "b\u{e9}", ""],
      ["0:01:00", "90", "-5", "x", ""], ["2026-10-31T12:00:00Z", "soon", ""],
      ["2026-12-01", "2026-01-01", "", ""],
    ]
    let count = Int.random(in: 1...80, using: &dice)
    var export = SampleExport(
      Self.header, (0..<count).map { _ in cells.map { $0.randomElement(using: &dice) ?? "" } })
    var line: UInt32 = 2
    for _ in 0..<count {
      let last = line + UInt32.random(in: 0...2, using: &dice)
      export.lines.append((line, last))
      line = last + 1
    }
    return export
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `any split of the rows gives the same rows, rejects and warnings in sum`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let export = export(&dice)
    let normalizer = try export.normalizer(profile(), zone: "America/Chicago")
    let whole = Outcome([normalizer.normalize(export.batch())])
    #expect(
      whole.rows.count + whole.rejects.count + whole.excluded.values.reduce(0, +) == export.rows.count,
      "seed \(seed)")
    for cut in Set((0..<8).map { _ in Int.random(in: 0...export.rows.count, using: &dice) }) {
      let pieces = [export.batch(0..<cut), export.batch(cut..<export.rows.count)]
      #expect(
        Outcome(pieces.map({ normalizer.normalize($0) })) == whole, "seed \(seed), cut before row \(cut)")
    }
    #expect(
      Outcome(export.rows.indices.map { normalizer.normalize(export.batch($0..<($0 + 1))) }) == whole,
      "seed \(seed)")
  }

  /// Every kind of finding must occur, or the law above is empty.
  @Test func `the random exports hold every code, reason and warning`() throws {
    var codes: Set<RejectCode> = []
    var reasons: Set<String> = []
    var warnings: Set<WarningCode> = []
    var rows = 0
    for seed in 1...20 as ClosedRange<UInt64> {
      var dice = Dice(seed: seed)
      let outcome = Outcome([try export(&dice).normalized(profile(), zone: "America/Chicago")])
      codes.formUnion(outcome.rejects.rejects.map(\.code))
      reasons.formUnion(outcome.excluded.keys)
      warnings.formUnion(outcome.warnings.sorted.map(\.key.code))
      rows += outcome.rows.count
    }
    #expect(rows > 50)
    #expect(codes == [.requiredMissing, .requiredUnreadable, .unknownValue, .endBeforeStart])
    #expect(reasons == ["test_call", "no_kind"])
    #expect(warnings == [.localTimeGap, .localTimeFold, .trimmedBlanks, .unreadableValue])
  }

  /// More rows than are read at once, so that places are counted across the pieces.
  @Test func `thousands of rows in one batch are what they are in small ones`() throws {
    var dice = Dice(seed: 20_261_031)
    var export = SampleExport(Self.header, [])
    while export.rows.count < 3000 { export.rows += self.export(&dice).rows }
    let normalizer = try export.normalizer(profile(), zone: "America/Chicago")
    let pieces = stride(from: 0, to: export.rows.count, by: 700).map {
      export.batch($0..<min($0 + 700, export.rows.count))
    }
    let whole = Outcome([normalizer.normalize(export.batch())])
    #expect(whole.rows.count > 500 && whole.rejects.count > 500)
    #expect(whole == Outcome(pieces.map({ normalizer.normalize($0) })))
  }

  @Test func `a batch without rows has none of anything`() throws {
    let export = SampleExport(Self.header, [])
    #expect(Outcome([try export.normalized(profile())]) == Outcome([]))
  }

  private func keepKeys(_ key: [String], _ rows: [[String]]) throws -> [Fingerprint] {
    let export = SampleExport(["id", "case", "queue", "agent", "h"], rows)
    return try export.normalized(
      .contacts(
        [
          ("case_id", .column("case")), ("queue", .column("queue")), ("agent_id", .column("agent")),
          ("handle_s", .column("h")),
        ], keep: KeepRule(key: key, latest: "updated_at"))
    ).keepKeys
  }

  @Test func `rows compete where their keys agree in every column`() throws {
    let rows = [
      ["1", "K", "q", "a", "5"], ["2", "K", "q", "b", "5"], ["3", "K", "r", "a", "5"],
      ["4", "L", "q", "a", "5"],
      ["5", "K", "q", "a", "6"], ["6", "K", "q", "c", "5.2"],
    ]
    let keys = try keepKeys(["case_id", "queue", "handle_s"], rows)
    #expect(keys[0] == keys[1] && keys[0] == keys[5])
    #expect(Set(keys).count == 4)
    #expect(Set(try keepKeys(["contact_id"], rows)).count == 6)
  }

  @Test func `a value in one column is not the same value in the next`() throws {
    let keys = try keepKeys(
      ["queue", "agent_id"],
      [["1", "", "x", "", ""], ["2", "", "", "x", ""], ["3", "", "xy", "", ""], ["4", "", "x", "y", ""]])
    #expect(Set(keys).count == 4)
  }

  @Test func `rejected rows leave no key behind`() throws {
    let keys = try keepKeys(
      ["case_id"], [["", "K", "", "", ""], ["2", "L", "", "", ""], ["", "M", "", "", ""]])
    #expect(keys == (try keepKeys(["case_id"], [["2", "L", "", "", ""]])))
  }

  @Test func `a row without any value of the key competes with none`() throws {
    let keys = try keepKeys(
      ["case_id", "queue"], [["1", "", "", "", ""], ["2", "", "", "", ""], ["3", "", "q", "", ""]])
    #expect(keys.map(\.isMissing) == [true, true, false])
  }

  @Test func `without a keep rule there are no keys`() throws {
    #expect(try SampleExport(["id"], [["1"]]).normalized(.contacts([])).keepKeys.isEmpty)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `the text of an id comes back from its record alone`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let export = export(&dice)
    let normalizer = try export.normalizer(profile(), zone: "America/Chicago")
    let result = normalizer.normalize(export.batch())
    let rows = Dictionary(uniqueKeysWithValues: export.offsets.enumerated().map { ($1, $0) })
    for (offset, print) in zip(result.offsets, result.keys("contact_id")) {
      let row = try #require(rows[offset])
      let record = export.batch(row..<(row + 1), kept: normalizer.usedColumns)
      let text = try #require(normalizer.text(of: "contact_id", inSingle: record))
      #expect(Fingerprint(text, from: 0, to: text.count) == print, "seed \(seed), row \(row)")
      // The id and the day as written, without blanks, and a colon between them.
      let expected = export.rows[row][0].filter { $0 != " " } + ":" + export.rows[row][1]
      #expect(String(decoding: text, as: UTF8.self) == expected, "seed \(seed), row \(row)")
    }
  }

  @Test func `a record that is left out, and a missing value, have no text`() throws {
    let export = SampleExport(["id", "q"], [["1", "x"], ["2", "test"], [" ", "x"]])
    let normalizer = try export.normalizer(.contacts([], where: [.on("q", .notIn(["test"]))]))
    let texts = export.rows.indices.map {
      normalizer.text(of: "contact_id", inSingle: export.batch($0..<($0 + 1)))
    }
    #expect(texts == [Array("1".utf8), nil, nil])
    #expect(normalizer.text(of: "queue", inSingle: export.batch(0..<1)) == nil)
  }

  @Test func `it does not matter which columns a batch keeps beside those that are read`() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      var dice = Dice(seed: seed)
      let export = export(&dice)
      let normalizer = try export.normalizer(profile(), zone: "America/Chicago")
      #expect(
        Outcome([normalizer.normalize(export.batch(kept: normalizer.usedColumns))])
          == Outcome([normalizer.normalize(export.batch())]), "seed \(seed)")
    }
  }
}
