import Canonical
import Normalize
import Output
import Score
import Tables

/// What became of every row of one file under one table: nothing is lost.
package struct FileAccount: Sendable {
  /// Whether it is the first of the file's accounts, which carries what concerns the file alone.
  package var isFirstOfFile: Bool
  /// Place of its input in the plan.
  package var input: Int
  /// Its path as manifests write it.
  package var name: String
  /// Its path to open, for messages.
  package var path: String
  /// The table.
  package var table: String
  /// Name of the source.
  package var source: String
  /// SHA-256 of the file, in hexadecimal digits.
  package var sha256 = ""
  /// Bytes of the file.
  package var bytes: Int64
  /// Records read, without blank lines.
  package var rows = 0
  /// Rows that were not taken.
  package var rejects = RejectList()
  /// Accepted rows that were not used, by reason.
  package var excluded: [String: Int] = [:]
  /// Blank lines, which are no rows.
  package var blankLines = 0
  /// Rows that the profile's conditions left out, so that none of their values was read.
  package var rowsUnread = 0
  /// What was found in it.
  package var warnings = WarningTally()
  /// Canonical columns and the file's columns they come from.
  package var mappedColumns: [(canonical: String, column: String)]
  /// By which formats its dates were read, where somebody asked.
  package private(set) var formats: [FormatHits] = []
  /// Rows with a value, by canonical column in the order of the table.
  package var filled: [Int] = []

  /// Rows that were taken.
  package var accepted: Int { rows - rejects.count }
  /// Accepted rows that were used.
  package var used: Int { accepted - excluded.values.reduce(0, +) }

  /// Adds how the dates of some of its rows were read.
  mutating func add(_ hits: [FormatHits]) {
    if formats.isEmpty {
      formats = hits
    } else {
      for (place, hit) in hits.enumerated() { formats[place].merge(hit) }
    }
  }

  /// The counts of its rows, as documents write them.
  var rowMembers: [JSONValue.Member] {
    [
      .init("rows", .integer(Int64(rows))),
      .init("accepted", .integer(Int64(accepted))),
      .init("rejected", .integer(Int64(rejects.count))),
      .init("used", .integer(Int64(used))),
      .init(
        "excluded",
        .object(excluded.sorted { $0.key < $1.key }.map { .init($0.key, .integer(Int64($0.value))) })),
      .init("blank_lines", .integer(Int64(blankLines))),
    ]
  }

  /// Makes sure that no row was lost.
  func audit() {
    precondition(rows >= 0 && accepted >= 0 && used >= 0, "\(name): a row was counted twice")
  }

  /// Why the file must be refused, where too many rows were rejected.
  /// - Parameter rate: share of rejected rows that is still taken, 0…1; fewer than 10 always are.
  func refusal(above rate: Double) -> String? {
    let least = 10
    guard rejects.count >= least, Double(rejects.count) > rate * Double(rows) else { return nil }
    let share = Double(rejects.count) / Double(rows) * 100
    let limit = rate * 100
    return "\(path): \(rejects.count) of \(rows) rows rejected for \(table) "
      + "(\(rounded(share)) %, at most \(rounded(limit)) %); mend the export or the profile, or raise "
      + "limits.max_reject_rate"
  }

  private func rounded(_ percent: Double) -> String {
    let tenths = Int((percent * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
