import Foundation
import Testing

/// Profiles of exports that other people wrote, beside the project; they are not part of it.
///
/// Figures are those of the exports' README, or counts that its cited command gives.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: BuiltBinary.realExports),
    "skipped: the real exports are not at ../shared/exports"))
struct RealExportProfileTests {
  private let work: WorkFolder

  init() throws { work = try WorkFolder(isEmpty: true) }

  /// Checks one export under profiles of the examples; gives what is said of each table it feeds.
  /// - Parameter condition: a line of `where` that is put before the profile's own.
  private func check(
    _ profiles: [String], _ file: String, input: String = "", condition: String? = nil
  ) throws -> [CheckReport.Input] {
    for name in profiles {
      let path = "\(BuiltBinary.project)/pipelines/profiles/examples/\(name).yaml"
      var text = try String(contentsOfFile: path, encoding: .utf8)
      if let condition { text += "where: [{\(condition), reason: another_group}]\n" }
      try work.put("profiles/\(name).yaml", text)
    }
    try work.put(
      "check.yaml",
      """
      version: 1
      as_of: 2026-01-01
      inputs:
        - source: real
          files: ["\(BuiltBinary.realExports)/\(file)"]
          profiles: [\(profiles.joined(separator: ", "))]
          \(input)
      """)
    let ending = try work.firstcontact("check", "check.yaml", "--allow-outside", "--format", "json")
    try #require(ending.status == 0, "\(profiles): \(ending.errors)\(ending.output)")
    let inputs = try JSONDecoder().decode(CheckReport.self, from: Data(ending.output.utf8)).inputs
    try #require(inputs.count == profiles.count)
    for input in inputs {
      #expect(input.rows == input.accepted + input.rejected)
      #expect(input.accepted == input.used + input.excluded.values.reduce(0, +))
    }
    return inputs
  }

  /// The same, for one profile.
  private func check(
    _ profile: String, _ file: String, input: String = "", condition: String? = nil
  ) throws -> CheckReport.Input {
    try check([profile], file, input: input, condition: condition)[0]
  }

  private let years = "covers: {from: 2009-01-01, to: 2026-01-01}"

  // Source: the exports' README, row hr-dataset.
  @Test func `a roster of 311 people has 104 separations, 88 of them voluntary`() throws {
    let both = try check(["hr-dataset", "hr-dataset-assignments"], "hr-dataset/HRDataset_v14.csv")
    for table in both {
      #expect(table.rows == 311)
      #expect(table.used == 311)
      #expect(table.excluded == [:])
    }
    #expect(both.map(\.table) == ["people", "assignments"])
    #expect(both[0].filled("left_on") == 104)
    #expect(both[0].filled("exit_type") == 104)
    #expect(both[0].filled("exit_reason") == 104)
    #expect(both[1].filled("to") == 104)
    // Managers go by name, which every row has; eight rows lack the manager's number.
    #expect(both[1].filled("supervisor_id") == 311)
    let voluntary = try check(
      "hr-dataset", "hr-dataset/HRDataset_v14.csv",
      condition: "column: EmploymentStatus, in: [Voluntarily Terminated]")
    #expect(voluntary.used == 88)
    #expect(voluntary.excluded == ["another_group": 223])
  }

  // Source: the exports' README, row hr-dataset, and the same file by year of exit: 23 in 2015.
  @Test func `23 of the roster's separations were in 2015`() throws {
    let days = (1...12).flatMap { month in
      (1...31).map { "\"" + String(format: "%02d/%02d/15", month, $0) + "\"" }
    }
    let year = try check(
      "hr-dataset", "hr-dataset/HRDataset_v14.csv",
      condition: "column: DateofTermination, in: [\(days.joined(separator: ", "))]")
    #expect(year.used == 23)
    #expect(year.filled("left_on") == 23)
  }

  // Source: the exports' README, row ibm-attrition.
  @Test func `whole years of tenure make spells of 1470 people, 237 of them ended`() throws {
    let both = try check(["ibm-attrition", "ibm-attrition-assignments"], "ibm-attrition/emp_attrition.csv")
    for (table, ends) in zip(both, [("hired_on", "left_on"), ("from", "to")]) {
      #expect(table.rows == 1470)
      #expect(table.used == 1470)
      #expect(table.filled(ends.0) == 1470)
      #expect(table.filled(ends.1) == 237)
    }
    #expect(both[1].filled("role_id") == 1470)
  }

