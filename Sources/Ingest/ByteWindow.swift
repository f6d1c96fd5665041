import Tables

/// Bytes of a file from one place on, read only as far as they are needed.
struct ByteWindow {
  /// Place of the first byte in the file.
  let base: Int64
  /// Place in the file behind the last byte that may ever be read.
  let limit: Int64
  /// What has been read.
  private(set) var bytes: [UInt8]
  private let file: OpenedFile
  private let firstCount: Int

  /// Read ahead of what was asked for: most records that run over the end of it are shorter.
  private static let readAhead: Int64 = 4096
  /// Smallest step of reading on.
  private static let step: Int64 = 1 << 16

  /// A window of `count` bytes and a little more, never behind `limit`; `memory` holds no byte and
  /// becomes the window's.
  init(
    _ file: OpenedFile, from base: Int64, count: Int64, limit: Int64, memory: consuming [UInt8]
  ) throws(StageFailure) {
    self.file = file
    self.base = base
    self.limit = limit
    firstCount = Int(count)
    bytes = memory
    let wanted = Int(min(count + ByteWindow.readAhead, limit - base))
    // A little more: what is found in undoing quotes comes behind, and should not move all the rest.
    if bytes.capacity < wanted { bytes.reserveCapacity(wanted + wanted / 32) }
    try file.read(wanted, at: base, onto: &bytes)
  }

  /// Whether it reaches to the limit.
  var isWhole: Bool { end == limit }

  /// Place in the file behind its last byte.
  var end: Int64 { base + Int64(bytes.count) }

  /// Reads on; each time about as far as it already reaches over what was first asked for.
  mutating func extend() throws(StageFailure) {
    let wanted = max(ByteWindow.step, Int64(bytes.count - firstCount))
    try file.read(Int(min(wanted, limit - end)), at: end, onto: &bytes)
  }

  /// The place in the file behind a line that does not end in the window.
  func endOfLineBehind() throws(StageFailure) -> Int64 {
    // From the last byte on: it may be the carriage return of a CRLF.
    try file.endOfLine(from: max(base, end - 1), limit: limit)
  }

  /// Gives its bytes away, which a copy would keep from being added to in place.
  mutating func takeBytes() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    return taken
  }
}
