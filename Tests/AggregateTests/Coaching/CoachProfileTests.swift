import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct CoachProfileTests {
  private func session(
    _ number: UInt32, _ day: Int32, coach: UInt32 = 50, minutes: Int64? = 30,
    _ approach: CoachingSession.Approach? = .proactive, kind: CoachingSession.Kind? = .oneOnOne,
    status: CoachingSession.Status = .held
  ) -> CoachingSession {
    CoachingSession(
      session: number, coach: coach, start: Instant(seconds: Int64(day) * 86_400), day: CivilDate(days: day),
      seconds: minutes.map { $0 * 60 }, kind: kind, approach: approach, status: status)
  }

  private func person(
    _ code: UInt32, days: ClosedRange<Int32> = 0...1000, sessions: [CoachingSession] = [],
    promotions: [Int32] = [],
    groups: EmploymentHistory.Groups = [0, 3, 4, 50, 0, 0, 0, 0]
  ) -> CoachedHistory {
    var history = CoachedHistory(
      person: code,
      stretches: [
        CoachedHistory.Stretch(
          EmploymentHistory.Stretch(
            first: CivilDate(days: days.lowerBound), last: CivilDate(days: days.upperBound), groups: groups))
      ], sessions: sessions)
    history.promotions = promotions.map { CivilDate(days: $0) }
    return history
  }

  private func found(_ histories: [CoachedHistory], last: Int32 = 1000) -> [CoachProfile] {
    CoachProfile.found(in: histories, last: CivilDate(days: last))
  }

  // A group of two on day 10, and two more sessions of the first agent: gaps of 20 and 25 days.
  @Test func `sessions count once, agents and gaps by agent`() throws {
    let profiles = found([
      person(
        1,
        sessions: [
          session(1, 10, kind: .group), session(2, 30, .reactive), session(3, 40, status: .missed),
          session(4, 55, minutes: nil, nil, kind: nil),
        ]), person(2, sessions: [session(1, 10, kind: .group), session(5, 12, coach: 60)]),
      person(50, groups: [0, 8, 9, 0, 0, 0, 0, 0]),
    ])
    #expect(profiles.map(\.coach) == [50, 60])
    let own = profiles[0]
    #expect([own.sessions, own.agents, own.known, own.proactive] == [3, 2, 3, 2])
    #expect([own.gaps, own.gapDays, own.timed, own.seconds] == [2, 45, 2, 3600])
    #expect(own.site == 8 && own.team == 9 && profiles[1].site == 0)
    #expect(own.share(of: .group) == 1.0 / 3 && own.share(of: .feedback) == 0)
    #expect(own.days.map(\.days) == [10, 10, 30, 55])
  }

  @Test func `agents are followed for a year from the day after the first session on`() {
    // Left on day 100: 90 days from day 11 on. Promoted on the day of the session: not after it.
    let left = found([person(1, days: 0...100, sessions: [session(1, 10)], promotions: [10, 60])])[0]
    #expect(left.followedDays == 90 && left.promotions == 1)
    let stayed = found([person(1, sessions: [session(1, 10), session(2, 50)], promotions: [375, 376])])[0]
    #expect(stayed.followedDays == 365 && stayed.promotions == 1)
    let recent = found([person(1, sessions: [session(1, 10)], promotions: [40])], last: 30)[0]
    #expect(recent.followedDays == 20 && recent.promotions == 0)
  }

  @Test func `each second of a coach counts once, on the day on which it began`() {
    // 9:00 to 9:30 with two agents, another from 9:20 to 9:50, one of ten minutes the next day.
    func at(_ number: UInt32, _ day: Int32, _ minute: Int64, _ minutes: Int64) -> CoachingSession {
      var session = session(number, day, minutes: minutes)
      session.start = Instant(seconds: Int64(day) * 86_400 + minute * 60)
      return session
    }
    let hours = CoachHours([
      person(1, sessions: [at(1, 5, 540, 30), at(3, 6, 540, 10)]),
      person(2, sessions: [at(1, 5, 540, 30), at(2, 5, 560, 30)]),
    ])
    func seconds(_ first: Int32, _ last: Int32, of coach: UInt32 = 50) -> Int64 {
      hours.seconds(of: coach, from: CivilDate(days: first), through: CivilDate(days: last))
    }
    #expect(seconds(5, 5) == 3000 && seconds(6, 6) == 600 && seconds(0, 100) == 3600 && seconds(7, 100) == 0)
    #expect(seconds(0, 4) == 0 && seconds(0, 100, of: 9) == 0)
  }
}
