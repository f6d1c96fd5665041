import Glibc
import Tables

/// Turns text of one encoding into UTF-8 with the C library's iconv; freed with the object.
final class TextDecoder {
  private let converter: iconv_t
  /// Bytes of the smallest unit, which is left out where it is no text.
  private let unitBytes: Int
  /// The start of a character whose rest has not come yet.
  private var rest: [UInt8] = []

  /// What stands for a unit that is no text: no byte of UTF-8, so that the row is rejected for it.
  static let noText: UInt8 = 0xff

  /// A converter from an encoding other than UTF-8; that of `utf16` tells the order of its bytes itself.
  /// - Throws: `configuration` where the system does not know the encoding.
  init(_ encoding: FileDialect.Encoding, path: String) throws(StageFailure) {
    let name =
      switch encoding {
      case .utf8: "UTF-8"
      case .utf16, .utf16LE: "UTF-16LE"
      case .utf16BE: "UTF-16BE"
      case .windows1252: "CP1252"
      case .windows1251: "CP1251"
      case .latin1: "ISO-8859-1"
      }
    unitBytes = name.hasPrefix("UTF-16") ? 2 : 1
    let opened = iconv_open("UTF-8", name)
    // It reports failure as (iconv_t)(-1).
    guard let opened, Int(bitPattern: opened) != -1 else {
      throw StageFailure(
        .configuration,
        "\(path): this system cannot convert \(encoding.rawValue); install the gconv modules of its C library, "
          + "or export the file as UTF-8")
    }
    converter = opened
  }

  deinit { iconv_close(converter) }

  /// The next piece of the text in UTF-8; `isLast` tells that no bytes follow these.
  func text(of bytes: consuming [UInt8], isLast: Bool) -> [UInt8] {
    var input = bytes
    if !rest.isEmpty { input.insert(contentsOf: rest, at: 0) }
    var read = 0
    // A unit becomes three bytes at most, a pair of two units four.
    var text = [UInt8](unsafeUninitializedCapacity: input.count / unitBytes * 3 + 4) { output, filled in
      input.withUnsafeMutableBytes { input in (read, filled) = convert(input, output) }
    }
    rest = Array(input[read...])
    if isLast && !rest.isEmpty {
      text.append(TextDecoder.noText)
      rest = []
    }
    return text
  }

  private func convert(
    _ input: UnsafeMutableRawBufferPointer, _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> (read: Int, written: Int) {
    guard let start = input.baseAddress, let target = output.baseAddress else { return (0, 0) }
    var from: UnsafeMutablePointer<CChar>? = start.assumingMemoryBound(to: CChar.self)
    var to: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(target).assumingMemoryBound(
      to: CChar.self)
    var (left, room) = (input.count, output.count)
    while left > 0 && iconv(converter, &from, &left, &to, &room) == -1 {
      // EINVAL: the last character is cut off; its rest comes with the next bytes.
      guard errno == EILSEQ, left >= unitBytes else { break }
      output[output.count - room] = TextDecoder.noText
      room -= 1
      to = to?.advanced(by: 1)
      left -= unitBytes
      from = from?.advanced(by: unitBytes)
    }
    return (input.count - left, output.count - room)
  }
}
