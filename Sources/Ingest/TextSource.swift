import Tables

/// Where the text of an export is read from, as UTF-8.
enum TextSource {
  /// A file that is text as it lies on the disk, up to a place.
  case file(OpenedFile, end: Int64)
  /// Text that is made of the file's bytes.
  case decoded(DecodedText)

  /// The path of the file, as messages write it.
  var path: String {
    switch self {
    case .file(let file, _): return file.path
    case .decoded(let text): return text.path
    }
  }

  /// Reads `count` bytes from a place on, fewer where the text ends, and adds them to others.
  /// - Returns: whether the text ends behind them.
  /// - Throws: `ioFailed` where the system cannot read; `dataRefused` where the file has changed, or
  ///   cannot be decoded.
  func read(upTo count: Int, at offset: Int64, onto bytes: inout [UInt8]) throws(StageFailure) -> Bool {
    switch self {
    case .file(let file, let end):
      let present = Int(min(Int64(count), end - offset))
      try file.read(present, at: offset, onto: &bytes)
      return offset + Int64(present) == end
    case .decoded(let text):
      return try text.read(upTo: count, at: offset, onto: &bytes)
    }
  }

  /// The byte at a place, which is in the text.
  func byte(at offset: Int64) throws(StageFailure) -> UInt8 {
    var bytes: [UInt8] = []
    _ = try read(upTo: 1, at: offset, onto: &bytes)
    guard let byte = bytes.first else { throw OpenedFile.changed(path) }
    return byte
  }

  /// The place behind the first line end at or behind `offset`, or the end of the text.
  ///
  /// Keeps nothing of what it reads, however long the line is.
  func endOfLine(from offset: Int64) throws(StageFailure) -> Int64 {
    var offset = offset
    while true {
      var block: [UInt8] = []
      let isLast = try read(upTo: 1 << 18, at: offset, onto: &block)
      guard let index = block.firstIndex(where: { $0 == 0x0a || $0 == 0x0d }) else {
        offset += Int64(block.count)
        if isLast { return offset }
        continue
      }
      let end = offset + Int64(index) + 1
      if block[index] == 0x0a || isLast && index + 1 == block.count { return end }
      return try byte(at: end) == 0x0a ? end + 1 : end
    }
  }
}
