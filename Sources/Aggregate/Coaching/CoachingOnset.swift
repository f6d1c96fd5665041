import Canonical
import Tables

/// A session that begins a treatment: no session that counts was held in the 84 days before it.
package struct CoachingOnset: Sendable, Equatable {
  /// The local day of the session.
  package var day: CivilDate
  /// Who coached.
  package var coach: UInt32
  /// Held sessions of any kind on this day and the 83 days after it.
  package var dose: Int

  /// The onsets of a person, by day, and whether a session was held before anything could be seen.
  ///
  /// - A session counts where it was held and, unless the onset is of any session, is reactive.
  /// - Days are observed from `start` on, or from the first day of employment after it; what was before does not
  ///   count.
  /// - Returns: onsets; `isAlwaysTreated` where a session that counts fell on one of the first 84 observed days.
  package static func found(
    in history: CoachedHistory, onset: CoachingParameters.Onset, from start: CivilDate,
    through last: CivilDate
  ) -> (onsets: [CoachingOnset], isAlwaysTreated: Bool) {
    guard let hired = history.stretches.first?.days.first else { return ([], false) }
    let washout = Int32(CoachingParameters.washoutDays)
    let first = max(start, hired)
    let held = history.sessions.filter { $0.isHeld && first <= $0.day && $0.day <= last }
    var (onsets, isAlwaysTreated) = ([CoachingOnset](), false)
    // The first of the days without a session that counts.
    var free = first.days
    for session in held where onset == .anySession || session.approach == .reactive {
      if session.day.days - free >= washout {
        let dose = held.count { $0.day >= session.day && $0.day.days < session.day.days + washout }
        onsets.append(CoachingOnset(day: session.day, coach: session.coach, dose: dose))
      } else if onsets.isEmpty {
        isAlwaysTreated = true
      }
      free = session.day.days + 1
    }
    return (onsets, isAlwaysTreated)
  }
}
