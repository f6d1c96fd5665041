import Aggregate
import Canonical
import Tables

/// The tables of the studies of first contact resolution, beside those of its numbers.
package struct FCRStudyTables: Sendable {
  /// What the tables stand on, beside the counts.
  package struct Ground {
    /// Parameters of the numbers.
    package var parameters: FCRParameters
    /// The match that headlines use.
    package var headlineMatch: Match
    /// What is covered.
    package var coverage: Coverage
    /// Whether some call types are marked as not resolvable at first contact.
    package var hasUnresolvable: Bool
    /// First day on which agents are compared.
    package var agentsFrom: CivilDate
    /// Code of an agent's role at the end; 0 where there is none.
    package var role: (UInt32) -> UInt32
    /// How it is known that a contact was handed on.
    package var transferBasis: RepeatTables.TransferBasis
    /// Whether it is asked for who is in the top half.
    package var asksTopHalf: Bool
    /// What a group is called in the tables; empty where missing.
    package var name: (Grouping, UInt32) -> String

    /// A ground of all parts.
    package init(
      parameters: FCRParameters, headlineMatch: Match, coverage: Coverage, hasUnresolvable: Bool,
      agentsFrom: CivilDate, transferBasis: RepeatTables.TransferBasis, asksTopHalf: Bool = false,
      role: @escaping (UInt32) -> UInt32, name: @escaping (Grouping, UInt32) -> String
    ) {
      (self.parameters, self.headlineMatch, self.coverage) = (parameters, headlineMatch, coverage)
      (self.hasUnresolvable, self.agentsFrom, self.role) = (hasUnresolvable, agentsFrom, role)
      (self.transferBasis, self.asksTopHalf, self.name) = (transferBasis, asksTopHalf, name)
    }

    /// Place of the headline's match among those that may be it.
    fileprivate var headline: Int { parameters.headlineCandidates.firstIndex(of: headlineMatch) ?? 0 }
    /// Whole days that are covered.
    fileprivate var coveredDays: Int { Int((coverage.to.seconds - coverage.from.seconds) / 86_400) }
  }

  /// Tables of groups, then those about one agent per row.
  package let guarded: [GuardedTable]
  /// Agents of the top half of their peers, as far as it is certain enough; nil where nobody compares them.
  package let topHalf: Set<UInt32>?
  /// What each agent did in each stretch of days; nil where nobody asks.
  package let agents: AgentFigures?

  /// The tables of complete studies.
  /// - Parameters:
  ///   - numbers: those of the same run.
  ///   - isIndividual: whether rows about one person are wanted.
  package init(_ studies: FCRStudies, _ numbers: FCRTables, _ ground: Ground, isIndividual: Bool) {
    let headline = ground.headline
    var (groups, individual): ([GuardedTable], [GuardedTable]) = ([], [])
    let surveys = studies.surveys?.finish(headline: headline)
    if let rules = studies.rules?.finish() {
      if ground.parameters.studies.contains(.definitions) {
        groups.append(
          DefinitionsTable(
            figures: rules, headline: (ground.headlineMatch, headline), days: ground.parameters.headlineDays,
            respondents: surveys?.groups[.all]?.vocFCR.people ?? 0, hasUnresolvable: ground.hasUnresolvable,
            coveredDays: ground.coveredDays
          ).table)
      }
      if ground.parameters.studies.contains(.agreement) {
        let agreement = AgreementTable(
          figures: rules, headline: headline, respondents: surveys?.groups[.all]?.vocResolution.people ?? 0
        ) { ground.name(.agent, $0) }
        groups.append(agreement.table)
        if isIndividual { individual.append(agreement.individual) }
      }
    }
    if let returns = studies.returns {
      groups.append(
        WindowTable(
          curves: returns.finish(headline: headline), match: ground.headlineMatch,
          coveredDays: ground.coveredDays, name: { ground.name(.callType, $0) }
        ).table)
    }
    if let surveys, ground.parameters.studies.contains(.surveyBias) {
      groups.append(
        SurveyBiasTable(
          figures: surveys, headline: headline,
          seen: FCRNumber.Variant(days: ground.parameters.headlineDays, match: ground.headlineMatch),
          groupings: ground.parameters.groupings
        ) { ground.name(.callType, $0) }.table)
    }
    let ranks = studies.agents.map { agents in
      AgentRanks(
        strata: agents.finish(headline: headline),
        rate: { agents.rate(of: $0, n: $1, x: $2, headline: headline) }, days: ground.parameters.headlineDays,
        match: ground.headlineMatch, from: ground.agentsFrom, role: ground.role,
        roleName: { ground.name(.roleType, $0) }, agentName: { ground.name(.agent, $0) })
    }
    if let ranks, isIndividual { individual.append(ranks.table) }
    agents = studies.stretches?.finish(headline: headline)
    topHalf = ground.asksTopHalf ? ranks?.topHalf : nil
    let repeats = studies.drivers.map { drivers in
      RepeatTables(
        drivers.finish(ground.headlineMatch), figures: numbers.figures, days: ground.parameters.headlineDays,
        match: ground.headlineMatch, groupings: ground.parameters.groupings, basis: ground.transferBasis,
        isIndividual: isIndividual, name: ground.name)
    }
    guarded = groups + individual + (repeats?.tables ?? [])
  }
}
