import Foundation
import Testing

/// What moved where surveys and a roster stand beside the contacts, under a key.
@Suite struct RestatedRosterTests {
  /// Twelve calls of one agent in one team, on 10 January.
  private func desk() throws -> WorkFolder {
    let work = try WorkFolder(isEmpty: true)
    let calls = (0..<12).map { "c\($0),2026-01-10T1\($0 % 10):00:00Z,k\($0),ana\n" }
    try work.put("contacts.csv", "contact_id,started_at,customer_id,agent_id\n" + calls.joined())
    try work.put("people.csv", "person_id,worker_class,hired_on\nana,employee,2025-01-01\n")
    try put(assignments: ["ana,2025-01-01,,agent,Elm,boss"], in: work)
    try put(answers: 10, in: work)
    for (name, byte) in [("one.key", "1"), ("two.key", "2")] {
      try work.put(name, String(repeating: byte, count: 40))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: work(name))
    }
    return work
  }

  private func put(assignments: [String], in work: WorkFolder) throws {
    let header = "person_id,from,to,role_id,team_id,supervisor_id\n"
    try work.put("assignments.csv", header + assignments.joined(separator: "\n") + "\n")
  }

  /// So many responses of 11 January; those beyond the tenth took two contacts.
  private func put(answers: Int, in work: WorkFolder) throws {
    let rows = (0..<answers).flatMap { number in
      ["resolved,1", "contacts_to_resolve,\(number < 10 ? 1 : 2)"].map {
        "r\(number),voc,\($0),2026-01-11T10:00:00Z,c\(number),k\(number)\n"
      }
    }
    try work.put(
      "responses.csv", "response_id,instrument,item,value,answered_at,contact_id,rater_id\n" + rows.joined())
  }

  private func run(_ work: WorkFolder, to day: Int, key: String? = "one.key") throws -> String {
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      inputs:
        - {table: contacts, source: acd, files: contacts.csv, covers: {from: 2026-01-01, to: 2026-01-\(day)}}
        - {table: responses, files: responses.csv}
        - {table: people, files: people.csv}
        - {table: assignments, files: assignments.csv}
      parameters:
        fcr: {windows_days: [7], matches: [any], measures: [acr, voc_fcr], group_by: [all, team, supervisor]}
      privacy: {min_people: 1\(key.map { ", key_file: \($0)" } ?? "")}
      """)
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out")
    try #require(ending.status == 0, "\(ending.errors)")
    return work.text("out/latest/tables/restatements.csv")
  }

  /// The cells of a row from `n_before` to `unattributed`.
  private func row(_ table: String, _ about: String) -> [String] {
    let line = table.split(separator: "\n").first { $0.hasPrefix(about + ",") }
    return (line.map(String.init) ?? "").split(separator: ",", omittingEmptySubsequences: false)
      .dropFirst(6).prefix(13).map(String.init)
  }

  @Test func `an answer that came late is a late row`() throws {
    let work = try desk()
    _ = try run(work, to: 20)
    // Two more of the same day, neither content with one contact: 10 of 12.
    try put(answers: 12, in: work)
    let table = try run(work, to: 20)
    #expect(
      row(table, "voc_fcr,,,all,all,all") == [
        "10", "10", "1", "12", "10", "0.833333", "-0.166667", "0", "-0.166667", "0", "0", "0", "0",
      ])
    #expect(!table.contains("acr"))
  }

  @Test func `a roster that says another team moves the team's numbers, and a later move does not`() throws {
    let work = try desk()
    _ = try run(work, to: 20)
    // Nothing that held by the 20th is another thing now.
    try put(
      assignments: ["ana,2025-01-01,2026-01-24,agent,Elm,boss", "ana,2026-01-25,,agent,Oak,boss"], in: work)
    #expect(try run(work, to: 20).split(separator: "\n").count == 1)
    // In Oak all the time: there is no Elm any more, and where it was is nothing.
    try put(assignments: ["ana,2025-01-01,,agent,Oak,boss"], in: work)
    let table = try run(work, to: 20)
    #expect(row(table, "acr,7,any,team,Elm,all") == ["12", "12", "1"] + Array(repeating: "", count: 10))
    #expect(!table.contains("Oak") && !table.contains(",all,all,all,"))
  }

  @Test func `names of people of a run under another key are not repeated`() throws {
    for (first, second) in [(String?.none, "one.key"), ("one.key", "two.key")] {
      let work = try desk()
      _ = try run(work, to: 15, key: first)
      #expect((first == nil) == work.text("out/latest/tables/fcr.csv").contains("boss"))
      let table = try run(work, to: 20, key: second)
      // On the 15th no window has closed, so that there is no rate which could have changed.
      #expect(
        row(table, "acr,7,any,all,all,all") == [
          "0", "0", "", "12", "12", "1", "", "", "", "", "", "", "",
        ])
      #expect(!table.contains("boss") && !table.contains("supervisor"))
      let prints = work.text("out/latest/row_prints.csv")
      #expect(prints.split(separator: "\n").count == 5 && !prints.contains("ana"), "\(prints)")
    }
  }
}
