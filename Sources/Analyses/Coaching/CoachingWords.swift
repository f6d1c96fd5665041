import Aggregate
import Canonical
import Statistics
import Tables

/// The words in which the tables of coaching say numbers and reasons.
enum CoachingWords {
  /// Why there is no estimate of what coaching did.
  static func reason(_ reason: NotEstimable) -> String {
    switch reason {
    case .tooFew(.treated, _, let needed): "not estimable: under \(needed) coached, or with a match"
    case .tooFew(.controls, _, let needed):
      "not estimable: under \(needed) agents to compare with, as many as they are worth"
    case .tooFew(.groups, _, _):
      "not estimable: no month has enough coached agents and others to compare with"
    case .tooFew(.periods, let found, let needed): "not estimable: \(found) months, \(needed) needed"
    case .tooFew(.units, _, _): "not estimable: too few agents have an outcome"
    case .tooFew(.clusters, let found, let needed):
      "not estimable: \(found) teams on one side, \(needed) needed on either"
    case .tooFew(.degreesOfFreedom, _, _): "not estimable: nobody has two, so nothing tells how they vary"
    case .tooFew(let what, let found, let needed):
      "not estimable: \(found) \(what.rawValue), \(needed) needed"
    case .noSpread, .collinear: "not estimable: nothing varies that could be compared"
    case .tooMany(_, let found, let most): "not estimable: \(found) values, at most \(most) are taken"
    case .notFinite, .outOfRange, .noConvergence:
      "not estimable: the arithmetic does not settle on these numbers"
    }
  }

  /// An effect in the words of its outcome: points of a share, seconds, or units of a score; with its sign.
  static func amount(_ value: Double, of outcome: CoachingOutcome) -> String {
    switch outcome {
    case .acr, .vocResolution, .csat: ImpactWords.signedPoints(value) + " points"
    case .qa: signed(value) + " in its unit"
    case .handleTime: signed(value) + " s"
    }
  }

  /// A number with one decimal and a minus where it is below 0.
  private static func signed(_ value: Double) -> String {
    // As a share of a hundred, which has the same digits.
    ImpactWords.signedPoints(value / hundred)
  }

  private static let hundred = 100.0
}
