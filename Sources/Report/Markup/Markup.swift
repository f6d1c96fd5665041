/// A node of a page or drawing: an element with attributes and children, or text.
///
/// There is no other way to make markup here, so a name of a team never becomes a tag.
package indirect enum Markup: Sendable, Equatable {
  case element(Tag, [Attribute], [Markup])
  case text(String)

  /// An element around others.
  static func make(_ tag: Tag, _ attributes: Attribute..., content: [Markup] = []) -> Markup {
    .element(tag, attributes, content)
  }

  /// An element around a text.
  static func make(_ tag: Tag, _ attributes: Attribute..., text: String) -> Markup {
    .element(tag, attributes, [.text(text)])
  }

  /// All its text, in order, as a reader hears it.
  package var plainText: String {
    switch self {
    case .text(let text): text
    case .element(_, _, let children): children.map(\.plainText).joined()
    }
  }

  /// Every element of one tag in it, itself included, in document order.
  package func all(_ wanted: Tag) -> [Markup] {
    guard case .element(let tag, _, let children) = self else { return [] }
    return (tag == wanted ? [self] : []) + children.flatMap { $0.all(wanted) }
  }
}