  // awk -F, by JobRole and Attrition in the file.
  @Test func `spells of the roles that most and fewest left`() throws {
    for (role, people, left) in [("Sales Representative", 83, 33), ("Research Director", 80, 2)] {
      let some = try check(
        "ibm-attrition-assignments", "ibm-attrition/emp_attrition.csv",
        condition: "column: JobRole, equals: \"\(role)\"")
      #expect(some.used == people, "\(role)")
      #expect(some.filled("to") == left, "\(role)")
    }
  }

  // Source: the exports' README, row babushkin-turnover; 13 rows are exact copies (sort | uniq -d).
  @Test func `months of tenure make spells, and copies of a row count once`() throws {
    let (profiles, file) = (
      ["babushkin-turnover", "babushkin-turnover-assignments"], "babushkin-turnover/turnover.csv"
    )
    let all = try check(profiles, file)
    for (table, start) in zip(all, ["hired_on", "from"]) {
      #expect(table.rows == 1129)
      #expect(table.excluded == ["duplicate": 13])
      #expect(table.used == 1116)
      #expect(table.filled(start) == 1129)
    }
    #expect(all[1].filled("supervisor_id") == 1129)
    for (coach, rows, left) in [("no", 683, 351), ("yes", 132, 75), ("my head", 314, 145)] {
      let some = try check(profiles, file, condition: "column: coach, equals: \"\(coach)\"")
      for (table, end) in zip(some, ["left_on", "to"]) {
        #expect(table.accepted - (table.excluded["another_group"] ?? 0) == rows, "\(coach)")
        #expect(table.filled(end) == left, "\(coach)")
      }
    }
  }

  // Counted in the file: 930 of 1,000 requests have an address and a city, 677 are closed.
  @Test func `requests to a city come back by address`() throws {
    let requests = try check(
      "nyc-311", "nyc-311/311_Service_Requests.csv", input: "time_zone: America/New_York")
    #expect(requests.rows == 1000)
    #expect(requests.used == 1000)
    #expect(requests.filled("started_at") == 1000)
    #expect(requests.filled("customer_id") == 930)
    #expect(requests.filled("resolved") == 677)
  }

  // Source: the exports' README, row pwc-a: unanswered calls have a blank rating; awk sums 13,798 of 4,054, mean 3.4036.
  @Test func `a call log gives calls and the ratings of those that were answered`() throws {
    let both = try check(["pwc-a", "pwc-a-ratings"], "pwc-a/Call-Center-Dataset.csv")
    #expect(both.map(\.table) == ["contacts", "responses"])
    #expect(both[0].used == 5000)
    #expect(both[0].filled("handle_s") == 4054)
    #expect(both[1].used == 4054)
    #expect(both[1].excluded == ["no_answer": 946])
    #expect(both[1].filled("value") == 4054)
  }

  // Counted in the file: 5,000 tickets, 3,724 resolved and scored, 1,056 in progress.
  @Test func `one file of tickets gives contacts and the answers about them`() throws {
    let both = try check(
      ["support-tickets", "support-tickets-csat"], "support-tickets/customer_support_tickets.csv")
    #expect(both.map(\.table) == ["contacts", "responses"])
    #expect(both[0].used == 5000)
    #expect(both[0].filled("ended_at") == 3724)
    #expect(both[0].filled("resolved") == 5000 - 1056)
    #expect(both[1].rows == 5000)
    #expect(both[1].used == 3724)
    #expect(both[1].excluded == ["no_answer": 1276])
  }

