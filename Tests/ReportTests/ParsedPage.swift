import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page as a strict XML parser sees it; nil where it is not well-formed.
final class ParsedPage: NSObject, XMLParserDelegate {
  /// One element in document order.
  struct Element {
    let name: String
    let attributes: [String: String]
    /// Names of the elements around it, outermost first.
    let path: [String]
    /// Style classes of it and of the elements around it.
    let classes: [String]
  }

  private(set) var elements: [Element] = []
  private(set) var text = ""
  private var open: [(name: String, classes: [String])] = []

  init?(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    if !parser.parse() { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let classes = (attributes["class"] ?? "").split(separator: " ").map(String.init)
    elements.append(
      Element(
        name: name, attributes: attributes, path: open.map(\.name), classes: open.flatMap(\.classes) + classes
      ))
    open.append((name, classes))
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  /// Elements of one name.
  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}
