import Ingest
import Tables

/// What a whole file gave, its chunks joined in order.
struct Reading: Equatable {
  /// Kept fields of the accepted records.
  var rows: [[[UInt8]]] = []
  /// First and last physical line of each, from 1 in the file.
  var lines: [ClosedRange<Int>] = []
  /// Where each begins in the file.
  var offsets: [Int64] = []
  /// Rejected records, lines from 1 in the file.
  var rejects = RejectList()
  /// Warnings of the chunks and of opening.
  var warnings = WarningTally()
  /// Physical lines of the data.
  var lineCount = 0
  /// Lines without a record.
  var blankLines = 0
  /// The bytes of all cuts.
  var raw: [UInt8] = []

  /// Chunks that do not follow one another.
  struct Gap: Error {
    /// Where in the file.
    var place: Int64
  }

  /// Reads a file in cuts of this size: each is speculated, verified, and read again where that failed.
  init(
    _ file: ExportFile, chunkBytes: Int = .max, keeping columns: [Int]? = nil,
    parser: ParserChoice = .auto
  ) throws {
    let pool = BufferPool()
    warnings = file.warnings
    var end = file.dataStart
    for cut in try file.cuts(chunkBytes: chunkBytes) {
      var chunk = try parse(file, cut: cut, from: nil, keeping: columns, parser: parser, pool: pool)
      if chunk.start != end {
        pool.recycle(chunk.batch)
        chunk = try parse(file, cut: cut, from: end, keeping: columns, parser: parser, pool: pool)
      }
      guard chunk.start == end, chunk.end >= cut.upperBound else { throw Gap(place: end) }
      end = chunk.end
      append(chunk, cut, linesBefore: file.linesBefore + lineCount)
      pool.recycle(chunk.batch)
    }
    guard end == file.dataEnd else { throw Gap(place: end) }
  }

  /// Reads a file as a comma-separated one, or as told.
  init(path: String, _ dialect: FileDialect = FileDialect()) throws {
    try self.init(ExportFile.open(path: path, dialect: dialect))
  }

  private mutating func append(_ chunk: ParsedChunk, _ cut: Range<Int64>, linesBefore: Int) {
    let batch = chunk.batch
    for row in 0..<batch.count {
      rows.append(Reading.fields(of: batch, row))
      lines.append(linesBefore + Int(batch.firstLines[row])...linesBefore + Int(batch.lastLines[row]))
      offsets.append(cut.lowerBound + Int64(batch.offsets[row]))
    }
    rejects.merge(chunk.rejects, lineOffset: linesBefore)
    warnings.merge(chunk.warnings)
    lineCount += chunk.lineCount
    blankLines += chunk.blankLines
    raw += batch.bytes[..<chunk.cutCount]
  }

  /// The kept fields of a batch's row.
  static func fields(of batch: RawBatch, _ row: Int) -> [[UInt8]] {
    (0..<batch.width).map { Array(batch.bytes[batch.start(row, $0)..<batch.end(row, $0)]) }
  }

  /// The same with some of the columns alone.
  func keeping(_ columns: [Int]) -> Reading {
    var reading = self
    reading.rows = rows.map { row in columns.map { row[$0] } }
    return reading
  }

  /// The fields as text.
  var texts: [[String]] { rows.map { $0.map { String(decoding: $0, as: UTF8.self) } } }

  /// Codes and lines of what was rejected.
  var rejected: [String] {
    rejects.rejects.map { "\($0.code.rawValue) \($0.firstLine)-\($0.lastLine)" }
  }

  /// Codes of the warnings, with their numbers.
  var warned: [String] { warnings.sorted.map { "\($0.key.code.rawValue) \($0.count)" } }
}

extension ExportFile {
  /// All cuts of this size; of a text that is made, all of it stays made.
  func cuts(chunkBytes: Int) throws -> [Range<Int64>] {
    var cuts: [Range<Int64>] = []
    while let cut = try cut(from: cuts.last?.upperBound ?? dataStart, chunkBytes: chunkBytes) {
      cuts.append(cut)
    }
    return cuts
  }
}
