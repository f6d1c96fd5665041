import Canonical
import Statistics

/// The words in which the tables of alignment say numbers and reasons.
enum AlignmentWords {
  /// Millionths as a share.
  static func share(_ millionths: Int64) -> Double { Double(millionths) / Double(ScorecardLine.whole) }

  private static let perOne = 100

  /// A number with two decimals: 0.4 is 0.40.
  static func text(_ number: Double) -> String {
    let hundredths = Int((abs(number) * Double(perOne)).rounded())
    let digits = String(perOne + hundredths % perOne).dropFirst()
    return (number < 0 && hundredths > 0 ? "-" : "") + "\(hundredths / perOne).\(digits)"
  }

  /// Why weights cannot be held against the data.
  static func reason(_ reason: NotEstimable) -> String {
    switch reason {
    case .tooFew(.observations, let found, let needed): "\(found) months of people, \(needed) needed"
    case .tooFew(.clusters, let found, let needed): "\(found) people, \(needed) needed"
    case .tooFew(.predictors, _, _): "no weighted metric that could be held against it"
    case .tooFew(.units, let found, let needed): "\(found) months of supervisors, \(needed) needed"
    case .tooFew(.periods, let found, let needed): "\(found) months, \(needed) needed"
    case .tooFew(let what, let found, let needed): "\(found) \(what.rawValue), \(needed) needed"
    case .noSpread: "it is the same for everybody within sites and months"
    case .collinear: "some metrics say the same to the last digit"
    case .tooMany(_, let found, let most): "\(found) values, at most \(most) are taken"
    case .notFinite, .outOfRange, .noConvergence: "the arithmetic does not settle on these numbers"
    }
  }
}
