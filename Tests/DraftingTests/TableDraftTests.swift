import Canonical
import Testing

@testable import Drafting

@Suite struct TableDraftTests {
  @Test func `a roster feeds people, and a const stands for what no column tells`() throws {
    let draft = try Export(
      "Employee ID,Hire Date,Termination Date,Termination Type\n7,2020-01-01,,\n8,2020-02-01,2021-01-31,Voluntary\n"
    ).draft()
    #expect(draft.field("table") == "people")
    #expect(draft.field("worker_class") == "{const: employee}")
    #expect(draft.word("Voluntary") == "\"voluntary\"")
    #expect(draft.text.contains("(0)"))
  }

  @Test func `a tenure asks for the day of the export`() throws {
    let draft = try Export("EmployeeNumber,YearsAtCompany,Attrition\n1,6,Yes\n2,10,No\n").draft(
      table: "people")
    #expect(
      draft.offers("hired_on").first == "{date: 2020-01-01, minus: {from: YearsAtCompany, unit: years}}")
    #expect(draft.offers("left_on") == ["{when: [{column: Attrition, in: [\"Yes\"], const: 2020-01-01}]}"])
  }

  @Test func `a required column that nothing looks like is asked for`() throws {
    let draft = try Export("Employee ID,Start Date,End Date\n7,2020-01-01,\n8,2020-02-01,2021-01-31\n")
      .draft(table: "assignments")
    #expect(draft.offers("team_id") == ["COLUMN"])
    #expect(draft.text.contains("ASK (2)"))
  }

  @Test func `the chosen table wins over the one that fits best`() throws {
    let text =
      "Ticket ID,Created At,CSAT Score,Agent\n1,2026-01-01 10:00:00,5,kim\n2,2026-01-02 10:00:00,4,kim\n"
    #expect(try Export(text).draft().field("table") == "contacts")
    let draft = try Export(text).draft(table: "responses")
    #expect(draft.field("table") == "responses")
    #expect(draft.field("columns") == "{CSAT Score: csat}")
  }

  @Test func `a shipped profile that fits is named`() throws {
    let draft = try Export(
      "CALL ID,CALL TYPE,AFTER CALL WORK TIME,TIMESTAMP\n1,Inbound,0:00:10,2026-09-03 10:00\n"
    ).draft()
    #expect(draft.text.contains("The shipped profile 'five9-call-log'"))
  }

  @Test func `an answer of yes or no becomes a number`() throws {
    let draft = try Export("Survey ID,CSAT,Issue Resolved\n1,5,Yes\n2,4,No\n").draft(table: "responses")
    #expect(draft.field("columns") == "{CSAT: csat, Issue Resolved: resolved}")
    #expect(draft.field("map") == "{\"Yes\": \"1\", \"No\": \"0\"}")
    #expect(draft.field("unknown") == "keep")
  }

  @Test(
    .enabled(if: TableSchema.named("coaching") != nil),
    arguments: [
      (
        "coaching",
        "Session ID,Coach,Agent ID,Session Date,Session Type\nS1,ana,a1,2026-01-13,1:1\nS2,ana,a2,2026-01-14,Group\n"
      ),
      (
        "scorecards",
        "Scorecard ID,Role ID,Effective Date,KPI,Metric Class,Weight\n1,care,2026-01-13,fcr,outcome,0.4\n"
      ),
      ("metrics", "Agent,Week Start,Week End,Metric,Value\na1,2026-01-05,2026-01-11,qa,0.9\n"),
      (
        "payments",
        "Payout ID,Payee ID,Payment Type,Amount (cents),Currency,Earned On\np1,w1,tip,300,USD,2026-01-13\n"
      ),
    ])
  func `a small table is known by its columns`(_ table: String, _ text: String) throws {
    let draft = try Export(text).draft()
    #expect(draft.field("table") == table)
    #expect(!draft.lines.contains { $0.hasPrefix("# ASK") && !$0.hasPrefix("# ASK time zone") })
  }

  @Test func `amounts with a fraction are no minor units, and seconds no minutes`() throws {
    guard TableSchema.named("payments") != nil else { return }
    let pay = "Payout ID,Payee ID,Payment Type,Amount,Currency,Earned On\np1,w1,tip,3.25,USD,2026-01-13\n"
    #expect(try Export(pay).draft(table: "payments").field("amount_minor") == nil)
    let coaching = "Session ID,Coach,Agent ID,Session Date,Duration (sec)\nS1,ana,a1,2026-01-13,900\n"
    #expect(try Export(coaching).draft(table: "coaching").field("minutes") == nil)
  }
}
