/// A small JSON document: what a manifest and a data package are made of.
///
/// The members of an object keep their order, so that equal values give equal bytes.
package enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int64)
  /// Millionths of one: 0.25 is 250,000.
  case decimal(millionths: Int64)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A name and its value.
  package struct Member: Sendable, Equatable {
    /// Name; unique in its object.
    package var name: String
    /// What it names.
    package var value: JSONValue

    /// A named value.
    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// A text, or null where there is none.
  package init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

  /// A whole number, or null where there is none.
  package init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }

  /// The member of that name; nil where there is none, or this is no object.
  package subscript(name: String) -> JSONValue? {
    members?.first { $0.name == name }?.value
  }

  /// The members of an object, in order; nil for anything else.
  package var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements of an array; nil for anything else.
  package var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The text; nil for anything else.
  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The whole number; nil for anything else.
  package var integer: Int64? {
    if case .integer(let integer) = self { integer } else { nil }
  }

  /// The truth value; nil for anything else.
  package var boolean: Bool? {
    if case .boolean(let boolean) = self { boolean } else { nil }
  }

  /// The number in millionths, whether it has decimals or not; nil for anything else.
  package var millionths: Int64? {
    switch self {
    case .decimal(let millionths): return millionths
    case .integer(let integer):
      let product = integer.multipliedReportingOverflow(by: 1_000_000)
      return product.overflow ? nil : product.partialValue
    default: return nil
    }
  }

  /// The document as UTF-8, indented by two spaces a level, with a line end at its end.
  package var printed: [UInt8] {
    var text = TextBuffer()
    print(into: &text, level: 0)
    text.append("\n")
    return text.bytes
  }

  private func print(into text: inout TextBuffer, level: Int) {
    switch self {
    case .null: text.append("null")
    case .boolean(let value): text.append(value ? "true" : "false")
    case .integer(let value): text.append(integer: value)
    case .decimal(let millionths): text.append(millionths: millionths)
    case .string(let value): text.append(quoted: value)
    case .array(let elements):
      JSONValue.print(elements, "[", "]", into: &text, level: level) { element, text in
        element.print(into: &text, level: level + 1)
      }
    case .object(let members):
      JSONValue.print(members, "{", "}", into: &text, level: level) { member, text in
        text.append(quoted: member.name)
        text.append(": ")
        member.value.print(into: &text, level: level + 1)
      }
    }
  }

  private static func print<Part>(
    _ parts: [Part], _ opening: String, _ closing: String, into text: inout TextBuffer, level: Int,
    part: (Part, inout TextBuffer) -> Void
  ) {
    text.append(opening)
    for (index, each) in parts.enumerated() {
      text.append(index == 0 ? "\n" : ",\n")
      text.append(String(repeating: "  ", count: level + 1))
      part(each, &text)
    }
    if !parts.isEmpty {
      text.append("\n")
      text.append(String(repeating: "  ", count: level))
    }
    text.append(closing)
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// The text that is written out.
  package init(stringLiteral text: String) { self = .string(text) }

  /// The whole number that is written out.
  package init(integerLiteral integer: Int64) { self = .integer(integer) }

  /// The truth value that is written out.
  package init(booleanLiteral boolean: Bool) { self = .boolean(boolean) }

  /// Null.
  package init(nilLiteral: ()) { self = .null }

  /// The elements in the order written.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// The members in the order written.
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}
