import Aggregate
import Analyses
import Canonical
import Score
import Tables

/// Runs the analysis of first contact resolution over settled contacts.
struct FCRAnalysis {
  /// Its tables.
  let tables: FCRTables
  /// What was found on the way.
  let warnings: WarningTally
  /// Groupings and measures that were not run, by key, and the tables that each needs.
  let notRun: [(key: String, needs: String)]
  /// Rows of responses that are about no contact that counts.
  let excluded: ExcludedRows

  /// What the analysis stands on, beside the contacts.
  struct Ground {
    /// What the contacts cover.
    var coverage: Coverage
    /// Ids that decide the order of contacts at one instant.
    var order: ContactIDs
    /// Who people were.
    var roster: Roster
    /// Whether there is a table of roles.
    var hasRoles: Bool
    /// The settled table; nil where the pipeline has none.
    var responses: SmallTable?
    /// Places of the sources that feed contacts.
    var contactSources: [UInt16]
    /// Whose days and months count.
    var zone: ZoneTable
  }

  /// What was counted of some partitions.
  private struct Count: Sendable {
    var tally: FCRTally
    var warnings = WarningTally()
    var unqualifiedResponses: [Int] = []

    mutating func merge(_ other: Count) {
      tally.merge(other.tally)
      warnings.merge(other.warnings)
      unqualifiedResponses += other.unqualifiedResponses
    }
  }

  /// Scores and counts settled contacts, and makes the tables.
  /// - Parameters:
  ///   - name: what a person is called in outputs.
  init(
    _ settling: ContactSettling, _ ground: Ground, plan: PipelinePlan, isIndividual: Bool,
    vocabulary: inout CodeBook, workers: Workers, clock: StageClock, name: (String) -> String
  ) throws {
    let (parameters, notRun) = FCRAnalysis.narrowed(plan.fcr, ground)
    let join =
      parameters.measures.contains(where: \.isSurveyed)
      ? try ground.responses.map {
        try ResponseJoin(
          $0, settling, sources: ground.contactSources, vocabulary: vocabulary, workers: workers)
      } : nil
    let unresolvable = plan.callTypes.filter { !$0.value.resolvableFirst }.keys.sorted()
    var warnings = try FCRAnalysis.unknown(
      plan.callTypes, settling.partitions, vocabulary, workers: workers)
    let scoring = HistoryScoring(
      order: ground.order, parameters: parameters, roster: ground.roster, zone: ground.zone,
      unresolvable: unresolvable, answers: join?.answers ?? ContactAnswers(), vocabulary: &vocabulary)
    let tallyPlan = FCRTally.Plan(
      parameters, coverage: ground.coverage, hasUnresolvable: !unresolvable.isEmpty)
    let partitions = settling.partitions
    let (_, total) = try workers.flow(
      count: partitions.count, linking: (), folding: Count(tally: FCRTally(tallyPlan)),
      read: { place in clock.measure("score") { scoring.score(partitions[place]) } },
      link: { _, _, piece in piece },
      transform: { _, piece in
        clock.measure("aggregate") {
          var tally = FCRTally(tallyPlan)
          tally.observe(piece)
          return Count(
            tally: tally, warnings: piece.warnings, unqualifiedResponses: piece.unqualifiedResponses)
        }
      },
      fold: { total, _, part in clock.measure("merge") { total.merge(part) } })
    warnings.merge(total.warnings)
    if let join { warnings.merge(join.answers.warnings(without: total.unqualifiedResponses)) }
    excluded = join?.excluded(unqualified: total.unqualifiedResponses) ?? ExcludedRows()
    let book = vocabulary
    tables = clock.measure("finish") {
      FCRTables(
        total.tally, plan: tallyPlan, parameters: parameters,
        disclosure: Disclosure(minimumPeople: plan.minimumPeople), groupings: parameters.groupings,
        isIndividual: isIndividual
      ) { grouping, code in
        let text = book.text(of: code)
        return grouping == .agent || grouping == .supervisor ? (text.isEmpty ? "" : name(text)) : text
      }
    }
    if tables.isReasonUnusable { warnings.add(.reasonUnusable) }
    warnings.add(.withheldGroups, "fcr", count: tables.withheldRows)
    self.warnings = warnings
    self.notRun = notRun
  }

  /// The parameters without what the tables of the pipeline cannot carry, which is listed.
  private static func narrowed(
    _ parameters: FCRParameters, _ ground: Ground
  ) -> (parameters: FCRParameters, notRun: [(key: String, needs: String)]) {
    var notRun: [(key: String, needs: String)] = []
    var narrowed = parameters
    narrowed.groupings = parameters.groupings.filter { grouping in
      guard let needs = missingTable(for: grouping, ground.roster, ground.hasRoles) else { return true }
      notRun.append(("fcr.group_by.\(grouping.rawValue)", needs))
      return false
    }
    narrowed.measures = parameters.measures.filter { measure in
      guard measure.isSurveyed, ground.responses == nil else { return true }
      notRun.append(("fcr.measures.\(measure.rawValue)", TableSchema.responses.name))
      return false
    }
    return (narrowed, notRun)
  }

  /// Call types of the pipeline that no contact has.
  private static func unknown(
    _ callTypes: [String: CallTypeTraits], _ partitions: [[Leg]], _ vocabulary: CodeBook, workers: Workers
  ) throws -> WarningTally {
    var warnings = WarningTally()
    let codes = callTypes.keys.map { name -> UInt32 in
      let bytes = Array(name.utf8)
      return vocabulary.existingCode(of: bytes, from: 0, to: bytes.count) ?? 0
    }
    if codes.isEmpty { return warnings }
    let met = try workers.map(partitions) { legs in
      Set(legs.lazy.map(\.callType).filter(codes.contains))
    }
    let known = met.reduce(into: Set<UInt32>()) { $0.formUnion($1) }
    for (name, code) in zip(callTypes.keys, codes) where code == 0 || !known.contains(code) {
      warnings.add(.unknownCallType, name)
    }
    return warnings
  }

  /// The table whose absence leaves a grouping without values; nil where there is none.
  private static func missingTable(for grouping: Grouping, _ roster: Roster, _ hasRoles: Bool) -> String? {
    switch grouping {
    case .team, .supervisor: roster.hasAssignments ? nil : "assignments"
    case .site: roster.hasAssignments || roster.hasPeople ? nil : "assignments or people"
    case .roleType: !roster.hasAssignments ? "assignments" : hasRoles ? nil : "roles"
    case .workerClass, .tenureBand: roster.hasPeople ? nil : "people"
    case .all, .channel, .queue, .callType, .lineOfBusiness, .agent: nil
    }
  }
}
