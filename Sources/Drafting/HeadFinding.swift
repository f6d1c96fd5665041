import Ingest

/// Where a file's header stands and how many records it has.
struct HeadFinding {
  /// Physical lines above the header.
  private(set) var skippedLines = 0
  /// Records of the header; 0 where the file has none.
  private(set) var headerRecords = 1
  /// Which of them names the columns, from 1.
  private(set) var nameRecord = 1
  /// Names of the columns.
  private(set) var names: [String]
  /// Which record is the first of the data.
  private(set) var firstRow: Int

  /// Lines above a header are looked for only so far.
  private static let searchedRecords = 30
  /// The kind of a column is told by so many of its cells.
  private static let typedRecords = 2000

  /// Looks at the records of a file's start.
  init(_ records: [LooseRecords.Record]) {
    let first = HeadFinding.firstFullRecord(records)
    let body = Array(records[min(first, records.count)...])
    skippedLines = first > 0 ? body[0].line - 1 : 0
    let typed = HeadFinding.typedColumns(body.dropFirst())
    guard let top = body.first, !HeadFinding.isData(top, typed, body) else {
      headerRecords = 0
      let width = body.map(\.fields.count).max() ?? 0
      names = (0..<width).map { "c\($0 + 1)" }
      firstRow = first
      return
    }
    headerRecords = HeadFinding.headerRecords(body)
    let headers = body.prefix(headerRecords).map(\.fields)
    let known = headers.map { names in names.count { ColumnName($0).isKnown } }
    nameRecord = (known.indices.max { (known[$0], -$0) < (known[$1], -$1) } ?? 0) + 1
    names = headers[nameRecord - 1]
    firstRow = first + headerRecords
  }

  /// The first record that is as wide as most, where those above it are much narrower.
  private static func firstFullRecord(_ records: [LooseRecords.Record]) -> Int {
    let widths = records.map(\.fields.count)
    guard let width = commonest(widths), width > 1,
      let first = widths.prefix(searchedRecords).firstIndex(where: { $0 >= width }),
      widths[first...].count(where: { $0 == width }) * 10 >= (widths.count - first) * 7
    else { return 0 }
    return widths[..<first].allSatisfy { $0 * 2 <= width || $0 == 1 } ? first : 0
  }

  /// The kind of each column whose cells are nearly all of one kind that is no word.
  private static func typedColumns(_ records: ArraySlice<LooseRecords.Record>) -> [Int: CellKind] {
    var counts: [Int: [CellKind: Int]] = [:]
    for record in records.prefix(typedRecords) {
      for (column, text) in record.fields.enumerated() {
        counts[column, default: [:]][CellKind(text), default: 0] += 1
      }
    }
    return counts.compactMapValues { kinds in
      let filled = kinds.filter { $0.key != .blank }
      let total = filled.values.reduce(0, +)
      return filled.first { $0.key != .word && $0.value * 10 >= total * 8 }?.key
    }
  }

  /// Whether the first record is one of the data.
  private static func isData(
    _ top: LooseRecords.Record, _ typed: [Int: CellKind], _ body: [LooseRecords.Record]
  ) -> Bool {
    let compared = typed.filter { $0.key < top.fields.count && !top.fields[$0.key].isEmpty }
    if !compared.isEmpty {
      let alike = compared.count { CellKind(top.fields[$0.key]) == $0.value }
      // No name is a time, an address or a long number.
      let isTelling = compared.contains { column, kind in
        let text = top.fields[column]
        return CellKind(text) == kind && (kind != .number || text.utf8.count > 6)
      }
      if isTelling { return true }
      return alike * 2 >= compared.count
    }
    // Words only: a header's do not come again below it.
    let recurring = top.fields.indices.count { column in
      !top.fields[column].isEmpty
        && body.dropFirst().contains { column < $0.fields.count && $0.fields[column] == top.fields[column] }
    }
    return recurring * 2 > top.fields.count
  }

  /// Qualtrics writes a row of questions, and often one of JSON, below the names.
  private static func headerRecords(_ body: [LooseRecords.Record]) -> Int {
    for index in 1..<max(2, min(4, body.count)) where index < body.count {
      let filled = body[index].fields.filter { !$0.isEmpty }
      if filled.count(where: { $0.hasPrefix("{\"ImportId\"") }) * 2 > filled.count { return index + 1 }
    }
    guard body.count > 2 else { return 1 }
    let typed = typedColumns(body.dropFirst(2))
    let second = body[1].fields
    let isHeader =
      typed.count > 1
      && typed.allSatisfy { column, _ in column < second.count && CellKind(second[column]) == .word }
    return isHeader ? 2 : 1
  }
}
