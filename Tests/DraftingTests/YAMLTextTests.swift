import Testing

@testable import Drafting

@Suite struct YAMLTextTests {
  @Test(arguments: ["Call ID", "agent", "TIMESTAMP", "Answered (Y/N)", "IT/IS", "a-b", "Speed of answer"])
  func `a plain name stays plain`(_ name: String) {
    #expect(YAMLText.scalar(name) == name)
  }

  @Test(arguments: [
    (":@computed_region", "\":@computed_region\""), ("a: b", "\"a: b\""), ("a #b", "\"a #b\""),
    ("_synced", "\"_synced\""), ("12", "\"12\""), ("yes", "\"yes\""), ("Null", "\"Null\""),
    ("[x]", "\"[x]\""),
    ("a,b", "\"a,b\""), ("", "\"\""), (" a", "\" a\""), ("a ", "\"a \""), ("-", "\"-\""),
    ("Straße", "\"Straße\""),
    ("say \"hi\"", "\"say \\\"hi\\\"\""), ("a\\b", "\"a\\\\b\""), ("a\nb", "\"a\\nb\""),
    ("a\u{7}b", "\"a\\u0007b\""),
    ("a\u{2028}b", "\"a\\u2028b\""), ("\u{feff}a", "\"\\ufeffa\""), ("Ada's", "\"Ada's\""),
    ("a{b", "\"a{b\""),
  ])
  func `everything else is quoted`(_ text: String, _ written: String) {
    #expect(YAMLText.scalar(text) == written)
  }

  @Test func `a comment stays on its line`() {
    #expect(YAMLText.comment("a\nb\r\u{85}c\u{2028}d") == "a b  c d")
  }

  @Test func `a header cannot break out of the comments`() throws {
    let draft = try Export("Call ID,Start Time,\"x\nfields: {}\"\n1,2026-09-03 10:00,y\n").draft()
    #expect(draft.lines.count { $0.hasPrefix("fields:") } == 1)
  }
}
