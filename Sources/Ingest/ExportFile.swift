import Tables

/// One export, planned: where its header and its data are and what its columns are called.
///
/// It holds no descriptor; whoever reads opens the file anew and finds out whether it is the same.
package struct ExportFile: Sendable {
  /// As given.
  package let path: String
  /// Names of the columns as written in the header, or the declared ones.
  package let columns: [String]
  /// What separates two fields: the declared one, or the one of the file's separator line.
  package let delimiter: FileDialect.Delimiter
  /// Where the records begin.
  package let dataStart: Int64
  /// Where they end: the end of the file, or of what stands before its closing Ctrl-Z.
  package let dataEnd: Int64
  /// Physical lines before `dataStart`.
  package let linesBefore: Int
  /// The bytes before `dataStart`, as they are in the file.
  package let head: [UInt8]
  /// The bytes behind `dataEnd`, as they are in the file.
  package let tail: [UInt8]
  /// What was repaired or passed over in opening it.
  package let warnings: WarningTally
  private let identity: FileIdentity

  /// Largest cut, so that places in a chunk's fields fit in 32 bits.
  static let largestCut = 1 << 30

  /// Its size in bytes.
  package var size: Int64 { identity.size }

  /// Opens a file, reads its header and finds where its data are; never waits.
  /// - Throws: `inputMissing` where there is no readable regular file; `dataRefused` where it is empty,
  ///   UTF-16, without the declared header, or begins with lines that were not declared;
  ///   `configuration` where the dialect cannot be; `ioFailed`.
  package static func open(
    path: String, dialect: FileDialect
  ) throws(StageFailure) -> ExportFile {
    try ExportFile(OpenedFile(path: path), dialect)
  }

  private init(_ file: OpenedFile, _ dialect: FileDialect) throws(StageFailure) {
    path = file.path
    identity = file.identity
    let size = file.identity.size
    guard size > 0 else {
      throw StageFailure(.dataRefused, "\(file.path): empty (0 bytes), expected a header; export it again")
    }
    let last = try file.bytes(at: max(0, size - 3), count: Int(min(3, size)))
    dataEnd = size - Int64(closingControlZ(last))
    tail = try file.bytes(at: dataEnd, count: Int(size - dataEnd))
    var reader = try HeadReader(file, dialect, limit: dataEnd)
    let header = try reader.header()
    columns = header.columns
    dataStart = Int64(header.end)
    linesBefore = header.lines
    delimiter = reader.delimiter
    head = reader.bytes(upTo: header.end)
    var warnings = reader.warnings
    warnings.add(.controlZ, count: tail.isEmpty ? 0 : 1)
    self.warnings = warnings
  }

  /// Ranges of `chunkBytes` bytes that cover the data in order, the last one shorter; none without data.
  package func cuts(chunkBytes: Int) -> [Range<Int64>] {
    precondition(chunkBytes > 0, "a cut holds at least one byte")
    let step = Int64(min(chunkBytes, ExportFile.largestCut))
    return stride(from: dataStart, to: dataEnd, by: Int64.Stride(step)).map {
      $0..<min($0 + step, dataEnd)
    }
  }

  /// Makes sure that the path still names the file that was opened, unchanged.
  /// - Throws: `dataRefused` where its size, time of change or number on the device differ.
  package func confirmUnchanged() throws(StageFailure) {
    guard FileIdentity(path: path) == identity else { throw OpenedFile.changed(path) }
  }

  /// The file once more, open for reading.
  func reopened() throws(StageFailure) -> OpenedFile {
    try confirmUnchanged()
    let file = try OpenedFile(path: path)
    guard file.identity == identity else { throw OpenedFile.changed(path) }
    return file
  }
}

/// How many of a file's last bytes are a Ctrl-Z (the end of a text in MS-DOS) with or without a line end.
private func closingControlZ(_ last: [UInt8]) -> Int {
  for lineEnd in [[], [0x0a], [0x0d], [0x0d, 0x0a]] as [[UInt8]] {
    let closing = [0x1a] + lineEnd
    if last.suffix(closing.count) == closing[...] { return closing.count }
  }
  return 0
}
