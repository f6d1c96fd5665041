import Ingest
import Tables

/// What was read of a file whose dialect nobody told, and the dialect it seems to have.
struct SampledExport {
  /// The file's name without its folder.
  let fileName: String
  /// How it is packed, for people; nil where it is not.
  let packing: String?
  /// How its bytes spell text.
  let encoding: EncodingFinding
  /// What separates fields.
  let delimiter: DelimiterFinding
  /// Its header.
  let head: HeadFinding
  /// Lines at its end that are no rows.
  let footerRows: Int
  /// Whether records have fewer fields than the header, so that the others are missing.
  let isRagged: Bool
  /// Rows with more fields than the header; they would be rejected.
  let wideRows: Int
  /// The columns.
  let columns: [ColumnFinding]
  /// The rows, each as wide as the header.
  let rows: [[String]]
  /// Whether the rows are all of the file's.
  let isWhole: Bool

  /// Rows read at most.
  static let mostRows = 20_000
  /// Lines looked at for a footer.
  private static let footerLines = 5

  /// Reads some of a file.
  /// - Throws: `inputMissing` where there is no readable file; `dataRefused` where it is empty, damaged or
  ///   no table; `ioFailed`.
  init(path: String) throws(StageFailure) {
    let glimpse = try ExportGlimpse(path: path)
    fileName = path.split(separator: "/").last.map(String.init) ?? path
    packing = glimpse.container.map { container in
      glimpse.members.count < 2
        ? "packed as \(container)"
        : "a \(container) file of \(glimpse.members.count); the first of them was looked at"
    }
    encoding = EncodingFinding(glimpse)
    let text = try glimpse.text(of: glimpse.start, in: encoding.encoding)
    delimiter = DelimiterFinding(text, isWhole: glimpse.isWhole)
    let first = LooseRecords(
      delimiter.text, delimiter: delimiter.delimiter, isWhole: glimpse.isWhole, limit: SampledExport.mostRows)
    guard !first.records.isEmpty else {
      throw StageFailure(.dataRefused, "\(path): no record of fields in it; is it the export?")
    }
    head = HeadFinding(first.records)
    var records = Array(first.records.dropFirst(head.firstRow))
    let width = head.names.count
    var later: [[UInt8]] = []
    for piece in glimpse.later { later.append(try glimpse.text(of: piece, in: encoding.encoding)) }
    if first.isCut, glimpse.isWhole {
      // More rows than are looked at: those of the end, too.
      let rest = delimiter.text[first.end...]
      later.append(Array(rest.suffix(ExportGlimpse.laterBytes)))
    }
    for (number, piece) in later.enumerated() {
      let isLast = number == later.count - 1
      let whole = LooseRecords(
        SampledExport.behindFirstLine(piece), delimiter: delimiter.delimiter, isWhole: isLast,
        limit: SampledExport.mostRows
      ).records
      // What begins within quotes has other widths.
      records += whole.enumerated().filter { index, record in
        record.fields.count == width || isLast && whole.count - index <= SampledExport.footerLines
      }.map(\.element)
    }
    isWhole = glimpse.isWhole && !first.isCut
    let knowsEnd = isWhole || !later.isEmpty
    footerRows = knowsEnd ? SampledExport.footerRows(records, width) : 0
    records.removeLast(footerRows)
    let narrow = records.count { $0.fields.count < width }
    wideRows = records.count { $0.fields.count > width }
    isRagged = narrow * 50 > records.count
    let keepsNarrow = isRagged
    rows = records.filter { $0.fields.count == width || keepsNarrow && $0.fields.count < width }
      .map { $0.fields + Array(repeating: "", count: width - $0.fields.count) }
    var seen: [String: Int] = [:]
    func folded(_ name: String) -> String {
      name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    for name in head.names { seen[folded(name), default: 0] += 1 }
    let rows = rows
    columns = head.names.enumerated().map { place, name in
      let content = ColumnContent(name: name, place: place, values: rows.lazy.map { $0[place] })
      return ColumnFinding(content, isNameable: !folded(name).isEmpty && seen[folded(name)] == 1)
    }
  }

  /// The text behind its first line end.
  private static func behindFirstLine(_ text: [UInt8]) -> [UInt8] {
    guard let end = text.firstIndex(where: { $0 == 0x0a || $0 == 0x0d }) else { return [] }
    let isPair = text[end] == 0x0d && end + 1 < text.count && text[end + 1] == 0x0a
    return Array(text[(end + (isPair ? 2 : 1))...])
  }

  private static let sumWords: Set<String> = [
    "total", "totals", "sum", "average", "grand", "summe", "gesamt", "итого",
  ]
  private static let closingWords: Set<String> = ["rows", "count", "report", "end", "exported", "generated"]

  /// How many records at the end are narrower than the rest, or sum it up.
  private static func footerRows(_ records: [LooseRecords.Record], _ width: Int) -> Int {
    let isFooter = records.suffix(footerLines).reversed().prefix { record in
      let word = record.fields.first { !$0.isEmpty }.flatMap { ColumnName($0).words.first } ?? ""
      let isSum = sumWords.contains(word)
      return record.fields.count < width && (isSum || closingWords.contains(word))
        || isSum && record.fields.count { $0.isEmpty } * 2 > width
        || record.fields.count == 1 && width > 2
    }
    return records.count > isFooter.count ? isFooter.count : 0
  }
}
