import Canonical
import Tables

/// What one coach did: sessions, with whom, how, and what became of the agents.
package struct CoachProfile: Sendable, Equatable {
  /// Code of the coach.
  package var coach: UInt32
  /// Code of the coach's own site and team on the last day of theirs; 0 where missing.
  package var site: UInt32 = 0
  package var team: UInt32 = 0
  /// Held sessions; a group is one.
  package var sessions: Int64 = 0
  /// People with a held session.
  package var agents: Int64 = 0
  /// Agents' held sessions of which it is known what they were, and those that were proactive.
  package var known: Int64 = 0
  package var proactive: Int64 = 0
  /// Days between held sessions with one agent: their sum, and how many.
  package var gapDays: Int64 = 0
  package var gaps: Int64 = 0
  /// Held sessions with minutes, and their seconds.
  package var timed: Int64 = 0
  package var seconds: Int64 = 0
  /// Held sessions by place of their kind among all kinds.
  package var kinds: [Int64] = Array(repeating: 0, count: CoachingSession.Kind.allCases.count)
  /// Days that agents were followed after their first session, a year at most, and promotions on them.
  package var followedDays: Int64 = 0
  package var promotions: Int64 = 0
  /// Programs that the coach went through.
  package var trainings: [CoachedHistory.Training] = []
  /// Days of agents' held sessions, ascending.
  package var days: [CivilDate] = []

  /// A coach without sessions.
  package init(coach: UInt32) { self.coach = coach }

  /// The coaches of some people's held sessions, by code.
  /// - Parameters:
  ///   - histories: everybody's.
  ///   - last: the last day that is known.
  package static func found(in histories: [CoachedHistory], last: CivilDate) -> [CoachProfile] {
    var profiles: [UInt32: CoachProfile] = [:]
    var counted: Set<SIMD2<UInt32>> = []
    for history in histories {
      // By coach: the first session with this person, and the last one so far.
      var met: [UInt32: (first: CivilDate, last: CivilDate)] = [:]
      for session in history.sessions where session.isHeld {
        var profile = profiles[session.coach] ?? CoachProfile(coach: session.coach)
        profile.add(session, isNew: counted.insert(SIMD2(session.coach, session.session)).inserted)
        if let before = met[session.coach]?.last {
          if before < session.day {
            profile.gaps += 1
            profile.gapDays += Int64(session.day.days - before.days)
          }
        } else {
          profile.agents += 1
        }
        met[session.coach] = (met[session.coach]?.first ?? session.day, session.day)
        profiles[session.coach] = profile
      }
      for (coach, days) in met { profiles[coach]?.follow(history, from: days.first, last: last) }
    }
    let site = EmploymentHistory.place(of: .site)
    let team = EmploymentHistory.place(of: .team)
    for history in histories {
      guard profiles[history.person] != nil, let stretch = history.stretches.last else { continue }
      profiles[history.person]?.site = stretch.days.groups[site]
      profiles[history.person]?.team = stretch.days.groups[team]
      profiles[history.person]?.trainings = history.trainings
    }
    return profiles.values.sorted { $0.coach < $1.coach }.map { profile in
      var profile = profile
      profile.days.sort()
      return profile
    }
  }

  /// The share of held sessions of a kind; nil without sessions.
  package func share(of kind: CoachingSession.Kind) -> Double? {
    let place = CoachingSession.Kind.allCases.firstIndex(of: kind)
    return place.flatMap { sessions == 0 ? nil : Double(kinds[$0]) / Double(sessions) }
  }

  private mutating func add(_ session: CoachingSession, isNew: Bool) {
    days.append(session.day)
    if session.approach != nil { known += 1 }
    if session.approach == .proactive { proactive += 1 }
    guard isNew else { return }
    sessions += 1
    if let own = session.seconds {
      timed += 1
      seconds += own
    }
    if let kind = session.kind.flatMap(CoachingSession.Kind.allCases.firstIndex) { kinds[kind] += 1 }
  }

  /// Follows an agent from the day after the first session on, for a year, until they leave or nothing is known.
  private mutating func follow(_ history: CoachedHistory, from first: CivilDate, last: CivilDate) {
    let end = min(first.days + Int32(CoachingParameters.promotionDays), last.days)
    let days = history.stretches.reduce(Int64(0)) { sum, stretch in
      let (from, to) = (max(stretch.days.first.days, first.days + 1), min(stretch.days.last.days, end))
      return sum + Int64(max(0, to - from + 1))
    }
    followedDays += days
    promotions += Int64(history.promotions.count { $0 > first && $0.days <= end })
  }
}
