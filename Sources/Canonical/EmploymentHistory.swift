import Tables

/// One person's days with the employer, and how they ended: what Score finds and Aggregate counts.
package struct EmploymentHistory: Sendable, Equatable {
  /// Groups of a person on a day, by place in `Grouping.ofPeople`; codes, 0 where missing and for `all`.
  package typealias Groups = SIMD8<UInt32>

  /// Days that follow one another, on which the groups of a person do not change.
  package struct Stretch: Sendable, Equatable {
    /// First day.
    package var first: CivilDate
    /// Last day, inclusive.
    package var last: CivilDate
    /// Groups on each of them.
    package var groups: Groups

    /// Days with the same groups.
    package init(first: CivilDate, last: CivilDate, groups: Groups) {
      (self.first, self.last, self.groups) = (first, last, groups)
    }
  }

  /// A last day: with the employer, or in a role.
  package struct Separation: Sendable, Equatable {
    /// The last day.
    package var day: CivilDate
    /// Groups on it.
    package var groups: Groups
    /// What it counts as.
    package var kinds: Set<TurnoverKind>

    /// A last day.
    package init(day: CivilDate, groups: Groups, kinds: Set<TurnoverKind>) {
      (self.day, self.groups, self.kinds) = (day, groups, kinds)
    }
  }

  /// One spell of employment as far as it is known.
  package struct Employment: Sendable, Equatable {
    /// First day.
    package var hired: CivilDate
    /// Last day, or the last one that is known of.
    package var last: CivilDate
    /// Groups on the first day that is looked at.
    package var groups: Groups
    /// Why they left; nil while they are here.
    package var exit: TurnoverKind?
    /// Whether somebody referred them.
    package var isReferred: Bool
    /// Whether they were coached on their first days; nil where the log of coaching does not reach so far.
    package var wasCoachedEarly: Bool?
    /// Whether they are a contractor.
    package var isContractor: Bool

    /// A spell of employment.
    package init(
      hired: CivilDate, last: CivilDate, groups: Groups = Groups(), exit: TurnoverKind?,
      isReferred: Bool = false, wasCoachedEarly: Bool? = nil, isContractor: Bool = false
    ) {
      (self.hired, self.last, self.groups, self.exit) = (hired, last, groups, exit)
      (self.isReferred, self.wasCoachedEarly) = (isReferred, wasCoachedEarly)
      self.isContractor = isContractor
    }
  }

  /// Code of the person.
  package var person: UInt32
  /// All days that count, in their order.
  package var stretches: [Stretch] = []
  /// All last days that count, in their order.
  package var separations: [Separation] = []
  /// All spells of employment, in their order.
  package var employments: [Employment] = []

  /// The history of somebody who was never there.
  package init(person: UInt32) { self.person = person }

  /// The groups on a day; nil where it does not count.
  package func groups(on day: CivilDate) -> Groups? {
    stretches.last { $0.first <= day }.flatMap { $0.last >= day ? $0.groups : nil }
  }

  /// The place of a grouping among the groups.
  package static func place(of grouping: Grouping) -> Int {
    guard let place = Grouping.ofPeople.firstIndex(of: grouping) else {
      preconditionFailure("\(grouping.rawValue) groups no days of people")
    }
    return place
  }
}
