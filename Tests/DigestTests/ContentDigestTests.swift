import Testing

@testable import Digest

@Suite struct ContentDigestTests {
  // FIPS 180-4 examples (NIST, SHA256.pdf: "abc" and the two-block message) and the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `the digests of the standard are met`(_ text: String, _ digest: String) {
    #expect(ContentDigest.hexadecimal(of: Array(text.utf8)) == digest)
    var pieced = ContentDigest()
    for byte in text.utf8 { pieced.update([byte]) }
    #expect(pieced.hexadecimal == digest)
  }

  @Test func `pieces of any size give the digest of the whole`() {
    let bytes = (0..<1000).map { UInt8($0 * 7 & 255) }
    let whole = ContentDigest.hexadecimal(of: bytes)
    for size in [1, 3, 63, 64, 65, 999, 1000, 5000] {
      var digest = ContentDigest()
      var start = 0
      while start < bytes.count {
        digest.update(Array(bytes[start..<min(bytes.count, start + size)]))
        digest.update([])
        start += size
      }
      #expect(digest.hexadecimal == whole, "pieces of \(size)")
    }
  }

  @Test func `asking for the digest does not end it`() {
    var digest = ContentDigest()
    digest.update(Array("a".utf8))
    let early = digest.hexadecimal
    #expect(digest.hexadecimal == early)
    digest.update(Array("bc".utf8))
    #expect(digest.hexadecimal == ContentDigest.hexadecimal(of: Array("abc".utf8)))
    #expect(digest.hexadecimal != early)
  }

  @Test func `order counts, and a copy goes its own way`() {
    var first = ContentDigest()
    first.update([1])
    var second = first
    first.update([2])
    second.update([3])
    #expect(first.hexadecimal == ContentDigest.hexadecimal(of: [1, 2]))
    #expect(second.hexadecimal == ContentDigest.hexadecimal(of: [1, 3]))
    #expect(first.hexadecimal != ContentDigest.hexadecimal(of: [2, 1]))
  }
}
