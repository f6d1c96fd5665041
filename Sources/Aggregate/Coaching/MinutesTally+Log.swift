import Canonical
import Tables

extension MinutesTally {
  /// Supervisors' coaching minutes (x) beside their paid ones (y), by the groups of the last day of each span.
  ///
  /// Spans count that lie within the days of which the log knows, and end on a day on which the person leads others.
  /// - Parameters:
  ///   - metrics: paid minutes of people, in millionths.
  ///   - log: the days of which the log of coaching knows.
  /// - Returns: nil where no span counts.
  package static func paid(
    _ metrics: [PersonMetric], _ histories: [CoachedHistory], groupings: [Grouping],
    log: ClosedRange<CivilDate>
  ) -> MinutesTally? {
    let hours = CoachHours(histories)
    let spans = Dictionary(grouping: metrics, by: \.person)
    return tally(histories, groupings) { history in
      spans[history.person, default: []].compactMap { span in
        guard log.contains(span.first), log.contains(span.last), span.millionths > 0,
          let stretch = history.stretch(on: span.last), stretch.isSupervisor
        else { return nil }
        return Entry(
          month: span.month, groups: stretch.days.groups,
          x: hours.seconds(of: history.person, from: span.first, through: span.last),
          y: seconds(ofMinutes: span.millionths))
      }
    }
  }

  /// Agents' logged minutes (x) of the 28 days up to each answer beside those that they remember (y), by the groups
  /// of the day of the answer.
  ///
  /// An answer counts where the log knows all of its 28 days, and the minutes of each session held on them.
  /// - Parameter log: the days of which the log of coaching knows.
  /// - Returns: nil where no answer counts.
  package static func perceived(
    _ answers: [PerceivedMinutes], _ histories: [CoachedHistory], groupings: [Grouping],
    log: ClosedRange<CivilDate>
  ) -> MinutesTally? {
    let own = Dictionary(grouping: answers, by: \.person)
    return tally(histories, groupings) { history in
      own[history.person, default: []].compactMap { answer in
        let first = CivilDate(days: answer.day.days - Int32(CoachingParameters.periodDays) + 1)
        guard log.contains(first), log.contains(answer.day),
          let groups = history.stretch(on: answer.day)?.days.groups
        else { return nil }
        let logged = history.sessions.filter { $0.isHeld && first <= $0.day && $0.day <= answer.day }
        let seconds = logged.compactMap(\.seconds)
        if seconds.count < logged.count { return nil }
        return Entry(month: answer.day.month, groups: groups, x: seconds.reduce(0, +), y: answer.seconds)
      }
    }
  }

  private static func tally(
    _ histories: [CoachedHistory], _ groupings: [Grouping], _ entries: (CoachedHistory) -> [Entry]
  ) -> MinutesTally? {
    var tally = MinutesTally(groupings: groupings)
    for history in histories { tally.observe(entries(history)) }
    return tally.units.isEmpty ? nil : tally
  }

  /// Whole seconds of minutes in millionths, halves up.
  private static func seconds(ofMinutes millionths: Int64) -> Int64 {
    let one: Int64 = 1_000_000
    return millionths / one * 60 + (millionths % one * 60 + one / 2) / one
  }
}
