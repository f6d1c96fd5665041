import Canonical
import Tables
import Testing

@testable import Score

@Suite struct VocResponsesTests {
  @Test func `rows with one response_id of one source are one response, in the order first met`() {
    var sheet = SurveySheet()
    sheet.add("r2", "resolved", "1")
    sheet.add("r1", "resolved", "0")
    sheet.add("r2", "contacts_to_resolve", "2")
    sheet.add("r1", "contacts_to_resolve", "1", source: SurveySheet.chat)
    sheet.add("r1", "csat", "5")
    // r2, r1 of the survey, and r1 of chat, which is another response.
    #expect(sheet.words == ["yes no", "no -", "- yes"])
    #expect(sheet.responses.responses.map(\.rows) == [[0, 2], [1, 4], [3]])
  }

  @Test func `only the instrument voc counts`() {
    var sheet = SurveySheet()
    for instrument in ["pulse", "self", "review360", "qa", "project_end"] {
      sheet.add("r1", set: ["instrument": instrument])
    }
    #expect(sheet.responses.count == 0)
    sheet.add("r1", "nps", "9")
    // It answers neither item, and is a response still.
    #expect(sheet.words == ["- -"] && sheet.oddities.isEmpty)
  }

  @Test(arguments: [
    ("1", "", "", "yes"), ("0", "", "", "no"), ("1", "0", "1", "yes"), ("0", "0", "", "no"),
    ("1", "", "1", "yes"),
    // On a scale of 1 to 5 a 1 is the worst, not a yes.
    ("1", "1", "5", "-"), ("1", "1", "", "-"), ("1", "", "5", "-"), ("0", "-1", "1", "-"),
    ("2", "", "", "-"), ("0.5", "", "", "-"), ("-1", "", "", "-"),
  ])
  func `resolved is 1 or 0 on a scale of 0 to 1`(value: String, least: String, most: String, word: String) {
    var sheet = SurveySheet()
    sheet.add("r", "resolved", value, set: ["scale_min": least, "scale_max": most])
    #expect(sheet.words == ["\(word) -"])
    #expect(
      sheet.oddities == (word == "-" ? ["other_scale resolved 1"] : []))
  }

  @Test(arguments: [
    ("1", "", "", "yes"), ("2", "", "", "no"), ("12", "1", "10", "no"), ("1", "1", "5", "yes"),
    ("0", "", "", "-"), ("1.5", "", "", "-"), ("0.5", "", "", "-"), ("-1", "", "", "-"), ("1", "0", "", "-"),
  ])
  func `contacts_to_resolve is a whole number from 1`(
    value: String, least: String, most: String, word: String
  ) {
    var sheet = SurveySheet()
    sheet.add("r", "contacts_to_resolve", value, set: ["scale_min": least, "scale_max": most])
    #expect(sheet.words == ["- \(word)"])
    #expect(
      sheet.oddities
        == (word == "-" ? ["other_scale contacts_to_resolve 1"] : []))
  }

  @Test func `rows that contradict each other answer nothing, rows that agree answer once`() {
    var sheet = SurveySheet()
    // One response with an answer for each of two subjects.
    sheet.add("same", "resolved", "1", set: ["subject_id": "ana"])
    sheet.add("same", "resolved", "1", set: ["subject_id": "bo"])
    sheet.add("torn", "resolved", "1", set: ["subject_id": "ana"])
    sheet.add("torn", "resolved", "0", set: ["subject_id": "bo"])
    sheet.add("torn", "contacts_to_resolve", "2", set: ["subject_id": "ana"])
    sheet.add("torn", "contacts_to_resolve", "3", set: ["subject_id": "bo"])
    #expect(sheet.words == ["yes -", "- -"])
    #expect(
      sheet.oddities
        == ["conflicting_answers contacts_to_resolve 1", "conflicting_answers resolved 1"])
  }

  @Test func `two numbers of contacts above 1 contradict each other although both mean no`() {
    var sheet = SurveySheet()
    sheet.add("r", "contacts_to_resolve", "2", set: ["subject_id": "ana"])
    sheet.add("r", "contacts_to_resolve", "3", set: ["subject_id": "bo"])
    #expect(sheet.words == ["- -"])
  }

  @Test func `an answer on another scale does not contradict one on the item's own`() {
    var sheet = SurveySheet()
    sheet.add("r", "resolved", "1", set: ["subject_id": "ana"])
    sheet.add("r", "resolved", "5", set: ["subject_id": "bo", "scale_max": "5"])
    #expect(sheet.words == ["yes -"])
    #expect(sheet.oddities == ["other_scale resolved 1"])
  }

  @Test func `of two rows with one key the last one read is the answer`() {
    var sheet = SurveySheet()
    sheet.add("r", "resolved", "0")
    sheet.add("r", "resolved", "1")
    #expect(sheet.words == ["yes -"] && sheet.oddities.isEmpty)
  }

  @Test func `the rater is the only one that rows name, in all sources`() {
    var sheet = SurveySheet()
    sheet.add("r1", rater: "kim")
    sheet.add("r2", rater: "")
    sheet.add("r3", rater: "kim", source: SurveySheet.chat)
    sheet.add("r4", rater: "lou")
    sheet.add("r5", rater: "kim")
    sheet.add("r5", rater: "lou")
    sheet.add("r6", "resolved", "1", rater: "lou")
    sheet.add("r6", "csat", "5", rater: "")  // blank names no other
    let (kim, lou) = (Fingerprint("kim"), Fingerprint("lou"))
    #expect(sheet.responses.responses.map(\.rater) == [kim, .missing, kim, lou, .missing, lou])
  }

  @Test func `rows that name two contacts tear a response, a blank contact does not`() {
    var sheet = SurveySheet()
    sheet.add("r1", "resolved", about: "c1")
    sheet.add("r1", "csat", about: "c2")
    sheet.add("r2", "resolved", about: "")
    sheet.add("r2", "csat", about: "c1")
    sheet.add("r3", about: "")
    // Torn once, torn for ever, whatever the last row names.
    sheet.add("r4", "resolved", about: "c1")
    sheet.add("r4", "csat", about: "c2")
    sheet.add("r4", "nps", about: "c2")
    let responses = sheet.responses.responses
    #expect(responses.map(\.isTorn) == [true, false, false, true])
    #expect(responses[1].contact == Fingerprint("c1") && responses[2].contact.isMissing)
  }

  @Test func `a response is known when its last row was answered, else asked`() {
    var sheet = SurveySheet()
    sheet.add("r1", "resolved", answered: 10, set: ["asked_at": "90"])
    sheet.add("r1", "csat", set: ["asked_at": "20"])
    sheet.add("r2")
    let responses = sheet.responses.responses
    #expect(responses.map(\.known) == [20_000, CanonicalBatch.missing])
  }

  @Test func `excluded responses are counted by the rows and files they came from`() {
    var sheet = SurveySheet()
    sheet.add("r1", resolved: "1", contacts: "1")
    sheet.add("r2")
    let excluded = sheet.responses.excluded("unknown_contact", [0])
    // Each row comes from a file of its own here.
    #expect(excluded.counts == [0: ["unknown_contact": 1], 1: ["unknown_contact": 1]])
  }

  @Test func `what is odd stands with its own response`() {
    var sheet = SurveySheet()
    sheet.add("r1", "resolved", "7")
    sheet.add("r2", "resolved", "1")
    let counts = sheet.responses.responses.map(\.oddities.sorted.count)
    #expect(counts == [1, 0])
  }
}
