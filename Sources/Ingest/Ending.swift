import Tables

/// What stands behind the data of a text: lines of a footer, and a Ctrl-Z, the end of a text in MS-DOS.
struct Ending {
  /// How many bytes it takes.
  let count: Int
  /// Whether it has a Ctrl-Z.
  let hasControlZ: Bool

  /// Bytes that are looked at where the footer has lines; it must lie within them.
  private static let furthest = 1 << 16

  /// How many of the last bytes of a text tell the ending.
  static func reach(footerLines: Int) -> Int { footerLines > 0 ? furthest : 3 }

  /// The ending of a text.
  /// - Parameters:
  ///   - last: its last bytes, `reach` of them or all.
  ///   - footerLines: lines that are no data; blank ones do not count.
  /// - Throws: `dataRefused` where there are fewer lines, or they are longer than what is looked at.
  init(_ last: [UInt8], footerLines: Int, path: String) throws(StageFailure) {
    let controlZ = Ending.controlZ(last)
    hasControlZ = controlZ > 0
    var end = last.count - controlZ
    var open = footerLines
    while open > 0 {
      let start = end > 0 ? Ending.startOfLine(endingAt: end, in: last) : 0
      // Where not all of the text is here, its first line may begin before.
      if start == 0, end == 0 || last.count >= Ending.furthest {
        let problem =
          end == 0 ? "the file has fewer lines" : "the footer takes over \(Ending.furthest >> 10) KiB"
        throw StageFailure(.dataRefused, "\(path): \(problem); correct input.footer_rows (\(footerLines))")
      }
      if last[start..<end].contains(where: { ![0x0a, 0x0d, 0x20, 0x09].contains($0) }) { open -= 1 }
      end = start
    }
    count = last.count - end
  }

  /// How many of a text's last bytes are a Ctrl-Z with or without a line end.
  private static func controlZ(_ last: [UInt8]) -> Int {
    for lineEnd in [[], [0x0a], [0x0d], [0x0d, 0x0a]] as [[UInt8]] {
      let closing = [0x1a] + lineEnd
      if last.suffix(closing.count) == closing[...] { return closing.count }
    }
    return 0
  }

  private static func startOfLine(endingAt end: Int, in bytes: [UInt8]) -> Int {
    var start = end
    if bytes[start - 1] == 0x0a { start -= 1 }
    if start > 0, bytes[start - 1] == 0x0d { start -= 1 }
    while start > 0, bytes[start - 1] != 0x0a, bytes[start - 1] != 0x0d { start -= 1 }
    return start
  }
}
