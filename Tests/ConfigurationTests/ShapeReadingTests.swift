import Canonical
import Tables
import Testing

@testable import Configuration

/// Rules that make rows other rows than those of the file.
@Suite struct ShapeReadingTests {
  private func contacts(_ lines: String..., fields: [String] = []) -> String {
    let known = ["contact_id: ID", "started_at: {from: T, formats: epoch_s}"]
    return "profile: 1\ntable: contacts\nfields:\n" + (known + fields).map { "  \($0)\n" }.joined()
      + lines.joined(separator: "\n") + "\n"
  }

  private func profile(_ text: String) throws -> ProfileMapping { try Folder(["p.yaml": text]).profile() }

  @Test func `a collapse tells what brings rows together, their order and how columns become one`() throws {
    let profile = try profile(
      contacts(
        "collapse: {by: contact_id, order: [started_at], fields: {started_at: min, transferred: count_distinct}}",
        fields: ["transferred: AGENT", "agent_id: AGENT"]))
    #expect(
      profile.collapse
        == CollapseRule(
          by: ["contact_id"], order: ["started_at"],
          functions: ["started_at": .min, "transferred": .countDistinct]))
    #expect(profile.waits)
    let table = profile.rowTable
    #expect(table.columns.filter(\.isRequired).map(\.name) == ["contact_id"])
    #expect(table.columns[table.place(of: "transferred")].type == .key)
    #expect(table.columns.allSatisfy { $0.defaultValue == nil })
  }

  @Test func `an event's value counts on its rows, what fields say on others`() throws {
    let profile = try profile(
      contacts(
        "collapse:", "  by: [contact_id]", "  event: [EV, EVENT]", "  on:",
        "    CONNECT: {agent_id: MEMBER, queue: {const: known}}",
        "    ENTER: {wait_s: {from: P1, duration: s}}",
        fields: ["queue: Q"]))
    let fields = Dictionary(uniqueKeysWithValues: profile.fields.map { ($0.column, $0.value) })
    guard case .when(let branches, let otherwise)? = fields["queue"]?.source else {
      Issue.record("queue does not depend on the event")
      return
    }
    #expect(branches.map(\.condition.test) == [.isIn(["CONNECT"])])
    #expect(branches[0].condition.column.names == ["EV", "EVENT"])
    #expect(otherwise?.source.firstName == "Q")
    #expect(fields["wait_s"]?.durations == [.seconds])
    guard case .when(_, nil)? = fields["agent_id"]?.source else {
      Issue.record("agent_id is none on other events")
      return
    }
  }

  @Test func `columns become rows with items of their own or their names`() throws {
    let responses = "profile: 1\ntable: responses\nfields: {response_id: R, instrument: {const: voc}}\n"
    let listed = try profile(responses + "unpivot: {columns: [q1, q2], item: item, value: value}\n")
    #expect(listed.unpivot?.answers.map(\.item) == ["q1", "q2"])
    let named = try profile(
      responses
        + "unpivot: {columns: {Q1: csat, Q2: resolved}, item: item, value: value, optional: true, "
        + "map: {Yes: 1}, unknown: keep}\n")
    #expect(named.unpivot?.answers.map(\.item) == ["csat", "resolved"])
    #expect(named.unpivot?.answers.map(\.value.source.firstName) == ["Q1", "Q2"])
    #expect(named.unpivot?.answers[0].value.map?.unknown == .keep)
  }

  @Test func `a chain gives contacts their own id, and that of the leg before`() throws {
    let profile = try profile(contacts("chain: {id: ID, parent: {coalesce: [PREV, INITIAL]}}"))
    #expect(profile.fields.first { $0.column == "chain_id" }?.value.source.firstName == "ID")
    #expect(profile.parent != nil && profile.waits)
  }

  @Test(arguments: [
    ("collapse: {}", "6:11: key 'by' is missing; list the columns that the rows of one row have in common"),
    ("collapse: {by: queue}", "6:1: collapse names 'queue', which is not mapped; map it in 'fields'"),
    (
      "collapse: {by: contact_id, order: contact_id}",
      "6:35: order 'contact_id' has no order; name a column of times or numbers"
    ),
    (
      "collapse: {by: contact_id, fields: {started_at: sum}}",
      "6:49: sum is not for contacts.started_at, expected first, last, min, max"
    ),
    (
      "collapse: {by: contact_id, fields: {contact_id: last}}",
      "6:37: contact_id stands in 'by' too, where all its values are equal; remove it here"
    ),
    (
      "collapse: {by: contact_id, event: E}",
      "6:28: 'event' has no 'on' beside it; add one, or remove 'event'"
    ),
    (
      "collapse: {by: contact_id, on: {A: {ended_at: {from: X, formats: epoch_s}}, B: {ended_at: Y}}}",
      "6:91: 'ended_at' is read otherwise elsewhere; give all its values the same formats, duration, decimal and "
        + "zone"
    ),
    (
      "collapse: {by: contact_id, on: {A: {handle_s: {sum: [X, Y], duration: s}}}}",
      "6:47: a pair of columns, a sum or a difference cannot differ by event; map 'handle_s' in 'fields'"
    ),
    ("chain: {id: A}", "6:8: key 'parent' is missing; name the column of the id of the leg before it"),
    (
      "unpivot: {columns: [a], item: queue, value: queue}",
      "6:38: value 'queue' is the column of items too; name another"
    ),
    (
      "unpivot: {columns: {a: x, b: x}, item: queue, value: handle_s}",
      "6:30: item 'x' stands twice; give each column an item of its own"
    ),
    (
      "unpivot: {columns: {a: fax}, item: channel, value: queue}",
      "6:24: item 'fax' is no value of contacts.channel, expected one of voice, chat, email, message, video, task"
    ),
    (
      "unpivot: {columns: [a], item: handle_s, value: queue}",
      "6:25: item 'handle_s' holds no text; name a column of texts"
    ),
  ])
  func `what a rule cannot be is named with its place`(_ line: String, _ problem: String) throws {
    #expect(try Folder.problems(profile: contacts(line)).contains("p.yaml:\(problem)"), "\(line)")
  }

  @Test func `what is said twice is refused`() throws {
    #expect(
      try Folder.problems(profile: contacts("chain: {id: A, parent: B}", fields: ["chain_id: C"])) == [
        "p.yaml:7:1: chain and 'chain_id' in 'fields' are both given; keep one of them"
      ])
    #expect(
      try Folder.problems(
        profile: contacts("unpivot: {columns: [a], item: queue, value: call_type}", fields: ["queue: Q"]))
        == [
          "p.yaml:7:1: 'queue' is mapped in 'fields' too; keep one of them"
        ])
    let people =
      "profile: 1\ntable: people\nfields: {person_id: P, worker_class: {const: employee}, hired_on: H}\n"
      + "chain: {id: A, parent: B}\n"
    #expect(
      try Folder.problems(profile: people) == [
        "p.yaml:4:8: chain is for contacts, and the table is people; remove it"
      ])
  }
}
