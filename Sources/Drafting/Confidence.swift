/// How sure a proposal is.
enum Confidence: Int, Comparable {
  case guess = 1
  case likely
  case high

  /// For people.
  var word: String {
    switch self {
    case .guess: "guess"
    case .likely: "likely"
    case .high: "high"
    }
  }

  /// Whether one is less sure than another.
  static func < (lhs: Confidence, rhs: Confidence) -> Bool { lhs.rawValue < rhs.rawValue }
}
