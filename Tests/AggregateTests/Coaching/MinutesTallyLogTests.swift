import Canonical
import Tables
import Testing

@testable import Aggregate

/// Minutes of the log beside paid and remembered ones.
@Suite struct MinutesTallyLogTests {
  private let all = ActivityTally.Key(grouping: .all, group: 0)
  private let log = CivilDate(days: 0)...CivilDate(days: 200)

  /// Somebody who is here from day 0 to 300, in a site.
  private func person(
    _ code: UInt32, site: UInt32 = 1, isSupervisor: Bool = false, _ sessions: [CoachingSession] = []
  ) -> CoachedHistory {
    let days = EmploymentHistory.Stretch(
      first: CivilDate(days: 0), last: CivilDate(days: 300), groups: [0, site, 0, 0, 0, 0, 0, 0])
    return CoachedHistory(
      person: code, stretches: [.init(days, isSupervisor: isSupervisor)], sessions: sessions)
  }

  /// A held session of coach 50 at 9:00 of a day.
  private func session(_ number: UInt32, _ day: Int32, minutes: Int64?) -> CoachingSession {
    CoachingSession(
      session: number, coach: 50, start: Instant(seconds: Int64(day) * 86_400 + 32_400),
      day: CivilDate(days: day), seconds: minutes.map { $0 * 60 })
  }

  private func paid(_ person: UInt32, _ first: Int32, _ last: Int32, minutes: Double) -> PersonMetric {
    PersonMetric(
      person: person, first: CivilDate(days: first), last: CivilDate(days: last),
      millionths: Int64(minutes * 1_000_000))
  }

  @Test func `minutes of a coach stand beside paid ones of the same days, each minute once`() throws {
    // 40 minutes on day 5 with two agents are 40; day 40 is in the second span.
    let group = session(1, 5, minutes: 40)
    let people = [
      person(1, [group, session(2, 40, minutes: 20)]), person(2, [group]),
      person(50, site: 2, isSupervisor: true),
    ]
    let tally = try #require(
      MinutesTally.paid(
        [paid(50, 0, 30, minutes: 9600), paid(50, 31, 58, minutes: 0.5)], people, groupings: [.all, .site],
        log: log))
    let sums = try #require(tally.units[all])
    #expect(sums.all.x == 3600 && sums.all.y == 9600 * 60 + 30 && sums.all.units == 1)
    // January alone; of the second span February.
    #expect(sums.months[CivilDate(days: 0).month]?.x == 2400)
    #expect(sums.months[CivilDate(days: 31).month]?.x == 1200)
    #expect(tally.units[ActivityTally.Key(grouping: .site, group: 2)]?.all.x == 3600)
  }

  @Test func `paid minutes of who leads nobody, without minutes, or beside the days of the log do not count`()
  {
    let people = [person(1), person(50, isSupervisor: true)]
    let metrics = [
      paid(1, 0, 30, minutes: 100), paid(50, 0, 30, minutes: 0), paid(50, 190, 201, minutes: 100),
      paid(9, 0, 30, minutes: 100),
    ]
    #expect(MinutesTally.paid(metrics, people, groupings: [.all], log: log) == nil)
    let later = CivilDate(days: 1)...CivilDate(days: 200)
    #expect(
      MinutesTally.paid([paid(50, 0, 30, minutes: 100)], people, groupings: [.all], log: later) == nil)
  }

  @Test func `remembered minutes stand beside those logged on the 28 days up to the answer`() throws {
    var missed = session(5, 60, minutes: 500)
    missed.status = .missed
    let sessions = [
      session(1, 32, minutes: 100), session(2, 33, minutes: 10), session(3, 60, minutes: 5),
      missed, session(6, 61, minutes: 100), session(4, 90, minutes: nil),
    ]
    // Days 33 to 60: 10 + 5 minutes. Of days 63 to 90 nobody knows how long the one session was.
    func answer(_ person: UInt32, _ day: Int32) -> PerceivedMinutes {
      PerceivedMinutes(person: person, day: CivilDate(days: day), seconds: 1800)
    }
    let tally = try #require(
      MinutesTally.perceived(
        [answer(1, 60), answer(2, 60), answer(1, 26), answer(1, 90), answer(1, 201), answer(7, 60)],
        [person(1, sessions), person(2)], groupings: [.all], log: log))
    let sums = try #require(tally.units[all])
    #expect(sums.all.x == 900 && sums.all.y == 3600 && sums.all.units == 2)
  }
}
