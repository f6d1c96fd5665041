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
  /// Groupings that were not run, and the tables that each needs.
  let notRun: [(grouping: Grouping, needs: String)]

  /// - Parameters:
  ///   - name: what a person is called in outputs.
  init(
    _ settling: ContactSettling, coverage: Coverage, order: ContactIDs, roster: Roster,
    hasRoles: Bool, zone: ZoneTable, plan: PipelinePlan, vocabulary: inout CodeBook,
    workers: Workers, clock: StageClock, name: (String) -> String
  ) throws {
    var parameters = plan.fcr
    var notRun: [(grouping: Grouping, needs: String)] = []
    parameters.groupings = plan.fcr.groupings.filter { grouping in
      guard let needs = FCRAnalysis.missingTable(for: grouping, roster, hasRoles) else { return true }
      notRun.append((grouping, needs))
      return false
    }
    self.notRun = notRun
    let scoring = HistoryScoring(
      order: order, parameters: parameters, roster: roster, zone: zone, vocabulary: &vocabulary)
    let tallyPlan = FCRTally.Plan(parameters, coverage: coverage)
    let tallies = try workers.map(settling.partitions) { legs in
      let piece = clock.measure("score") { scoring.score(legs) }
      return clock.measure("aggregate") {
        var tally = FCRTally(tallyPlan)
        tally.observe(piece)
        return (tally: tally, warnings: piece.warnings)
      }
    }
    var total = FCRTally(tallyPlan)
    var warnings = WarningTally()
    for part in tallies {
      total.merge(part.tally)
      warnings.merge(part.warnings)
    }
    let book = vocabulary
    tables = clock.measure("finish") {
      FCRTables(
        total, plan: tallyPlan, parameters: parameters,
        disclosure: Disclosure(minimumPeople: plan.minimumPeople), groupings: parameters.groupings
      ) { grouping, code in
        let text = book.text(of: code)
        return grouping == .agent || grouping == .supervisor ? (text.isEmpty ? "" : name(text)) : text
      }
    }
    if tables.isReasonUnusable { warnings.add(.reasonUnusable) }
    warnings.add(.withheldGroups, "fcr", count: tables.withheldRows)
    self.warnings = warnings
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
