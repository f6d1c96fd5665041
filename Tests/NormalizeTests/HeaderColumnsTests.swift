import Canonical
import Tables
import Testing

@testable import Normalize

@Suite struct HeaderColumnsTests {
  @Test(arguments: [
    "Call ID", "call id", "CALL ID", "  Call ID ", "Call   ID", "Call\tID", "\u{FEFF}Call ID", "Call\u{a0}ID",
    "Call\r\nID",
  ])
  func `a column is found without regard to case, blanks and a byte-order mark`(_ name: String) {
    #expect(HeaderColumns(["Other", name]).places(of: "Call ID") == [1])
    #expect(HeaderColumns(["Other", "Call ID"]).places(of: name) == [1])
  }

  @Test(arguments: ["CallID", "Call-ID", "Call I D", "Call", "Call ID 2", ""])
  func `another name is another column`(_ name: String) {
    #expect(HeaderColumns(["Call ID"]).places(of: name) == [])
  }

  @Test func `a repeated name has several places, and names stay as written`() {
    let header = HeaderColumns([" Id", "x", "ID "])
    #expect(header.places(of: "id") == [0, 2])
    #expect(header.names == [" Id", "x", "ID "])
  }

  private func problems(_ header: [String], _ profile: ProfileMapping) -> [String] {
    do throws(StageFailure) {
      _ = try SampleExport(header, []).normalizer(profile)
      return []
    } catch {
      #expect(error.status == .dataRefused)
      return error.problems
    }
  }

  @Test func `all missing and repeated columns of a file are told at once`() {
    let profile = ProfileMapping.contacts(
      [
        ("started_at", .column("Start")), ("queue", .concat([.column("Team"), .column("Skill", "Group")])),
        ("agent_id", .coalesce(.column("Agent"), .column("Login"))),
        (
          "call_type",
          ValueMapping(
            .when(
              [ConditionalValue(condition: .on("Kind", .blank), value: .column("Type"))],
              otherwise: .column("Else")))
        ),
        ("ended_at", ValueMapping(.dateAndTime(date: .column("Day"), time: .column("Clock")))),
        ("disposition", .column("Wrap", optional: true)),
      ], where: [.on("Direction", .notBlank)])
    let found = "; the header has 'id', 'Team', 'team ', 'Agent'"
    #expect(
      problems(["id", "Team", "team ", "Agent"], profile) == [
        "acd.csv: column 'Direction' for where is missing\(found)",
        "acd.csv: column 'Start' for contacts.started_at is missing\(found)",
        "acd.csv: column 'Team' for contacts.queue stands 2 times in the header; "
          + "rename or remove all but one",
        "acd.csv: column 'Skill' or 'Group' for contacts.queue is missing\(found)",
        "acd.csv: column 'Login' for contacts.agent_id is missing\(found)",
        "acd.csv: column 'Kind' for contacts.call_type is missing\(found)",
        "acd.csv: column 'Type' for contacts.call_type is missing\(found)",
        "acd.csv: column 'Else' for contacts.call_type is missing\(found)",
        "acd.csv: column 'Day' for contacts.ended_at is missing\(found)",
        "acd.csv: column 'Clock' for contacts.ended_at is missing\(found)",
      ])
  }

  @Test func `an optional column that stands twice is refused too, an unused one is not`() {
    let profile = ProfileMapping.contacts([("queue", .column("Q", optional: true))])
    #expect(problems(["id", "Q", "q"], profile).count == 1)
    #expect(problems(["id", "x", "X"], profile) == [])
  }

  @Test func `the canonical header needs the required columns alone, and more are ignored`() throws {
    #expect(problems(["contact_id", "started_at", "shoe_size"], .canonical(.contacts)) == [])
    #expect(problems(["queue"], .canonical(.contacts)).map { $0.contains("is missing") } == [true, true])
  }

  @Test func `of several names the first that the header has is read`() throws {
    let export = SampleExport(["id", "Skill", "Group"], [["1", "billing", "g"]])
    let used = try export.normalizer(.contacts([("queue", .column("Queue", "Group", "Skill"))]))
    #expect(used.usedColumns == [0, 2])
    #expect(used.normalize(export.batch()).texts("queue") == ["g"])
    #expect(
      used.mappedColumns.map { "\($0.canonical) \($0.column)" } == [
        "contact_id id", "started_at ", "queue Group",
      ])
  }
}
