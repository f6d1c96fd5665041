import Canonical
import Dice
import Tables
import Testing

@testable import Normalize

@Suite struct TextEditTests {
  private func queue(_ edits: [TextEdit], _ texts: [String], null: [String] = []) throws -> [String?] {
    let export = SampleExport(["id", "a"], texts.enumerated().map { ["r\($0.offset)", $0.element] })
    let value = ValueMapping.column("a").changed { $0.edits = edits }
    return try export.normalized(.contacts([("queue", value)], null: null)).texts("queue")
  }

  @Test func `the first or last item of a list that is not blank is taken`() throws {
    let texts = ["Billing; Technical", "Billing", ";Billing ;; ", ";;", "", "[None];x"]
    let first = TextEdit.item(separator: ";", isLast: false)
    let last = TextEdit.item(separator: ";", isLast: true)
    #expect(try queue([first], texts, null: ["[None]"]) == ["Billing", "Billing", "Billing", nil, nil, nil])
    #expect(try queue([last], texts) == ["Technical", "Billing", "Billing", nil, nil, "x"])
    #expect(try queue([.item(separator: " | ", isLast: true)], ["a | b | c", "a|b"]) == ["c", "a|b"])
  }

  @Test func `the first beginning and ending that a text has are taken away`() throws {
    let edit = TextEdit.cut(prefixes: ["SIP/", "Local/", "Agent/"], suffixes: ["@from-internal/n"])
    let texts = ["SIP/8007", "Local/2004@from-internal/n", "Agent/ 3001", "8007", "SIP/", "sip/1"]
    #expect(try queue([edit], texts) == ["8007", "2004", "3001", "8007", nil, "sip/1"])
    // What the beginning took is not there for the ending.
    #expect(try queue([.cut(prefixes: ["ab"], suffixes: ["bc"])], ["abc"]) == ["c"])
  }

  @Test func `blanks within a text become one space`() throws {
    let texts = ["a  b", " a\t\n b ", "a\u{a0} b", "ab", "ä  ö"]
    #expect(try queue([.collapseSpaces], texts) == ["a b", "a b", "a b", "ab", "ä ö"])
  }

  @Test func `only digits are left of a phone number, and nothing of one without`() throws {
    let texts = ["+1 (555) 010-2030", "15550102030", "Anonymous", "0", "٣٤"]
    #expect(try queue([.digits], texts) == ["15550102030", "15550102030", nil, "0", nil])
    #expect(try queue([.digits], texts, null: ["0"]) == ["15550102030", "15550102030", nil, nil, nil])
  }

  @Test func `letters are made small, and nothing else changes`() throws {
    #expect(try queue([.lowercase], ["Ann@Example.COM", "[Z`{ÄÉ9"]) == ["ann@example.com", "[z`{ÄÉ9"])
  }

  @Test func `edits follow one another, then the map`() throws {
    let export = SampleExport(["id", "a"], [["1", "tel:+1 55;tel:+2 66"], ["2", "x"]])
    let value = ValueMapping.column("a").changed {
      $0.edits = [
        .item(separator: ";", isLast: true), .cut(prefixes: ["tel:"], suffixes: []), .digits,
      ]
    }
    let mapped = value.map([("266", "queue")], unknown: .null)
    #expect(try export.normalized(.contacts([("queue", mapped)])).texts("queue") == ["queue", nil])
    #expect(try export.normalized(.contacts([("queue", value)])).texts("queue") == ["266", nil])
  }

  @Test func `what is chosen among edited and plain texts is edited or plain`() throws {
    let export = SampleExport(
      ["id", "d", "a", "b"],
      [["1", "in", "+1 2", "9"], ["2", "out", "+1 2", "9 9"], ["3", "in", "-", "7"]])
    let digits = ValueMapping.column("a").changed { $0.edits = [.digits] }
    let branch = ConditionalValue(condition: .on("d", .isIn(["in"])), value: digits)
    let chosen = ValueMapping(.when([branch], otherwise: .column("b")))
    #expect(try export.normalized(.contacts([("queue", chosen)])).texts("queue") == ["12", "9 9", nil])
    let both = ValueMapping(.when([branch], otherwise: .column("b"))).changed { $0.edits = [.digits] }
    #expect(try export.normalized(.contacts([("queue", both)])).texts("queue") == ["12", "99", nil])
    let first = ValueMapping.coalesce(digits, .column("b"))
    #expect(try export.normalized(.contacts([("queue", first)])).texts("queue") == ["12", "12", "7"])
  }

  @Test func `edits are what plain code makes of the same texts`() throws {
    let seed: UInt64 = 403
    var random = Dice(seed: seed)
    for number in 0..<200 {
      let texts = (0..<20).map { _ in
        (0..<random.below(8)).map { _ in random.pick(["a", "1", ";", " ", ";;", "x1"]) }.joined()
      }
      func plain(_ text: String) -> String? {
        let items = text.split(separator: ";").map {
          String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        return items.last { !$0.isEmpty }
      }
      let items = try queue([.item(separator: ";", isLast: true)], texts)
      #expect(items == texts.map(plain), "seed \(seed), \(number)")
      let digits = texts.map { $0.filter(\.isNumber) }.map { $0.isEmpty ? nil : $0 }
      #expect(try queue([.digits], texts) == digits, "seed \(seed), \(number)")
    }
  }
}
