import Normalize

/// The two words, or the one, with which a column says yes and no.
struct BooleanWords {
  /// Words that mean yes, as written.
  let yes: [String]
  /// Words that mean no, as written.
  let no: [String]
  /// Whether they are read without a map.
  let areNative: Bool

  private static let pairs: [(yes: String, no: String)] = [
    ("true", "false"), ("yes", "no"), ("1", "0"), ("y", "n"), ("t", "f"), ("vrai", "faux"), ("oui", "non"),
    ("o", "n"), ("ja", "nein"), ("j", "n"), ("wahr", "falsch"), ("sí", "no"), ("si", "no"), ("s", "n"),
    ("verdadero", "falso"), ("sim", "não"), ("да", "нет"), ("истина", "ложь"), ("x", ""), ("1.0", "0.0"),
  ]

  /// The words of a column; nil where they are no yes and no.
  init?(_ words: [String]) {
    let lower = Set(words.map { $0.lowercased() })
    guard !lower.isEmpty,
      let pair = BooleanWords.pairs.first(where: { lower.isSubset(of: [$0.yes, $0.no]) })
    else { return nil }
    // A single word tells little: `no` alone may be a number, `1` a count.
    guard lower.count == 2 || !["1", "0", "o", "s", "t", "f", "j", "1.0", "0.0"].contains(lower.first ?? "")
    else { return nil }
    yes = words.filter { $0.lowercased() == pair.yes }
    no = words.filter { $0.lowercased() == pair.no }
    areNative = words.allSatisfy { TextProbe.boolean($0) != nil }
  }
}
