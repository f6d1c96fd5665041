import Tables

/// Text of a file from one place on, read only as far as it is needed.
struct ByteWindow {
  /// Place of the first byte in the text.
  let base: Int64
  /// What has been read.
  private(set) var bytes: [UInt8]
  /// Whether it reaches to the end of the text.
  private(set) var isWhole: Bool
  private let source: TextSource
  private let firstCount: Int

  /// Read ahead of what was asked for: most records that run over the end of it are shorter.
  private static let readAhead = 4096
  /// Smallest step of reading on.
  private static let step = 1 << 16

  /// A window of `count` bytes and a little more, as far as there are any; `memory` holds no byte and
  /// becomes the window's.
  init(
    _ source: TextSource, from base: Int64, count: Int, memory: consuming [UInt8]
  ) throws(StageFailure) {
    self.source = source
    self.base = base
    firstCount = count
    bytes = memory
    let wanted = count + ByteWindow.readAhead
    // A little more: what is found in undoing quotes comes behind, and should not move all the rest.
    if bytes.capacity < wanted { bytes.reserveCapacity(wanted + wanted / 32) }
    isWhole = try source.read(upTo: wanted, at: base, onto: &bytes)
  }

  /// Place in the text behind its last byte.
  var end: Int64 { base + Int64(bytes.count) }

  /// Reads on; each time about as far as it already reaches over what was first asked for.
  mutating func extend() throws(StageFailure) {
    let wanted = max(ByteWindow.step, bytes.count - firstCount)
    isWhole = try source.read(upTo: wanted, at: end, onto: &bytes)
  }

  /// The place in the text behind a line that does not end in the window.
  func endOfLineBehind() throws(StageFailure) -> Int64 {
    // From the last byte on: it may be the carriage return of a CRLF.
    try source.endOfLine(from: max(base, end - 1))
  }

  /// Gives its bytes away, which a copy would keep from being added to in place.
  mutating func takeBytes() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    return taken
  }
}
