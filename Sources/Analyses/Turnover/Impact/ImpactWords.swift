import Statistics
import Tables

/// The words in which the tables of turnover's impact say numbers and reasons.
enum ImpactWords {
  /// Thousandths of one in a tenth of a point.
  private static let perPoint = 10

  /// A share as points with one decimal, without a sign: 0.0234 is 2.3.
  static func points(_ share: Double) -> String {
    let tenths = Int((abs(share) * 1_000).rounded())
    return "\(tenths / perPoint).\(tenths % perPoint)"
  }

  /// The same with a minus before what is below 0.
  static func signedPoints(_ share: Double) -> String {
    let text = points(share)
    return share < 0 && text.contains { $0 != "0" && $0 != "." } ? "-" + text : text
  }

  /// A share in percent, without the decimal where that is 0: 0.2 is 20 %.
  static func percent(_ share: Double) -> String {
    let text = points(share)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
  }

  /// A p-value with three decimals.
  static func p(_ p: Double) -> String {
    let thousandths = Int((p * 1_000).rounded())
    if thousandths == 0 { return "p < 0.001" }
    let digits = String(1_000 + thousandths % 1_000).dropFirst()
    return "p = \(thousandths / 1_000).\(digits)"
  }

  /// Several of a unit: 3 teams, 1 team.
  static func units(_ count: Int, _ kind: TurnoverPanel.UnitKind) -> String {
    "\(count) \(kind.rawValue)\(count == 1 ? "" : "s")"
  }

  /// Why there is no estimate of a panel.
  static func reason(_ reason: NotEstimable, _ panel: ImpactPanel) -> String {
    let kind = panel.kind
    return switch reason {
    case .tooFew(.units, let found, let needed):
      "not estimable: \(units(found, kind)) with a full year of history, \(needed) needed"
    case .tooFew(.periods, let found, let needed):
      "not estimable: \(found) months after a full year of history, \(needed) needed"
    case .tooFew(.clusters, let found, let needed):
      "not estimable: \(units(found, kind)) on one side of \(percent(panel.threshold)) turnover, or at all, "
        + "\(needed) needed on either"
    case .tooFew(.observations, let found, let needed):
      "not estimable: \(found) months of \(kind.rawValue)s, \(needed) needed"
    case .tooFew(let what, let found, let needed):
      "not estimable: \(found) \(what.rawValue), \(needed) needed"
    case .noSpread(.predictors), .collinear:
      "not estimable: turnover does not vary beyond what \(kind.rawValue)s and months have in common"
    case .noSpread: "not estimable: nothing varies that could be compared"
    case .tooMany(_, let found, let most): "not estimable: \(found) values, at most \(most) are taken"
    case .notFinite, .outOfRange, .noConvergence:
      "not estimable: the arithmetic does not settle on these numbers"
    }
  }
}
