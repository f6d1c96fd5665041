import Output
import Testing

struct JSONSyntaxTests {
  func value(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  @Test func `blanks, escapes and surrogate pairs are read`() throws {
    let text = " {\"a\" : [ 1 , 2 ]\r\n,\t\"\\u00e9\\ud83d\\ude00\\/\\\"\\b\": \"\\u0000\" } \n"
    #expect(try value(text) == ["a": [1, 2], "é😀/\"\u{8}": "\0"])
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]", "1 2", "tru", "nul",
    "\"a", "\"\\x\"",
    "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\u{1}\"", "01", "1.", ".5", "-",
    "1e", "+1", "NaN", "'a'", "[1]]",
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(throws: JSONFault.self) { try value(text) }
  }

  @Test func `a fault tells the byte and what was expected`() {
    #expect(throws: JSONFault(offset: 4, problem: "expected a value")) { try value("[1, ?]") }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: JSONFault.self) { try JSONValue(parsing: [0x22, 0xff, 0x22]) }
  }

  @Test func `nesting has an end, not a crash`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONFault.self) { try value(deep) }
    #expect(throws: Never.self) {
      try value(String(repeating: "[", count: 100) + String(repeating: "]", count: 100))
    }
  }
}
