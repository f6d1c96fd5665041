import Canonical
import Tables
import Testing

@testable import Normalize

@Suite struct TextEvaluationTests {
  private func queue(
    _ value: ValueMapping, _ rows: [[String]], null: [String] = []
  ) throws -> [String?] {
    let export = SampleExport(["id", "a", "b"], rows.enumerated().map { ["\($0.offset)"] + $0.element })
    let result = try export.normalized(.contacts([("queue", value)], null: null))
    #expect(result.faults == [])
    return result.texts("queue")
  }

  @Test func `a cell is read without the blanks around it, and they are counted`() throws {
    let export = SampleExport(
      ["id", "q"], [["1", " a b\t"], ["2", "a b"], ["3", "  "], ["4", ""], ["5", "\ta"]])
    let result = try export.normalized(.contacts([("queue", .column("q"))]))
    #expect(result.texts("queue") == ["a b", "a b", nil, nil, "a"])
    #expect(result.warned(.trimmedBlanks, "q") == 2)
  }

  @Test func `a constant stands in every row`() throws {
    #expect(try queue(.constant("x"), [["", ""], ["1", "2"]]) == ["x", "x"])
    #expect(try queue(.constant(""), [["", ""]]) == [nil])
  }

  @Test func `an optional column that is absent is missing`() throws {
    #expect(try queue(.column("c", optional: true), [["1", "2"]]) == [nil])
    #expect(try queue(.coalesce(.column("c", optional: true), .column("b")), [["1", "2"]]) == ["2"])
    #expect(try queue(.concat([.column("c", optional: true), .column("b")], "-"), [["1", "2"]]) == ["-2"])
  }

  @Test func `tokens of the profile and of the field mean missing, matched whole after trimming`() throws {
    let rows = [["-", ""], [" n/a ", ""], ["N/A", ""], ["--", ""], ["x", ""]]
    #expect(try queue(.column("a").null("n/a"), rows, null: ["-"]) == [nil, nil, "N/A", "--", "x"])
    #expect(try queue(.column("a"), rows, null: ["-"]) == [nil, "n/a", "N/A", "--", "x"])
  }

  @Test func `parts are joined, with the separator between them`() throws {
    let parts = [ValueMapping.column("a"), .constant("/"), .column("b")]
    #expect(try queue(.concat(parts), [["x", "y"], ["x", ""], ["", "y"]]) == ["x/y", "x/", "/y"])
    let two = [ValueMapping.column("a"), .column("b")]
    #expect(try queue(.concat(two, " "), [[" x ", "y"], ["x", ""], ["", ""]]) == ["x y", "x", nil])
    #expect(try queue(.concat(two, "-"), [["x", ""], ["", ""]]) == ["x-", nil])
  }

  @Test func `tokens apply to the joined text, unless null_parts applies them to the parts`() throws {
    let parts = [ValueMapping.column("a"), .column("b")]
    let rows = [["-", "y"], ["-", "-"], ["x", "y"], ["x", ""]]
    #expect(try queue(.concat(parts), rows, null: ["-"]) == ["-y", "--", "xy", "x"])
    #expect(try queue(.concat(parts), rows, null: ["--"]) == ["-y", nil, "xy", "x"])
    #expect(try queue(.concat(parts, nullParts: true), rows, null: ["-"]) == [nil, nil, "xy", nil])
    let own = [ValueMapping.column("a").null("-"), .column("b")]
    #expect(try queue(.concat(own, nullParts: true), rows) == [nil, nil, "xy", nil])
  }

