/// The elements that a page is made of; raw values are as written.
package enum Tag: String, Sendable {
  // the document
  case html, head, meta, title, style, body
  // landmarks and text
  case header, nav, main, section, footer, h1, h2, h3, p, ul, ol, li, dl, dt, dd, a, code, div, span, strong,
    bdi
  // disclosure and tables
  case figure, figcaption, details, summary, table, caption, thead, tbody, tr, th, td
  // drawings
  case svg, g, path, circle, rect, line, polyline, polygon, text, desc

  /// Whether it has no content and no end tag in HTML.
  var isVoid: Bool { self == .meta }

  /// Whether HTML reads its content as it stands, without references.
  var isRaw: Bool { self == .style }
}
