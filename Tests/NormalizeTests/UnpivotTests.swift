import Canonical
import Dice
import Tables
import Testing

@testable import Normalize

/// Columns that become rows.
@Suite struct UnpivotTests {
  private func responses(
    _ answers: [(item: String, column: String)], _ cell: (inout ValueMapping) -> Void = { _ in }
  ) -> ProfileMapping {
    ProfileMapping(
      name: "wide", table: .responses,
      fields: [
        FieldMapping(column: "response_id", value: .column("id")),
        FieldMapping(column: "instrument", value: .column("kind")),
      ],
      unpivot: UnpivotRule(
        answers: answers.map { answer in
          UnpivotRule.Answer(
            item: answer.item, value: ValueMapping.column(answer.column, optional: true).changed(cell))
        }, item: "item", value: "value"))
  }

  private let answers = [
    (item: "csat", column: "Q1"), (item: "resolved", column: "Q2"), (item: "nps", column: "Q3"),
  ]

  @Test func `a row becomes one for each answer, in the order of the profile`() throws {
    let export = SampleExport(
      ["id", "kind", "Q1", "Q2"],
      [["a", "voc", "4", "Yes"], ["b", "voc", "", "No"], ["c", "voc", "", ""], ["d", "voc", "x", "Yes"]])
    let result = try export.normalized(
      responses(answers) {
        $0.map = TextMap(pairs: [(from: "Yes", to: "1"), (from: "No", to: "0")], unknown: .keep)
      })
    #expect(result.keys("response_id") == prints("a", "a", "b", "d"))
    #expect(result.texts("item") == ["csat", "resolved", "resolved", "resolved"])
    #expect(result.numbers("value") == [4_000_000, 1_000_000, 0, 1_000_000])
    // a has two answers, and one row of the file; c has none.
    #expect(result.addedRows == 1 && result.excluded == ["no_answer": 1])
    #expect(result.warned(.unreadableValue, "value") == 1 && result.faults == [])
  }

  @Test func `a row that is rejected gives no answer`() throws {
    let export = SampleExport(
      ["id", "kind", "Q1", "Q2", "Q3"], [["", "voc", "1", "1", "1"], ["b", "voc", "1", "", "2"]])
    let result = try export.normalized(responses(answers))
    #expect(result.faults == ["2 required_missing"])
    #expect(result.texts("item") == ["csat", "nps"] && result.addedRows == 1)
  }

  @Test func `random sheets give the cells that are filled, in any pieces`() throws {
    for seed in UInt64(1)...100 {
      var dice = Dice(seed: seed)
      let rows = (0..<dice.below(30)).map { index in
        ["r\(index)", "voc"] + (0..<3).map { _ in dice.chance(50) ? "\(dice.below(10))" : "" }
      }
      let export = SampleExport(["id", "kind", "Q1", "Q2", "Q3"], rows)
      let normalizer = try export.normalizer(responses(answers))
      let whole = normalizer.normalize(export.batch(kept: normalizer.usedColumns))
      let expected = rows.flatMap { row in
        (0..<3).compactMap { row[2 + $0].isEmpty ? nil : "\(row[0]) \(self.answers[$0].item) \(row[2 + $0])" }
      }
      func lines(_ batch: CanonicalBatch) -> [String] {
        (0..<batch.count).map { row in
          let id = rows.first { Fingerprint($0[0]) == batch.keys("response_id")[row] }?[0] ?? ""
          return "\(id) \(batch.texts("item")[row] ?? "") \((batch.numbers("value")[row] ?? 0) / 1_000_000)"
        }
      }
      #expect(lines(whole) == expected, "seed \(seed)")
      let silent = rows.count { $0[2...].allSatisfy(\.isEmpty) }
      #expect(whole.excluded["no_answer", default: 0] == silent)
      #expect(whole.addedRows == expected.count - (rows.count - silent))
      let cut = dice.below(rows.count + 1)
      let pieces = [0..<cut, cut..<rows.count].map {
        normalizer.normalize(export.batch($0, kept: normalizer.usedColumns))
      }
      #expect(pieces.flatMap(lines) == expected)
    }
  }
}
