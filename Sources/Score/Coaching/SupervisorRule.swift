import Canonical
import Tables

/// Tells who leads others on a day: whose role is of type supervisor; without roles, whom an assignment names as
/// somebody's supervisor.
struct SupervisorRule {
  private let roleType: UInt32
  /// Whom assignments name; nil where roles tell.
  private let named: Set<UInt32>?

  /// The rule of a ground.
  init(_ ground: CoachingLog.Ground, vocabulary: inout CodeBook) {
    roleType = vocabulary.code(of: "supervisor")
    named = ground.hasRoles ? nil : Set(ground.assignments?.codes("supervisor_id") ?? []).subtracting([0])
  }

  /// Whether somebody leads others while in these groups.
  func holds(_ person: UInt32, _ groups: EmploymentHistory.Groups) -> Bool {
    named?.contains(person) ?? (groups[EmploymentHistory.place(of: .roleType)] == roleType)
  }
}
