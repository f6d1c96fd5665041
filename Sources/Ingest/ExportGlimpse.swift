import Tables

/// Some bytes of a file whose dialect nobody told yet, unpacked.
package struct ExportGlimpse: Sendable {
  /// The path as given.
  package let path: String
  /// What the file is packed in; nil where it is not.
  package let container: String?
  /// Names of the files in a zip file, in the order they are read; the bytes are those of the first one.
  package let members: [String]
  /// Its first bytes.
  package let start: [UInt8]
  /// Bytes of its middle and its end, which begin anywhere; none where `start` is all of it.
  package let later: [[UInt8]]
  /// Whether `start` is all of it.
  package let isWhole: Bool

  /// Bytes that are read from the start on.
  package static let startBytes = 4 << 20
  /// Bytes of the middle, and of the end.
  package static let laterBytes = 1 << 18

  /// Looks at a file; never waits.
  /// - Throws: `inputMissing` where there is no readable regular file; `dataRefused` where it is empty,
  ///   damaged, or packed in a way that is not read; `ioFailed`.
  package init(
    path: String, startBytes: Int = ExportGlimpse.startBytes, laterBytes: Int = ExportGlimpse.laterBytes
  ) throws(StageFailure) {
    self.path = path
    let file = try OpenedFile(path: path)
    let size = file.identity.size
    guard size > 0 else {
      throw StageFailure(.dataRefused, "\(path): empty (0 bytes), expected a header; export it again")
    }
    let magic = try file.bytes(at: 0, count: Int(min(Int64(Container.magicBytes), size)))
    if let container = Container(magic) {
      self.container = container.rawValue
      let members = container == .zip ? try ArchiveMember.all(of: file) : []
      self.members = members.map(\.name)
      let packing = Decoding.Packing(container: container, member: members.first?.number ?? 0)
      let pass = try Decoding(file, path: path, packing: packing, encoding: .utf8)
      var bytes: [UInt8] = []
      var piece = try pass.next()
      while let more = piece, bytes.count < startBytes {
        bytes += more
        piece = try pass.next()
      }
      (start, later, isWhole) = (
        Array(bytes.prefix(startBytes)), [], bytes.count <= startBytes && piece == nil
      )
      guard !start.isEmpty else {
        throw StageFailure(.dataRefused, "\(path): empty (0 bytes), expected a header; export it again")
      }
      return
    }
    (container, members) = (nil, [])
    start = try file.bytes(at: 0, count: Int(min(Int64(startBytes), size)))
    isWhole = size <= Int64(startBytes)
    var later: [[UInt8]] = []
    if !isWhole {
      // On even places, so that units of UTF-16 stay whole.
      let end = max(Int64(startBytes), size - Int64(laterBytes)) & ~1
      let middle = (Int64(startBytes) + (end - Int64(startBytes)) / 2) & ~1
      let count = Int(min(Int64(laterBytes), end - middle))
      if count > 0 { later.append(try file.bytes(at: middle, count: count)) }
      if end < size { later.append(try file.bytes(at: end, count: Int(size - end))) }
    }
    self.later = later
  }

  /// Bytes of one encoding as UTF-8, without a byte order mark; what is no text becomes `0xFF`.
  /// - Throws: `configuration` where the system does not know the encoding.
  package func text(of bytes: [UInt8], in encoding: FileDialect.Encoding) throws(StageFailure) -> [UInt8] {
    let marks: [FileDialect.Encoding: [[UInt8]]] = [
      .utf8: [[0xef, 0xbb, 0xbf]], .utf16: [[0xff, 0xfe], [0xfe, 0xff]], .utf16LE: [[0xff, 0xfe]],
      .utf16BE: [[0xfe, 0xff]],
    ]
    let mark = marks[encoding, default: []].first { bytes.starts(with: $0) } ?? []
    let rest = Array(bytes.dropFirst(mark.count))
    if encoding == .utf8 { return rest }
    let isBig = encoding == .utf16 && start.starts(with: [0xfe, 0xff])
    let decoder = try TextDecoder(isBig ? .utf16BE : encoding, path: path)
    return decoder.text(of: rest, isLast: false)
  }

  /// Whether bytes are UTF-8, but for a character that is cut off at their end.
  package static func isUTF8(_ bytes: [UInt8]) -> Bool {
    var end = bytes.count
    for _ in 0..<3 where end > 0 && bytes[end - 1] & 0xc0 == 0x80 { end -= 1 }
    if end > 0, bytes[end - 1] >= 0xc0 { end -= 1 }
    let whole = bytes.count - end
    let needed = end < bytes.count ? (bytes[end] >= 0xf0 ? 4 : bytes[end] >= 0xe0 ? 3 : 2) : 0
    let cut = whole == needed || bytes.count - end == 0 ? bytes.count : end
    return TextValidity.isUTF8(bytes.span.extracting(0..<cut))
  }
}
