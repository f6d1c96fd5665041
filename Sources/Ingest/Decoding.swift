import Tables

/// One pass over the text of a file whose bytes are not UTF-8 as they lie, from its start to its end.
final class Decoding {
  /// What a file, or one member of it, is packed in.
  struct Packing: Sendable {
    var container: Container
    /// Which member of an archive, from 0; 0 where there are none.
    var member: Int
  }

  /// Where its bytes come from.
  private enum Origin {
    case file
    case gzip(GzipReader)
    case archive(ArchiveReader)
  }

  private let file: OpenedFile
  private let path: String
  private let encoding: FileDialect.Encoding
  private let packing: Packing?
  private let origin: Origin
  private var decoder: TextDecoder?
  private var hasBegun = false
  /// How many bytes came before they were converted.
  private var byteCount: Int64 = 0

  /// Bytes that are read at once.
  private static let blockBytes = 1 << 18

  /// Begins a pass.
  /// - Parameter path: of the file or the member, as messages write it.
  /// - Throws: `dataRefused` where the archive is damaged before the member, `configuration` where the
  ///   system does not know the encoding.
  init(
    _ file: OpenedFile, path: String, packing: Packing?, encoding: FileDialect.Encoding
  ) throws(StageFailure) {
    (self.file, self.path, self.packing, self.encoding) = (file, path, packing, encoding)
    if let packing {
      do { origin = try Decoding.origin(file, packing) } catch {
        throw error.failure(path, packing.container, of: file)
      }
    } else {
      origin = .file
    }
    if encoding != .utf8 { decoder = try TextDecoder(encoding, path: path) }
  }

  private static func origin(_ file: OpenedFile, _ packing: Packing) throws(Damage) -> Origin {
    if packing.container == .gzip { return .gzip(GzipReader(file)) }
    let reader = ArchiveReader(file, packing.container)
    for _ in 0...packing.member {
      // Nothing packed alone is no member at all.
      if try reader.nextMember() == nil, packing.container == .zip { throw .found("a member is gone") }
    }
    return .archive(reader)
  }

  /// The next piece of the text; nil at the end.
  /// - Throws: `ioFailed` where the system cannot read; `dataRefused` where the file has changed, is cut
  ///   short, damaged or gives too much, or a byte order mark is missing or contradicts the encoding.
  func next() throws(StageFailure) -> [UInt8]? {
    while true {
      var bytes = try stored()
      let isLast = bytes.isEmpty
      if !hasBegun && !isLast {
        hasBegun = true
        try begin(&bytes)
      }
      guard let decoder else { return isLast ? nil : bytes }
      let text = decoder.text(of: bytes, isLast: isLast)
      if !text.isEmpty { return text }
      if isLast { return nil }
    }
  }

  /// The next bytes before they are converted; none at the end.
  private func stored() throws(StageFailure) -> [UInt8] {
    guard let packing else {
      let count = min(Int64(Decoding.blockBytes), file.identity.size - byteCount)
      let bytes = try file.bytes(at: byteCount, count: Int(count))
      byteCount += count
      return bytes
    }
    let bytes: [UInt8]
    do { bytes = try unpacked() } catch { throw error.failure(path, packing.container, of: file) }
    byteCount += Int64(bytes.count)
    if byteCount > ExpansionLimit.bytes(packed: file.identity.size) {
      throw refusal(ExpansionLimit.problem(packed: file.identity.size))
    }
    return bytes
  }

  private func unpacked() throws(Damage) -> [UInt8] {
    switch origin {
    case .file: return []
    case .gzip(let reader): return try reader.next()
    case .archive(let reader): return try reader.next()
    }
  }

  /// Looks at the first bytes of the text.
  private func begin(_ bytes: inout [UInt8]) throws(StageFailure) {
    if let packing {
      if let inner = Container(Array(bytes.prefix(Container.magicBytes))) {
        throw refusal(
          "a \(inner.rawValue) file inside the \(packing.container.rawValue) file; unpack the outer one first"
        )
      }
      if bytes.count > 262, bytes[257..<262].elementsEqual("ustar".utf8) {
        throw refusal("a tar archive; unpack it and name its files")
      }
    }
    try takeByteOrderMark(&bytes)
  }

  /// Strips the mark of UTF-16, and refuses one that contradicts the encoding.
  private func takeByteOrderMark(_ bytes: inout [UInt8]) throws(StageFailure) {
    let isLittle = bytes.starts(with: [0xff, 0xfe])
    let isBig = bytes.starts(with: [0xfe, 0xff])
    switch encoding {
    case .utf8: break
    case .utf16:
      guard isLittle || isBig else {
        throw refusal(
          "no byte order mark, so the order of its bytes is unknown; set input.encoding to utf-16le or utf-16be"
        )
      }
      decoder = try TextDecoder(isBig ? .utf16BE : .utf16LE, path: path)
      bytes.removeFirst(2)
    case .utf16LE: if isBig { throw contradiction("utf-16be") }
    case .utf16BE: if isLittle { throw contradiction("utf-16le") }
    case .windows1252, .windows1251, .latin1:
      if isLittle || isBig { throw contradiction("utf-16") }
      if bytes.starts(with: [0xef, 0xbb, 0xbf]) { throw contradiction("utf-8") }
    }
  }

  private func contradiction(_ found: String) -> StageFailure {
    refusal(
      "byte order mark of \(found), expected \(encoding.rawValue); set input.encoding to \(found)")
  }

  private func refusal(_ problem: String) -> StageFailure {
    StageFailure(.dataRefused, "\(path): \(problem)")
  }
}
