import Tables

/// The rows of a run that its page shows, each table read once.
package struct RunRows: Sendable {
  /// What one section wants of one table.
  package enum Wish: String, Sendable, CaseIterable {
    // fcr
    case headlineMonths, headlineTeams, headlineCallTypes, windows, said
    // fcr_population, fcr_window, fcr_definitions, fcr_agreement, repeat_drivers, restatements
    case population, windowDays, definitions, agreement, drivers, restatements, surveyBias
    // turnover and what goes with it
    case turnoverMonths, turnoverYears, turnoverTeams, retention, retentionTests, turnoverFCR, knee, cost,
      ramp, mix
    // coaching
    case coachingActivity, coachingTeams, coachingEffect, coaches, coachingTraining
    // alignment
    case alignment, alignmentScores, alignmentOutcomes, alignmentGaming, alignmentProposal
    // beside the tables
    case rejects, diagnostics, days
  }

  private var found: [Wish: [TableRow]] = [:]
  /// Tables that the run has.
  private(set) var tables: Set<String> = []
  /// What the manifest says.
  package let facts: RunFacts

  /// Everything that the page of a run shows.
  package init(_ folder: RunFolder) {
    facts = folder.manifest
    for (table, wishes) in RunRows.wishes(facts) {
      guard let bytes = folder.table(table) else { continue }
      tables.insert(table)
      take(bytes, wishes)
    }
    for (list, wish) in [("rejects", Wish.rejects), ("diagnostics", .diagnostics), ("row_prints", .days)] {
      if let bytes = folder.list(list) { take(bytes, [(wish, .everything)]) }
    }
  }

  /// What the tiles of a page say of the run before.
  package init(before folder: RunFolder) {
    facts = folder.manifest
    for (table, wishes) in RunRows.wishes(facts)
    where ["fcr", "turnover", "coaching_effect", "alignment_outcomes"].contains(table) {
      let wanted = wishes.filter {
        [.headlineMonths, .turnoverYears, .coachingEffect, .alignmentOutcomes].contains($0.wish)
      }
      if let bytes = folder.table(table) { take(bytes, wanted.map { ($0.wish, $0.selection) }) }
    }
  }

  /// Rows that a test or a sketch writes down.
  package init(facts: RunFacts, tables: Set<String>, _ rows: [Wish: [TableRow]]) {
    (self.facts, self.tables, found) = (facts, tables, rows)
  }

  /// The rows of a wish, in the order of the file.
  package subscript(wish: Wish) -> [TableRow] { found[wish] ?? [] }

  /// Whether the run has a table.
  package func has(_ table: String) -> Bool { tables.contains(table) }

  /// Rows of a table in all.
  func total(_ table: String) -> Int64? { facts.rows(of: "tables/\(table).csv") }

  private mutating func take(_ bytes: [UInt8], _ wishes: [(wish: Wish, selection: RowSelection)]) {
    let scan = TableScan(bytes, wishes.map(\.selection))
    for (wish, rows) in zip(wishes, scan.rows) { found[wish.wish] = rows }
  }

  /// Which rows of which table are wanted; the headline's window and match are the manifest's.
  private static func wishes(
    _ facts: RunFacts
  ) -> [(table: String, wishes: [(wish: Wish, selection: RowSelection)])] {
    let days = facts.headline?.days ?? ""
    let match = facts.headline?.match ?? ""
    func headline(_ groupBy: String, periods: Bool) -> RowSelection {
      var selection = RowSelection([
        "measure": ["window_fcr"], "window_days": [days], "match": [match], "group_by": [groupBy],
      ])
      if !periods { selection.conditions.append(("period", ["all"])) }
      return selection
    }
    let everybody: KeyValuePairs<String, [String]> = ["group_by": ["all"], "group": ["all"]]
    return [
      (
        "fcr",
        [
          (.headlineMonths, headline("all", periods: true)),
          (.headlineTeams, headline("team", periods: false)),
          (.headlineCallTypes, headline("call_type", periods: true)),
          (
            .windows,
            RowSelection([
              "measure": ["window_fcr"], "group_by": ["all"], "group": ["all"], "period": ["all"],
            ])
          ),
          (
            .said,
            RowSelection([
              "measure": ["voc_fcr", "voc_resolution", "disposition_fcr"], "group_by": ["all"],
              "group": ["all"],
              "period": ["all"],
            ])
          ),
        ]
      ),
      (
        "fcr_population",
        [(.population, RowSelection(["group_by": ["all"], "group": ["all"], "period": ["all"]]))]
      ),
      ("fcr_window", [(.windowDays, RowSelection(everybody))]),
      ("fcr_definitions", [(.definitions, RowSelection(["step": ["0"]]))]),
      ("fcr_agreement", [(.agreement, RowSelection(everybody))]),
      (
        "survey_bias",
        [
          (
            .surveyBias,
            RowSelection(["measure": ["response_rate"], "group_by": ["all", "outcome", "channel"]])
          )
        ]
      ),
      ("repeat_drivers", [(.drivers, .everything)]),
      (
        "restatements",
        [(.restatements, RowSelection(["group_by": ["all"], "group": ["all"], "period": ["all"]]))]
      ),
      (
        "turnover",
        [
          (.turnoverYears, RowSelection(["kind": ["external"], "group_by": ["all"], "group": ["all"]])),
          (
            .turnoverMonths,
            RowSelection([
              "kind": ["voluntary", "involuntary", "other", "unknown", "seat", "external"],
              "group_by": ["all"],
              "group": ["all"], "period": ["all"],
            ])
          ),
          (
            .turnoverTeams,
            RowSelection(["kind": ["external"], "group_by": ["team"], "period": lastYear(facts)])
          ),
        ]
      ),
      ("retention", [(.retention, RowSelection(everybody))]),
      ("retention_tests", [(.retentionTests, .everything)]),
      ("turnover_fcr", [(.turnoverFCR, .everything)]),
      (
        "turnover_knee",
        [(.knee, RowSelection(["kind": ["verdict", "hinge", "knee", "hinge_at_knee", "bin"]]))]
      ),
      ("turnover_cost", [(.cost, RowSelection(["group_by": ["all"]]))]),
      ("tenure_ramp", [(.ramp, RowSelection(["metric": ["window_fcr"]]))]),
      ("turnover_mix", [(.mix, .everything)]),
      (
        "coaching_activity",
        [
          (.coachingActivity, RowSelection(everybody)),
          (
            .coachingTeams,
            RowSelection(["measure": ["proactive_share"], "group_by": ["team"], "period": ["all"]])
          ),
        ]
      ),
      ("coaching_effect", [(.coachingEffect, RowSelection(["estimand": CoachingSection.estimands]))]),
      ("coaches", [(.coaches, RowSelection(everybody))]),
      ("coaching_training", [(.coachingTraining, .everything)]),
      ("alignment", [(.alignment, .everything)]),
      ("alignment_scores", [(.alignmentScores, .everything)]),
      ("alignment_outcomes", [(.alignmentOutcomes, RowSelection(["role": [""]]))]),
      (
        "alignment_gaming",
        [(.alignmentGaming, RowSelection(["role": [""], "flag": ["GAMING", "DIVERGING", "REVERSAL"]]))]
      ),
      ("alignment_proposal", [(.alignmentProposal, RowSelection(["role": [""]]))]),
    ]
  }

  /// The trailing year that ends with the run: named by its first month, as in `2025-07/P12M`.
  private static func lastYear(_ facts: RunFacts) -> [String] {
    let parts = facts.asOf.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return ["all"] }
    // A year of whole months ends with the run's month, or with the one before it where that is not over.
    return [11, 12].map { back in
      let month = parts[0] * 12 + parts[1] - 1 - back
      let number = month % 12 + 1
      return "\(month / 12)-\(number < 10 ? "0" : "")\(number)/P12M"
    }
  }
}
