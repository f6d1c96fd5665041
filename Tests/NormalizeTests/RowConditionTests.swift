import Canonical
import Tables
import Testing

@testable import Normalize

@Suite struct RowConditionTests {
  /// Ids of the rows that a condition on column `k` leaves.
  private func kept(_ test: RowCondition.Test, _ cells: [String], null: [String] = []) throws -> [String?] {
    let export = SampleExport(["id", "k"], cells.map { [$0.isEmpty ? "blank" : "[\($0)]", $0] })
    let result = try export.normalized(
      .contacts([("queue", .column("id"))], null: null, where: [.on("k", test)]))
    #expect(result.count + result.excluded.values.reduce(0, +) == cells.count)
    return result.texts("queue")
  }

  @Test func `rows are kept whose text is in the list, exactly, after trimming`() throws {
    #expect(try kept(.isIn(["a", "B"]), ["a", " a ", "A", "B", "b", "", "c"]) == ["[a]", "[ a ]", "[B]"])
    #expect(try kept(.notIn(["a", "B"]), ["a", " a ", "A", "B", "", "c"]) == ["[A]", "blank", "[c]"])
  }

  @Test func `an empty text in a list is a blank cell`() throws {
    #expect(try kept(.isIn(["", "a"]), ["a", "", " ", "b"]) == ["[a]", "blank", "[ ]"])
    #expect(try kept(.notIn(["", "a"]), ["a", "", "b"]) == ["[b]"])
  }

  @Test func `blank is an empty cell, blanks, or a token of the profile`() throws {
    #expect(try kept(.blank, ["", "  ", "-", "x"], null: ["-"]) == ["blank", "[  ]", "[-]"])
    #expect(try kept(.notBlank, ["", "  ", "-", "x"], null: ["-"]) == ["[x]"])
  }

  @Test func `all conditions must hold, and a row is counted under the first that fails`() throws {
    let export = SampleExport(
      ["id", "k", "m"],
      [["1", "in", "x"], ["2", "out", "x"], ["3", "in", ""], ["4", "out", ""], ["5", "out", "y"]])
    let conditions = [
      RowCondition.on("k", .isIn(["in"]), reason: "not_a_call"), .on("m", .notBlank, reason: "no_m"),
      .on("m", .notIn(["y"]), reason: "not_a_call"),
    ]
    let result = try export.normalized(.contacts([], where: conditions))
    #expect(result.keys("contact_id") == prints("1"))
    #expect(result.offsets == [0])
    #expect(result.excluded == ["not_a_call": 3, "no_m": 1])
  }

  @Test func `a row that is dropped is not read`() throws {
    let export = SampleExport(
      ["id", "k", "start", "channel", "h"],
      [["", "drop", "never", "pigeon", " -5 "], ["2", "keep", "2026-10-31", "chat", "5"]])
    let result = try export.normalized(
      .contacts(
        [
          ("started_at", .column("start")), ("channel", .column("channel").map([("chat", "chat")])),
          ("handle_s", .column("h")),
        ], where: [.on("k", .isIn(["keep"]), reason: "dropped")]))
    #expect(result.faults == [])
    #expect(result.warnings == WarningTally())
    #expect(result.excluded == ["dropped": 1])
    #expect(result.keys("contact_id") == prints("2"))
  }

  @Test func `a condition on an absent optional column sees blanks`() throws {
    let export = SampleExport(["id"], [["1"], ["2"]])
    func count(_ test: RowCondition.Test) throws -> Int {
      let column = ColumnReference(names: ["gone"], isOptional: true)
      return try export.normalized(.contacts([], where: [RowCondition(column: column, test: test)])).count
    }
    #expect(try [.blank, .notBlank, .isIn(["a"]), .notIn(["a"])].map(count) == [2, 0, 0, 2])
  }
}
