/// Where a text is not the JSON that this program reads.
package struct JSONFault: Error, Sendable, Equatable {
  /// Offset of the byte at fault, from 0.
  package var offset: Int
  /// What was expected there.
  package var problem: String

  /// A fault at a byte.
  package init(offset: Int, problem: String) {
    self.offset = offset
    self.problem = problem
  }
}

extension JSONValue {
  /// The value of a whole JSON text (RFC 8259) in UTF-8.
  ///
  /// Numbers become integers where they are whole, else millionths, rounded half away from zero.
  /// Nesting ends at 128 levels.
  /// - Throws: `JSONFault` for anything that is not JSON, and for numbers beyond 64 bits.
  package init(parsing bytes: [UInt8]) throws(JSONFault) {
    var syntax = JSONSyntax(bytes: bytes)
    self = try syntax.document()
  }
}

/// The grammar of RFC 8259 over bytes, from left to right.
private struct JSONSyntax {
  let bytes: [UInt8]
  var position = 0
  static let deepest = 128

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONFault) -> JSONValue {
    let value = try value(depth: 0)
    skipBlanks()
    if position < bytes.count { throw fault("the end") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    if depth > JSONSyntax.deepest { throw fault("no deeper nesting") }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
    var members: [JSONValue.Member] = []
    position += 1
    if skip("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw fault("a name") }
      let name = try text()
      guard skip(":") else { throw fault("':'") }
      members.append(JSONValue.Member(name, try value(depth: depth + 1)))
    } while skip(",")
    guard skip("}") else { throw fault("',' or '}'") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
    var elements: [JSONValue] = []
    position += 1
    if skip("]") { return .array([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while skip(",")
    guard skip("]") else { throw fault("',' or ']'") }
    return .array(elements)
  }

  private mutating func text() throws(JSONFault) -> String {
    position += 1
    let start = position
    var unescaped: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw fault("an escaped control character") }
      position += 1
      if byte == UInt8(ascii: "\\") {
        unescaped.append(contentsOf: String(try escape()).utf8)
      } else {
        unescaped.append(byte)
      }
    }
    guard next != nil else { throw fault("'\"'") }
    position += 1
    guard let text = String(validating: unescaped, as: UTF8.self) else {
      throw JSONFault(offset: start, problem: "expected UTF-8")
    }
    return text
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    guard let letter = next else { throw fault("an escape") }
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw fault("an escape")
    }
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xdc00, next == UInt8(ascii: "\\") else { throw fault("a surrogate pair") }
    position += 1
    guard next == UInt8(ascii: "u") else { throw fault("a surrogate pair") }
    position += 1
    let low = try hexadecimal()
    guard (0xdc00..<0xe000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
    else { throw fault("a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("four hexadecimal digits")
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    guard let first = next, isDigit(first) else { throw fault("a value") }
    if first == UInt8(ascii: "0") { position += 1 } else { skipDigits() }
    if next == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { position += 1 }
      try digits()
    }
    guard let value = JSONNumber(bytes[start..<position]).value else {
      throw JSONFault(offset: start, problem: "expected a number of at most 64 bits")
    }
    return value
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONFault) -> JSONValue {
    let spelling = Array(word.description.utf8)
    guard bytes[position...].starts(with: spelling) else { throw fault("a value") }
    position += spelling.count
    return value
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private mutating func digits() throws(JSONFault) {
    guard let byte = next, isDigit(byte) else { throw fault("a digit") }
    skipDigits()
  }

  private mutating func skipDigits() {
    while let byte = next, isDigit(byte) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private func fault(_ expected: String) -> JSONFault {
    JSONFault(offset: position, problem: "expected \(expected)")
  }
}
