/// What a coach is judged by; the raw value is printed.
///
/// Source: Gartner, coaching effectiveness from five sources.
package enum CoachSource: String, CaseIterable, Sendable {
  /// What their agents gained.
  case performance
  /// What agents say.
  case pulse
  /// What they say of themselves.
  case selfAssessment = "self"
  /// What managers, peers and reports say.
  case review360
  /// How often their agents are promoted.
  case promotions

  /// Whether it is what people answered, so that the minimum of surveys holds for groups.
  package var isSurveyed: Bool {
    switch self {
    case .pulse, .selfAssessment, .review360: true
    case .performance, .promotions: false
    }
  }
}
