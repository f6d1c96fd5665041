/// The shape of a text that may be somebody's id: what a message shows instead of it.
package enum TextShape {
  /// The text with 9 for each digit and a for each letter, cut at 40 characters.
  package static func masked(_ text: String) -> String {
    let shape = text.prefix(40).map { character -> Character in
      character.isNumber ? "9" : character.isLetter ? "a" : character.isNewline ? " " : character
    }
    return String(shape) + (text.count > 40 ? "…" : "")
  }

  /// The name of a column, masked where it looks like a value of a file without a header.
  package static func columnName(_ name: String) -> String {
    name.contains("@") || name.count(where: \.isNumber) >= 4 ? masked(name) : name
  }
}
