/// Which units stand for what would have happened without treatment.
///
/// Source: Callaway and Sant'Anna (2021), Journal of Econometrics 225(2), 200–230,
/// doi:10.1016/j.jeconom.2020.12.001, assumptions 4 and 5; `untreatedSoFar`: SPEC section 8.
package enum ControlGroup: Sendable {
  /// Units that no treatment nor its anticipation reaches in the whole panel.
  case neverTreated
  /// Units that neither treatment nor its anticipation has reached by the period compared: G > t + a.
  ///
  /// So do the packages did, csdid and diff-diff. Right where units change what they do before treatment.
  case notYetTreated
  /// Units that no treatment has reached by the period compared, though it may anticipate theirs: G > t.
  ///
  /// Right where the luck of a month decides who is treated in the next: to leave out those whom month t
  /// selects would leave the lucky. Before treatment (t < g) as `notYetTreated`, since the units of g were
  /// not selected in t either.
  case untreatedSoFar

  /// The last period in which a first treatment keeps a unit from being a control.
  func lastExcluded(group: Int, period: Int, anticipation: Int, periods: Int) -> Int {
    switch self {
    case .neverTreated: periods - 1 + anticipation
    case .notYetTreated: period + anticipation
    case .untreatedSoFar: period < group ? period + anticipation : period
    }
  }
}
