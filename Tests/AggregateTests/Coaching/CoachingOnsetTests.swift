import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct CoachingOnsetTests {
  /// Days are counted from the first one that is observed.
  private func found(
    _ sessions: [(day: Int32, CoachingSession.Approach?, CoachingSession.Status)], hired: Int32 = -500,
    onset: CoachingParameters.Onset = .reactive
  ) -> (days: [Int32], doses: [Int], isAlwaysTreated: Bool) {
    let history = CoachedHistory(
      person: 1,
      stretches: [
        CoachedHistory.Stretch(
          EmploymentHistory.Stretch(
            first: CivilDate(days: hired), last: CivilDate(days: 2000), groups: .init()))
      ],
      sessions: sessions.enumerated().map { number, session in
        CoachingSession(
          session: UInt32(number), coach: 7, start: Instant(seconds: Int64(session.day) * 86_400),
          day: CivilDate(days: session.day), approach: session.1, status: session.2)
      })
    let (onsets, isAlwaysTreated) = CoachingOnset.found(
      in: history, onset: onset, from: CivilDate(days: 0), through: CivilDate(days: 1000))
    return (onsets.map(\.day.days), onsets.map(\.dose), isAlwaysTreated)
  }

  @Test func `84 observed days without a session come before an onset`() {
    #expect(found([(84, .reactive, .held)]).days == [84])
    let early = found([(83, .reactive, .held)])
    #expect(early.days.isEmpty && early.isAlwaysTreated)
    // After a session on day 100 the days without one are 101 to 184.
    #expect(found([(100, .reactive, .held), (185, .reactive, .held)]).days == [100, 185])
    #expect(found([(100, .reactive, .held), (184, .reactive, .held)]).days == [100])
    // Each one begins the count anew.
    #expect(found([(100, .reactive, .held), (150, .reactive, .held), (200, .reactive, .held)]).days == [100])
  }

  @Test func `who was coached early may begin later episodes, and stays always treated`() {
    let found = found([(10, .reactive, .held), (95, .reactive, .held)])
    #expect(found.days == [95] && found.isAlwaysTreated)
  }

  @Test func `only held reactive sessions count, unless all are asked for`() {
    let sessions: [(day: Int32, CoachingSession.Approach?, CoachingSession.Status)] = [
      (50, .proactive, .held), (60, .reactive, .missed), (70, nil, .held), (90, .reactive, .held),
    ]
    let reactive = found(sessions)
    #expect(reactive.days == [90] && !reactive.isAlwaysTreated)
    let any = found(sessions, onset: .anySession)
    #expect(any.days.isEmpty && any.isAlwaysTreated)
  }

  @Test func `what was before the first observed day, or after the last, does not count`() {
    let before = found([(-5, .reactive, .held), (84, .reactive, .held), (1001, .reactive, .held)])
    #expect(before.days == [84] && !before.isAlwaysTreated)
    // Hired on day 200: observed from then on.
    #expect(found([(283, .reactive, .held)], hired: 200).isAlwaysTreated)
    #expect(found([(284, .reactive, .held)], hired: 200).days == [284])
  }

  @Test func `the dose is held sessions of any kind on 84 days, that of the onset among them`() {
    let found = found([
      (100, .reactive, .held), (120, .proactive, .held), (130, nil, .held), (140, .proactive, .missed),
      (183, .proactive, .held), (184, .proactive, .held),
    ])
    #expect(found.days == [100] && found.doses == [4])
  }
}
