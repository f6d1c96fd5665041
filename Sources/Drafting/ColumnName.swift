/// A column's name taken apart into words.
struct ColumnName {
  /// Its words in lower case, without hints in parentheses and units.
  let words: [String]
  /// The words without anything between them.
  let squashed: String
  /// The unit that it tells: one of `s`, `ms`, `min`, `h`.
  let unit: String?

  private static let units: [String: String] = [
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "ms": "ms", "msec": "ms",
    "millis": "ms", "milliseconds": "ms", "min": "min", "mins": "min", "minute": "min", "minutes": "min",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
  ]
  /// Takes a name apart at blanks, signs and changes of case.
  init(_ name: String) {
    var words = ColumnName.split(name)
    var unit: String?
    if words.count > 1, let last = words.last, let found = ColumnName.units[last] {
      unit = found
      words.removeLast()
      if words.count > 1, words.last == "in" { words.removeLast() }
    }
    while words.count > 1, let last = words.last, ["y", "n", "yes", "no"].contains(last) {
      words.removeLast()
    }
    self.words = words
    self.unit = unit
    squashed = words.joined()
  }

  /// Takes a name apart that has neither hints nor a unit.
  init(whole name: String) {
    words = ColumnName.split(name)
    unit = nil
    squashed = words.joined()
  }

  private static func split(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in name {
      let isPart = character.isLetter || character.isNumber
      let begins = !isPart || wasLower && character.isUppercase
      if begins, !word.isEmpty {
        words.append(word)
        word = ""
      }
      if isPart { word += character.lowercased() }
      wasLower = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Whether it has one of these words.
  func has(_ wanted: Set<String>) -> Bool { words.contains(where: wanted.contains) }

  /// How far other words are in this name, in their order and side by side: as many words as are too
  /// many; nil where they are not.
  func extraWords(beyond other: ColumnName) -> Int? {
    if squashed == other.squashed { return 0 }
    let (count, wanted) = (words.count, other.words.count)
    guard wanted > 0, count > wanted else { return nil }
    let isIn = (0...(count - wanted)).contains { Array(words[$0..<($0 + wanted)]) == other.words }
    return isIn ? count - wanted : nil
  }

  /// Whether some canonical column is called so.
  var isKnown: Bool { ColumnTerms.known.contains(squashed) }
}
