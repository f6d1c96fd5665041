import Foundation
import Tables
import Testing

@testable import Configuration

@Suite struct ConfigurationFileTests {
  @Test(arguments: [
    ("", "1:1: the file is empty, expected a mapping of keys"),
    ("# nothing\n", "1:1: the file is empty, expected a mapping of keys"),
    ("a", "1:1: the file is a text, expected a mapping of keys"),
    ("[1]", "1:1: the file is a list, expected a mapping of keys"),
    ("a: 1\n---\nb: 2\n", "2:1: a second document begins; keep one document in a file"),
    ("a: 1\nb: 2\na: 3\n", "1:1: key 'a' is written more than once in one mapping; keep one"),
    ("a: &x 1\n", "1:4: anchors are not allowed; write the value out, or quote the text"),
    ("a: &x 1\nb: *x\n", "2:4: alias '*x' is not allowed; write the value out, or quote the text"),
    ("a: *x\n", "1:4: found undefined alias; aliases are not allowed, quote a text that begins with '*'"),
    (
      "files: *.csv\n",
      "1:8: the file is not YAML: while scanning an alias, did not find expected alphabetic or numeric "
        + "character; quote a text that begins with '*' or '&'"
    ),
    ("<<: {a: 1}\n", "1:1: merge key '<<' is not allowed; write the keys out"),
    ("a: !!str 3\n", "1:4: tags are not allowed; remove the '!…' before '3'"),
    ("a: !mine [3]\n", "1:4: tags are not allowed; remove the '!…' before the list"),
    ("a: !mine {b: 3}\n", "1:4: tags are not allowed; remove the '!…' before the mapping"),
    (
      "a: [x\n",
      "2:1: the file is not YAML: while parsing a flow sequence, did not find expected ',' or ']'; check "
        + "indentation, quotes and brackets"
    ),
    ("a: é\u{1}\n", "1:5: the file is not YAML: control characters are not allowed; remove the character"),
  ])
  func `what is not strict YAML is refused with its place`(_ text: String, _ problem: String) throws {
    #expect(try Folder.problems(pipeline: text) == ["p.yaml:" + problem])
  }

  @Test func `a few aliases that stand for billions of values take no time`() throws {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"]
    for level in 1...40 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 8).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(aliases)]")
    }
    // As a key it would be hashed with all it stands for.
    lines.append("? *a40\n: 1")
    let started = ContinuousClock.now
    #expect(
      try Folder.problems(pipeline: lines.joined(separator: "\n")) == [
        "p.yaml:2:10: alias '*a0' is not allowed; write the value out, or quote the text"
      ])
    #expect(ContinuousClock.now - started < .seconds(5))
  }

  @Test func `deep nesting is refused, not followed`() throws {
    for text in [String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000)] {
      let problems = try Folder.problems(pipeline: text)
      #expect(
        problems.count == 1 && problems[0].contains("the file is not YAML: while parsing, Maximum nesting"))
    }
  }

  @Test func `a file above 256 KiB is refused`() throws {
    let text = "# " + String(repeating: "x", count: 256 * 1024)
    #expect(
      try Folder.problems(pipeline: text) == [
        "p.yaml:1:1: the file has 262146 bytes, expected at most 262144; split it or shorten it"
      ])
  }

  @Test func `bytes that are not UTF-8 are named with their line, and a byte order mark is passed over`()
    throws
  {
    let folder = try Folder()
    try folder.write("p.yaml", Array("version: 1\nname: caf".utf8) + [0xe9, 0x0a])
    #expect(
      throws: StageFailure(
        .configuration, "\(folder.path)/p.yaml:2:1: the line is not UTF-8; save the file in UTF-8")
    ) { try folder.plan() }
    try folder.write("p.yaml", [0xef, 0xbb, 0xbf] + Array(pipeline("name: é").utf8))
    #expect(try folder.plan().name == "é")
  }

  @Test func `texts are what is written, whatever YAML would make of them`() throws {
    let folder = try Folder([
      "p.yaml": """
      "profile": 1
      table: contacts
      "null": [no, ~, 007, 1.50, null, ""]
      fields:
        contact_id: yes
        started_at: 2026-01-01
        resolved: {from: R, map: {Y: true, on: 1, 0x10: no}}
      """
    ])
    let profile = try folder.profile()
    #expect(profile.nullTokens == ["no", "~", "007", "1.50", "null", ""])
    #expect(profile.fields.map(\.value.source.firstName) == ["yes", "2026-01-01", "R"])
    #expect(
      profile.fields[2].value.map?.pairs.map { "\($0.from)=\($0.to)" } == ["Y=true", "on=1", "0x10=no"])
  }
}
