import Canonical
import Ingest
import Normalize
import Tables

/// The first rows of a file as a profile maps them, for people to look at; personal fields show their shape.
struct MappedRows {
  /// How many rows are shown.
  static let shown = 5
  /// Bytes of the file that they are looked for in.
  private static let searched = 1 << 18

  /// The mapped columns, in the order of the table, each with one text a row; nil where missing.
  let columns: [(name: String, cells: [String?])]

  /// Whether there is none.
  var isEmpty: Bool { columns.allSatisfy(\.cells.isEmpty) }

  /// The first rows of a file under one of its targets that are not rejected or left out.
  init(_ file: InputFile, _ target: InputFile.Target) throws {
    defer { file.export.close() }
    guard let cut = try file.export.cut(from: file.export.dataStart, chunkBytes: MappedRows.searched) else {
      columns = []
      return
    }
    let raw = try parse(file.export, cut: cut, from: file.export.dataStart, keeping: file.usedColumns).batch
    let position = BatchPosition(linesBefore: file.export.linesBefore)
    let normalizer = target.normalizer
    let batch = normalizer.normalize(raw, at: position)
    let rows = 0..<min(MappedRows.shown, batch.count)
    let masked = target.mapping.personalColumns
    var columns: [(name: String, cells: [String?])] = []
    for (place, column) in normalizer.table.columns.enumerated() where normalizer.isMapped[place] {
      var cells: [String?]
      if column.type == .key {
        let texts = MappedRows.byOffset(normalizer.texts(of: column.name, in: raw, at: position))
        cells = rows.map { batch.isMissing(place, $0) ? nil : texts[batch.offsets[$0]] ?? "" }
      } else {
        cells = rows.map { MappedRows.text(batch, place, $0) }
      }
      if masked.contains(column.name) { cells = cells.map { $0.map(TextShape.masked) } }
      columns.append((column.name, cells))
    }
    self.columns = columns
  }

  private static func byOffset(_ texts: RecordTexts) -> [UInt32: String] {
    var byOffset: [UInt32: String] = [:]
    var start = 0
    for (offset, end) in zip(texts.offsets, texts.ends) {
      byOffset[offset] = String(decoding: texts.bytes[start..<Int(end)], as: UTF8.self)
      start = Int(end)
    }
    return byOffset
  }

  /// One value as a canonical cell would be written; nil where it is missing.
  private static func text(_ batch: CanonicalBatch, _ place: Int, _ row: Int) -> String? {
    if batch.isMissing(place, row) { return nil }
    let slot = batch.slots[place]
    let type = batch.table.columns[place].type
    if type == .text { return batch.books[slot].text(of: batch.codes[slot][row]) }
    let number = batch.numbers[slot][row]
    switch type {
    case .instant: return Instant(milliseconds: number).description
    case .date: return CivilDate(days: Int32(truncatingIfNeeded: number)).description
    case .boolean: return number == 1 ? "true" : "false"
    case .oneOf(let words): return words[Int(number)]
    case .number:
      let rest = String(1_000_000 + abs(number % 1_000_000)).dropFirst()
      let decimals = rest.reversed().drop { $0 == "0" }.reversed()
      let sign = number < 0 ? "-" : ""
      return "\(sign)\(abs(number / 1_000_000))" + (decimals.isEmpty ? "" : "." + String(decimals))
    default: return String(number)
    }
  }
}
