import Testing

@testable import Digest

@Suite struct PseudonymTests {
  /// Bytes 0…31.
  private let pseudonym = Pseudonym(key: Array(0..<32))

  // Python 3: hmac.new(bytes(range(32)), b"person\0A-17", "sha256").hexdigest()[:32], and so on.
  @Test(arguments: [
    ("A-17", Pseudonym.Domain.person, "p-b63df3c93d5600648da891c4d32ba59c"),
    ("A-17", .customer, "c-ed7b984d5ccf5678b6691e67971b57db"),
    ("Zoë", .person, "p-a93af289e00cd9f786ddbf76fed3c197"),
  ])
  func `an id's pseudonym is the HMAC of its domain and bytes`(
    _ id: String, _ domain: Pseudonym.Domain, _ expected: String
  ) {
    #expect(pseudonym.text(of: id, in: domain) == expected)
  }

  @Test func `ids that look alike have pseudonyms of their own`() {
    let ids = ["7", "007", "a", "A", " a", "", "a\0"]
    #expect(Set(ids.map { pseudonym.text(of: $0, in: .person) }).count == ids.count)
    // The domain is no prefix that an id could counterfeit.
    #expect(
      pseudonym.text(of: "x", in: .person).dropFirst(2) != pseudonym.text(of: "x", in: .customer).dropFirst(2)
    )
  }

  @Test func `another key gives other pseudonyms, and the same key the same`() {
    var key = Array(UInt8(0)..<32)
    #expect(Pseudonym(key: key).text(of: "A-17", in: .person) == pseudonym.text(of: "A-17", in: .person))
    key[31] ^= 1
    #expect(Pseudonym(key: key).text(of: "A-17", in: .person) != pseudonym.text(of: "A-17", in: .person))
    #expect(
      Pseudonym(key: Array(0..<33)).text(of: "A-17", in: .person) != pseudonym.text(of: "A-17", in: .person))
  }

  @Test func `a pseudonym shows neither id nor key`() {
    let text = pseudonym.text(of: "4711", in: .customer)
    #expect(text.count == 34)
    #expect(text.dropFirst(2).allSatisfy { "0123456789abcdef".contains($0) })
    #expect(!text.contains("4711"))
  }

  @Test func `a key under 32 bytes is refused`() async {
    #expect(Pseudonym.shortestKey == 32)
    await #expect(processExitsWith: .failure) { _ = Pseudonym(key: Array(0..<31)) }
  }
}
