import Canonical
import Tables
import Testing

@testable import Normalize

@Suite struct ColumnReadingTests {
  @Test func `a canonical file is read as it is`() throws {
    let export = SampleExport(
      [
        "contact_id", "started_at", "ended_at", "channel", "direction", "queue", "outcome", "resolved",
        "handle_s",
        "transferred", "customer_id",
      ],
      [
        [
          "A1", "2026-10-31T06:00:00Z", "2026-10-31T06:03:00Z", "chat", "outbound", "billing", "missed",
          "yes", "109.6", "0", "C9",
        ],
        ["007", "2026-10-31", "", "", "", "", "", "", "", "", ""],
      ])
    let result = try export.normalized(.canonical(.contacts))
    #expect(result.count == 2 && result.faults == [])
    #expect(result.keys("contact_id") == prints("A1", "007"))
    #expect(result.instants("started_at") == ["2026-10-31T06:00:00Z", "2026-10-31T00:00:00Z"])
    #expect(result.instants("ended_at") == ["2026-10-31T06:03:00Z", nil])
    #expect(result.words("channel") == ["chat", "voice"])
    #expect(result.words("direction") == ["outbound", "inbound"])
    #expect(result.words("outcome") == ["missed", "handled"])
    #expect(result.texts("queue") == ["billing", nil])
    #expect(result.numbers("resolved") == [1, nil])
    #expect(result.numbers("handle_s") == [110, nil])
    #expect(result.numbers("transferred") == [0, nil])
    let customers = result.keys[result.slots[result.table.place(of: "customer_id")]]
    #expect(customers == [Fingerprint("C9"), .missing])
    #expect(result.offsets == export.offsets)
  }

  @Test func `a default stands for blank cells, tokens, texts a map drops, and absent columns`() throws {
    let export = SampleExport(
      ["id", "c"], [["1", ""], ["2", " "], ["3", "-"], ["4", "Phone"], ["5", "Mail"]])
    let mapped = ValueMapping.column("c").map([("Mail", "email")], unknown: .null)
    let result = try export.normalized(.contacts([("channel", mapped)], null: ["-"]))
    #expect(result.words("channel") == ["voice", "voice", "voice", "voice", "email"])
    #expect(result.words("direction") == Array(repeating: "inbound", count: 5))
    let absent = try export.normalized(.contacts([("outcome", .column("gone", optional: true))]))
    #expect(absent.words("outcome") == Array(repeating: "handled", count: 5))
    #expect(absent.numbers("resolved") == [nil, nil, nil, nil, nil])
  }

