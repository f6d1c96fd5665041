import Tables

/// The records that begin in one cut of a file.
package struct ParsedChunk: Sendable {
  /// Place in the file at which parsing began.
  package let start: Int64
  /// First record boundary at or behind the end of the cut; the next chunk must begin there.
  package let end: Int64
  /// The accepted records; its bytes begin with those of the cut.
  package let batch: RawBatch
  /// The others; their lines are counted from 1 at `start`.
  package let rejects: RejectList
  /// Repaired rows, counted.
  package let warnings: WarningTally
  /// Physical lines from `start` to `end`; the last one of a file may have no line end.
  package let lineCount: Int
  /// Lines without a record, which are no rows.
  package let blankLines: Int
  /// How many of the batch's first bytes are the cut itself, as it is in the file.
  package let cutCount: Int
}
