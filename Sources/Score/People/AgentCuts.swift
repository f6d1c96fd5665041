import Canonical
import Tables

/// Days on which the days of agents are cut: where months begin, and where something changes about who they are.
package struct AgentCuts: Sendable {
  /// First and last day of what is counted; cuts beside them cut nothing.
  private let covered: ClosedRange<CivilDate>
  /// By code, in any order.
  private var days: [UInt32: [CivilDate]] = [:]

  /// Months, changes of groups and of tenure, and the days on which those who left and those who replaced them are
  /// compared, of everybody whom the table of people names.
  ///
  /// Each stretch of theirs lies within one month and one month of tenure, up to the last that is told apart.
  package init(_ people: EmploymentResolution, covering first: CivilDate, through last: CivilDate) {
    covered = first...max(first, last)
    let months = (first.month.number...covered.upperBound.month.number).map {
      Month(number: $0).firstDay
    }
    for history in people.histories {
      var own = months + people.changes(of: history.person)
      for hired in people.hires(of: history.person) {
        for month in 0...TurnoverParameters.rampMonths {
          let days = TurnoverParameters.firstDay(ofTenureMonth: month)
          own.append(CivilDate(days: hired.days + Int32(days)))
        }
      }
      add(own, of: history.person)
    }
    for seat in people.replacements {
      for (person, span) in [(seat.leaver, seat.lastDays), (seat.replacement, seat.firstDays)] {
        add([span.lowerBound, CivilDate(days: span.upperBound.days + 1)], of: person)
      }
    }
  }

  /// Further days of somebody.
  package mutating func add(_ cuts: [CivilDate], of person: UInt32) {
    days[person, default: []] += cuts.filter { $0 > covered.lowerBound && $0 <= covered.upperBound }
  }

  /// The calendar with all cuts.
  package var calendar: AgentCalendar { AgentCalendar(days, from: covered.lowerBound) }
}
