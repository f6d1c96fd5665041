import Output
import Testing

struct TextBufferTests {
  func text(_ fill: (inout TextBuffer) -> Void) -> String {
    var buffer = TextBuffer()
    fill(&buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (500_000, "0.5"), (1_000_000, "1"), (0, "0"), (899_359, "0.899359"), (-250_000, "-0.25"),
    (1, "0.000001"), (-1, "-0.000001"), (100_000, "0.1"), (10, "0.00001"), (-12_340_000, "-12.34"),
    (Int64.max, "9223372036854.775807"), (Int64.min, "-9223372036854.775808"),
  ])
  func `millionths are printed with at most six decimals and no zeros at the end`(
    millionths: Int64, expected: String
  ) {
    #expect(text { $0.append(millionths: millionths) } == expected)
  }

  @Test(arguments: [0, 7, -7, 10, 1_234_567_890, Int64.max, Int64.min])
  func `whole numbers are printed as Swift prints them`(number: Int64) {
    #expect(text { $0.append(integer: number) } == String(number))
  }

  @Test func `quoted text escapes what RFC 8259 asks for, and U+2028 and U+2029`() {
    #expect(
      text { $0.append(quoted: "a\"b\\c\u{8}\t\n\u{c}\r\u{1}\u{1f}\u{7f}é\u{2028}\u{2029}\u{202a}€/") }
        == #""a\"b\\c\b\t\n\f\r\u0001\u001f"# + "\u{7f}é" + #"\u2028\u2029"# + "\u{202a}€/\"")
  }
}