  // Counted in the files by eye; the source of the tickets is that of the aliases.
  @Test func `tickets of Zendesk, their comments, and the people behind them`() throws {
    let tickets = try check("dbt-zendesk-tickets", "dbt-zendesk/ticket_data.csv", input: years)
    #expect(tickets.rows == 10)
    #expect(tickets.used == 8)
    #expect(tickets.excluded == ["deleted": 2])
    #expect(tickets.filled("ended_at") == 8)
    let comments = try check("dbt-zendesk-comments", "dbt-zendesk/ticket_comment_data.csv", input: years)
    #expect(comments.rows == 20)
    #expect(comments.used == 20)
    let users = try check("dbt-zendesk-users", "dbt-zendesk/user_data.csv")
    #expect(users.rows == 10)
    #expect(users.used == 1)
    #expect(users.excluded == ["not_an_agent": 9])
    let groups = try check("dbt-zendesk-groups", "dbt-zendesk/group_data.csv")
    #expect(groups.rows == 8)
    #expect(groups.used == 8)
  }

  // cut -d, -f1-2 | sort | uniq -c: 38 changes, 5 of them of a priority; the others become 16 tickets, and all of
  // them count as used.
  @Test func `a ticket is put together from the history of its fields`() throws {
    let tickets = try check(
      "dbt-zendesk-field-history", "dbt-zendesk/ticket_field_history_data.csv", input: years)
    #expect(tickets.rows == 38)
    #expect(tickets.excluded["another_field"] == 5)
    #expect(tickets.used == 33)
  }

  @Test func `a conversation of Intercom is the latest of its states`() throws {
    let talks = try check(
      "dbt-intercom-conversations", "dbt-intercom/conversation_history_data.csv", input: years)
    #expect(talks.rows == 9)
    #expect(talks.used == 2)
    #expect(talks.excluded == ["not_kept": 7])
    // Nine closings and a note: nobody opened a conversation again.
    let parts = try check(
      "dbt-intercom-parts", "dbt-intercom/conversation_part_history_data.csv", input: years)
    #expect(parts.rows == 9)
    #expect(parts.used == 0)
    #expect(parts.excluded == ["not_a_reopening": 9])
    let admins = try check("dbt-intercom-admins", "dbt-intercom/admin_data.csv")
    #expect(admins.used == 4)
  }

  // One of the nine calls began on 30 February.
  @Test func `a call of Twilio on a day that does not exist is rejected`() throws {
    let calls = try check("dbt-twilio-calls", "dbt-twilio/twilio_call_data.csv", input: years)
    #expect(calls.rows == 9)
    #expect(calls.rejected == 1)
    #expect(calls.used == 8)
    #expect(calls.filled("ended_at") == 8)
    #expect(calls.filled("chain_id") == 8)
  }

  // Seven versions of six workers, five of whom left; two positions end years before they begin.
  @Test func `workers of Workday are their latest versions`() throws {
    let workers = try check("dbt-workday-workers", "dbt-workday/workday_worker_history_data.csv")
    #expect(workers.rows == 7)
    #expect(workers.used == 6)
    #expect(workers.excluded == ["duplicate": 1])
    #expect(workers.filled("left_on") == 5)
    #expect(workers.filled("exit_type") == 5)
    let positions = try check(
      "dbt-workday-positions", "dbt-workday/workday_worker_position_history_data.csv")
    #expect(positions.rows == 7)
    #expect(positions.rejected == 2)
    #expect(positions.used == 5)
  }

  // One response in each, with an answer to the one question that has choices; the free text is none.
  @Test func `a survey has its answers under several header rows`() throws {
    for (name, file) in [("qualtrics", "sample.csv"), ("qualtrics-legacy", "sample_legacy.csv")] {
      let answers = try check(name, "qualtrics/\(file)", input: "time_zone: Europe/Zurich")
      #expect(answers.rows == 1, "\(name)")
      #expect(answers.used == 1, "\(name)")
      #expect(answers.filled("value") == 1, "\(name)")
      #expect(answers.filled("answered_at") == 1, "\(name)")
    }
  }

  // 24 hours of 8 shifts; the file has no line feed at all.
  @Test func `rows that end in lone carriage returns are rows`() throws {
    let shifts = try check("cr-only", "cr-only/shifts.csv")
    #expect(shifts.rows == 24 * 8)
    #expect(shifts.used == 24 * 8)
    #expect(shifts.filled("value") == 24 * 8)
  }
}
