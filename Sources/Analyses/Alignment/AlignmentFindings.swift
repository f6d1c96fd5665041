import Aggregate
import Canonical
import Tables

/// What is found of each kind of work and each role: policy, evidence, pairs of metrics, signs of gaming, and a proposal.
struct AlignmentFindings {
  /// One kind of work, or one role of it.
  struct Finding {
    /// What is weighed, and whose months they are.
    var unit: EvidenceUnit
    /// Whether no numbers of it are told, as they are of too few people, or would tell of others.
    var isHidden = false
    /// What of it is outside a band.
    var bands: [PolicyViolation]
    /// 0…100; nil without a scorecard.
    var score: Double?
    /// By outcome, in their order; none where nobody looked.
    var evidence: [OutcomeEvidence]
    /// The outcome that tables of all show.
    var headline: OutcomeEvidence?
    /// How its metrics go together; nil where nobody looked.
    var pairs: MetricPairs?
    /// Signs of gaming; of a role that is alone they are its kind's.
    var signs: [GamingSign] = []
    /// Weights that are proposed.
    var proposal: WeightProposal
  }

  /// Kinds of work, in their order.
  let types: [TypePolicy]
  /// By kind of work: all of it.
  private(set) var ofTypes: [Finding] = []
  /// By kind of work: its roles, by name.
  private(set) var ofRoles: [[Finding]] = []

  /// The findings of scorecards and people's months; nil where there are no months.
  init(
    _ scorecards: [RoleScorecard], _ panel: AlignmentPanel?, _ parameters: AlignmentParameters,
    minimumPeople: Int, draws: Int
  ) {
    let known = panel.map { KnownMetrics($0, scorecards) }
    types = TypePolicy.all(
      scorecards, parameters,
      hasData: known.map { known in { known.hasData($1, of: $0.role) } })
    let empty = AlignmentPanel(
      .init(histories: [], types: [:], months: Month(number: 0)...Month(number: 0)))
    func finding(_ unit: EvidenceUnit, score: Double?, isHidden: Bool = false) -> Finding {
      let bands = BandReading(
        unit.lines, parameters.bands[unit.type] ?? [], jobMetrics: parameters.jobMetrics
      ).violations
      var evidence: [OutcomeEvidence] = []
      var pairs: MetricPairs?
      if isHidden {
        evidence = (parameters.outcomes[unit.type] ?? []).map {
          OutcomeEvidence($0, .withheld, note: AlignmentFindings.hidden)
        }
        pairs = MetricPairs(withheld: AlignmentFindings.hidden)
      } else if let panel {
        evidence =
          EvidenceReading(
            unit: unit, panel: panel, parameters: parameters, minimumPeople: minimumPeople, draws: draws
          ).all
        pairs = MetricPairs(unit, panel, parameters, minimumPeople: minimumPeople, draws: draws)
      }
      let headline = EvidenceReading.headline(evidence)
      return Finding(
        unit: unit, isHidden: isHidden, bands: bands, score: score, evidence: evidence, headline: headline,
        pairs: pairs,
        proposal: WeightProposal(
          unit, headline, bands: parameters.bands[unit.type] ?? [], jobMetrics: parameters.jobMetrics,
          violations: bands))
    }
    for type in types {
      let whole = finding(EvidenceUnit(type, panel ?? empty), score: type.score)
      ofTypes.append(whole)
      // One role with a scorecard is all that the kind of work has: it is not reckoned twice.
      if !type.hasSeveral {
        ofRoles.append(
          type.roles.map { role in
            let unit = EvidenceUnit(role.scorecard, panel ?? empty)
            guard role.score != nil else { return finding(unit, score: nil) }
            var own = whole
            (own.unit, own.score) = (unit, role.score)
            return own
          })
        continue
      }
      let minimum = max(
        minimumPeople, AlignmentFindings.asksCustomers(type, panel, parameters) ? Disclosure.surveyMinimum : 0
      )
      let scored = type.roles.map { $0.score == nil ? 0 : $0.scorecard.role }
      let people = panel.map { HiddenRoles.people(in: scored, $0) } ?? []
      let hidden = HiddenRoles(people: people, minimum: minimum)
      ofRoles.append(
        type.roles.enumerated().map { place, role in
          finding(
            EvidenceUnit(role.scorecard, panel ?? empty), score: role.score,
            isHidden: hidden.places.contains(place))
        })
    }
    if let panel { addSigns(panel, parameters, minimumPeople: minimumPeople) }
  }

  /// Looks for signs of gaming: of kinds of work, and of roles where a kind has several.
  private mutating func addSigns(
    _ panel: AlignmentPanel, _ parameters: AlignmentParameters, minimumPeople: Int
  ) {
    let told = types.indices.filter { types[$0].hasSeveral }.flatMap { type in
      ofRoles[type].indices.filter { !ofRoles[type][$0].isHidden }.map { (type: type, role: $0) }
    }
    let signs = GamingReading(
      (ofTypes + told.map { ofRoles[$0.type][$0.role] }).map {
        .init(unit: $0.unit, outcome: $0.headline?.isSeen == true ? $0.headline?.outcome : nil)
      },
      panel, parameters, minimumPeople: minimumPeople
    ).signs
    for place in types.indices { ofTypes[place].signs = signs[place] }
    for (place, own) in zip(told, signs[types.count...]) { ofRoles[place.type][place.role].signs = own }
    for type in types.indices where types[type].hasSeveral {
      for role in ofRoles[type].indices where ofRoles[type][role].isHidden {
        ofRoles[type][role].signs = [
          GamingSign(check: .bunching, metric: "", flag: .withheld, note: AlignmentFindings.hidden)
        ]
      }
      var roles = ofRoles[type].map(\.signs)
      GamingSign.hideWhatOthersTell(&roles, minimumPeople: minimumPeople)
      for (role, signs) in roles.enumerated() { ofRoles[type][role].signs = signs }
    }
  }

  /// Why nothing is told of a role.
  static let hidden = "too few people, or what is told of other roles would tell of them"

  /// Whether some metric or outcome of a kind of work is what customers answered.
  private static func asksCustomers(
    _ type: TypePolicy, _ panel: AlignmentPanel?, _ parameters: AlignmentParameters
  ) -> Bool {
    guard let panel else { return false }
    let names = type.lines.map(\.metric) + (parameters.outcomes[type.type] ?? [])
    let columns = DriverColumns(unit: EvidenceUnit(type, panel), panel: panel, parameters: parameters)
    return names.contains(where: columns.isSurveyed)
  }
}

extension TypePolicy {
  /// Whether several roles of the kind of work have a scorecard.
  var hasSeveral: Bool { roles.count { $0.score != nil } > 1 }
}

/// Which metrics have data in which roles.
private struct KnownMetrics {
  private var roles: [String: Set<UInt32>] = [:]

  init(_ panel: AlignmentPanel, _ scorecards: [RoleScorecard]) {
    for metric in Set(scorecards.flatMap { $0.lines.map(\.metric) }) {
      var own: Set<UInt32> = []
      for (row, value) in zip(panel.rows, panel.values(of: metric)) where value != nil {
        own.insert(row.role)
      }
      roles[metric] = own
    }
  }

  func hasData(_ metric: String, of role: UInt32) -> Bool { roles[metric]?.contains(role) ?? false }
}
