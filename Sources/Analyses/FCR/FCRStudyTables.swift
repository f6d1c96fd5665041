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
    /// What a code is called in the tables; empty where missing.
    package var text: (UInt32) -> String
    /// What a person is called in the tables.
    package var personName: (UInt32) -> String

    /// A ground of all parts.
    package init(
      parameters: FCRParameters, headlineMatch: Match, coverage: Coverage, hasUnresolvable: Bool,
      agentsFrom: CivilDate, role: @escaping (UInt32) -> UInt32, text: @escaping (UInt32) -> String,
      personName: @escaping (UInt32) -> String
    ) {
      (self.parameters, self.headlineMatch, self.coverage) = (parameters, headlineMatch, coverage)
      (self.hasUnresolvable, self.agentsFrom, self.role) = (hasUnresolvable, agentsFrom, role)
      (self.text, self.personName) = (text, personName)
    }

    /// Place of the headline's match among those that may be it.
    fileprivate var headline: Int { parameters.headlineCandidates.firstIndex(of: headlineMatch) ?? 0 }
    /// Whole days that are covered.
    fileprivate var coveredDays: Int { Int((coverage.to.seconds - coverage.from.seconds) / 86_400) }
  }

  /// Tables of groups, then those about one agent per row.
  package let guarded: [GuardedTable]

  /// The tables of complete studies.
  /// - Parameter isIndividual: whether rows about one person are wanted.
  package init(_ studies: FCRStudies, _ ground: Ground, isIndividual: Bool) {
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
        let agreement = AgreementTable(figures: rules, headline: headline, name: ground.personName)
        groups.append(agreement.table)
        if isIndividual { individual.append(agreement.individual) }
      }
    }
    if let returns = studies.returns {
      groups.append(
        WindowTable(
          curves: returns.finish(headline: headline), match: ground.headlineMatch,
          coveredDays: ground.coveredDays, name: ground.text
        ).table)
    }
    if let surveys {
      groups.append(SurveyBiasTable(figures: surveys, headline: headline, name: ground.text).table)
    }
    if let agents = studies.agents, isIndividual {
      individual.append(
        AgentRanks(
          strata: agents.finish(headline: headline), days: ground.parameters.headlineDays,
          match: ground.headlineMatch, from: ground.agentsFrom, role: ground.role, roleName: ground.text,
          agentName: ground.personName
        ).table)
    }
    guarded = groups + individual
  }
}
