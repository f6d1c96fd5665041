import Ingest
import Tables

/// A file and a way to read it, both told by some bytes, so that a fuzzer can invent them.
///
/// Byte 0 tells the size of the cuts: 1 to 63, or one cut for a multiple of 64. Byte 1 tells the delimiter
/// (bits 0 and 1) and the columns: bits 2 to 4 name 1 to 8 of them, unless bit 5 is set and the file's
/// first record does. Byte 2 tells which columns are kept, the eighth column on again by bit 0. The rest is
/// the file.
struct LaneCase {
  /// Bytes of a cut.
  let chunkBytes: Int
  /// How the file is cut into fields.
  let dialect: FileDialect
  /// The file.
  let content: [UInt8]
  private let kept: UInt8

  /// The case that bytes tell; nil where they are too few.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > 3 else { return nil }
    let size = Int(bytes[0] & 0x3f)
    content = Array(bytes[3...])
    // Every cut opens the file: a large one in cuts of one byte would take seconds.
    chunkBytes = size == 0 ? Int.max : max(size, content.count / 256)
    var dialect = FileDialect()
    dialect.delimiter = FileDialect.Delimiter.allCases[Int(bytes[1] & 3)]
    if bytes[1] & 0x20 == 0 {
      dialect.headerRecords = 0
      dialect.names = (0...(bytes[1] >> 2 & 7)).map { "c\($0)" }
    }
    self.dialect = dialect
    kept = bytes[2]
  }

  /// How the lanes differ on the file, which lies at `path`; nil where they agree.
  ///
  /// A file that is refused has no records to differ in.
  func difference(at path: String) throws -> String? {
    guard let file = try? ExportFile.open(path: path, dialect: dialect) else { return nil }
    let columns = file.columns.indices.filter { kept >> ($0 % 8) & 1 == 1 }
    let expected = try Reading(file, parser: .libcsv)
    for parser in ParserChoice.allCases {
      let whole = try Reading(file, parser: parser)
      if whole != expected { return "\(parser), one cut: \(whole)\nlibcsv, one cut: \(expected)" }
      let pieced = try Reading(file, chunkBytes: chunkBytes, keeping: columns, parser: parser)
      if pieced != expected.keeping(columns) {
        return "\(parser), \(chunkBytes) bytes, columns \(columns): \(pieced)\nlibcsv: \(expected)"
      }
      for (row, offset) in zip(pieced.rows, pieced.offsets).suffix(4) {
        let again = try record(of: file, at: offset, keeping: columns, parser: parser)
        if Reading.fields(of: again, 0) != row { return "\(parser): another record at \(offset): \(row)" }
      }
    }
    return nil
  }
}
