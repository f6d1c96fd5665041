import Canonical
import Tables
import Testing

@testable import Score

@Suite struct ContactAnswersTests {
  /// Places of the responses about a contact.
  private func places(_ sheet: SurveySheet, _ id: String, _ source: UInt16 = SurveySheet.acd) -> [Int] {
    sheet.answers.responses(about: SurveySheet.contact(id, source))
  }

  @Test func `a response is about the only contact of its id, in whichever source`() {
    var sheet = SurveySheet()
    sheet.know("c1", source: SurveySheet.chat)
    sheet.add("r1", resolved: "1", contacts: "2")
    #expect(places(sheet, "c1", SurveySheet.chat) == [0] && places(sheet, "c1").isEmpty)
    #expect(
      sheet.answers.answer(0, about: SurveySheet.contact("c1", SurveySheet.chat), isIdentified: true)
        == SurveyAnswer(respondent: 0, isResolved: true, tookOneContact: false))
    #expect(!sheet.answers.isEmpty && sheet.answers.excluded.isEmpty)
    #expect(sheet.answers.warnings(without: []) == WarningTally())
  }

  @Test func `where two sources have the id it is the contact of its own source, else ambiguous`() {
    var sheet = SurveySheet()
    sheet.know("c1", source: SurveySheet.acd)
    sheet.know("c1", source: SurveySheet.chat)
    sheet.add("r1", source: SurveySheet.acd)
    sheet.add("r2", source: SurveySheet.chat)
    sheet.add("r3", source: SurveySheet.survey)
    #expect(places(sheet, "c1") == [0] && places(sheet, "c1", SurveySheet.chat) == [1])
    #expect(sheet.answers.excluded == ["ambiguous_contact": [2]])
  }

  @Test func `where its own source does not have the id it is another's only one`() {
    var sheet = SurveySheet()
    sheet.know("c1", source: SurveySheet.acd)
    sheet.add("r1", source: SurveySheet.chat)
    #expect(places(sheet, "c1") == [0] && places(sheet, "c1", SurveySheet.chat).isEmpty)
  }

  @Test func `unknown contacts, blank ones and torn responses are excluded under their reasons`() {
    var sheet = SurveySheet()
    sheet.know("c1")
    sheet.know("c2")
    sheet.add("r1", about: "gone")
    sheet.add("r2", about: "")
    sheet.add("r3", "resolved", about: "c1")
    sheet.add("r3", "csat", about: "c2")
    sheet.add("r4", about: "C1")  // ids are compared byte by byte
    sheet.add("r5", "resolved", about: "")
    sheet.add("r5", "csat", about: "c2")
    #expect(
      sheet.answers.excluded
        == ["unknown_contact": [0, 3], "no_contact_id": [1], "two_contacts": [2]])
    #expect(places(sheet, "c1").isEmpty && places(sheet, "c2") == [4])
  }

  @Test func `who answered is the rater, else the customer where that is a person, else nobody known`() {
    var sheet = SurveySheet()
    sheet.know("c1", customer: "kim")
    sheet.know("c2", customer: "kim")
    sheet.know("c3", customer: "lou")
    sheet.know("c4")
    sheet.add("r1", about: "c1", rater: "kim")
    sheet.add("r2", about: "c2")
    sheet.add("r3", about: "c3")
    sheet.add("r4", about: "c4")
    sheet.add("r5", about: "c4")
    let answers = sheet.answers
    func people(isIdentified: Bool) -> [UInt32] {
      ["c1", "c2", "c3", "c4", "c4"].enumerated().map { place, id in
        answers.answer(place, about: SurveySheet.contact(id), isIdentified: isIdentified).respondent
      }
    }
    let known = people(isIdentified: true)
    #expect(known[0] == known[1] && Set(known).count == 4)
    // A switchboard's number is nobody.
    #expect(Set(people(isIdentified: false)).count == 5)
  }

  @Test func `two responses to one contact both count, with a warning`() {
    var sheet = SurveySheet()
    sheet.know("c1")
    sheet.know("c2")
    sheet.add("r1")
    sheet.add("r2", "resolved", "0")
    sheet.add("r3")
    sheet.add("r4", about: "c2")
    #expect(places(sheet, "c1") == [0, 1, 2])
    // Contacts are counted, not responses.
    #expect(SurveySheet.words(sheet.answers.warnings(without: [])) == ["several_responses  1"])
  }

  @Test func `one answered before its contact started counts, with a warning`() {
    var sheet = SurveySheet()
    sheet.know("c1", start: 100)
    sheet.add("r1", answered: 99)
    sheet.add("r2", answered: 100)
    sheet.add("r3")
    sheet.add("r4", set: ["asked_at": "99"])
    #expect(places(sheet, "c1") == [0, 1, 2, 3])
    #expect(
      SurveySheet.words(sheet.answers.warnings(without: [])) == ["answered_early  2", "several_responses  1"])
  }

  @Test func `a contact outside the coverage excludes its response, and makes another's id ambiguous`() {
    var sheet = SurveySheet()
    sheet.know(outside: "old")
    sheet.know(outside: "both")
    sheet.know("both", source: SurveySheet.chat)
    sheet.add("r1", about: "old")
    sheet.add("r2", about: "both")
    sheet.add("r3", about: "both", source: SurveySheet.acd)
    sheet.add("r4", about: "both", source: SurveySheet.chat)
    #expect(
      sheet.answers.excluded == ["outside_coverage": [0, 2], "ambiguous_contact": [1]])
    #expect(places(sheet, "both", SurveySheet.chat) == [3] && places(sheet, "both").isEmpty)
  }

  @Test func `what is odd about responses that do not count is not warned of`() {
    var sheet = SurveySheet()
    sheet.know("c1", start: 100)
    sheet.know("c2", start: 100)
    sheet.add("r1", "resolved", "7", about: "c1", answered: 99)
    sheet.add("r2", "resolved", "1", about: "c1", answered: 99)
    sheet.add("r3", "resolved", "7", about: "gone", answered: 99)
    sheet.add("r4", "resolved", "1", about: "c2")
    func words(without places: [Int]) -> [String] {
      SurveySheet.words(sheet.answers.warnings(without: places))
    }
    #expect(
      words(without: []) == ["answered_early  2", "other_scale resolved 1", "several_responses  1"])
    #expect(words(without: [0]) == ["answered_early  1"])
    #expect(words(without: [0, 1]).isEmpty)
  }

  @Test func `candidates are the ids of contacts in every source of contacts`() {
    var sheet = SurveySheet()
    sheet.add("r1", about: "c1")
    sheet.add("r2", about: "")
    let candidates = ContactAnswers.candidates(of: sheet.table, sources: [SurveySheet.acd, SurveySheet.chat])
    #expect(
      candidates == [SurveySheet.contact("c1"), SurveySheet.contact("c1", SurveySheet.chat)])
  }

  @Test func `without responses there is no answer`() {
    #expect(ContactAnswers().isEmpty && ContactAnswers().excluded.isEmpty)
    #expect(SurveySheet().answers.isEmpty)
  }

  @Test func `answers go to the qualifying conversation that has the contact as a leg`() {
    var log = CallLog()
    log.add("c1", 0, chain: "a", agent: "ana")
    log.add("c2", 60, chain: "a", agent: "bo")
    log.add("c3", 900, outcome: .abandoned)
    log.add("c4", 2000, customer: nil)
    var sheet = SurveySheet()
    for id in ["c1", "c2", "c3", "c4"] { sheet.know(id) }
    sheet.add("r1", "resolved", "1", about: "c2")
    sheet.add("r2", "resolved", "0", about: "c1")
    sheet.add("r3", "resolved", "1", about: "c3")
    sheet.add("r4", resolved: "1", contacts: "1", about: "c4")
    let piece = log.scored(answers: sheet.answers)
    var said: [String] = []
    for conversation in piece.conversations {
      let answers = piece.answers[conversation.answers].map { "\($0.respondent)" }
      said.append("\(conversation.start.seconds): " + answers.joined(separator: " "))
    }
    // By legs: r2 is about the first, r1 about the second; r3 is about an abandoned one.
    #expect(said.sorted() == ["0: 1 0", "2000: 3", "900: "])
    #expect(piece.unqualifiedResponses == [2] && piece.answers.count == 3)
  }

  @Test func `answers about overlapping conversations meet in the one that they became`() {
    var log = CallLog()
    log.add("c1", 0, 600)
    log.add("c2", 300, 400, source: 1, outcome: .abandoned)
    var sheet = SurveySheet()
    sheet.know("c1")
    sheet.know("c2", source: SurveySheet.chat, start: 300)
    sheet.add("r1", about: "c1")
    sheet.add("r2", about: "c2")
    let piece = log.scored(answers: sheet.answers)
    #expect(piece.conversations.map(\.answers) == [0..<2] && piece.unqualifiedResponses.isEmpty)
  }
}
