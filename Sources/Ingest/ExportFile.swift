import Tables

/// One export, planned: where its header and its data are and what its columns are called.
///
/// Places in it are places in its text, as UTF-8. Where that is how the file lies on the disk, any of it
/// can be read at any time; else it is made from its start on, and cuts must be asked for in order. It
/// holds no open descriptor beyond that; whoever reads opens the file anew and finds out whether it is the
/// same.
package struct ExportFile: Sendable {
  /// As messages write it: the path as given, behind it the name of an archive's member.
  package let path: String
  /// The path of the file on the disk, as given.
  package let filePath: String
  /// The name of the archive's member that it is; nil where it is the whole file.
  package let member: String?
  /// How its bytes spell text.
  package let encoding: FileDialect.Encoding
  /// Names of the columns as written in the header, or the declared ones.
  package let columns: [String]
  /// Whether its records may have fewer fields than it has columns.
  package let isRagged: Bool
  /// What separates two fields: the declared one, or the one of the file's separator line.
  package let delimiter: FileDialect.Delimiter
  /// Where the records begin.
  package let dataStart: Int64
  /// Physical lines before `dataStart`.
  package let linesBefore: Int
  /// The bytes of the text before `dataStart`.
  package let head: [UInt8]
  /// The bytes behind `dataEnd`, as they are in the file; none where its text is made.
  package let tail: [UInt8]
  /// What was repaired or passed over in opening it.
  package let warnings: WarningTally
  private let identity: FileIdentity
  private let packing: Decoding.Packing?
  private let footerLines: Int
  // Nil where the text is how the file lies on the disk.
  private let decoded: DecodedText?

  /// Largest cut, so that places in a chunk's fields fit in 32 bits.
  static let largestCut = 1 << 30

  /// Its size on the disk in bytes.
  package var size: Int64 { identity.size }

  /// Whether its text is how the file lies on the disk, so that who reads all cuts reads all bytes.
  package var isPlain: Bool { decoded == nil }

  /// Where the records end: the end of the text, or of what stands before its footer and Ctrl-Z; nil where
  /// the text is made and nobody came so far.
  package var dataEnd: Int64? {
    guard let decoded else { return identity.size - Int64(tail.count) }
    return decoded.end
  }

  /// What is known of a text that is made only once all of it was.
  package var closingWarnings: WarningTally {
    var warnings = WarningTally()
    warnings.add(.controlZ, count: decoded?.closesWithControlZ == true ? 1 : 0)
    return warnings
  }

  /// About how many bytes its text has, for who makes room.
  package let expectedBytes: Int64

  /// Opens a file and reads its header, or those of all files in a zip file, in the byte order of their
  /// names; never waits.
  /// - Throws: what `open(path:dialect:)` throws; everything that is wrong with any member, at once.
  package static func openAll(
    path: String, dialect: FileDialect
  ) throws(StageFailure) -> [ExportFile] {
    let file = try OpenedFile(path: path)
    let first = try file.bytes(at: 0, count: Int(min(Int64(Container.magicBytes), file.identity.size)))
    let container = Container(first)
    guard container == .zip else {
      let packing = container.map { Decoding.Packing(container: $0, member: 0) }
      return [try ExportFile(file, packing, nil, dialect)]
    }
    var exports: [ExportFile] = []
    var failures: [StageFailure] = []
    for member in try ArchiveMember.all(of: file) {
      let packing = Decoding.Packing(container: .zip, member: member.number)
      do { exports.append(try ExportFile(file, packing, member, dialect)) } catch { failures.append(error) }
    }
    if let first = failures.first { throw StageFailure(first.status, failures.flatMap(\.problems)) }
    return exports
  }

  /// Opens a file, reads its header and finds where its data are; never waits.
  /// - Throws: `inputMissing` where there is no readable regular file; `dataRefused` where it is empty,
  ///   UTF-16 without being declared so, without the declared header, begins with lines that were not
  ///   declared, is packed and damaged, or holds several files; `configuration` where the dialect cannot be;
  ///   `ioFailed`.
  package static func open(
    path: String, dialect: FileDialect
  ) throws(StageFailure) -> ExportFile {
    let files = try openAll(path: path, dialect: dialect)
    guard files.count == 1 else {
      throw StageFailure(.dataRefused, "\(path): holds \(files.count) files, expected one")
    }
    return files[0]
  }

  private init(
    _ file: OpenedFile, _ packing: Decoding.Packing?, _ member: ArchiveMember?, _ dialect: FileDialect
  ) throws(StageFailure) {
    path = member.map { "\(file.path)/\($0.name)" } ?? file.path
    filePath = file.path
    self.member = member?.name
    self.packing = packing
    identity = file.identity
    (encoding, isRagged, footerLines) = (dialect.encoding, dialect.isRagged, dialect.footerLines)
    // Exports shrink to an eighth or so.
    expectedBytes = member?.size ?? file.identity.size * (packing == nil ? 1 : 8)
    let source: TextSource
    let hasControlZ: Bool
    if dialect.encoding == .utf8 && packing == nil {
      let size = file.identity.size
      let reach = min(Int64(Ending.reach(footerLines: dialect.footerLines)), size)
      let last = try file.bytes(at: size - reach, count: Int(reach))
      let ending = try Ending(last, footerLines: size == 0 ? 0 : dialect.footerLines, path: path)
      let end = size - Int64(ending.count)
      tail = Array(last.suffix(ending.count))
      decoded = nil
      hasControlZ = ending.hasControlZ
      source = .file(file, end: end)
    } else {
      let text = ExportFile.text(
        path, file.path, file.identity, packing, dialect.encoding, footerLines: dialect.footerLines)
      tail = []
      hasControlZ = false
      decoded = text
      source = .decoded(text)
    }
    var reader = try HeadReader(source, dialect)
    if reader.isEmpty, file.identity.size > 0, dialect.footerLines > 0 {
      throw StageFailure(
        .dataRefused,
        "\(path): no header before the footer; correct input.footer_rows (\(dialect.footerLines))")
    }
    guard !reader.isEmpty || hasControlZ || decoded?.closesWithControlZ == true else {
      throw StageFailure(.dataRefused, "\(path): empty (0 bytes), expected a header; export it again")
    }
    let header = try reader.header()
    columns = header.columns
    dataStart = Int64(header.end)
    linesBefore = header.lines
    delimiter = reader.delimiter
    head = reader.bytes(upTo: header.end)
    var warnings = reader.warnings
    warnings.add(.controlZ, count: hasControlZ ? 1 : 0)
    self.warnings = warnings
    decoded?.close()
  }

  /// The next range of `chunkBytes` bytes of the data, shorter at the end; nil where they end.
  ///
  /// Where the text is made, it is made up to the end of the range, and kept until it is released.
  /// - Throws: `ioFailed` where the system cannot read; `dataRefused` where the file has changed, or
  ///   cannot be decoded.
  package func cut(from start: Int64, chunkBytes: Int) throws(StageFailure) -> Range<Int64>? {
    precondition(chunkBytes > 0, "a cut holds at least one byte")
    let count = min(chunkBytes, ExportFile.largestCut)
    if let decoded { return try decoded.cut(from: start, count: count) }
    let end = identity.size - Int64(tail.count)
    return start < end ? start..<min(start + Int64(count), end) : nil
  }

  /// Forgets text that was made, before a place to which all of it was read.
  package func release(before place: Int64) { decoded?.release(before: place) }

  /// Forgets all text that was made.
  package func close() { decoded?.close() }

  /// The bytes on the disk from a place on.
  package func storedBytes(_ range: Range<Int64>) throws(StageFailure) -> [UInt8] {
    try ExportFile.reopen(filePath, identity).bytes(at: range.lowerBound, count: range.count)
  }

  /// Makes sure that the path still names the file that was opened, unchanged.
  /// - Throws: `dataRefused` where its size, time of change or number on the device differ.
  package func confirmUnchanged() throws(StageFailure) {
    guard FileIdentity(path: filePath) == identity else { throw OpenedFile.changed(filePath) }
  }

  /// Whether a range is one of the data, as far as these are known.
  func holds(_ range: Range<Int64>) -> Bool {
    range.lowerBound >= dataStart && range.upperBound <= dataEnd ?? .max
  }

  /// Its text once more; what was made of it is shared.
  func reopened() throws(StageFailure) -> TextSource {
    guard let decoded else { return try plainSource() }
    try confirmUnchanged()
    return .decoded(decoded)
  }

  /// Its text once more, made anew for whoever asks alone.
  func reopenedAlone() throws(StageFailure) -> TextSource {
    if isPlain { return try plainSource() }
    return .decoded(
      ExportFile.text(path, filePath, identity, packing, encoding, footerLines: footerLines))
  }

  private func plainSource() throws(StageFailure) -> TextSource {
    .file(try ExportFile.reopen(filePath, identity), end: identity.size - Int64(tail.count))
  }

  private static func text(
    _ path: String, _ filePath: String, _ identity: FileIdentity, _ packing: Decoding.Packing?,
    _ encoding: FileDialect.Encoding, footerLines: Int
  ) -> DecodedText {
    DecodedText(path: path, footerLines: footerLines) { () throws(StageFailure) in
      try Decoding(reopen(filePath, identity), path: path, packing: packing, encoding: encoding)
    }
  }

  private static func reopen(_ path: String, _ identity: FileIdentity) throws(StageFailure) -> OpenedFile {
    guard FileIdentity(path: path) == identity else { throw OpenedFile.changed(path) }
    let file = try OpenedFile(path: path)
    guard file.identity == identity else { throw OpenedFile.changed(path) }
    return file
  }
}
