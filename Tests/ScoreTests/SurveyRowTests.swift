import Canonical
import Dice
import Tables
import Testing

@testable import Score

@Suite struct SurveyRowTests {
  /// A row with everything at its edges or random.
  private static func row(_ random: inout Dice) -> SurveyRow {
    func print() -> Fingerprint {
      random.pick([
        .missing, Fingerprint(high: .max, low: .max), Fingerprint(high: 0, low: 1),
        Fingerprint(high: random.next(), low: random.next()),
      ])
    }
    func number() -> Int64 {
      random.pick([CanonicalBatch.missing, .max, 0, -1, Int64(bitPattern: random.next())])
    }
    return SurveyRow(
      response: print(), key: print(), contact: print(), rater: print(), known: number(), updated: number(),
      keepKey: print(), keepValue: number(), place: random.pick([0, .max, random.next()]),
      source: random.pick([0, 1, .max]), isVoc: random.chance(50),
      item: random.pick([.other, .resolved, .contacts, .csat, .ces]),
      answer: random.pick([nil, 0, 1, 2, SurveyRow.mostContacts]))
  }

  @Test func `rows come back from their words as they were`() {
    var random = Dice(seed: 1)
    let rows = (0..<500).map { _ in Self.row(&random) }
    let words = SurveyRow.pack(rows)
    #expect(words.count == rows.count * SurveyRow.width)
    var unpacked: [SurveyRow] = []
    SurveyRow.unpack(words, count: 100 * SurveyRow.width, into: &unpacked)
    #expect(unpacked.count == 100)
    SurveyRow.unpack(
      Array(words.dropFirst(100 * SurveyRow.width)), count: 400 * SurveyRow.width, into: &unpacked)
    #expect(unpacked.map { "\($0)" } == rows.map { "\($0)" })
  }

  @Test func `rows go by their response, or by what competes under a keep rule`() {
    var random = Dice(seed: 2)
    let rows = (0..<50).map { _ in Self.row(&random) }
    #expect(SurveyRow.keys(of: rows, byKeepRule: false) == rows.map(\.response.high))
    let byRule = rows.map { $0.keepKey.isMissing ? $0.response.high : $0.keepKey.high }
    #expect(SurveyRow.keys(of: rows, byKeepRule: true) == byRule)
  }

  @Test func `contacts that rows may name are those of the instrument voc, blank ones are none`() {
    var sheet = SurveySheet()
    sheet.add("r1", about: "c1")
    sheet.add("r2", about: "")
    sheet.add("r3", about: "c2", set: ["instrument": "qa"])
    sheet.add("r4", "csat", about: "c3")
    #expect(SurveyRow.contacts(of: sheet.rows) == [Fingerprint("c1").low, Fingerprint("c3").low])
  }

  @Test func `a row tells its file and stands in the order of reading`() {
    let batch = CanonicalSheet.batch(
      .responses,
      (0..<3).map { ["response_id": "r\($0)", "instrument": "voc", "item": "resolved", "value": "1"] })
    let rows = SurveyRow.rows(of: batch, source: 1, first: 9 << 40 + 1 << 39, keep: nil)
    #expect(rows.map(\.file) == [9, 9, 9])
    let offsets = rows.map { $0.place & (1 << 40 - 1) }
    #expect(offsets == batch.offsets.map { UInt64($0) + (1 << 39) })
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.place < $1.place })
  }

  @Test func `one id in two sources is two responses, and one key two rows`() {
    var sheet = SurveySheet()
    sheet.add("r1", source: SurveySheet.chat)
    sheet.add("r1", source: SurveySheet.survey)
    sheet.add("r1", source: SurveySheet.survey)
    #expect(sheet.rows[0].response != sheet.rows[1].response && sheet.rows[0].key != sheet.rows[1].key)
    #expect(sheet.rows[1].response == sheet.rows[2].response && sheet.rows[1].key == sheet.rows[2].key)
    // A contact is named without a source.
    #expect(Set(sheet.rows.map(\.contact)) == [Fingerprint("c1")])
  }

  @Test(arguments: [["item": "csat"], ["subject_id": "ana"], ["rater_id": "kim"], ["response_id": "r2"]])
  func `response, item, subject and rater name a row`(change: [String: String]) {
    var sheet = SurveySheet()
    sheet.add("r1")
    sheet.add("r1", set: change)
    sheet.add("r1", "resolved", "0", about: "other", set: ["asked_at": "7", "task_id": "t"])
    #expect(sheet.rows[0].key != sheet.rows[1].key && sheet.rows[0].key == sheet.rows[2].key)
  }

  @Test func `more contacts than can be kept are as many as can`() {
    var sheet = SurveySheet()
    sheet.add("r1", "contacts_to_resolve", "9000000000000")
    #expect(sheet.rows.map(\.answer) == [SurveyRow.mostContacts])
    var unpacked: [SurveyRow] = []
    SurveyRow.unpack(SurveyRow.pack(sheet.rows), count: SurveyRow.width, into: &unpacked)
    #expect(unpacked.map(\.answer) == [SurveyRow.mostContacts] && unpacked.map(\.item) == [.contacts])
  }
}
