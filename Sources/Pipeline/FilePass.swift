import Canonical
import Digest
import Ingest
import Normalize
import Tables

/// What is known of a file while its chunks pass in order.
struct FilePass: Sendable {
  /// Where the next chunk must begin.
  private(set) var end: Int64
  private(set) var lines: Int
  private(set) var rows = 0
  private(set) var blankLines = 0
  private(set) var rejects = RejectList()
  private(set) var warnings = WarningTally()
  // Of the bytes on the disk, which are those of the chunks where the text is not made.
  private let hashesChunks: Bool
  private var digest = ContentDigest()

  /// Before the first chunk.
  init(_ file: ExportFile) {
    end = file.dataStart
    lines = file.linesBefore
    hashesChunks = file.isPlain
    if hashesChunks { digest.update(file.head) }
  }

  /// Takes the next bytes of a file whose text is made of them.
  mutating func take(stored bytes: [UInt8]) { digest.update(bytes[...]) }

  /// Takes the next chunk, which begins where the last one ended.
  /// - Returns: where it stands.
  mutating func take(_ chunk: ParsedChunk) -> BatchPosition {
    precondition(chunk.start == end, "chunks follow one another")
    let before = BatchPosition(linesBefore: lines, rowsBefore: rows - rejects.count)
    if hashesChunks { digest.update(chunk.batch.bytes[..<chunk.cutCount]) }
    end = chunk.end
    lines += chunk.lineCount
    rows += chunk.batch.count + chunk.rejects.count
    blankLines += chunk.blankLines
    rejects.merge(chunk.rejects, lineOffset: before.linesBefore)
    warnings.merge(chunk.warnings)
    return before
  }

  /// Ends the file.
  /// - Returns: its SHA-256 in hexadecimal digits.
  mutating func finish(_ file: ExportFile) -> String {
    precondition(end == file.dataEnd, "\(file.path): bytes were left unread")
    warnings.merge(file.closingWarnings)
    digest.update(file.tail)
    return digest.hexadecimal
  }
}
