import Statistics

/// Why a number of retention is missing, in words.
enum RetentionWords {
  /// What an estimator lacks.
  static func note(_ reason: NotEstimable) -> String {
    switch reason {
    case .tooFew(.events, let found, let needed): "\(found) separations, \(needed) are needed"
    case .tooFew(.groups, let found, let needed):
      "\(found) groups with \(KaplanMeier.fewestEvents) separations or more, \(needed) are needed"
    case .tooFew(_, let found, let needed): "\(found) spells, \(needed) are needed"
    case .noSpread: "nobody left while two groups had anybody to lose"
    default: "not estimable"
    }
  }

  /// Why a curve does not reach a day.
  static func unknown(_ curve: KaplanMeier) -> String {
    curve.riskSetEmptyOn.map { "nobody was followed on day \($0)" }
      ?? "nobody was followed beyond day \(curve.lastDay)"
  }
}
