import Canonical
import Tables
import Testing

@testable import Score

@Suite struct SurveyJoinTests {
  @Test func `a response is about the only contact of its id, in whichever source`() {
    var sheet = SurveySheet()
    sheet.know("c1", source: SurveySheet.chat)
    sheet.add("r1", resolved: "1", contacts: "2")
    #expect(sheet.places(about: "c1", SurveySheet.chat) == [0] && sheet.places(about: "c1").isEmpty)
    #expect(sheet.excluded.isEmpty && sheet.warnings.isEmpty)
    let answer = sheet.join.answers.first
    #expect(answer?.isResolved == true && answer?.tookOneContact == false)
  }

  @Test func `where two sources have the id it is the contact of its own source, else ambiguous`() {
    var sheet = SurveySheet()
    sheet.know("c1", source: SurveySheet.acd)
    sheet.know("c1", source: SurveySheet.chat)
    sheet.add("r1", source: SurveySheet.acd)
    sheet.add("r2", source: SurveySheet.chat)
    sheet.add("r3", source: SurveySheet.survey)
    #expect(sheet.places(about: "c1") == [0] && sheet.places(about: "c1", SurveySheet.chat) == [1])
    #expect(sheet.excluded == ["ambiguous_contact": [2]])
  }

  @Test func `where its own source does not have the id it is another's only one`() {
    var sheet = SurveySheet()
    sheet.know("c1", source: SurveySheet.acd)
    sheet.add("r1", source: SurveySheet.chat)
    #expect(sheet.places(about: "c1") == [0] && sheet.places(about: "c1", SurveySheet.chat).isEmpty)
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
    #expect(sheet.excluded == ["unknown_contact": [0, 3], "no_contact_id": [1], "two_contacts": [2]])
    #expect(sheet.places(about: "c1").isEmpty && sheet.places(about: "c2") == [4])
  }

  @Test func `a contact outside the coverage excludes its response, and makes another's id ambiguous`() {
    var sheet = SurveySheet()
    sheet.know("old", start: -1)
    sheet.know("both", start: -1)
    sheet.know("both", source: SurveySheet.chat)
    sheet.add("r1", about: "old")
    sheet.add("r2", about: "both")
    sheet.add("r3", about: "both", source: SurveySheet.acd)
    sheet.add("r4", about: "both", source: SurveySheet.chat)
    #expect(sheet.excluded == ["outside_coverage": [0, 2], "ambiguous_contact": [1]])
    #expect(sheet.places(about: "both", SurveySheet.chat) == [3] && sheet.places(about: "both").isEmpty)
  }

  @Test func `of the rows of a contact the one that counts is joined: it says when and whose`() {
    var sheet = SurveySheet()
    sheet.know("c1", start: 100, customer: "kim", updated: 20)
    sheet.know("c1", start: 200, customer: "lou", updated: 10)
    sheet.know("c1", start: -1, customer: "moe", updated: 30)
    sheet.add("r1")
    // The last change counts, and that row is not covered.
    #expect(sheet.excluded == ["outside_coverage": [0]])
    // A change after a stated horizon loses.
    let join = sheet.joined(stated: 25)
    #expect(join.answers.map(\.person) == [Fingerprint("kim")] && join.excluded.counts.isEmpty)
    // Among equals the last one read counts.
    sheet.know("c1", start: 300, customer: "nan", updated: 30)
    #expect(sheet.join.answers.map(\.person) == [Fingerprint("nan")])
  }

  @Test func `two rows of one contact do not make it ambiguous`() {
    var sheet = SurveySheet()
    sheet.know("c1", customer: "kim")
    sheet.know("c1", customer: "kim")
    sheet.add("r1")
    #expect(sheet.excluded.isEmpty && sheet.join.answers.count == 1)
  }

  @Test func `who answered is the rater, else the customer of the contact`() {
    var sheet = SurveySheet()
    sheet.know("c1", customer: "kim")
    sheet.know("c2")
    sheet.add("r1", about: "c1", rater: "lou")
    sheet.add("r2", about: "c1")
    sheet.add("r3", about: "c2")
    #expect(
      sheet.join.answers.map(\.person) == [Fingerprint("lou"), Fingerprint("kim"), Fingerprint.missing])
    #expect(sheet.join.answers.map(\.isRater) == [true, false, false])
  }

  @Test func `an answer goes where its contact's customer goes`() {
    var log = CallLog()
    log.add("c1", 0, customer: "kim")
    log.add("c2", 0, chain: "a", customer: nil)
    log.add("c3", 0, customer: nil)
    var sheet = SurveySheet()
    sheet.know(log.legs)
    for id in ["c1", "c2", "c3"] { sheet.add("r" + id, about: id) }
    let answers = sheet.join.answers.sorted { $0.place < $1.place }
    #expect(PlacedAnswer.keys(of: answers) == LegLayout.keys(of: log.legs, by: .owner))
  }

  @Test func `of many rows of one contact one is held, however many responses name it`() {
    var sheet = SurveySheet()
    sheet.know("c1", customer: "kim", updated: 9)
    for number in 0..<50 { sheet.know("c1", customer: "lou", updated: Int64(number % 9)) }
    var join = SurveyJoin(stated: nil)
    for match in sheet.matches { join.know([match]) }
    #expect(join.contacts.rows.count == 1)
    sheet.add("r1")
    sheet.add("r2", about: "gone")
    var responses = sheet.responses
    let about = responses.takeAboutContacts()
    for round in 1...3 {
      #expect(join.join(about) { _ in true }.map(\.person) == [Fingerprint("kim")])
      #expect(join.contacts.rows.count == 1)
      // The second row of the sheet is in its second file.
      #expect(join.excluded.counts == [1: ["unknown_contact": round]])
    }
  }

  @Test func `rows of a response in further files go with it, and are excluded with it`() {
    var sheet = SurveySheet()
    sheet.know("c1")
    sheet.add("r1", resolved: "1", contacts: "1")
    sheet.add("r1", "csat", "5")
    sheet.add("r2", resolved: "1", contacts: "1", about: "gone")
    // One file a row.
    #expect(sheet.join.answers.map(\.rows.file).sorted() == [0, 1, 2])
    #expect(sheet.join.answers.map(\.isFurther) == [false, true, true])
    #expect(
      sheet.join.excluded.counts == [3: ["unknown_contact": 1], 4: ["unknown_contact": 1]])
    #expect(sheet.warnings.isEmpty && sheet.places(about: "c1") == [0])
    let answers = sheet.answers
    #expect(answers.answers.count == 1)
    #expect(answers.rows(of: 0).map(\.file).sorted() == [0, 1, 2])
  }
}
