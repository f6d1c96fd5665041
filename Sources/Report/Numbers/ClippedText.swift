/// Texts that are too long for their place, cut at a whole character.
enum ClippedText {
  /// Columns of a name in a sentence.
  static let sentence = 80.0
  /// Columns of a name in hover text.
  static let hover = 60.0

  /// How many columns of a Latin letter a text takes; pictures and East Asian characters take two.
  static func columns(_ text: String) -> Double {
    text.reduce(0) { $0 + width(of: $1) }
  }

  /// The text, or its beginning and an ellipsis.
  static func clip(_ text: String, to limit: Double) -> String {
    // A limit that was reckoned from the text itself may miss it by rounding.
    let limit = limit + 0.01
    if Double(text.utf8.count) <= limit { return text }
    var taken = 0.0
    var kept = ""
    for character in text {
      taken += width(of: character)
      if taken > limit - 1 { return columns(text) <= limit ? text : kept + "…" }
      kept.append(character)
    }
    return text
  }

  private static func width(of character: Character) -> Double {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    // East Asian wide blocks and pictures begin at Hangul Jamo.
    if scalar.value < 0x1100 { return 1 }
    return scalar.properties.isEmojiPresentation || scalar.value >= 0x2e80 ? 2 : 1
  }
}
