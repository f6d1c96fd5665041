import Canonical
import Tables

/// Makes rows that waited rows of their canonical table: with defaults, and held to what it requires.
struct RowCompletion {
  /// The rows, in the order of those that were folded.
  private(set) var batch: CanonicalBatch

  /// Completes rows.
  /// - Parameter counted: numbers of the columns that were counted, by place in the table.
  init(_ folded: CanonicalBatch, as table: TableSchema, counted: [Int: [Int64]] = [:]) {
    batch = CanonicalBatch(table: table)
    (batch.count, batch.places, batch.warnings) = (folded.count, folded.places, folded.warnings)
    for (place, column) in table.columns.enumerated() {
      let (from, to) = (folded.slots[place], batch.slots[place])
      if let numbers = counted[place] {
        batch.numbers[to] = numbers.map { RowCompletion.number($0, column.type) }
        continue
      }
      switch column.type {
      case .key: batch.keys[to] = folded.keys[from]
      case .text: (batch.codes[to], batch.books[to]) = (folded.codes[from], folded.books[from])
      default: batch.numbers[to] = folded.numbers[from]
      }
      if let text = column.defaultValue, case .oneOf(let words) = column.type,
        let word = words.firstIndex(of: text)
      {
        for row in 0..<batch.count where batch.numbers[to][row] == CanonicalBatch.missing {
          batch.numbers[to][row] = Int64(word)
        }
      }
    }
  }

  /// A count as a column of a type keeps it.
  private static func number(_ count: Int64, _ type: ColumnType) -> Int64 {
    if count == CanonicalBatch.missing { return count }
    return switch type {
    case .boolean: count > 1 ? 1 : 0
    case .number: count * 1_000_000
    default: count
    }
  }

  /// Lets a number be missing wherever it stands in a column, and counts it as unreadable.
  mutating func drop(_ number: Int64, at place: Int) {
    let slot = batch.slots[place]
    for row in 0..<batch.count where batch.numbers[slot][row] == number {
      batch.numbers[slot][row] = CanonicalBatch.missing
      batch.warnings.add(.unreadableValue, batch.table.columns[place].name)
    }
  }

  /// Why each row cannot be used; nil where it can.
  var reasons: [String?] {
    let required = batch.table.columns.indices.filter { batch.table.columns[$0].isRequired }
    var span: (start: [Int64], end: [Int64])?
    if let names = batch.table.span {
      span = (
        batch.numbers[batch.slots[batch.table.place(of: names.start)]],
        batch.numbers[batch.slots[batch.table.place(of: names.end)]]
      )
    }
    return (0..<batch.count).map { row in
      if required.contains(where: { batch.isMissing($0, row) }) { return "incomplete" }
      guard let span, span.start[row] != CanonicalBatch.missing, span.end[row] != CanonicalBatch.missing
      else { return nil }
      return span.end[row] < span.start[row] ? "end_before_start" : nil
    }
  }
}
