import Foundation
import Report
import Testing

@Suite struct MarkupPrinterTests {
  private func text(_ markup: Markup) -> String {
    String(decoding: MarkupPrinter.fragment(markup), as: UTF8.self)
  }

  @Test func `text and values cannot end what they stand in`() {
    let evil = "<script>alert(\"1\")</script> & 'more'"
    let printed = text(.element(.code, [.label(evil)], [.text(evil)]))
    #expect(
      printed
        == "<code aria-label=\"&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; 'more'\">"
        + "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; 'more'</code>")
  }

  @Test func `a void element has no end tag`() {
    #expect(text(.element(.meta, [.charset], [])) == "<meta charset=\"utf-8\"/>")
    #expect(
      text(.element(.meta, [.policy("default-src 'none'")], []))
        == "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"/>")
  }

  @Test(arguments: [0x00, 0x08, 0x0b, 0x1f, 0x7f, 0x9f, 0xfffe, 0xffff] as [UInt32])
  func `what XML cannot hold is replaced`(code: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(code))
    #expect(text(.text("a\(Character(scalar))b")) == "a\u{fffd}b")
  }

  @Test(arguments: ["فريق الدعم", "🦊👩‍👩‍👧‍👦", "tab\tline\nreturn\r", "é\u{301}", "\u{202e}reversed"])
  func `any text comes back from an XML parser`(name: String) throws {
    let bytes = MarkupPrinter.fragment(.element(.bdi, [.label(name)], [.text(name)]))
    let found = try #require(ParsedPage(bytes))
    // A line end in an attribute is normalized to a blank, as XML asks; in text it stays.
    #expect(found.text == name)
  }

  @Test func `lengths have two decimals at most and no exponent`() {
    func path(_ x: Double) -> String {
      text(.element(.path, [.path([.move(Point(x, 0))])], []))
    }
    #expect(path(1.005) == "<path d=\"M1 0\"></path>" || path(1.005) == "<path d=\"M1.01 0\"></path>")
    #expect(path(-0.126) == "<path d=\"M-0.13 0\"></path>")
    #expect(path(12.5) == "<path d=\"M12.5 0\"></path>")
    #expect(path(.nan) == "<path d=\"M0 0\"></path>")
    #expect(path(1e300) == "<path d=\"M0 0\"></path>")
  }
}
