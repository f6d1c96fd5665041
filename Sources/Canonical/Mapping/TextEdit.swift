/// A change of one text before it is mapped or read; edits happen in the order of these cases.
public enum TextEdit: Sendable, Equatable {
  /// One item of a list in a cell: the first or last that is not blank.
  case item(separator: String, isLast: Bool)
  /// Without the first of these beginnings and the first of these endings that it has.
  case cut(prefixes: [String], suffixes: [String])
  /// Blanks within it, however many, become one space.
  case collapseSpaces
  /// The letters A to Z as a to z, as e-mail addresses are compared.
  case lowercase
  /// Its digits 0…9 alone, as a phone's key; missing where it has none.
  case digits

  /// Whether the edited text is another one than a piece of the text.
  public var isRewriting: Bool {
    switch self {
    case .item, .cut: false
    case .collapseSpaces, .lowercase, .digits: true
    }
  }
}
