import Aggregate
import Canonical
import Tables

/// The tables `retention` and `retention_tests`, from the tally of a run.
package struct RetentionTables: Sendable {
  /// The tables.
  package let guarded: [GuardedTable]

  /// What the gap between leavers and those who replace them needs.
  package static let gapNeeds = RetentionTestsTable.gapNeeds

  /// The tables of a complete tally.
  /// - Parameters:
  ///   - gap: what leavers had above those who replaced them; nil where contacts were not counted.
  ///   - name: what a group is called in the tables; empty where missing.
  package init(_ tally: RetentionTally, gap: ReplacementGap? = nil, name: (Grouping, UInt32) -> String) {
    guarded = withoutActuallyEscaping(name) { name in
      [RetentionTable(tally: tally, name: name).table, RetentionTestsTable(tally: tally, gap: gap).table]
    }
  }
}
