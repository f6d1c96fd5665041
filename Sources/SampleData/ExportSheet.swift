/// Takes the bytes of a file in pieces; pieces with one path follow one another.
package typealias FileSink = (_ path: String, _ bytes: [UInt8]) throws -> Void

/// One CSV file while it is written, with the faults planted in it.
struct ExportSheet {
  private static let pieceBytes = 1 << 18

  /// What was written, as TRUTH.md lists it.
  private(set) var account: Account
  private let sink: FileSink
  private let delimiter: UInt8
  private let lineEnd: [UInt8]
  private let noteColumn: Int
  private var plans: [FaultPlan]
  private var nextPlan = 0
  private var ordinal = 0
  private var line = 1
  private var buffer: [UInt8] = []

  /// What a file holds.
  struct Account {
    /// Path below `sample-data`.
    var path: String
    /// Records below the header, bad ones included.
    var rows = 0
    /// Of them, those that a run rejects.
    var rejected = 0
    /// Of the accepted ones, those whose key an earlier row of the same source has.
    var duplicates = 0
    /// Of the accepted ones, those that belong to an earlier month's file.
    var late = 0
    /// What is planted, in the order of lines.
    var planted: [PlantedFault] = []
  }

  /// A file of these columns; `noteColumn` is emptied in rows copied for a fault.
  init(
    path: String, sink: @escaping FileSink, delimiter: Character = ",", lineEnd: String = "\n",
    noteColumn: Int = -1, faults: [FaultPlan] = []
  ) {
    account = Account(path: path)
    self.sink = sink
    self.delimiter = delimiter.asciiValue ?? 0x2c
    self.lineEnd = Array(lineEnd.utf8)
    self.noteColumn = noteColumn
    plans = faults.sorted { $0.position < $1.position }
  }

  /// Writes a byte order mark.
  mutating func markByteOrder() {
    buffer += [0xef, 0xbb, 0xbf]
    note(.byteOrderMark, "the file begins with a byte order mark")
  }

  /// Writes the line that tells spreadsheets the separator.
  mutating func separatorLine() {
    note(.separatorLine, "first line of the file, before the header")
    append(Array("sep=".utf8) + [delimiter])
  }

  /// Writes the header.
  mutating func header(_ names: [String]) { append(encoded(names)) }

  /// Writes a row of the center's own, behind the faults that are planned before it.
  ///
  /// A fault inside a row waits for one that `mayChange`: no duplicate, none with quotes.
  mutating func row(
    _ cells: [String], mayChange: Bool = true, isDuplicate: Bool = false, isLate: Bool = false
  ) throws {
    var plan: FaultPlan?
    while nextPlan < plans.count, plans[nextPlan].position <= ordinal {
      let next = plans[nextPlan]
      if next.code.isInPlace {
        guard mayChange else { break }
        plan = next
        nextPlan += 1
        break
      }
      plant(next, copying: cells)
      nextPlan += 1
    }
    if let plan { plant(plan, in: cells) } else { append(encoded(cells)) }
    account.rows += 1
    if isDuplicate { account.duplicates += 1 }
    if isLate { account.late += 1 }
    ordinal += 1
    if buffer.count >= ExportSheet.pieceBytes { try flush() }
  }

  /// Writes Ctrl-Z, as old editors ended a file.
  mutating func controlZ() {
    note(.controlZ, "the file ends with the byte 1A")
    buffer.append(0x1a)
  }

  /// Hands over what is left.
  mutating func finish() throws -> Account {
    precondition(nextPlan == plans.count, "a fault of \(account.path) lies beyond its last row")
    try flush()
    return account
  }

  private mutating func flush() throws {
    try sink(account.path, buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func plant(_ plan: FaultPlan, in cells: [String]) {
    note(plan.code, plan.note)
    append(encoded(cells, except: plan.column, plan.bytes))
  }

  private mutating func plant(_ plan: FaultPlan, copying cells: [String]) {
    if plan.code == .blankLine {
      note(plan.code, plan.note)
      append([])
      return
    }
    var cells = cells
    if noteColumn >= 0 { cells[noteColumn] = "" }
    for (column, text) in plan.others { cells[column] = text }
    if plan.code == .tooFewFields { cells.removeLast(3) }
    if plan.code == .tooManyFields { cells += ["extra", "fields"] }
    note(plan.code, plan.note)
    append(encoded(cells, except: plan.column, plan.bytes))
    account.rows += 1
    if plan.code.effect == .rejected { account.rejected += 1 }
  }

  private mutating func note(_ code: FaultCode, _ text: String) {
    account.planted.append(
      PlantedFault(path: account.path, line: line, code: code, note: text))
  }

  private mutating func append(_ record: [UInt8]) {
    buffer += record
    buffer += lineEnd
    line += 1
    for byte in record where byte == 0x0a { line += 1 }
  }

  /// A record; the cell of `column` is written as these bytes.
  private func encoded(_ cells: [String], except column: Int = -1, _ bytes: [UInt8] = []) -> [UInt8] {
    var record: [UInt8] = []
    record.reserveCapacity(200)
    for (index, cell) in cells.enumerated() {
      if index > 0 { record.append(delimiter) }
      if index == column {
        record += bytes
      } else if cell.utf8.contains(where: { $0 == delimiter || $0 == 0x22 || $0 == 0x0a || $0 == 0x0d }) {
        record.append(0x22)
        for byte in cell.utf8 {
          if byte == 0x22 { record.append(0x22) }
          record.append(byte)
        }
        record.append(0x22)
      } else {
        record += cell.utf8
      }
    }
    return record
  }
}
