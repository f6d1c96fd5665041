import Tables

/// Which number somebody asks about: a table or a measure, and what its row says, as in `fcr.team=Elm`.
package struct NumberReference: Sendable, Equatable {
  /// A table, a measure or a code.
  package var name: String
  /// What the row says: a column or a grouping, and its text.
  package var conditions: [Condition]

  /// A column, or a grouping, whose text is given.
  package struct Condition: Sendable, Equatable {
    package var key: String
    package var text: String
  }

  /// A reference as people write it: `NAME`, or `NAME.KEY=TEXT[,KEY=TEXT…]`.
  ///
  /// A comma begins another condition only where a key and `=` follow it; a text may hold all else.
  /// - Throws: `StageFailure` `.usage`.
  package init(_ text: String) throws(StageFailure) {
    let name = text.prefix { $0 != "." && $0 != "=" }
    let rest = text.dropFirst(name.count)
    guard !name.isEmpty, rest.isEmpty || rest.first == "." else { throw NumberReference.malformed(text) }
    self.name = String(name)
    conditions = []
    if rest.isEmpty { return }
    for piece in rest.dropFirst().split(separator: ",", omittingEmptySubsequences: false) {
      let cut = piece.firstIndex(of: "=")
      let key = cut.map { piece[..<$0] } ?? ""
      if let cut, !key.isEmpty, key.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) {
        conditions.append(Condition(key: String(key), text: String(piece[cut...].dropFirst())))
      } else if let last = conditions.indices.last {
        conditions[last].text += "," + piece
      } else {
        throw NumberReference.malformed(text)
      }
    }
  }

  private static func malformed(_ text: String) -> StageFailure {
    StageFailure(
      .usage,
      "'\(text)': expected a measure, a code, or a number such as fcr.team=Elm or turnover.kind=seat,period=2026-05"
    )
  }
}
