import Foundation

/// What `firstcontact check --format json` says of a pipeline.
struct CheckReport: Decodable {
  /// One file as one table.
  struct Input: Decodable {
    /// One column of the table.
    struct Column: Decodable {
      /// Its canonical name.
      var canonical: String
      /// Rows that have a value.
      var filled: Int
    }

    /// Canonical table.
    var table: String
    /// Rows read.
    var rows: Int
    /// Rows that could be read.
    var accepted: Int
    /// Rows that could not.
    var rejected: Int
    /// Accepted rows that count.
    var used: Int
    /// Accepted rows that do not, by reason.
    var excluded: [String: Int]
    /// The columns that the profile maps.
    var columns: [Column]

    /// Rows that have a value in a column; nil where the profile does not map it.
    func filled(_ column: String) -> Int? { columns.first { $0.canonical == column }?.filled }
  }

  /// The files, one for each table they feed, in the order of the pipeline.
  var inputs: [Input]
}
