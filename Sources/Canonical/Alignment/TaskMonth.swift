import Tables

/// What a person finished in a month: what Score finds and Aggregate tells by month.
package struct TaskMonth: Sendable, Equatable {
  /// Code of the person.
  package var person: UInt32
  /// The month in which the tasks were completed.
  package var month: Month
  /// Completed tasks.
  package var completed: Int64 = 0
  /// Those whose work has a beginning, and seconds of it.
  package var timed: Int64 = 0
  package var seconds: Int64 = 0
  /// Those whose work had to be done again.
  package var reworked: Int64 = 0
  /// Those that were judged, and the judgements in millionths of their scale.
  package var judged: Int64 = 0
  package var quality: Int64 = 0

  /// A month without tasks.
  package init(person: UInt32, month: Month) { (self.person, self.month) = (person, month) }
}
