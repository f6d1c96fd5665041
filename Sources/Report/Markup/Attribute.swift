/// One attribute of an element, with a value of its own kind.
package enum Attribute: Sendable, Equatable {
  case id(String)
  case classes([StyleClass])
  case href(String)
  case lang(String)
  case role(Role)
  case label(String)
  case labelledBy([String])
  case hidden
  case focusable
  case scope(Scope)
  case charset
  case meta(name: MetaName, content: String)
  case policy(String)
  case namespace(Namespace)
  case viewBox(width: Double, height: Double)
  case geometry(Geometry, Double)
  case points([Point])
  case path([PathStep])
  case anchor(Anchor)
  case rotation(degrees: Double, around: Point)
  /// A count for those who check the page: rows and marks of a chart.
  case count(CountName, Int)

  /// Style classes, shorter to write.
  static func style(_ classes: StyleClass...) -> Attribute { .classes(classes) }

  /// What an element is to somebody who does not see it.
  package enum Role: String, Sendable { case img, region, list }

  /// What a heading of a table heads.
  package enum Scope: String, Sendable { case col, row }

  /// Named metadata of the document.
  package enum MetaName: String, Sendable {
    case viewport, description, generator
    case colorScheme = "color-scheme"
  }

  /// The language of elements below.
  package enum Namespace: String, Sendable {
    case xhtml = "http://www.w3.org/1999/xhtml"
    case svg = "http://www.w3.org/2000/svg"
  }

  /// Lengths and places in a drawing.
  package enum Geometry: String, Sendable { case x, y, x1, y1, x2, y2, cx, cy, r, rx, width, height }

  /// Where a text stands beside its place.
  package enum Anchor: String, Sendable { case start, middle, end }

  /// What is counted.
  package enum CountName: String, Sendable {
    case rows = "data-rows"
    case marks = "data-marks"
  }

  /// The name as written.
  var name: String {
    switch self {
    case .id: "id"
    case .classes: "class"
    case .href: "href"
    case .lang: "lang"
    case .role: "role"
    case .label: "aria-label"
    case .labelledBy: "aria-labelledby"
    case .hidden: "aria-hidden"
    case .focusable: "tabindex"
    case .scope: "scope"
    case .charset: "charset"
    case .meta: "name"
    case .policy: "http-equiv"
    case .namespace: "xmlns"
    case .viewBox: "viewBox"
    case .geometry(let geometry, _): geometry.rawValue
    case .points: "points"
    case .path: "d"
    case .anchor: "text-anchor"
    case .rotation: "transform"
    case .count(let name, _): name.rawValue
    }
  }

  /// The value as text, not yet escaped.
  var value: String {
    switch self {
    case .id(let text), .href(let text), .lang(let text), .label(let text): text
    case .classes(let classes): classes.map(\.rawValue).joined(separator: " ")
    case .role(let role): role.rawValue
    case .labelledBy(let ids): ids.joined(separator: " ")
    case .hidden: "true"
    case .focusable: "0"
    case .scope(let scope): scope.rawValue
    case .charset: "utf-8"
    case .meta(let name, _): name.rawValue
    case .policy: "Content-Security-Policy"
    case .namespace(let namespace): namespace.rawValue
    case .viewBox(let width, let height): "0 0 \(Length.text(width)) \(Length.text(height))"
    case .geometry(_, let length): Length.text(length)
    case .points(let points):
      points.map { "\(Length.text($0.x)),\(Length.text($0.y))" }.joined(separator: " ")
    case .path(let steps): steps.map(\.text).joined()
    case .anchor(let anchor): anchor.rawValue
    case .rotation(let degrees, let point):
      "rotate(\(Length.text(degrees)) \(Length.text(point.x)) \(Length.text(point.y)))"
    case .count(_, let count): String(count)
    }
  }

  /// What `meta` elements say beside their name.
  var content: String? {
    switch self {
    case .meta(_, let content), .policy(let content): content
    default: nil
    }
  }
}
