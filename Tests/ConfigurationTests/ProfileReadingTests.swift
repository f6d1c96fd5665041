import Canonical
import Tables
import Testing

@testable import Configuration

extension ValueSource {
  /// The first name of the column it is, if it is one.
  var firstName: String? { if case .column(let column) = self { column.names.first } else { nil } }
}

@Suite struct ProfileReadingTests {
  @Test func `a full profile becomes a mapping in the order of the table's columns`() throws {
    let folder = try Folder([
      "p.yaml": """
      profile: 1
      name: five9
      table: contacts
      input: {delimiter: tab, encoding: UTF-8, header_rows: 3, header_row: 2, skip_rows: 4}
      "null": ["", " [None] "]
      where:
        - {column: "CALL TYPE", in: [Inbound, Outbound], reason: not_a_call}
        - {column: [A, B], not_blank: true}
      fields:
        handle_s: {from: HANDLE, duration: ["H:mm:ss.SSS", s], decimal: ","}
        ended_at: {date: {from: DAY, formats: d.M.yy, century_pivot: 30}, time: {from: CLOCK, formats: H:mm},
          zone: Europe/Berlin}
        started_at: {from: TIMESTAMP, formats: ["EEE, d MMM yyyy H:mm:ss", epoch_s], "null": [never]}
        contact_id: {concat: [SITE, {from: [ID, "CALL ID"]}], sep: "-", null_parts: true}
        direction: {from: "CALL TYPE", map: {Inbound: inbound, " Outbound ": outbound, otherwise: internal}}
        customer_id: {when: [{column: "CALL TYPE", equals: Inbound, from: ANI}],
          otherwise: {from: DNIS, optional: true}}
        agent_id: {coalesce: [AGENT, {const: nobody}]}
        resolved: {from: R, map: {Y: true}, unknown: "null"}
      keep: {key: [contact_id], latest: ended_at}
      """
    ])
    let profile = try folder.profile()
    #expect(profile.name == "five9")
    #expect(profile.table.name == "contacts")
    var dialect = FileDialect()
    (dialect.delimiter, dialect.headerRecords, dialect.nameRecord, dialect.skippedLines) = (.tab, 3, 2, 4)
    #expect(profile.dialect == dialect)
    #expect(profile.nullTokens == ["", "[None]"])
    #expect(profile.conditions.map(\.reason) == ["not_a_call", "not_selected"])
    #expect(profile.conditions.map(\.test) == [.isIn(["Inbound", "Outbound"]), .notBlank])
    #expect(profile.conditions[1].column.names == ["A", "B"])
    #expect(profile.keep == KeepRule(key: ["contact_id"], latest: "ended_at"))
    #expect(
      profile.fields.map(\.column) == [
        "contact_id", "started_at", "ended_at", "customer_id", "direction", "agent_id", "resolved",
        "handle_s",
      ])
    let fields = Dictionary(uniqueKeysWithValues: profile.fields.map { ($0.column, $0.value) })
    let handle = try #require(fields["handle_s"])
    #expect(handle.durations == [.clock, .seconds])
    #expect(handle.decimalComma)
    let started = try #require(fields["started_at"])
    #expect(started.formats.map(\.text) == ["EEE, d MMM yyyy H:mm:ss", "epoch_s"])
    #expect(started.nullTokens == ["never"])
    #expect(started.centuryPivot == 70)
    let ended = try #require(fields["ended_at"])
    if case .named("Europe/Berlin") = ended.zone {} else { Issue.record("ended_at has another zone") }
    guard case .dateAndTime(let date, let time) = ended.source else {
      Issue.record("ended_at is no date and time")
      return
    }
    #expect(date.source.firstName == "DAY" && date.centuryPivot == 30)
    #expect(time.formats.map(\.text) == ["H:mm"])
    guard case .concat(let parts, "-", true)? = fields["contact_id"]?.source else {
      Issue.record("contact_id is no concat")
      return
    }
    #expect(parts.map(\.source.firstName) == ["SITE", "ID"])
    #expect(fields["direction"]?.map?.pairs.map(\.from) == ["Inbound", "Outbound"])
    #expect(fields["direction"]?.map?.unknown == .value("internal"))
    #expect(fields["resolved"]?.map?.unknown == .null)
    guard case .when(let branches, let otherwise)? = fields["customer_id"]?.source else {
      Issue.record("customer_id is no when")
      return
    }
    #expect(branches.map(\.condition.test) == [.isIn(["Inbound"])])
    #expect(branches.map(\.value.source.firstName) == ["ANI"])
    guard case .column(let fallback)? = otherwise?.source else {
      Issue.record("otherwise is no column")
      return
    }
    #expect(fallback == ColumnReference(names: ["DNIS"], isOptional: true))
    guard case .coalesce(let choices)? = fields["agent_id"]?.source else {
      Issue.record("agent_id is no coalesce")
      return
    }
    #expect(choices.count == 2)
  }

  @Test func `a profile is called as the pipeline calls it, else by its own name, else by its file`() throws {
    let folder = try Folder(["p.yaml": contacts(), "q.yaml": "name: own\n" + contacts()])
    #expect(try folder.profile("p.yaml").name == "p")
    #expect(try folder.profile("q.yaml").name == "own")
    #expect(try folder.profile("q.yaml", name: "vendors/q").name == "vendors/q")
  }

  @Test func `required columns that are not mapped are named at once`() throws {
    #expect(
      try Folder.problems(profile: "profile: 1\ntable: people\nfields: {person_id: ID}\n") == [
        "p.yaml:3:1: fields lacks worker_class, hired_on, which people requires; map them"
      ])
    #expect(
      try Folder.problems(profile: "profile: 1\ntable: people\n") == [
        "p.yaml:1:1: key 'fields' is missing; map the table's columns"
      ])
  }

  @Test func `unknown columns and keys are reported with the nearest known one`() throws {
    let columns = TableSchema.contacts.columns.map(\.name).joined(separator: ", ")
    #expect(
      try Folder.problems(
        profile: contacts("agentid: A") + "feilds: {}\n")
        == [
          "p.yaml:6:3: contacts has no column 'agentid', expected one of \(columns); did you "
            + "mean 'agent_id'?",
          "p.yaml:7:1: unknown key 'feilds', expected one of profile, name, table, input, null, where, "
            + "fields, chain, unpivot, keep, collapse; did you mean 'fields'?",
        ])
  }

  @Test func `a keep rule names mapped columns, the latest one of time`() throws {
    #expect(
      try Folder.problems(profile: contacts() + "keep: {key: [contact_id, queue], latest: contact_id}\n") == [
        "p.yaml:6:26: key 'queue' is not mapped; map it in 'fields'",
        "p.yaml:6:42: latest 'contact_id' is neither an instant nor a date; name a column of time",
      ])
    #expect(
      try Folder.problems(profile: contacts() + "keep: {}\n") == [
        "p.yaml:6:7: key 'key' is missing; list the columns whose rows compete",
        "p.yaml:6:7: key 'latest' is missing; name the column whose largest value is kept",
      ])
  }

  @Test(arguments: [
    ("delimiter: ':'", ["18: delimiter ':' is refused, expected \",\", \";\", \"tab\" or \"|\""]),
    (
      "encoding: ebcdic",
      [
        "17: encoding 'ebcdic' is unknown, expected one of utf-8, utf-16, utf-16le, utf-16be, windows-1252, "
          + "windows-1251, latin-1"
      ]
    ),
    ("header_rows: 0", ["7: header_rows 0 needs 'names'; list the columns of the file"]),
    ("names: [a]", ["7: names is for files without a header; write 'header_rows: 0' or remove it"]),
    ("header_row: 2", ["19: header_row '2' is beyond header_rows 1; lower it"]),
    ("footer_rows: 101", ["20: footer_rows '101' is refused, expected a whole number from 0 to 100"]),
    ("ragged: 1", ["15: ragged '1' is refused, expected true or false"]),
    (
      "skip_row: 1",
      [
        "7: unknown key 'skip_row', expected one of delimiter, encoding, header_rows, header_row, skip_rows, "
          + "footer_rows, ragged, names; did you mean 'skip_rows'?"
      ]
    ),
  ])
  func `how a file is cut is checked`(_ keys: String, _ problems: [String]) throws {
    let text = contacts() + "input:\n      \(keys)\n"
    #expect(try Folder.problems(profile: text) == problems.map { "p.yaml:7:" + $0 })
  }

  @Test func `columns of a file without a header are among its names`() throws {
    let text = """
      profile: 1
      table: contacts
      input: {header_rows: 0, names: [call id, START, start]}
      fields: {contact_id: "Call  ID", started_at: strt}
      """
    #expect(
      try Folder.problems(profile: text) == [
        "p.yaml:3:32: names has 'start' twice; give each column a name of its own",
        "p.yaml:4:46: column 'strt' is not among 'input.names', expected one of call id, START, start; "
          + "did you mean 'START'?",
      ])
  }

  @Test(arguments: [
    (
      "{column: A}",
      "11: a condition has exactly one of equals, in, not_in, blank, not_blank, found none; add one"
    ),
    (
      "{column: A, in: [x], blank: true}",
      "32: a condition has exactly one of equals, in, not_in, blank, not_blank, found in and blank; keep one"
    ),
    ("{equals: x}", "11: key 'column' is missing; name the column that is compared"),
    ("{column: A, not_blank: false}", "34: not_blank can only be true; write 'blank: true'"),
    (
      "{column: A, equals: x, reason: Not this}",
      "42: reason 'Not this' is refused, expected lower-case letters, digits and '_'"
    ),
  ])
  func `a condition has one column and one comparison`(_ entry: String, _ problem: String) throws {
    #expect(try Folder.problems(profile: contacts() + "where: [  \(entry)]\n") == ["p.yaml:6:" + problem])
  }
}
