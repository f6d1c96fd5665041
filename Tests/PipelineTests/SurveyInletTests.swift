import Canonical
import Foundation
import Score
import Tables
import Testing

@testable import Pipeline

@Suite struct SurveyInletTests {
  /// One row of responses: its id, instrument, item, value, and where it stands in its file.
  private struct Row {
    var id: String
    var instrument: String
    var value: Int64
    var offset: UInt32
    var subject = ""
  }

  private func batch(_ rows: [Row]) -> CanonicalBatch {
    let table = TableSchema.responses
    var batch = CanonicalBatch(table: table)
    func slot(_ column: String) -> Int { batch.slots[table.place(of: column)] }
    let words = ["voc", "pulse", "self", "review360", "qa", "project_end"]
    for row in rows {
      for place in batch.keys.indices { batch.keys[place].append(.missing) }
      for place in batch.codes.indices { batch.codes[place].append(0) }
      for place in batch.numbers.indices { batch.numbers[place].append(CanonicalBatch.missing) }
      let last = batch.count
      batch.keys[slot("response_id")][last] = Fingerprint(row.id)
      batch.numbers[slot("instrument")][last] = Int64(words.firstIndex(of: row.instrument) ?? 0)
      batch.numbers[slot("value")][last] = row.value
      let (item, subject) = (slot("item"), slot("subject_id"))
      batch.codes[item][last] = batch.books[item].code(of: "helps")
      if !row.subject.isEmpty { batch.codes[subject][last] = batch.books[subject].code(of: row.subject) }
      batch.offsets.append(row.offset)
      batch.count += 1
    }
    return batch
  }

  private let workspace = Workspace(memory: 1 << 20, folder: NSTemporaryDirectory())

  private func inlet(keepsAnswers: Bool = true) -> SurveyInlet {
    SurveyInlet(rows: 10, hasKeepRule: false, isJoined: false, keepsAnswers: keepsAnswers, in: workspace)
  }

  private func values(_ inlet: SurveyInlet) -> [Int64]? {
    inlet.takeAnswers(asOf: nil, keepColumn: [:], Vocabulary()).map { table in
      table.rows.numbers[table.rows.slots[table.table.place(of: "value")]]
    }
  }

  @Test func `surveys about coaches are kept, those of customers and projects are not`() {
    let inlet = inlet()
    let kinds = ["voc", "pulse", "self", "review360", "qa", "project_end"]
    let rows = kinds.enumerated().map { place, kind in
      Row(id: "r\(place)", instrument: kind, value: Int64(place), offset: UInt32(place * 10))
    }
    inlet.keepAnswers(of: batch(rows), source: 0, first: 0)
    #expect(values(inlet) == [1, 2, 3, 4])
  }

  @Test func `whoever comes first, rows stand in the order of their files, and the last of one key counts`() {
    let first = batch([
      Row(id: "a", instrument: "pulse", value: 1, offset: 0),
      Row(id: "b", instrument: "pulse", value: 2, offset: 50),
    ])
    let later = batch([Row(id: "a", instrument: "pulse", value: 3, offset: 0)])
    let file = UInt64(1) << 40
    for order in [false, true] {
      let inlet = inlet()
      let parts: [() -> Void] = [
        { inlet.keepAnswers(of: first, source: 0, first: 100) },
        { inlet.keepAnswers(of: later, source: 0, first: file) },
      ]
      for part in order ? parts : parts.reversed() { part() }
      #expect(values(inlet) == [2, 3])
    }
  }

  @Test func `where nobody asks nothing is kept`() {
    let inlet = inlet(keepsAnswers: false)
    inlet.keepAnswers(
      of: batch([Row(id: "a", instrument: "pulse", value: 1, offset: 0)]), source: 0, first: 0)
    #expect(values(inlet) == nil)
  }
}
