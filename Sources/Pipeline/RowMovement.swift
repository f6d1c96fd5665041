import Analyses
import Digest
import Score
import Tables

/// How today's rows differ from those that a previous run stood on, of the time that it could know.
struct RowMovement {
  /// What happened to rows.
  private(set) var reasons: Set<Restatement.Reason> = []
  /// Whether some rows cannot be compared.
  private(set) var isDoubtful = false
  /// Whether some rows stand in files that were not there.
  private(set) var hasNewFiles = false

  /// Whether nothing moved.
  var isNone: Bool { reasons.isEmpty && !isDoubtful }

  /// The only reason why rows moved; nil where there are several, or it is not certain.
  var only: Restatement.Reason? { isDoubtful || reasons.count > 1 ? nil : reasons.first }

  /// Compares rows of each table, source and day.
  ///
  /// More rows are late ones, as many others are corrected ones, fewer are withdrawn ones. Where more rows came
  /// with new files, those of the other files say whether some were corrected too.
  init(from previous: PreviousRun, to prints: RowPrints, under pseudonym: Pseudonym?) {
    let today = prints.totals { !$0.isLater }
    let old = prints.totals { !$0.isLater && !$0.isNew }
    for key in Set(today.keys).union(previous.prints.keys) {
      let (all, kept) = (today[key] ?? RowSum(), old[key] ?? RowSum())
      if all.rows > kept.rows { hasNewFiles = true }
      let before = previous.prints[key] ?? (rows: 0, print: "")
      guard let print = before.print else {
        isDoubtful = true
        continue
      }
      func isSame(_ sum: RowSum) -> Bool {
        sum.rows == before.rows && (sum.rows == 0 || RowPrints.text(of: sum, key, under: pseudonym) == print)
      }
      if isSame(all) { continue }
      if isSame(kept) {
        reasons.insert(.lateRows)
      } else if all.rows == before.rows {
        reasons.insert(.correctedRows)
      } else if all.rows < before.rows {
        reasons.insert(.withdrawnRows)
      } else {
        reasons.insert(.lateRows)
        if all.rows > kept.rows { reasons.insert(.correctedRows) }
      }
    }
  }
}
