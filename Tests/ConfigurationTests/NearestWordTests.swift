import Testing

@testable import Configuration

@Suite struct NearestWordTests {
  @Test(arguments: [
    ("tabel", "table"), ("Files", "files"), ("souce", "source"), ("customerids", "customer_ids"),
    ("x", nil), ("", nil), ("something else", nil),
  ])
  func `the nearest word is what was meant, or none`(_ text: String, _ word: String?) {
    #expect(nearestWord(to: text, among: ["table", "source", "files", "customer_ids"]) == word)
  }

  @Test func `of equally near words the first one is taken`() {
    #expect(nearestWord(to: "ab", among: ["ac", "ad"]) == "ac")
  }

  @Test func `a found text stays on one line and is cut where it is long`() {
    #expect(quoted("a\nb\u{7}") == "'a\\nb\\u{7}'")
    #expect(quoted(String(repeating: "x", count: 90)) == "'" + String(repeating: "x", count: 80) + "…'")
  }
}
