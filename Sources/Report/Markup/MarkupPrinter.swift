import Output

/// Writes markup as HTML that is well-formed XML too: one place escapes all texts and values.
package struct MarkupPrinter: Sendable {
  private var text = TextBuffer()

  /// A whole document, with its type.
  package static func document(_ root: Markup) -> [UInt8] {
    var printer = MarkupPrinter()
    printer.text.append("<!DOCTYPE html>\n")
    printer.print(root)
    printer.text.append("\n")
    return printer.text.bytes
  }

  /// A part of a document.
  package static func fragment(_ markup: Markup) -> [UInt8] {
    var printer = MarkupPrinter()
    printer.print(markup)
    return printer.text.bytes
  }

  private mutating func print(_ markup: Markup) {
    switch markup {
    case .text(let content): escape(content)
    case .element(let tag, let attributes, let children):
      text.append("<")
      text.append(tag.rawValue)
      for attribute in attributes {
        print(attribute.name, attribute.value)
        if let content = attribute.content { print("content", content) }
      }
      if tag.isVoid {
        precondition(children.isEmpty, "a void element has no content")
        text.append("/>")
        return
      }
      text.append(">")
      for child in children {
        if tag.isRaw { append(raw: child) } else { print(child) }
      }
      text.append("</")
      text.append(tag.rawValue)
      text.append(">")
      if MarkupPrinter.endsLine(tag) { text.append("\n") }
    }
  }

  private mutating func print(_ name: String, _ value: String) {
    text.append(" ")
    text.append(name)
    text.append("=\"")
    escape(value)
    text.append("\"")
  }

  private mutating func append(raw child: Markup) {
    guard case .text(let content) = child, !content.contains("<"), !content.contains("&") else {
      preconditionFailure("a style sheet has neither elements nor references")
    }
    text.append(content)
  }

  /// Blocks end their line, so that two pages can be compared line by line.
  private static func endsLine(_ tag: Tag) -> Bool {
    switch tag {
    case .head, .title, .style, .header, .nav, .section, .footer, .h1, .h2, .h3, .p, .ul, .ol, .li, .dl, .dd,
      .svg,
      .g, .tr, .thead, .tbody, .table, .details, .summary, .figure, .figcaption, .caption, .main, .body, .div:
      true
    default: false
    }
  }

  /// Characters that markup reserves become references; what XML 1.0 cannot hold becomes U+FFFD.
  ///
  /// Source: XML 1.0, production Char.
  private mutating func escape(_ content: String) {
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": text.append("&amp;")
      case "<": text.append("&lt;")
      case ">": text.append("&gt;")
      case "\"": text.append("&quot;")
      case "\r": text.append("&#13;")
      case "\t", "\n": text.append(byte: UInt8(scalar.value))
      case "\u{0}"..<"\u{20}", "\u{fffe}", "\u{ffff}", "\u{7f}"..<"\u{a0}": text.append("\u{fffd}")
      case "\u{20}"..<"\u{7f}": text.append(byte: UInt8(scalar.value))
      default: text.append(String(scalar))
      }
    }
  }
}
