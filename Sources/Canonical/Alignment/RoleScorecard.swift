/// What a role is measured by on the last day that is known: what Score finds and Analyses judges.
package struct RoleScorecard: Sendable, Equatable {
  /// Code of the role.
  package var role: UInt32
  /// The role as printed.
  package var name: String
  /// Its kind of work.
  package var type: RoleType
  /// The scorecard as printed; nil where none holds on the last day.
  package var scorecard: String?
  /// The lines that hold on the last day, by metric.
  package var lines: [ScorecardLine]
  /// People in the role on the last day.
  package var people: Int
  /// Days of the span on which somebody was in the role, first to last.
  package var days: Int
  /// Those of them on which no scorecard held.
  package var missingDays: Int
  /// Those of them on which several held.
  package var overlappingDays: Int

  /// A role with all its parts.
  package init(
    role: UInt32, name: String, type: RoleType, scorecard: String?, lines: [ScorecardLine], people: Int,
    days: Int = 0, missingDays: Int = 0, overlappingDays: Int = 0
  ) {
    (self.role, self.name, self.type, self.scorecard) = (role, name, type, scorecard)
    (self.lines, self.people, self.days) = (lines, people, days)
    (self.missingDays, self.overlappingDays) = (missingDays, overlappingDays)
  }
}
