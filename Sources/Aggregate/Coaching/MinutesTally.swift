import Canonical
import Statistics
import Tables

/// Minutes of one kind beside those of another, by group and month: `observe` adds people, once each, `merge` joins
/// tallies of other people.
package struct MinutesTally: Sendable, Equatable {
  /// What is known of one person and one span of days.
  package struct Entry: Sendable, Equatable {
    /// The month that holds the days; nil where several do: then it counts for the whole span alone.
    package var month: Month?
    /// The person's groups at its end.
    package var groups: EmploymentHistory.Groups
    /// Seconds of the one kind and of the other.
    package var x: Int64
    package var y: Int64

    /// What is known of a span of days.
    package init(month: Month?, groups: EmploymentHistory.Groups, x: Int64, y: Int64) {
      (self.month, self.groups, self.x, self.y) = (month, groups, x, y)
    }
  }

  /// What was counted of one group; people are the units of the sums.
  package struct Unit: Sendable, Equatable {
    /// Sums by month.
    package fileprivate(set) var months: [Month: TotalsRatio.Sums] = [:]
    /// Sums of the whole span.
    package fileprivate(set) var all = TotalsRatio.Sums()
  }

  /// By what is grouped.
  package let groupings: [Grouping]
  /// What was counted.
  package private(set) var units: [ActivityTally.Key: Unit] = [:]

  /// Nothing counted.
  package init(groupings: [Grouping]) { self.groupings = groupings }

  /// Adds all that is known of one person, once.
  package mutating func observe(_ entries: [Entry]) {
    var sums: [ActivityTally.Key: [Month?: SIMD2<Int64>]] = [:]
    for entry in entries {
      for grouping in groupings {
        let key = ActivityTally.Key(
          grouping: grouping, group: entry.groups[EmploymentHistory.place(of: grouping)])
        sums[key, default: [:]][nil, default: SIMD2()] &+= SIMD2(entry.x, entry.y)
        if let month = entry.month { sums[key]?[month, default: SIMD2()] &+= SIMD2(entry.x, entry.y) }
      }
    }
    for (key, months) in sums {
      for (month, sum) in months {
        if let month {
          units[key, default: Unit()].months[month, default: .init()].observe(x: sum.x, y: sum.y)
        } else {
          units[key, default: Unit()].all.observe(x: sum.x, y: sum.y)
        }
      }
    }
  }

  /// Adds another tally of the same groupings, of other people.
  package mutating func merge(_ other: MinutesTally) {
    for (key, unit) in other.units {
      var own = units[key] ?? Unit()
      own.all.merge(unit.all)
      for (month, sums) in unit.months { own.months[month, default: .init()].merge(sums) }
      units[key] = own
    }
  }
}
