/// What data say about a knee that someone claims.
package enum KneeVerdict: String, Equatable, Sendable, CaseIterable {
  /// The claimed knee is in the interval, and the line falls faster above it (p < .05).
  ///
  /// Beyond an open end the interval goes on: a knee past where one can be looked for counts as in it.
  case consistent
  /// The line bends down (p < .05), but not at the claimed knee.
  case kneeElsewhere
  /// No bend down is seen. With few units this is no proof that there is none.
  case noKnee
  /// Too few units or periods, or too few units with rows on one side of the claimed knee.
  case insufficient
}
