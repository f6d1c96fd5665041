import Canonical
import Statistics
import Tables

/// How long people stayed, by group: entries, exits by cause, and people.
///
/// Days count from the day of hire, which is day 1. Who was hired before the first day looked at enters on that
/// day: what happened before is not known, and those who had left by then are in no export.
package struct RetentionTally: Sendable, Equatable {
  /// A group of a grouping.
  package struct Key: Hashable, Sendable {
    /// By what is grouped.
    package var grouping: Grouping
    /// Which group.
    package var group: Group
    /// Whether they are contractors, who are in no sum.
    package var isContractor: Bool
  }

  /// A group: a code, a year, or whether something holds.
  package enum Group: Hashable, Sendable {
    case code(UInt32)
    case year(Int)
    case truth(Bool)
  }

  /// What was counted of a group.
  package struct Unit: Sendable, Equatable {
    /// Spells by day.
    package fileprivate(set) var risk = RiskTally()
    /// Distinct people.
    package fileprivate(set) var people: Int64 = 0
  }

  /// Causes of an exit, in the order of the tally's.
  package static let causes: [TurnoverKind] = [.voluntary, .involuntary, .other]

  /// The first day that is looked at.
  package let first: CivilDate
  /// By what is grouped.
  package let groupings: [Grouping]
  /// What was counted.
  package private(set) var units: [Key: Unit] = [:]
  /// Spells that are too long to be true.
  package private(set) var overlong = 0

  /// Nothing counted.
  package init(first: CivilDate, groupings: [Grouping]) {
    (self.first, self.groupings) = (first, groupings)
  }

  /// Adds a person, once.
  package mutating func observe(_ history: EmploymentHistory) {
    var met: Set<Key> = []
    for employment in history.employments {
      let hired = Int(employment.hired.days)
      let (entry, exit) = (max(0, Int(first.days) - hired), Int(employment.last.days) - hired + 1)
      // Who had left before is not looked at.
      if exit <= entry { continue }
      if exit > Spell.lastDay {
        overlong += 1
        continue
      }
      for grouping in groupings {
        guard let group = group(of: employment, grouping) else { continue }
        let isLandmark = grouping == .earlyCoaching
        let early = isLandmark ? TurnoverParameters.earlyDays : 0
        // Whose first days are not all known is not compared by what happened on them.
        if isLandmark, entry > 0 || exit <= early { continue }
        guard let spell = try? Spell(entry: entry, exit: exit - early, cause: cause(employment.exit)) else {
          preconditionFailure("spells have days")
        }
        let key = Key(grouping: grouping, group: group, isContractor: employment.isContractor)
        units[key, default: Unit()].risk.observe(spell)
        met.insert(key)
      }
    }
    for key in met { units[key]?.people += 1 }
  }

  /// Adds another tally of other people.
  package mutating func merge(_ other: RetentionTally) {
    precondition(first == other.first && groupings == other.groupings, "tallies of one plan")
    for (key, unit) in other.units {
      units[key, default: Unit()].risk.merge(unit.risk)
      units[key]?.people += unit.people
    }
    overlong += other.overlong
  }

  /// The group of a spell; nil where it has none.
  ///
  /// Contractors are told apart by class alone.
  private func group(of employment: EmploymentHistory.Employment, _ grouping: Grouping) -> Group? {
    if employment.isContractor, grouping != .workerClass { return nil }
    switch grouping {
    case .hireCohort: return .year(employment.hired.parts.year)
    case .referral: return .truth(employment.isReferred)
    case .earlyCoaching: return employment.wasCoachedEarly.map { .truth($0) }
    default: return .code(employment.groups[EmploymentHistory.place(of: grouping)])
    }
  }

  /// The number of a cause; nil while nobody left.
  private func cause(_ exit: TurnoverKind?) -> Int? {
    exit.map { RetentionTally.causes.firstIndex(of: $0) ?? RetentionTally.causes.count - 1 }
  }
}
