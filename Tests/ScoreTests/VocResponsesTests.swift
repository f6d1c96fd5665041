import Canonical
import Dice
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
    let responses = sheet.responses
    // Each row comes from a file of its own.
    #expect(responses.responses.map { responses.files(of: $0) } == [[0, 2], [1, 4], [3]])
    #expect(responses.responses.map(\.rows.count) == [1, 1, 1])
  }

  @Test func `only the instrument voc counts`() {
    var sheet = SurveySheet()
    for instrument in ["pulse", "self", "review360", "qa", "project_end"] {
      sheet.add("r1", set: ["instrument": instrument])
    }
    #expect(sheet.responses.responses.isEmpty)
    sheet.add("r1", "nps", "9")
    // It answers neither item, and is a response still.
    #expect(sheet.words == ["- -"] && sheet.oddities == [[]])
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
    #expect(sheet.oddities == [word == "-" ? ["other_scale resolved 1"] : []])
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
    #expect(sheet.oddities == [word == "-" ? ["other_scale contacts_to_resolve 1"] : []])
  }

  @Test(arguments: [
    ("4", "1", "5", Int64(7_500)), ("1", "1", "5", 0), ("5", "1", "5", 10_000), ("2", "1", "4", 3_333),
    ("3", "1", "4", 6_667), ("0", "-2", "2", 5_000), ("7.5", "0", "10", 7_500),
    // Beside its scale, or without one, nobody knows how good it is.
    ("6", "1", "5", nil), ("0", "1", "5", nil), ("4", "", "5", nil), ("4", "1", "", nil), ("4", "", "", nil),
    ("3", "3", "3", nil), ("3", "5", "1", nil),
  ])
  func `satisfaction and effort are places on their scale`(
    value: String, least: String, most: String, share: Int64?
  ) {
    for item in ["csat", "ces"] {
      var sheet = SurveySheet()
      sheet.add("r", item, value, set: ["scale_min": least, "scale_max": most])
      let response = sheet.responses.responses.first
      #expect(response.map { item == "csat" ? $0.csat : $0.ces } == .some(share))
      #expect(response.map { item == "csat" ? $0.ces : $0.csat } == .some(nil))
      #expect(sheet.words == ["- -"])
    }
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
        == [[], ["conflicting_answers contacts_to_resolve 1", "conflicting_answers resolved 1"]])
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
    #expect(sheet.oddities == [["other_scale resolved 1"]])
  }

  @Test func `of two rows with one key the last one read is the answer`() {
    var sheet = SurveySheet()
    sheet.add("r", "resolved", "0")
    sheet.add("r", "resolved", "1")
    #expect(sheet.words == ["yes -"] && sheet.oddities == [[]])
    // Only the row that counts is one of the response.
    #expect(sheet.responses.responses.map(\.rows) == [VocResponse.Rows(file: 1, count: 1)])
    #expect(sheet.responses.excluded.counts == [0: ["duplicate": 1]])
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

  @Test func `responses about no one contact are counted by the rows and files they came from`() {
    var sheet = SurveySheet()
    sheet.add("r1", resolved: "1", contacts: "1", about: "")
    sheet.add("r2")
    sheet.add("r3", "resolved", about: "c1")
    sheet.add("r3", "csat", about: "c2")
    var responses = sheet.responses
    #expect(responses.takeAboutContacts().map(\.contact) == [Fingerprint("c1")])
    #expect(
      responses.excluded.counts == [
        0: ["no_contact_id": 1], 1: ["no_contact_id": 1], 3: ["two_contacts": 1], 4: ["two_contacts": 1],
      ])
  }

  @Test func `rows of one file are counted together`() {
    var batches = SurveySheet()
    batches.add("r1", resolved: "1", contacts: "1", about: "")
    // Both rows in file 7.
    var rows = batches.rows
    for place in rows.indices { rows[place].place = 7 << 40 | UInt64(place) }
    var responses = VocResponses(rows, stated: nil, asOf: Instant(seconds: 0))
    #expect(responses.responses.map(\.rows) == [VocResponse.Rows(file: 7, count: 2)])
    #expect(responses.furtherRows.isEmpty && responses.takeAboutContacts().isEmpty)
    #expect(responses.excluded.counts == [7: ["no_contact_id": 2]])
  }

  @Test func `what is odd stands with its own response`() {
    var sheet = SurveySheet()
    sheet.add("r1", "resolved", "7")
    sheet.add("r2", "resolved", "1")
    #expect(sheet.oddities == [["other_scale resolved 1"], []])
  }

  @Test func `what became known after the horizon counts for nothing`() {
    var sheet = SurveySheet()
    sheet.add("r1", "resolved", "1", answered: 100)
    sheet.add("r2", "resolved", "1", answered: 101)
    sheet.add("r3", "resolved", "1", set: ["asked_at": "101"])
    sheet.add("r4", "resolved", "1", answered: 100, set: ["asked_at": "101"])
    sheet.add("r5", "resolved", "1")
    let responses = sheet.settled(asOf: 100)
    #expect(responses.responses.map { responses.files(of: $0) } == [[0], [3], [4]])
    #expect(responses.excluded.counts == [1: ["after_as_of": 1], 2: ["after_as_of": 1]])
  }

  @Test func `of rows with one key the last change counts, but one after a stated horizon loses`() {
    var sheet = SurveySheet()
    sheet.add("r", "resolved", "1", set: ["updated_at": "20"])
    sheet.add("r", "resolved", "0", set: ["updated_at": "10"])
    sheet.add("r", "resolved", "0", set: ["updated_at": "30"])
    sheet.add("r", "resolved", "0")
    func winner(stated: Int64?) -> [UInt32] { sheet.settled(stated: stated).responses.map(\.rows.file) }
    #expect(winner(stated: nil) == [2] && winner(stated: 29) == [0] && winner(stated: 19) == [1])
    // Where all changes came later the latest of them counts still.
    #expect(winner(stated: 9) == [3])
    #expect(sheet.settled(stated: 29).excluded.counts.keys.sorted() == [1, 2, 3])
  }

  @Test func `the order in which rows come together changes nothing`() {
    var random = Dice(seed: 3)
    var sheet = SurveySheet()
    for _ in 0..<500 {
      sheet.add(
        "r\(random.below(25))", random.pick(["resolved", "contacts_to_resolve", "csat"]),
        random.pick(["0", "1", "2"]), about: random.pick(["c1", "c1", "c1", "c2", ""]),
        rater: random.pick(["", "kim", "lou"]), source: random.pick([SurveySheet.chat, SurveySheet.survey]),
        answered: Int64(random.below(100)), set: ["updated_at": random.pick(["", "5", "6"])])
    }
    let (stated, asOf) = (Instant(seconds: 5), Instant(seconds: 90))
    let first = VocResponses(sheet.rows, stated: stated, asOf: asOf)
    for _ in 0..<10 {
      let other = VocResponses(sheet.rows.shuffled(using: &random), stated: stated, asOf: asOf)
      #expect(VocResponse.pack(other.responses) == VocResponse.pack(first.responses))
      #expect(other.excluded == first.excluded && other.furtherRows == first.furtherRows)
    }
    #expect(first.responses.count > 30 && first.responses.contains { $0.hasConflict.resolved })
  }

  @Test func `under a keep rule the row with the largest value stays, one after the horizon loses`() {
    let rule = KeepRule(key: ["response_id", "item"], latest: "answered_at")
    var sheet = SurveySheet()
    sheet.add("r1", rater: "kim", answered: 10, keep: rule)
    sheet.add("r1", rater: "lou", answered: 20, keep: rule)
    sheet.add("r1", rater: "moe", answered: 30, keep: rule)
    sheet.add("r1", "csat", answered: 5, keep: rule)
    sheet.add("r1", source: SurveySheet.chat, answered: 5, keep: rule)
    sheet.add("r1", rater: "nan", answered: 5)
    func kept(asOf: Int64?) -> (files: [UInt32], excluded: ExcludedRows) {
      var rows = Array(sheet.rows.reversed())
      let excluded = VocResponses.applyKeepRule(to: &rows, asOf: asOf.map { Instant(seconds: $0) })
      return (rows.map(\.file), excluded)
    }
    #expect(kept(asOf: nil).files == [2, 3, 4, 5] && kept(asOf: 29).files == [1, 3, 4, 5])
    #expect(kept(asOf: nil).excluded.counts == [0: ["not_kept": 1], 1: ["not_kept": 1]])
  }
}
