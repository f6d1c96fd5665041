/// Who a person was on a day.
package struct PersonStanding: Sendable, Equatable {
  /// Groups, by place in `Grouping.ofPeople`; codes, 0 where missing.
  package var groups: EmploymentHistory.Groups
  /// Days since the latest hired_on, 0 on that day; nil where tenure does not count on the day: before it, and where
  /// there are assignments and none is valid.
  package var tenureDays: Int?

  /// A standing of all parts.
  package init(groups: EmploymentHistory.Groups, tenureDays: Int?) {
    (self.groups, self.tenureDays) = (groups, tenureDays)
  }

  /// The group of a grouping of people.
  package subscript(grouping: Grouping) -> UInt32 { groups[EmploymentHistory.place(of: grouping)] }
}
