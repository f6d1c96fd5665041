/// What data say about a knee that someone claims.
package enum KneeVerdict: String, Equatable, Sendable, CaseIterable {
  /// The claimed knee is in the interval, and the line falls faster above it (p < .05).
  case consistent
  /// The line bends down (p < .05), but not at the claimed knee.
  case kneeElsewhere
  /// No bend down is seen. With few units this is no proof that there is none.
  case noKnee
  /// Too few units or periods, or none above the claimed knee.
  case insufficient
}
