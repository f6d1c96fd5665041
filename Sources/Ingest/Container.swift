/// What a file is packed in, told by its first bytes, never by its name.
enum Container: String {
  case gzip = "gz"
  case zstandard = "zst"
  case xz
  case bzip2 = "bz2"
  case zip

  /// How many first bytes tell it.
  static let magicBytes = 10

  /// The container whose files begin so; nil where none does.
  init?(_ first: [UInt8]) {
    func begins(_ bytes: UInt8...) -> Bool { first.starts(with: bytes) }
    if begins(0x1f, 0x8b) {
      self = .gzip
    } else if begins(0x28, 0xb5, 0x2f, 0xfd)
      || first.first.map({ $0 & 0xf0 == 0x50 }) == true
        && first.dropFirst().starts(with: [0x2a, 0x4d, 0x18])
    {
      // A frame, or one to skip.
      self = .zstandard
    } else if begins(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00) {
      self = .xz
    } else if begins(0x42, 0x5a, 0x68), Container.isBzip2Block(first.dropFirst(4)) {
      self = .bzip2
    } else if begins(0x50, 0x4b, 0x03, 0x04) || begins(0x50, 0x4b, 0x05, 0x06) {
      // A member, or the end of an archive without one.
      self = .zip
    } else {
      return nil
    }
  }

  /// The digits of π, or of its root where nothing is packed: `BZh` alone could be text.
  private static func isBzip2Block(_ bytes: ArraySlice<UInt8>) -> Bool {
    let digits: [[UInt8]] = [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]]
    // A file that is cut off so early is still one.
    return !bytes.isEmpty && digits.contains { $0.starts(with: bytes.prefix(6)) }
  }
}
