import Canonical
import Tables

/// Outcomes of agents by calendar month, and when each was first coached: what effects are estimated on.
package struct CoachingPanel: Sendable {
  /// What the panel stands on.
  package struct Ground: Sendable {
    /// Everybody's days and sessions, by code.
    package var histories: [CoachedHistory]
    /// What was counted of agents; cut at month starts.
    package var figures: AgentFigures
    /// Quality scores; none where nobody gave any.
    package var quality: [PersonMetric]
    /// Which sessions begin a treatment.
    package var onset: CoachingParameters.Onset
    /// The first month whose days are all known, and the last one whose contacts are all settled.
    package var months: ClosedRange<Month>
    /// The first day of which the log of coaching knows.
    package var logFrom: CivilDate
    /// The last day that is known.
    package var last: CivilDate

    /// A ground of all parts.
    package init(
      histories: [CoachedHistory], figures: AgentFigures, quality: [PersonMetric] = [],
      onset: CoachingParameters.Onset = .reactive, months: ClosedRange<Month>, logFrom: CivilDate,
      last: CivilDate
    ) {
      (self.histories, self.figures, self.quality, self.onset) = (histories, figures, quality, onset)
      (self.months, self.logFrom, self.last) = (months, logFrom, last)
    }
  }

  /// Somebody with a day as an agent in the panel's months.
  package struct Agent: Sendable {
    /// Code of the person.
    package var person: UInt32
    /// Code of the team in which they were most of these months; 0 where missing.
    package var team: UInt32
    /// Code of the role at the end of each month's days; nil without a day as an agent.
    package var roles: [UInt32?]
    /// Sessions that began a treatment, by day.
    package var onsets: [CoachingOnset]
    /// Whether a session that counts fell on one of the first 84 observed days.
    package var isAlwaysTreated: Bool
  }

  /// The months, in their order.
  package let months: [Month]
  /// Agents, by code.
  package let agents: [Agent]
  /// By outcome: of each agent in each month; nil where too little is known.
  private let outcomes: [CoachingOutcome: [[Double?]]]

  /// The panel of a ground.
  package init(_ ground: Ground) {
    let (first, last) = (ground.months.lowerBound, ground.months.upperBound)
    let months = (first.number...last.number).map { Month(number: $0) }
    let agents = ground.histories.compactMap { CoachingPanel.agent($0, months, ground) }
    let quality = MonthlyMeans(ground.quality)
    var outcomes: [CoachingOutcome: [[Double?]]] = [:]
    let counts = agents.map { agent in
      months.enumerated().map { place, month in
        agent.roles[place] == nil
          ? nil : ground.figures.counts(of: agent.person, from: month.firstDay, through: month.lastDay)
      }
    }
    for outcome in CoachingOutcome.allCases {
      outcomes[outcome] =
        outcome == .qa
        ? agents.map { agent in
          zip(months, agent.roles).map { $1 == nil ? nil : quality.mean(of: agent.person, in: $0) }
        } : counts.map { $0.map { counts in counts.flatMap { CoachingPanel.value(outcome, of: $0) } } }
    }
    (self.months, self.agents, self.outcomes) = (months, agents, outcomes)
  }

  /// The outcome of each agent in each month; nil where too little is known.
  package func values(of outcome: CoachingOutcome) -> [[Double?]] { outcomes[outcome] ?? [] }

  /// The place of a day's month; may lie before or after the panel.
  package func place(of day: CivilDate) -> Int { Int(day.month.number - months[0].number) }

  /// Ten-thousandths, as shares of scales are counted, in one.
  private static let ofScale = 10_000.0

  private static func value(_ outcome: CoachingOutcome, of counts: AgentCounts) -> Double? {
    let least = CoachingParameters.minimumContacts
    return switch outcome {
    case .acr: counts.acr.n < least ? nil : counts.acr.rate
    case .vocResolution: counts.vocResolution.rate
    case .csat: counts.csat.mean.map { $0 / ofScale }
    case .handleTime: counts.handle.n < least ? nil : counts.handle.mean
    case .qa: nil
    }
  }

  private static func agent(_ history: CoachedHistory, _ months: [Month], _ ground: Ground) -> Agent? {
    let rolePlace = EmploymentHistory.place(of: .role)
    let teamPlace = EmploymentHistory.place(of: .team)
    var roles = [UInt32?](repeating: nil, count: months.count)
    var teams: [UInt32: (months: Int, latest: Int)] = [:]
    for (place, month) in months.enumerated() {
      let days = month.firstDay...month.lastDay
      let own = history.stretches.last { stretch in
        !stretch.isSupervisor && stretch.days.first <= days.upperBound && stretch.days.last >= days.lowerBound
      }
      guard let own else { continue }
      roles[place] = own.days.groups[rolePlace]
      teams[own.days.groups[teamPlace]] = (
        (teams[own.days.groups[teamPlace]]?.months ?? 0) + 1, place
      )
    }
    // The team of most months; of several the latest one.
    guard let team = teams.max(by: { $0.value < $1.value })?.key else { return nil }
    let (onsets, isAlwaysTreated) = CoachingOnset.found(
      in: history, onset: ground.onset, from: ground.logFrom, through: ground.last)
    return Agent(
      person: history.person, team: team, roles: roles, onsets: onsets, isAlwaysTreated: isAlwaysTreated)
  }
}