  @Test func `a required value that is missing or unreadable rejects its row`() throws {
    var export = SampleExport(
      ["id", "start"],
      [
        ["1", "2026-10-31"], ["", "2026-10-31"], [" ", "never"], ["4", ""], ["5", "31.10.2026"], ["6", "-"],
        ["7", "2026-02-30"],
      ])
    export.lines = [(2, 2), (3, 5), (6, 6), (7, 7), (8, 11), (12, 12), (13, 13)]
    let result = try export.normalized(.contacts([("started_at", .column("start"))], null: ["-"]))
    #expect(
      result.faults == [
        "3 required_missing", "6 required_missing", "7 required_missing", "8 required_unreadable",
        "12 required_missing", "13 required_unreadable",
      ])
    #expect(result.rejects.rejects.map(\.lastLine) == [5, 6, 7, 11, 12, 13])
    #expect(result.rejects.rejects.map(\.column) == [1, 1, 2, 2, 2, 2])
    #expect(result.rejects.rejects.map(\.columnName) == ["id", "id", "start", "start", "start", "start"])
    #expect(result.rejects.rejects[0].message == "contact_id is missing; row rejected")
    #expect(
      result.rejects.rejects[3].message == "started_at '31.10.2026' is not an ISO 8601 time; row rejected")
    #expect(result.keys("contact_id") == prints("1"))
    #expect(result.offsets == [0])
  }

  @Test func `a required column that is optional in the file and absent rejects every row`() throws {
    let export = SampleExport(["id"], [["1"], ["2"]])
    let result = try export.normalized(.contacts([("started_at", .column("start", optional: true))]))
    #expect(result.faults == ["2 required_missing", "3 required_missing"])
    let nameless = try export.normalized(.contacts([("contact_id", .column("key", optional: true))]))
    #expect(nameless.faults == ["2 required_missing", "3 required_missing"])
  }

  @Test func `an unknown word rejects its row, also in another case`() throws {
    let export = SampleExport(
      ["id", "c"], [["1", "chat"], ["2", "Chat"], ["3", "fax"], ["4", "chats"], ["5", ""]])
    let result = try export.normalized(.contacts([("channel", .column("c"))]))
    #expect(result.faults == ["3 unknown_value", "4 unknown_value", "5 unknown_value"])
    #expect(
      result.rejects.rejects[1].message
        == "channel 'fax' is none of voice, chat, email, message, video, task; row rejected")
    #expect(result.words("channel") == ["chat", "voice"])
  }

  @Test func `an end before its start rejects the row`() throws {
    let export = SampleExport(
      ["id", "s", "e"],
      [
        ["1", "2026-10-31T10:00:00Z", "2026-10-31T09:59:59.999Z"],
        ["2", "2026-10-31T10:00Z", "2026-10-31T10:00Z"],
        // 12:30 at +03:00 is 09:30 UTC.
        ["3", "2026-10-31T10:00Z", "2026-10-31T12:30+03:00"], ["4", "2026-10-31T10:00Z", ""],
        ["5", "2026-10-31T10:00Z", "sometime"],
      ])
    let result = try export.normalized(.contacts([("started_at", .column("s")), ("ended_at", .column("e"))]))
    #expect(result.faults == ["2 end_before_start", "4 end_before_start"])
    #expect(result.rejects.rejects[0].message == "ended_at is before started_at; row rejected")
    #expect(result.rejects.rejects[0].column == 3)
    #expect(result.keys("contact_id") == prints("2", "4", "5"))
    #expect(result.warned(.unreadableValue, "ended_at") == 1)
  }

  @Test func `a spell may end on its first day and not before`() throws {
    let export = SampleExport(
      ["person_id", "worker_class", "hired_on", "left_on"],
      [["1", "employee", "2026-10-31", "2026-10-31"], ["2", "employee", "2026-10-31", "2026-10-30"]])
    #expect(try export.normalized(.canonical(.people)).faults == ["3 end_before_start"])
  }

  @Test func `an unreadable optional value is missing and counted, a negative duration too`() throws {
    let export = SampleExport(
      ["id", "h", "r", "e"],
      [
        ["1", "-5", "maybe", "31.10."], ["2", "5 s", "TRUE", ""], ["3", "0:05", "No", ""], ["4", "", "", ""],
      ])
    let result = try export.normalized(
      .contacts([("handle_s", .column("h")), ("resolved", .column("r")), ("ended_at", .column("e"))]))
    #expect(result.faults == [])
    #expect(result.numbers("handle_s") == [nil, nil, nil, nil])
    #expect(result.numbers("resolved") == [nil, 1, 0, nil])
    #expect(result.warned(.unreadableValue, "handle_s") == 3)
    #expect(result.warned(.unreadableValue, "resolved") == 1)
    #expect(result.warned(.unreadableValue, "ended_at") == 1)
  }

  @Test func `durations are read in the spellings of the field, with its decimal sign`() throws {
    let export = SampleExport(
      ["id", "h"], [["1", "30:00:01"], ["2", "2,5"], ["3", "2.5"], ["4", "-0:00:01"]])
    let value = ValueMapping.column("h").changed {
      $0.durations = [.clock, .minutes]
      $0.decimalComma = true
    }
    let result = try export.normalized(.contacts([("handle_s", value)]))
    #expect(result.numbers("handle_s") == [108_001, 150, nil, nil])
    #expect(result.warned(.unreadableValue, "handle_s") == 2)
  }

  @Test func `numbers, whole numbers and dates are read by their columns`() throws {
    let columns = [
      ColumnSchema("n", .number, ""), ColumnSchema("i", .integer, required: true, ""),
      ColumnSchema("d", .date, ""),
    ]
    let table = TableSchema(name: "t", description: "", key: ["i"], columns: columns)
    let export = SampleExport(
      ["n", "i", "d"],
      [
        ["0.25", "3", "2026-10-31"], ["x", "3.0", "2026-10-31T23:00:00-06:00"], ["", "3.5", ""],
        ["", "2", "2026-13-01"],
      ])
    let result = try export.normalized(.canonical(table))
    #expect(result.numbers("n") == [250_000, nil, nil])
    #expect(result.numbers("i") == [3, 3, 2])
    // A date is the day as written, whatever the offset: 2026-10-31 is day 20,757.
    #expect(result.numbers("d") == [20_757, 20_757, nil])
    #expect(result.rejects.rejects.map(\.message) == ["i '9.9' is not a whole number; row rejected"])
    #expect(result.warned(.unreadableValue, "n") == 1 && result.warned(.unreadableValue, "d") == 1)
  }

  @Test func `no message holds a personal value`() throws {
    for table in TableSchema.all {
      for personal in table.columns where personal.isPersonal {
        let header = table.columns.map(\.name)
        let profile = ProfileMapping(
          name: "p", table: table,
          fields: table.columns.map { column in
            let value = ValueMapping.column(column.name)
            return FieldMapping(
              column: column.name, value: column.name == personal.name ? value.map([("ok", "1")]) : value)
          })
        let row = table.columns.map { column -> String in
          if column.name == personal.name { return "+44 20 7946 0958" }
          switch column.type {
          case .oneOf(let words): return words[0]
          case .instant, .date: return "2026-10-31"
          case .number, .integer, .boolean, .seconds: return "1"
          default: return "x"
          }
        }
        let result = try SampleExport(header, [row]).normalized(profile)
        #expect(result.faults == ["2 unknown_value"], "\(table.name).\(personal.name)")
        for reject in result.rejects.rejects {
          #expect(!"\(reject)".contains("7946"), "\(table.name).\(personal.name)")
          #expect(reject.message.contains("(personal)"))
        }
        #expect(!result.warnings.sorted.contains { $0.key.subject.contains("7946") })
      }
    }
  }

  @Test func `a message shows at most 40 characters on one line`() throws {
    let text = String(repeating: "é", count: 39) + "\nx" + String(repeating: "z", count: 100)
    let export = SampleExport(["id", "c"], [["1", text], ["2", String(repeating: "y", count: 40)]])
    let messages = try export.normalized(.contacts([("channel", .column("c"))])).rejects.rejects.map(
      \.message)
    // Long words may be anybody's id: their shape is shown.
    #expect(messages[0].hasPrefix("channel '\(String(repeating: "a", count: 39)) …' is none of"))
    #expect(messages[1].hasPrefix("channel '\(String(repeating: "a", count: 40))' is none of"))
  }

  @Test(arguments: [
    ("channel", "carrier pigeon", "'carrier pigeon'"),
    ("channel", "jane@example.com", "'aaaa@aaaaaaa.aaa'"),
    ("channel", "CALLER-910", "'aaaaaa-999'"),
    ("started_at", "31.06.2026 10:00", "'31.06.2026 10:00'"),
    ("started_at", "312-555-2014", "'999-999-9999'"),
    ("started_at", "+13125550100", "'+99999999999'"),
  ])
  func `a message shows words, days and times, and of everything else the shape`(
    column: String, text: String, shown: String
  ) throws {
    let export = SampleExport(["id", "v"], [["1", text]])
    let result = try export.normalized(.contacts([(column, .column("v"))]))
    #expect(result.rejects.rejects.first?.message.contains("\(column) \(shown) is") == true)
  }

  @Test func `the first fault of a row is told, and only that`() throws {
    let export = SampleExport(["id", "c", "s"], [["", "fax", "never"]])
    let result = try export.normalized(.contacts([("channel", .column("c")), ("started_at", .column("s"))]))
    #expect(result.rejects.count == 1)
    #expect(result.faults == ["2 required_missing"])
  }
}
