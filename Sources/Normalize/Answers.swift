import Canonical
import Tables

/// The columns of a file that become rows: their values beside the rows that they came from.
struct Answers {
  private let rule: UnpivotRule
  private let values: [BoundMapping.Value?]
  private let schema: ColumnSchema
  private let words: CodeBook
  /// A batch of the one column of values for each of them.
  private var batches: [CanonicalBatch]

  /// No answer yet; nil where no column becomes rows.
  init?(_ mapping: BoundMapping, _ rule: UnpivotRule?, _ table: TableSchema) {
    guard let rule else { return nil }
    let place = table.place(of: rule.value)
    (self.rule, values) = (rule, mapping.answers)
    (schema, words) = (table.columns[place], mapping.words[place])
    let single = TableSchema(name: table.name, description: table.description, key: [], columns: [schema])
    batches = values.map { _ in CanonicalBatch(table: single) }
  }

  /// Reads the answers of some rows, and puts them behind those that are there.
  mutating func read(_ texts: inout TextEvaluation, _ faults: inout RowFaults) {
    for index in values.indices {
      guard let value = values[index] else { continue }
      let reading = ColumnReading(schema: schema, value: value, words: words)
      reading.read(&texts, &faults, into: &batches[index], slot: 0)
      batches[index].count += texts.rows.count
    }
  }

  /// Makes each row as many as it has answers.
  /// - Parameter isKept: whether a row counts; of others nothing stays.
  func spread(over batch: inout CanonicalBatch, where isKept: (Int) -> Bool) {
    var picks: [(row: Int, answer: Int)] = []
    var answered = 0
    var silent = 0
    for row in 0..<batch.count where isKept(row) {
      let before = picks.count
      for answer in values.indices where values[answer] != nil && !batches[answer].isMissing(0, row) {
        picks.append((row, answer))
      }
      if picks.count > before { answered += 1 } else { silent += 1 }
    }
    if silent > 0 { batch.excluded["no_answer", default: 0] += silent }
    batch.addedRows = picks.count - answered
    batch.take(picks.map(\.row))
    let (item, value) = (batch.table.place(of: rule.item), batch.table.place(of: rule.value))
    putValues(picks, at: value, into: &batch)
    putItems(picks, at: item, into: &batch)
  }

  private func putValues(
    _ picks: [(row: Int, answer: Int)], at place: Int, into batch: inout CanonicalBatch
  ) {
    let slot = batch.slots[place]
    switch schema.type {
    case .key: batch.keys[slot] = picks.map { batches[$0.answer].keys[0][$0.row] }
    case .text:
      batch.codes[slot] = picks.map { pick in
        let answers = batches[pick.answer]
        let text = Array(answers.books[0].bytes(of: answers.codes[0][pick.row]))
        return batch.books[slot].code(of: text.span, from: 0, to: text.count)
      }
    default: batch.numbers[slot] = picks.map { batches[$0.answer].numbers[0][$0.row] }
    }
  }

  private func putItems(
    _ picks: [(row: Int, answer: Int)], at place: Int, into batch: inout CanonicalBatch
  ) {
    let slot = batch.slots[place]
    let items = rule.answers.map(\.item)
    switch batch.table.columns[place].type {
    case .key:
      let keys = items.map { Fingerprint($0) }
      batch.keys[slot] = picks.map { keys[$0.answer] }
    case .text:
      let codes = items.map { batch.books[slot].code(of: $0) }
      batch.codes[slot] = picks.map { codes[$0.answer] }
    case .oneOf(let words):
      let numbers = items.map { item in words.firstIndex(of: item).map { Int64($0) } ?? CanonicalBatch.missing
      }
      batch.numbers[slot] = picks.map { numbers[$0.answer] }
    default: preconditionFailure("items are texts")
    }
  }
}