  @Test func `the first value that is not missing is taken`() throws {
    let value = ValueMapping.coalesce(.column("a").null("0"), .column("b"), .constant("z"))
    #expect(
      try queue(value, [["x", "y"], ["0", "y"], ["", " "], ["-", "y"]], null: ["-"]) == ["x", "y", "z", "y"])
  }

  @Test func `the first condition that holds chooses, and otherwise the rest`() throws {
    let branches = [
      ConditionalValue(condition: .on("a", .isIn(["1", "2"])), value: .constant("low")),
      ConditionalValue(condition: .on("a", .isIn(["2", "3"])), value: .column("b")),
      ConditionalValue(condition: .on("a", .blank), value: .constant("none")),
    ]
    let rows = [["1", "x"], ["2", "x"], [" 3 ", "x"], ["", "x"], ["-", "x"], ["4", "x"], ["3", ""]]
    let open = ValueMapping(.when(branches, otherwise: nil))
    #expect(try queue(open, rows, null: ["-"]) == ["low", "low", "x", "none", "none", nil, nil])
    let closed = ValueMapping(.when(branches, otherwise: .constant("other")))
    // A branch that is taken and empty stays missing: otherwise is for rows where none holds.
    #expect(try queue(closed, rows, null: ["-"]) == ["low", "low", "x", "none", "none", "other", nil])
    #expect(try queue(open.map([("low", "L")], unknown: .keep), [["1", "x"], ["3", "x"]]) == ["L", "x"])
  }

  @Test func `a map stands texts for others and lets missing ones pass`() throws {
    let rows = [["A", ""], [" A", ""], ["a", ""], ["", ""], ["-", ""], ["B", ""]]
    let pairs = [("A", "alpha"), ("B", ""), ("A", "second")]
    let column = ValueMapping.column("a").null("-")
    #expect(try queue(column.map(pairs, unknown: .keep), rows) == ["alpha", "alpha", "a", nil, nil, nil])
    #expect(try queue(column.map(pairs, unknown: .null), rows) == ["alpha", "alpha", nil, nil, nil, nil])
    #expect(
      try queue(column.map(pairs, unknown: .value("rest")), rows) == [
        "alpha", "alpha", "rest", nil, nil, nil,
      ])
  }

  @Test func `a text that a map refuses rejects the row, also where it is optional`() throws {
    let export = SampleExport(["id", "a"], [["1", "A"], ["2", "C"], ["3", ""], ["4", "a"]])
    let result = try export.normalized(.contacts([("queue", .column("a").map([("A", "alpha")]))]))
    #expect(result.faults == ["3 unknown_value", "5 unknown_value"])
    #expect(result.rejects.rejects.first?.message == "queue 'C' is not in the profile's map; row rejected")
    #expect(result.rejects.rejects.first?.column == 2)
    #expect(result.rejects.rejects.first?.columnName == "a")
    #expect(result.keys("contact_id") == prints("1", "3"))
    #expect(result.texts("queue") == ["alpha", nil])
  }

  @Test func `a map refuses a text only where its value is chosen`() throws {
    let strict = ValueMapping.column("b").map([("y", "why")])
    let value = ValueMapping.coalesce(.column("a"), strict)
    #expect(try queue(value, [["x", "zzz"], ["", "y"]]) == ["x", "why"])
    let branch = ConditionalValue(condition: .on("a", .notBlank), value: strict)
    #expect(
      try queue(ValueMapping(.when([branch], otherwise: nil)), [["", "zzz"], ["1", "y"]]) == [nil, "why"])
    let export = SampleExport(["id", "a", "b"], [["1", "", "zzz"]])
    #expect(try export.normalized(.contacts([("queue", value)])).faults == ["2 unknown_value"])
  }

  @Test func `a text that the map of a day refuses rejects the row`() throws {
    let day = ValueMapping.column("a").map([("today", "2026-10-31")])
    let value = ValueMapping(.dateAndTime(date: day, time: .column("b")))
    let export = SampleExport(
      ["id", "a", "b"],
      [["1", "today", "12:30:00"], ["2", "2026-11-01", "12:30:00"], ["3", "x", "12:30:00"]])
    let result = try export.normalized(.contacts([("ended_at", value)]))
    #expect(result.faults == ["3 unknown_value", "4 unknown_value"])
    #expect(result.instants("ended_at") == ["2026-10-31T12:30:00Z"])
  }
}
