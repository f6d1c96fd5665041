import Tables

/// One number of one person over some days, as another system computed it.
package struct PersonMetric: Sendable, Equatable {
  /// Code of the person.
  package var person: UInt32
  /// First day.
  package var first: CivilDate
  /// Last day, inclusive.
  package var last: CivilDate
  /// The number, in millionths of its unit.
  package var millionths: Int64
  /// How many contacts, tasks or minutes stand behind it; nil where nobody says.
  package var n: Int64?

  /// A number of all parts.
  package init(person: UInt32, first: CivilDate, last: CivilDate, millionths: Int64, n: Int64? = nil) {
    (self.person, self.first, self.last, self.millionths, self.n) = (person, first, last, millionths, n)
  }

  /// The month that holds all of its days; nil where several do.
  package var month: Month? { first.month == last.month ? first.month : nil }
}
