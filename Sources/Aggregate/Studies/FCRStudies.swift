import Canonical
import Tables

/// What is counted of first contact resolution beside its numbers by group: each study is a tally of its own,
/// over the same scored pieces.
package struct FCRStudies: Sendable {
  /// Contacts under published rules, and what was said against what was seen.
  package private(set) var rules: RuleTally?
  /// When customers come back.
  package private(set) var returns: ReturnTally?
  /// Who answers surveys.
  package private(set) var surveys: SurveyTally?
  /// What agents work on, and how often it comes back.
  package private(set) var agents: AgentMixTally?
  /// What repeats follow.
  package private(set) var drivers: RepeatDriverTally?
  /// What each agent did in each stretch of days.
  package private(set) var stretches: AgentStretchTally?

  /// Which of them are wanted, and what they stand on.
  package struct Plan: Sendable {
    /// Parameters of the numbers.
    package var parameters: FCRParameters
    /// What is covered.
    package var coverage: Coverage
    /// Whether anybody answered surveys.
    package var hasSurveys: Bool
    /// From when on agents are compared; nil where they are not.
    package var agentsFrom: Instant?
    /// Whether rows about one agent are wanted.
    package var listsAgents: Bool
    /// Stretches of agents' days; nil where nobody asks.
    package var calendar: AgentCalendar?

    /// A plan of all parts.
    package init(
      _ parameters: FCRParameters, coverage: Coverage, hasSurveys: Bool, agentsFrom: Instant?,
      listsAgents: Bool = true, calendar: AgentCalendar? = nil
    ) {
      (self.parameters, self.coverage) = (parameters, coverage)
      (self.hasSurveys, self.agentsFrom, self.listsAgents) = (hasSurveys, agentsFrom, listsAgents)
      self.calendar = calendar
    }
  }

  /// Nothing observed yet.
  package init(_ plan: Plan) {
    let (parameters, coverage) = (plan.parameters, plan.coverage)
    let wanted = Set(parameters.studies)
    if wanted.contains(.definitions) || wanted.contains(.agreement) {
      rules = RuleTally(parameters, coverage: coverage)
    }
    if wanted.contains(.window) { returns = ReturnTally(parameters, coverage: coverage) }
    // It tells who stands behind what was said, too.
    if plan.hasSurveys, !wanted.isDisjoint(with: [.surveyBias, .definitions, .agreement]) {
      surveys = SurveyTally(parameters, coverage: coverage)
    }
    // They are held against the numbers of `window_fcr`.
    if parameters.measures.contains(.windowFCR), wanted.contains(.repeatDrivers) {
      drivers = RepeatDriverTally(
        SettledFirsts(parameters, coverage: coverage),
        countsAgents: plan.agentsFrom != nil && plan.listsAgents)
    }
    if let start = plan.agentsFrom, wanted.contains(.agentRanks) {
      agents = AgentMixTally(parameters, coverage: coverage, from: start)
    }
    stretches = plan.calendar.map { AgentStretchTally($0, parameters, coverage: coverage) }
  }

  /// About how many bytes they hold.
  package var bytes: Int {
    (rules?.bytes ?? 0) + (returns?.bytes ?? 0) + (surveys?.bytes ?? 0) + (agents?.bytes ?? 0)
      + (drivers?.bytes ?? 0) + (stretches?.bytes ?? 0)
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: borrowing ScoredPiece) {
    rules?.observe(piece)
    returns?.observe(piece)
    surveys?.observe(piece)
    agents?.observe(piece)
    drivers?.observe(piece)
    stretches?.observe(piece)
  }

  /// Adds others, of other customers and the same plan.
  package mutating func merge(_ other: FCRStudies) {
    if let more = other.rules { rules?.merge(more) }
    if let more = other.returns { returns?.merge(more) }
    if let more = other.surveys { surveys?.merge(more) }
    if let more = other.agents { agents?.merge(more) }
    if let more = other.drivers { drivers?.merge(more) }
    if let more = other.stretches { stretches?.merge(more) }
  }
}
