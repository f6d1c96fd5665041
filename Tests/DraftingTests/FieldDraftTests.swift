import Testing

@testable import Drafting

@Suite struct FieldDraftTests {
  private func calls(_ column: String, _ values: [String], times: Int = 1) throws -> Draft {
    let cells = (0..<times).flatMap { _ in values }
    let rows = cells.enumerated().map { "c\($0.offset),2026-09-03 07:05:09,\"\($0.element)\"\n" }
    return try Export("Call ID,Start Time,\(column)\n" + rows.joined()).draft(table: "contacts")
  }

  @Test(arguments: [
    (["0:01:05", "50:38:24.085"], "\"H:mm:ss\""), (["1:05", "90:10"], "\"m:ss\""),
    (["12:02:23 AM", "1:00:00 PM"], "\"h:mm:ss a\""),
    (["1900-01-01 00:02:23", "1900-01-01 00:00:10"], "\"yyyy-MM-dd H:mm:ss\""),
    (["0:01:05", "1:05"], "[\"H:mm:ss\", \"m:ss\"]"),
  ])
  func `a duration's spelling is found`(_ values: [String], _ spelling: String) throws {
    #expect(try calls("Talk Time", values).field("handle_s") == "{from: Talk Time, duration: \(spelling)}")
  }

  @Test(arguments: [
    ("Talk Time (seconds)", "s"), ("talk_time_ms", "ms"), ("Talk Time in minutes", "min"),
    ("Talk Time (hrs)", "h"),
  ])
  func `a unit in the name is taken`(_ name: String, _ unit: String) throws {
    #expect(try calls(name, ["65", "70"]).field("handle_s")?.hasSuffix("duration: \"\(unit)\"}") == true)
  }

  @Test func `a number without a unit is asked for`() throws {
    let draft = try calls("Talk Time", ["65", "70"])
    #expect(draft.field("handle_s") == nil)
    #expect(draft.offers("handle_s").count == 4)
  }

