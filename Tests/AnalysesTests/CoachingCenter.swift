import Aggregate
import Canonical
import Statistics
import Tables

@testable import Analyses

/// A center whose agents are picked for coaching by a low month, with coaches whose effects are planted.
///
/// Abilities are normal (mean .7, sd .06), each agent has some contacts a month. From month 3 on, agents who were
/// never coached and are in the lowest quarter of a month are coached in the next one with a chance, by the coach of
/// their team; coached agents resolve more by the coach's effect from then on, by `kept` of it from the fourth month on.
struct CoachingCenter {
  /// Agents of a coach, each coach with a team.
  var agentsPerCoach = 20
  /// Planted effects of coaches, by place.
  var effects: [Double] = Array(repeating: 0, count: 20)
  /// Months with contacts.
  var months = 14
  /// Contacts of an agent in a month.
  var contacts = 60
  /// The chance, in percent, that somebody in the lowest quarter is coached.
  var picked = 25
  /// The share of the effect that stays from the fourth month on.
  var kept = 1.0
  /// Sessions of a coached agent in the weeks after the first one.
  var dose = 1

  /// January 2024.
  static let start = Month(number: 2024 * 12)
  /// The first coach's code; agents' are from 1 on, teams have those of coaches and 1,000 more.
  static let firstCoach: UInt32 = 50_000

  /// What is drawn.
  struct Drawn {
    var histories: [CoachedHistory]
    var figures: AgentFigures
    /// By agent: the month of the first session.
    var first: [Int?]
    var months: ClosedRange<Month>
    var last: CivilDate

    /// The panel on which effects are estimated.
    func panel(onset: CoachingParameters.Onset = .reactive, quality: [PersonMetric] = []) -> CoachingPanel {
      CoachingPanel(
        CoachingPanel.Ground(
          histories: histories, figures: figures, quality: quality, onset: onset, months: months,
          logFrom: CivilDate(days: CoachingCenter.start.firstDay.days - 100), last: last))
    }
  }

  static func month(_ place: Int) -> Month { Month(number: start.number + Int32(place)) }

  /// Draws the center of a seed.
  func drawn(seed: UInt64) -> Drawn {
    var numbers = SplitMix64(seed: seed)
    let agents = effects.count * agentsPerCoach
    let abilities = (0..<agents).map { _ in 0.7 + 0.06 * numbers.normal() }
    var first = [Int?](repeating: nil, count: agents)
    var counts = Array(repeating: [AgentCounts](), count: agents)
    for month in 0..<months {
      for agent in 0..<agents {
        var p = abilities[agent]
        if let began = first[agent], month >= began {
          p += effects[agent / agentsPerCoach] * (month - began > 2 ? kept : 1)
        }
        var own = AgentCounts()
        own.acr = AgentCounts.Share(
          n: Int64(contacts), x: Int64((0..<contacts).count { _ in numbers.unit() < p }))
        own.handle = AgentCounts.Sum(
          n: Int64(contacts), sum: Int64(contacts) * Int64(400 + numbers.below(20)))
        counts[agent].append(own)
      }
      guard month >= 3, month + 1 < months else { continue }
      let open = (0..<agents).filter { first[$0] == nil }
      let lowest = open.sorted { (counts[$0][month].acr.x, $0) < (counts[$1][month].acr.x, $1) }
      for agent in lowest.prefix(open.count / 4) where numbers.below(100) < picked {
        first[agent] = month + 1
      }
    }
    let range = CoachingCenter.month(0)...CoachingCenter.month(months - 1)
    let cuts = (0...months).map { CoachingCenter.month($0).firstDay }
    let calendar = AgentCalendar(
      Dictionary(uniqueKeysWithValues: (1...agents).map { (UInt32($0), cuts) }),
      from: CoachingCenter.month(0).firstDay)
    var all = Array(repeating: AgentCounts(), count: calendar.count)
    for agent in 0..<agents {
      for (place, stretch) in calendar.stretches(of: UInt32(agent + 1)).dropLast().enumerated() {
        all[stretch] = counts[agent][place]
      }
    }
    let last = range.upperBound.lastDay
    return Drawn(
      histories: histories(first, last: last, agents: agents),
      figures: AgentFigures(calendar, counts: all), first: first, months: range, last: last)
  }

  private func histories(_ first: [Int?], last: CivilDate, agents: Int) -> [CoachedHistory] {
    let hired = CivilDate(days: CoachingCenter.start.firstDay.days - 400)
    var session: UInt32 = 0
    let people = (0..<agents).map { agent -> CoachedHistory in
      let coach = CoachingCenter.firstCoach + UInt32(agent / agentsPerCoach)
      var history = CoachedHistory(
        person: UInt32(agent + 1),
        stretches: [stretch(hired, last, team: coach + 1000, under: coach, isSupervisor: false)])
      guard let month = first[agent] else { return history }
      for number in 0..<dose {
        session += 1
        let day = CivilDate(days: CoachingCenter.month(month).firstDay.days + Int32(2 + 7 * number))
        history.sessions.append(
          CoachingSession(
            session: session, coach: coach,
            start: Instant(seconds: Int64(day.days) * 86_400 + 36_000 + Int64(agent)),
            day: day, seconds: 1800, kind: .oneOnOne, approach: .reactive))
      }
      return history
    }
    let coaches = effects.indices.map { place -> CoachedHistory in
      let coach = CoachingCenter.firstCoach + UInt32(place)
      return CoachedHistory(
        person: coach, stretches: [stretch(hired, last, team: coach + 1000, under: 0, isSupervisor: true)])
    }
    return people + coaches
  }

  private func stretch(
    _ first: CivilDate, _ last: CivilDate, team: UInt32, under lead: UInt32, isSupervisor: Bool
  ) -> CoachedHistory.Stretch {
    CoachedHistory.Stretch(
      EmploymentHistory.Stretch(first: first, last: last, groups: [0, 3 + team % 2, team, lead, 9, 0, 0, 0]),
      isSupervisor: isSupervisor)
  }
}
