import Tables

/// One pass over the text of a file whose bytes are not UTF-8 as they lie, from its start to its end.
final class Decoding {
  private let file: OpenedFile
  private let path: String
  private let encoding: FileDialect.Encoding
  private var decoder: TextDecoder?
  private var hasBegun = false
  private var place: Int64 = 0

  /// Bytes that are read at once.
  private static let blockBytes = 1 << 18

  /// Begins a pass.
  init(_ file: OpenedFile, path: String, encoding: FileDialect.Encoding) throws(StageFailure) {
    (self.file, self.path, self.encoding) = (file, path, encoding)
    if encoding != .utf8 { decoder = try TextDecoder(encoding, path: path) }
  }

  /// The next piece of the text; nil at the end.
  /// - Throws: `ioFailed` where the system cannot read; `dataRefused` where the file has changed or a byte
  ///   order mark is missing or contradicts the encoding.
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
    let count = min(Int64(Decoding.blockBytes), file.identity.size - place)
    let bytes = try file.bytes(at: place, count: Int(count))
    place += count
    return bytes
  }

  /// Looks at the first bytes of the text.
  private func begin(_ bytes: inout [UInt8]) throws(StageFailure) {
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
