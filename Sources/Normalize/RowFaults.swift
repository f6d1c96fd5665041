import Canonical
import Tables

/// What is wrong with the rows of one batch: the first fault of each row rejects it.
struct RowFaults {
  /// Values that became missing and the like.
  var warnings = WarningTally()

  private let table: TableSchema
  private let batch: RawBatch
  /// Records of the rows so far.
  private(set) var rows: [UInt32] = []
  /// Where the rows begin that are read now.
  private var base = 0
  private var byRow: [Int: Reject] = [:]

  /// No fault yet in a batch.
  init(table: TableSchema, batch: RawBatch) {
    self.table = table
    self.batch = batch
    rows.reserveCapacity(batch.count)
  }

  /// Goes on to the next rows of the batch: from now on places are counted from the first of them.
  mutating func go(to next: [UInt32]) {
    base = rows.count
    rows += next
  }

  /// Goes back to the first row: from now on places are counted from it.
  mutating func goBack() { base = 0 }

  /// Whether any row was rejected.
  var hasAny: Bool { !byRow.isEmpty }

  /// Whether a row was rejected.
  func isRejected(_ row: Int) -> Bool { byRow[row] != nil }

  /// Rejects a row, unless it was rejected already.
  mutating func reject(
    _ row: Int, _ code: RejectCode, _ column: ColumnSchema, _ value: BoundMapping.Value?,
    _ problem: String
  ) {
    guard byRow[base + row] == nil else { return }
    let record = Int(rows[base + row])
    byRow[base + row] = Reject(
      firstLine: Int(batch.firstLines[record]), lastLine: Int(batch.lastLines[record]), code: code,
      column: value?.column ?? 0,
      columnName: value.map(\.columnName).flatMap { $0.isEmpty ? nil : $0 } ?? column.name,
      message: "\(problem); row rejected")
  }

  /// What a message may show of a text, in quotes and cut at 40 characters.
  ///
  /// A shifted row puts ids into any column, so a text is shown as written only where it is a short
  /// word and one of some words was expected, or plainly a day or time; of others their shape alone:
  /// 9 for a digit, a for a letter. Of personal columns nothing is shown.
  /// - Parameter isWord: whether the text should have been one of some words.
  static func quoted(
    _ bytes: [UInt8], _ place: TextRanges.Place, _ column: ColumnSchema, isWord: Bool
  ) -> String {
    if column.isPersonal { return "(personal)" }
    let text = String(decoding: bytes[Int(place.start)..<Int(place.end)], as: UTF8.self)
    let isShown = isWord ? isShortWord(text) : isDayOrTime(text)
    return "'\(isShown ? text : TextShape.masked(text))'"
  }

  private static func isShortWord(_ text: String) -> Bool {
    text.count <= 20 && text.allSatisfy { $0.isLetter || " _-".contains($0) }
  }

  /// Whether a text is three or more numbers as days and clocks have them, with a year or a colon.
  private static func isDayOrTime(_ text: String) -> Bool {
    let numbers = text.split { !$0.isNumber }
    let others = text.filter { !$0.isNumber }
    let years = numbers.count { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
    return text.count <= 30 && others.allSatisfy { "/-.: TZ+".contains($0) } && numbers.count >= 3
      && numbers.count { $0.count <= 2 } + years == numbers.count
      && (others.contains(":") || years == 1)
  }

  /// The rejects in the order of their rows.
  var rejects: RejectList {
    var list = RejectList()
    for row in byRow.keys.sorted() { if let reject = byRow[row] { list.append(reject) } }
    return list
  }
}
