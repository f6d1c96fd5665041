import Crypto

/// SHA-256 of content that comes in pieces, in their order.
package struct ContentDigest: Sendable {
  private var hash = SHA256()

  /// Of nothing yet.
  package init() {}

  /// Takes in the next piece.
  package mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// Takes in the next piece, a part of some bytes.
  package mutating func update(_ bytes: ArraySlice<UInt8>) { hash.update(data: bytes) }

  /// The digest so far, as 64 hexadecimal digits.
  package var hexadecimal: String { ContentDigest.text(of: hash.finalize()) }

  /// The digest of some bytes, as 64 hexadecimal digits.
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    text(of: SHA256.hash(data: bytes))
  }

  private static func text(of digest: SHA256.Digest) -> String { hexadecimalDigits(digest) }
}

/// Bytes as two lower-case hexadecimal digits each.
func hexadecimalDigits(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
