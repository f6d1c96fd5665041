import Statistics

/// One number of one cell, with everything that its row prints.
package struct FCRFigure: Sendable, Equatable {
  /// Denominator, numerator, and what their interval needs.
  package var rate: RateTally
  /// The ratio that `adjusted` is; nil for shares, and where it has none.
  package var ratio: RatioEstimate?
  /// Kaplan–Meier share of first contacts without return at the window's last day, 0…1; nil where the
  /// measure has none and where nothing is settled.
  package var survival: Double?
  /// Conversations whose window is still open; nil where the measure does not tell.
  package var unsettled: Int64?
  /// Conversations whose look-back is cut off; nil where the measure does not tell.
  package var firstUnknown: Int64?
  /// Conversations without what the match needs; nil where the measure does not tell.
  package var unidentified: Int64?
  /// Distinct credited agents of the denominator; for what customers said the respondents.
  package var people: Int

  /// Whether there is anything to print.
  package var isEmpty: Bool {
    rate.n == 0 && unsettled ?? 0 == 0 && firstUnknown ?? 0 == 0 && unidentified ?? 0 == 0
  }
}
