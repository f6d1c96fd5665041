/// Which units stand for what would have happened without treatment.
///
/// Source: Callaway and Sant'Anna (2021), Journal of Econometrics 225(2), 200–230,
/// doi:10.1016/j.jeconom.2020.12.001, assumptions 4 and 5.
package enum ControlGroup: Sendable {
  /// Units that no treatment reaches in the whole panel.
  case neverTreated
  /// Units that no treatment has reached by the period compared.
  case notYetTreated
}