  @Test func `a decimal comma is said`() throws {
    #expect(
      try calls("Talk Time (s)", ["65,5", "70,25"]).field("handle_s")
        == "{from: Talk Time (s), duration: \"s\", decimal: \",\"}")
  }

  @Test func `words that mean missing among typed values are found`() throws {
    let draft = try calls("Talk Time", ["0:01:05", "N/A", "None", "0:02:00"])
    #expect(draft.field("handle_s") == "{from: Talk Time, duration: \"H:mm:ss\", \"null\": [\"None\"]}")
    #expect(draft.field("\"null\"") == "[\"N/A\"]")
    #expect(try calls("Agent", ["kim", "[None]", "lee"]).field("\"null\"") == "[\"[None]\"]")
  }

  @Test func `callers without a number are missing`() throws {
    let draft = try calls(
      "ANI", ["+1 (555) 010-2030", "Anonymous", "0", "555 010 2031", "555 010 2032", "5550102033"])
    #expect(draft.field("customer_id") == "{from: ANI, digits: true, \"null\": [\"0\"]}")
    for number in ["010-2030", "2031", "5550102033"] { #expect(!draft.text.contains(number)) }
  }

  @Test func `who calls depends on the direction where the file has both numbers`() throws {
    let draft = try Export(
      "CALL ID,TIMESTAMP,CALL TYPE,ANI,DNIS\n1,2026-09-03 07:05:09,Inbound,5550102030,5550109999\n"
        + "2,2026-09-03 07:06:09,Outbound,5550109999,5550102031\n"
    ).draft()
    #expect(
      draft.field("customer_id")
        == "{when: [{column: CALL TYPE, in: [\"Outbound\"], from: DNIS}], otherwise: {from: ANI}, digits: true}"
    )
  }

  @Test func `known words are mapped, others asked for`() throws {
    let draft = try calls("Direction", ["Inbound", "Outbound", "Sideways"], times: 2)
    #expect(draft.word("Inbound") == "\"inbound\"")
    #expect(draft.word("Outbound") == "\"outbound\"")
    #expect(draft.word("Sideways") == nil)
    #expect(draft.text.contains("# ASK \"Sideways\" (2 rows)"))
  }

  @Test func `yes of abandoned is no of answered`() throws {
    #expect(try calls("Abandoned", ["Y", "N"]).word("Y") == "\"abandoned\"")
    #expect(try calls("Answered (Y/N)", ["Y", "N"]).word("Y") == "\"handled\"")
  }

  @Test func `booleans in other languages get a map`() throws {
    let draft = try calls("Resolved", ["vrai", "faux"])
    #expect(draft.word("vrai") == "\"true\"")
    #expect(try calls("Resolved", ["yes", "no"]).field("resolved") == "Resolved")
  }

  @Test func `talk, hold and wrap-up are added up`() throws {
    let draft = try Export(
      "CALL ID,TIMESTAMP,TALK TIME,HOLD TIME,AFTER CALL WORK TIME\n1,2026-09-03 07:05:09,0:01:00,0:00:00,0:00:30\n"
    ).draft()
    #expect(
      draft.field("handle_s") == "{sum: [TALK TIME, HOLD TIME, AFTER CALL WORK TIME], duration: \"H:mm:ss\"}")
  }

  @Test func `a unique id is the key`() throws {
    let draft = try calls("Agent", ["kim", "lee"])
    #expect(draft.field("contact_id") == "Call ID")
    #expect(draft.note("contact_id").contains("no value repeats"))
  }

  @Test func `rows without an id are said to be rejected`() throws {
    let draft = try Export("Call ID,Start Time\na,2026-09-03 07:05:09\n,2026-09-03 07:05:09\n").draft()
    #expect(draft.field("contact_id") == "Call ID")
    #expect(draft.note("contact_id").contains("rows without it are rejected"))
  }

  @Test func `rows of one id are legs where another column tells them apart`() throws {
    let draft = try Export(
      "CALL ID,TIMESTAMP,AGENT\n1,2026-09-03 07:05:09,kim\n1,2026-09-03 07:06:09,lee\n2,2026-09-03 07:06:09,lee\n"
    ).draft()
    #expect(draft.field("contact_id") == "{concat: [CALL ID, TIMESTAMP], sep: \"|\"}")
    #expect(draft.field("chain_id") == "CALL ID")
  }

  @Test func `without an id a few columns are, else the line`() throws {
    let two = "Agent,Start Time\nkim,2026-09-03 07:05:09\nkim,2026-09-03 07:06:09\nlee,2026-09-03 07:05:09\n"
    #expect(try Export(two).draft().field("contact_id") == "{concat: [Agent, Start Time], sep: \"|\"}")
    let none = "Start Time,Note\n2026-09-03 07:05:09,\n2026-09-03 07:06:09,\n2026-09-03 07:05:09,x\n"
    #expect(try Export(none).draft().field("contact_id") == "{line: true}")
  }

  @Test func `exact copies of rows do not hide a key`() throws {
    // Four columns are needed, and one row stands there twice.
    let rows = [
      "kim,a,x,2026-09-03 07:05:09", "kim,a,y,2026-09-03 07:05:09", "kim,b,x,2026-09-03 07:05:09",
      "lee,a,x,2026-09-03 07:05:09", "kim,a,x,2026-09-04 07:05:09", "kim,a,x,2026-09-03 07:05:09",
    ]
    let draft = try Export("Agent,Step,Place,Start Time\n" + rows.map { $0 + "\n" }.joined()).draft()
    #expect(draft.field("contact_id") == "{concat: [Agent, Step, Place, Start Time], sep: \"|\"}")
    #expect(draft.note("contact_id").contains("exact copies of rows (1) count once"))
  }

  @Test func `lists in a cell are split`() throws {
    let draft = try Export(
      "Call ID,Start Time,Queue,Users - Interacted\n1,2026-09-03 07:05:09,Billing; Tech,kim; lee\n"
        + "2,2026-09-03 07:05:09,Billing,kim\n"
    ).draft()
    #expect(draft.field("queue") == "{from: Queue, split: {sep: \";\", take: first}}")
    #expect(draft.field("agent_id") == "{from: Users - Interacted, split: {sep: \";\", take: last}}")
  }

  @Test func `a column that names the leg before is a chain`() throws {
    let text = "id,Start Time,parent_call_id\nCA1,2026-09-03 07:05:09,\nCA2,2026-09-03 07:06:09,"
    #expect(try Export(text + "CA1\n").draft().field("chain") == "{id: id, parent: parent_call_id}")
    // No value is the id of another row.
    #expect(try Export(text + "CA9\n").draft().field("chain") == nil)
  }

  @Test func `names of people are not shown`() throws {
    let draft = try calls("Direction (Agent)", ["Ada Lovelace", "Alan Turing"], times: 3)
    #expect(!draft.text.contains("Lovelace"))
  }

  @Test func `what is not used is listed`() throws {
    #expect(try calls("Weather", ["sun", "rain"]).text.contains("# Columns that are not used: Weather"))
    #expect(try calls("Weather", ["", ""]).text.contains("# Columns without a value: Weather"))
  }

  @Test func `a column whose name comes twice is not used`() throws {
    let draft = try Export("Call ID,Start Time,Agent,agent\n1,2026-09-03 07:05:09,kim,lee\n").draft()
    #expect(draft.field("agent_id") == nil)
  }
}
