/// A sentence of the page: words of ours, and between them numbers and names that rows hold.
///
/// Words are written in the source, so that every number of a page is a `Reading`.
package struct Sentence: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// One piece of it.
  package enum Piece: Sendable, Equatable {
    case words(String)
    case number(Reading)
    /// A name, a code or a text that a table or the manifest holds.
    case name(String)
  }

  /// Its pieces, in order.
  package var pieces: [Piece]

  /// A sentence of words alone.
  package init(stringLiteral value: String) { pieces = [.words(value)] }

  /// A sentence with numbers and names in it.
  package init(stringInterpolation: Interpolation) { pieces = stringInterpolation.pieces }

  /// Words, numbers and names in their order.
  package struct Interpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.words(literal)) }
    }

    package mutating func appendInterpolation(_ reading: Reading) { pieces.append(.number(reading)) }

    package mutating func appendInterpolation(name: String) { pieces.append(.name(name)) }

    package mutating func appendInterpolation(_ sentence: Sentence) { pieces += sentence.pieces }
  }

  /// Two sentences, one behind the other.
  package static func + (one: Sentence, other: Sentence) -> Sentence {
    var sentence = one
    sentence.pieces += other.pieces
    return sentence
  }

  /// As plain text.
  package var text: String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .number(let reading): reading.text
      case .name(let name): name
      }
    }.joined()
  }

  /// Its numbers, in order.
  package var readings: [Reading] {
    pieces.compactMap { if case .number(let reading) = $0 { reading } else { nil } }
  }

  /// As markup: numbers stand out, names keep their own direction.
  var markup: [Markup] {
    pieces.map { piece in
      switch piece {
      case .words(let words): .text(words)
      case .number(let reading): .make(.strong, text: reading.text)
      case .name(let name): .make(.bdi, text: ClippedText.clip(name, to: ClippedText.sentence))
      }
    }
  }
}
