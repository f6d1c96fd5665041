import Output
import Testing

struct JSONValueTests {
  let manifest: JSONValue = [
    "run_id": "2026-10-31-0123456789ab", "rows": 12, "share": .decimal(millionths: 250_000),
    "parts": [1, true, nil, []], "none": [:], "nested": ["b": 1, "a": "x\n"],
  ]

  @Test func `a document is printed with two spaces a level and members in their order`() {
    #expect(
      String(decoding: manifest.printed, as: UTF8.self) == """
        {
          "run_id": "2026-10-31-0123456789ab",
          "rows": 12,
          "share": 0.25,
          "parts": [
            1,
            true,
            null,
            []
          ],
          "none": {},
          "nested": {
            "b": 1,
            "a": "x\\n"
          }
        }

        """)
  }

  @Test func `a printed document is read back the same`() throws {
    #expect(try JSONValue(parsing: manifest.printed) == manifest)
  }

  @Test func `members, elements and plain values are found, others are nil`() {
    #expect(manifest["nested"]?["a"]?.text == "x\n")
    #expect(manifest["rows"]?.integer == 12)
    #expect(manifest["rows"]?.millionths == 12_000_000)
    #expect(manifest["share"]?.millionths == 250_000)
    #expect(manifest["share"]?.integer == nil)
    #expect(manifest["parts"]?.elements?[1].boolean == true)
    #expect(manifest["parts"]?["x"] == nil)
    #expect(manifest["absent"] == nil)
    #expect(JSONValue(nil as String?) == .null)
    #expect(JSONValue(7 as Int?) == 7)
  }
}
