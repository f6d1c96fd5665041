import Tables

/// One person's days, the sessions that they were coached in, and the actions that came of them.
package struct CoachedHistory: Sendable, Equatable {
  /// Days that follow one another, on which the groups of the person do not change.
  package struct Stretch: Sendable, Equatable {
    /// The days and their groups.
    package var days: EmploymentHistory.Stretch
    /// Whether the person leads others on them; else they are an agent.
    package var isSupervisor: Bool

    /// Days of an agent or a supervisor.
    package init(_ days: EmploymentHistory.Stretch, isSupervisor: Bool = false) {
      (self.days, self.isSupervisor) = (days, isSupervisor)
    }
  }

  /// Something that the person was to do after a session.
  package struct Action: Sendable, Equatable {
    /// First day.
    package var opened: CivilDate
    /// The day by which it was to be closed; nil where none was set.
    package var due: CivilDate?
    /// The day it was closed; nil while it is open.
    package var closed: CivilDate?

    /// An action.
    package init(opened: CivilDate, due: CivilDate? = nil, closed: CivilDate? = nil) {
      (self.opened, self.due, self.closed) = (opened, due, closed)
    }
  }

  /// Code of the person.
  package var person: UInt32
  /// All days of employment that are known, in their order.
  package var stretches: [Stretch]
  /// All sessions that count, by start.
  package var sessions: [CoachingSession]
  /// All actions of coaching, by first day.
  package var actions: [Action]
  /// First days of assignments that were promotions, in their order.
  package var promotions: [CivilDate] = []
  /// Programs that the person went through, by last day.
  package var trainings: [Training] = []

  /// Days of a program.
  package struct Training: Sendable, Equatable {
    /// First day.
    package var first: CivilDate
    /// Last day, inclusive.
    package var last: CivilDate

    /// A program.
    package init(first: CivilDate, last: CivilDate) { (self.first, self.last) = (first, last) }
  }

  /// The history of a person.
  package init(
    person: UInt32, stretches: [Stretch] = [], sessions: [CoachingSession] = [], actions: [Action] = []
  ) {
    (self.person, self.stretches, self.sessions, self.actions) = (person, stretches, sessions, actions)
  }

  /// The stretch that holds a day; nil where the person was not employed.
  package func stretch(on day: CivilDate) -> Stretch? { place(of: day).map { stretches[$0] } }

  /// Whether the person was employed on each day from one through another.
  package func isEmployed(from first: CivilDate, through last: CivilDate) -> Bool {
    guard let low = place(of: first), let high = place(of: last) else { return false }
    return (low..<high).allSatisfy { stretches[$0].days.last.days + 1 == stretches[$0 + 1].days.first.days }
  }

  /// The place of the stretch that holds a day; nil where the person was not employed.
  private func place(of day: CivilDate) -> Int? {
    var (low, count) = (0, stretches.count)
    // The first stretch that begins later.
    while count > 0 {
      let half = count / 2
      if stretches[low + half].days.first <= day {
        low += half + 1
        count -= half + 1
      } else {
        count = half
      }
    }
    guard low > 0, stretches[low - 1].days.last >= day else { return nil }
    return low - 1
  }
}
