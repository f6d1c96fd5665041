import Canonical
import Tables

/// Person days and separations by group and month: everything that turnover is made of.
///
/// Every history is complete, so whoever is split into pieces, people are whole in one of them: counts of people
/// add up like all others, and any split and order of merging gives the same tally.
package struct TurnoverTally: Sendable, Equatable {
  /// A group of a grouping; code 0 for `all` and where missing.
  package struct Key: Hashable, Sendable {
    /// By what is grouped.
    package var grouping: Grouping
    /// Code of the group.
    package var group: UInt32
  }

  /// What was counted of one group.
  package struct Unit: Sendable, Equatable {
    /// By place of the month: days, separations and people in it.
    package fileprivate(set) var months: [TurnoverCounts]
    /// By place of the month: people of the twelve months from it on.
    package fileprivate(set) var peopleOfYear: [Int64]
    /// People of the whole span.
    package fileprivate(set) var people: Int64 = 0

    fileprivate init(months: Int) {
      self.months = Array(repeating: TurnoverCounts(), count: months)
      peopleOfYear = Array(repeating: 0, count: months)
    }

    /// Counts of the whole span.
    package var all: TurnoverCounts {
      var sum = sum(of: months.indices)
      sum.people = people
      return sum
    }

    /// Counts of the twelve months from a place on, or of those that are left.
    package func year(from place: Int) -> TurnoverCounts {
      var sum = sum(of: place..<min(months.count, place + TurnoverParameters.monthsOfYear))
      sum.people = peopleOfYear[place]
      return sum
    }

    private func sum(of places: Range<Int>) -> TurnoverCounts {
      var sum = TurnoverCounts()
      for place in places { sum.add(months[place]) }
      return sum
    }

    fileprivate mutating func merge(_ other: Unit) {
      for place in months.indices {
        months[place].add(other.months[place])
        peopleOfYear[place] += other.peopleOfYear[place]
      }
      people += other.people
    }
  }

  /// The days that are looked at.
  package let span: TurnoverSpan
  /// By what is grouped.
  package let groupings: [Grouping]
  /// What was counted.
  package private(set) var units: [Key: Unit] = [:]
  /// By groups that shared somebody's days: in which months.
  private var months: [EmploymentHistory.Groups: [Bool]] = [:]

  /// Roles and their types, as people's days have them.
  package private(set) var roles: Set<RoleOfType> = []

  /// A role and its type.
  package struct RoleOfType: Hashable, Sendable {
    /// Code of the role.
    package var role: UInt32
    /// Code of its type.
    package var type: UInt32
  }

  private let places: [Int]
  /// Which groups are told apart by `standings`.
  private let shared: EmploymentHistory.Groups

  /// Nothing counted.
  package init(_ span: TurnoverSpan, groupings: [Grouping]) {
    (self.span, self.groupings) = (span, groupings)
    places = groupings.map(EmploymentHistory.place)
    var shared = EmploymentHistory.Groups()
    for grouping in [Grouping.site, .team, .supervisor] where groupings.contains(grouping) {
      shared[EmploymentHistory.place(of: grouping)] = .max
    }
    self.shared = shared
  }

  /// Adds a person, once.
  package mutating func observe(_ history: EmploymentHistory) {
    var met: [Key: [Range<Int>]] = [:]
    for stretch in history.stretches {
      let (first, last) = (max(stretch.first, span.first), min(stretch.last, span.last))
      if first > last { continue }
      let range = span.place(of: first)..<span.place(of: last) + 1
      let days = range.map { Int64(span.days(at: $0).clamped(to: first.days...last.days).count) }
      for key in keys(of: stretch.groups) {
        change(key) { unit in
          for (month, count) in zip(range, days) { unit.months[month].personDays += count }
        }
        met[key, default: []].append(range)
      }
      roles.insert(
        RoleOfType(
          role: stretch.groups[EmploymentHistory.place(of: .role)],
          type: stretch.groups[EmploymentHistory.place(of: .roleType)]))
      months[stretch.groups & shared, default: Array(repeating: false, count: span.monthCount)]
        .replaceSubrange(range, with: repeatElement(true, count: range.count))
    }
    for separation in history.separations where span.first <= separation.day && separation.day <= span.last {
      let month = span.place(of: separation.day)
      for key in keys(of: separation.groups) { change(key) { $0.months[month].leave(separation.kinds) } }
    }
    for (key, ranges) in met { change(key) { TurnoverTally.count(ranges, &$0) } }
  }

  /// Adds another tally of the same span and groupings, of other people.
  package mutating func merge(_ other: TurnoverTally) {
    precondition(span == other.span && groupings == other.groupings, "tallies of one plan")
    for (key, unit) in other.units { units[key, default: Unit(months: span.monthCount)].merge(unit) }
    roles.formUnion(other.roles)
    for (groups, months) in other.months {
      self.months[groups] = zip(self.months[groups] ?? months, months).map { $0 || $1 }
    }
  }

  /// Sites, teams and supervisors that shared somebody's days, and the places of the months; groups that nobody
  /// asked for are 0.
  package var standings: [(groups: EmploymentHistory.Groups, months: [Int])] {
    months.map { groups, isMet in (groups, isMet.indices.filter { isMet[$0] }) }
  }

  /// Counts one person who had days in some months.
  private static func count(_ ranges: [Range<Int>], _ unit: inout Unit) {
    unit.people += 1
    // The month before which all are counted.
    var next = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      for month in range where month >= next {
        unit.months[month].people += 1
        // Each year with this month, and none of the earlier ones.
        for start in max(next, month + 1 - TurnoverParameters.monthsOfYear)..<(month + 1) {
          unit.peopleOfYear[start] += 1
        }
        next = month + 1
      }
    }
  }

  private func keys(of groups: EmploymentHistory.Groups) -> [Key] {
    zip(groupings, places).map { Key(grouping: $0, group: groups[$1]) }
  }

  private mutating func change(_ key: Key, _ change: (inout Unit) -> Void) {
    change(&units[key, default: Unit(months: span.monthCount)])
  }
}
