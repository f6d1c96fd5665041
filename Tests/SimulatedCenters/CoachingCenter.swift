import Aggregate
import Canonical
import Simulations
import Statistics
import Tables

/// A center whose agents are picked for coaching by a low month, with coaches whose effects are planted.
///
/// Abilities are normal (mean .7, sd .06), each agent has some contacts a month. From month 3 on, agents who were
/// never coached and are in the lowest quarter of a month are coached in the next one with a chance, by the coach of
/// their team; coached agents resolve more by the coach's effect from then on, by as much of it as the course says.
package struct CoachingCenter: Sendable {
  /// Agents of a coach, each coach with a team.
  package var agentsPerCoach = 20
  /// Planted effects of coaches, by place.
  package var effects: [Double] = Array(repeating: 0, count: 20)
  /// Months with contacts.
  package var months = 14
  /// Contacts of an agent in a month.
  package var contacts = 60
  /// The chance, in percent, that somebody in the lowest quarter is coached.
  package var picked = 25
  /// The share of the effect that there is in each month from that of the first session on; the last one stays.
  package var course = [1.0]
  /// Sessions of a coached agent in the weeks after the first one.
  package var dose = 1
  /// Standard deviation of what a month adds for everybody.
  package var season = 0.0
  /// Standard deviation of what comes and goes in an agent.
  package var wander = 0.0
  /// Standard deviation of what comes and goes in a team.
  package var teamWander = 0.0
  /// Standard deviation of the levels of teams.
  package var teamSpread = 0.0
  /// Whether coaches choose among the lowest quarter of their own team, not of the center.
  package var isPickedByTeam = false

  /// The correlation of what comes and goes from one month to the next.
  private static let persistence = 0.7
  /// January 2024.
  package static let start = Month(number: 2024 * 12)
  /// The first day of which the log of coaching knows.
  package static let logFrom = CivilDate(days: start.firstDay.days - 100)
  /// The first coach's code; agents' are from 1 on, teams have those of coaches and 1,000 more.
  package static let firstCoach: UInt32 = 50_000

  /// A center of this shape without any effect, unless coaches have one.
  package init(
    agentsPerCoach: Int = 20, effects: [Double] = Array(repeating: 0, count: 20), months: Int = 14,
    contacts: Int = 60, picked: Int = 25, course: [Double] = [1], dose: Int = 1
  ) {
    (self.agentsPerCoach, self.effects, self.months) = (agentsPerCoach, effects, months)
    (self.contacts, self.picked, self.course, self.dose) = (contacts, picked, course, dose)
  }

  /// What is drawn.
  package struct Drawn {
    /// Everybody's days and sessions: agents, then coaches.
    package var histories: [CoachedHistory]
    /// What was counted of agents.
    package var figures: AgentFigures
    /// By agent: the month of the first session.
    package var first: [Int?]
    /// The months with contacts.
    package var months: ClosedRange<Month>
    /// The last day of them.
    package var last: CivilDate
    /// What is true of it.
    package let truth: CoachingTruth

    /// The panel on which effects are estimated.
    package func panel(
      onset: CoachingParameters.Onset = .reactive, quality: [PersonMetric] = []
    ) -> CoachingPanel {
      CoachingPanel(
        CoachingPanel.Ground(
          histories: histories, figures: figures, quality: quality, onset: onset, months: months,
          logFrom: CoachingCenter.logFrom, last: last))
    }
  }

  /// The month at a place, 0 the first.
  package static func month(_ place: Int) -> Month { Month(number: start.number + Int32(place)) }

  /// Draws the center of a seed.
  package func drawn(seed: UInt64) -> Drawn {
    var numbers = SplitMix64(seed: seed)
    let agents = effects.count * agentsPerCoach
    let levels = effects.map { _ in teamSpread > 0 ? teamSpread * numbers.normal() : 0 }
    let abilities = (0..<agents).map { levels[$0 / agentsPerCoach] + 0.7 + 0.06 * numbers.normal() }
    var (ofAgents, ofTeams) = (Wandering(wander, count: agents), Wandering(teamWander, count: effects.count))
    var first = [Int?](repeating: nil, count: agents)
    var counts = Array(repeating: [AgentCounts](), count: agents)
    var truth = CoachingTruth(agentsPerCoach: agentsPerCoach, agents: agents)
    for month in 0..<months {
      let ofMonth = season > 0 ? season * numbers.normal() : 0
      ofTeams.step(&numbers)
      ofAgents.step(&numbers)
      for agent in 0..<agents {
        let team = agent / agentsPerCoach
        let untreated = abilities[agent] + ofMonth + ofTeams.values[team] + ofAgents.values[agent]
        let effect = first[agent].map { month < $0 ? 0 : effects[team] * share(after: month - $0) } ?? 0
        let resolved = numbers.binomial(contacts, untreated + effect)
        var own = AgentCounts()
        own.acr = AgentCounts.Share(n: Int64(contacts), x: Int64(resolved))
        own.handle = AgentCounts.Sum(
          n: Int64(contacts), sum: Int64(contacts) * Int64(400 + numbers.below(20)))
        counts[agent].append(own)
        truth.observe(
          agent, untreated: untreated, effect: effect, score: Double(resolved) / Double(contacts))
      }
      guard month >= 3, month + 1 < months else { continue }
      for agent in lowest(of: (0..<agents).filter { first[$0] == nil }, counts.map { $0[month].acr.x })
      where numbers.below(100) < picked {
        first[agent] = month + 1
      }
    }
    truth.first = first
    let range = CoachingCenter.month(0)...CoachingCenter.month(months - 1)
    let last = range.upperBound.lastDay
    return Drawn(
      histories: histories(first, last: last, agents: agents), figures: figures(counts), first: first,
      months: range, last: last, truth: truth)
  }

  /// The share of an effect that there is so many months after that of the first session.
  package func share(after months: Int) -> Double { course[min(months, course.count - 1)] }

  /// Those whom a month's resolved contacts may have coached, of all who were never coached.
  private func lowest(of open: [Int], _ resolved: [Int64]) -> [Int] {
    let sorted = open.sorted { (resolved[$0], $0) < (resolved[$1], $1) }
    guard isPickedByTeam else { return Array(sorted.prefix(open.count / 4)) }
    let teams = Dictionary(grouping: sorted) { $0 / agentsPerCoach }
    return effects.indices.flatMap { teams[$0].map { Array($0.prefix($0.count / 4)) } ?? [] }
  }

  /// What comes and goes: each value keeps a share of itself from month to month.
  private struct Wandering {
    private(set) var values: [Double]
    private let deviation: Double
    private var hasBegun = false

    init(_ deviation: Double, count: Int) {
      self.deviation = deviation
      values = Array(repeating: 0, count: count)
    }

    mutating func step(_ numbers: inout SplitMix64) {
      guard deviation > 0 else { return }
      let kept = hasBegun ? CoachingCenter.persistence : 0
      let fresh = deviation * (1 - kept * kept).squareRoot()
      for place in values.indices { values[place] = kept * values[place] + fresh * numbers.normal() }
      hasBegun = true
    }
  }

  private func figures(_ counts: [[AgentCounts]]) -> AgentFigures {
    let cuts = (0...months).map { CoachingCenter.month($0).firstDay }
    let calendar = AgentCalendar(
      Dictionary(uniqueKeysWithValues: counts.indices.map { (UInt32($0 + 1), cuts) }), from: cuts[0])
    var all = Array(repeating: AgentCounts(), count: calendar.count)
    for (agent, own) in counts.enumerated() {
      // The last stretch is what comes after the last month.
      for (place, stretch) in calendar.stretches(of: UInt32(agent + 1)).dropLast().enumerated() {
        all[stretch] = own[place]
      }
    }
    return AgentFigures(calendar, counts: all)
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
