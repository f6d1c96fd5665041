import Canonical
import Tables
import Testing

@testable import Score

/// Days on which nobody's assignment is valid, and days on which two are.
@Suite struct AssignmentHoleTests {
  private static let people = [
    ["person_id": "ana", "worker_class": "agency", "hired_on": "1969-12-01", "site": "Elm"]
  ]

  /// Ana's assignment on days of 1970-01, in Oak's team.
  private static func assignment(_ from: String, _ to: String) -> [String: String] {
    [
      "person_id": "ana", "from": "1970-01-\(from)", "to": to.isEmpty ? "" : "1970-01-\(to)",
      "role_id": "r1", "team_id": "A", "supervisor_id": "sue", "site": "Oak",
    ]
  }

  /// Ana's conversations on some days of 1970-01, scored.
  private func scored(
    days: [Int64], people: [[String: String]]? = people, _ assignments: [[String: String]]?,
    agent: String = "ana", outcome: Outcome = .handled
  ) throws -> (texts: [[Grouping: String]], warnings: [String]) {
    var log = CallLog()
    for number in days {
      log.add("\(number)", (number - 1) * day, customer: nil, outcome: outcome, agent: agent)
    }
    var book = log.vocabulary
    let roles = [["role_id": "r1", "role_type": "sales", "level": "1"]]
    let roster = Roster(
      people: people.map { CanonicalSheet.table(.people, $0, &book) },
      assignments: assignments.map { CanonicalSheet.table(.assignments, $0, &book) },
      roles: CanonicalSheet.table(.roles, roles, &book), vocabulary: &book)
    log.vocabulary = book
    let piece = try log.scored(roster: roster)
    let conversations = piece.conversations.sorted { $0.start < $1.start }
    let texts = conversations.map { conversation in
      Dictionary(
        uniqueKeysWithValues: Grouping.ofContacts.enumerated().map {
          ($0.element, log.vocabulary.text(of: conversation.groups[$0.offset]))
        })
    }
    return (texts, SurveySheet.words(piece.warnings))
  }

  @Test func `in a hole between assignments the groups of an assignment are empty, those of the person stay`()
    throws
  {
    let rows = [Self.assignment("01", "10"), Self.assignment("20", "")]
    let (texts, warnings) = try scored(days: [10, 11, 19, 20], rows)
    for (place, isAssigned) in [true, false, false, true].enumerated() {
      let text = texts[place]
      #expect(text[.team] == (isAssigned ? "A" : "") && text[.supervisor] == (isAssigned ? "sue" : ""))
      #expect(text[.roleType] == (isAssigned ? "sales" : ""))
      #expect(text[.tenureBand] == (isAssigned ? "0-90d" : ""))
      #expect(text[.site] == (isAssigned ? "Oak" : "Elm") && text[.workerClass] == "agency")
      #expect(text[.agent] == "ana" && text[.all] == "all")
    }
    #expect(warnings == ["no_assignment  2"])
  }

  @Test func `where the pipeline has no assignments tenure needs none, and nothing is warned of`() throws {
    let (texts, warnings) = try scored(days: [15], nil)
    #expect(texts[0][.tenureBand] == "0-90d" && texts[0][.workerClass] == "agency")
    #expect(texts[0][.team] == "" && texts[0][.site] == "Elm" && warnings.isEmpty)
  }

  @Test func `an empty table of assignments is one in which nobody's is valid`() throws {
    let (texts, warnings) = try scored(days: [15], [])
    #expect(texts[0][.tenureBand] == "" && texts[0][.workerClass] == "agency")
    #expect(warnings == ["no_assignment  1"])
  }

  @Test func `someone whom people do not name is unmatched, not without an assignment`() throws {
    let rows = [Self.assignment("01", "10")]
    #expect(try scored(days: [15], rows, agent: "bo").warnings.isEmpty)
    // Without a table of people nobody can tell.
    #expect(try scored(days: [15], people: nil, rows, agent: "bo").warnings == ["no_assignment  1"])
    #expect(try scored(days: [15], people: nil, nil, agent: "bo").warnings.isEmpty)
  }

  @Test func `only qualifying conversations are warned of`() throws {
    #expect(try scored(days: [15], [], outcome: .abandoned).warnings.isEmpty)
    #expect(try scored(days: [15], [], agent: "").warnings.isEmpty)
  }

  @Test func `assignments of one person that overlap are counted, and those that follow are not`() {
    func overlaps(_ rows: [[String: String]]) -> [String] {
      var book = CodeBook()
      let roster = Roster(
        people: nil, assignments: CanonicalSheet.table(.assignments, rows, &book), roles: nil,
        vocabulary: &book)
      return SurveySheet.words(roster.warnings)
    }
    let (first, second) = (Self.assignment("01", "10"), Self.assignment("11", "20"))
    #expect(overlaps([first, second]).isEmpty && overlaps([second, first]).isEmpty)
    // The last day is inclusive.
    let early = Self.assignment("10", "20")
    #expect(overlaps([first, early]) == ["overlapping_assignments  1"])
    #expect(overlaps([early, first]) == ["overlapping_assignments  1"])
    // An open end reaches into every later one.
    #expect(overlaps([Self.assignment("01", ""), second]) == ["overlapping_assignments  1"])
    #expect(
      overlaps([first, early, Self.assignment("20", "")]) == ["overlapping_assignments  2"])
    var other = early
    other["person_id"] = "bo"
    #expect(overlaps([first, other]).isEmpty)
  }
}
