/// Columns whose values together tell the rows of a file apart.
struct KeyFinding {
  /// The columns; two to six.
  let columns: [ColumnFinding]
  /// Rows that are exact copies of others.
  let copies: Int

  /// Columns that are tried.
  private static let tried = 8
  /// Columns that a key may have.
  private static let most = 6

  /// Columns that together are unique among rows that are no copies of another; nil where none are.
  /// - Parameter first: a column that must be among them.
  init?(_ export: SampledExport, with first: ColumnFinding? = nil) {
    let distinct = Set(export.rows).count
    guard export.rows.count > 1, distinct > 1 else { return nil }
    let usable = export.columns.filter { finding in
      finding.isNameable && finding.content.blanks == 0 && finding.content.counts.count > 1
        && finding.content.longest <= 80 && finding.content.place != first?.content.place
    }
    let best = usable.sorted { left, right in
      (-left.content.counts.count, left.content.place) < (-right.content.counts.count, right.content.place)
    }.prefix(KeyFinding.tried)
    // In the order of the file, so that the draft reads well.
    let ordered = best.sorted { $0.content.place < $1.content.place }
    var sets: [[ColumnFinding]] = []
    if let first {
      sets = ordered.map { [first, $0] } + KeyFinding.pairs(ordered).map { [first] + $0 }
    } else {
      sets = KeyFinding.pairs(ordered)
      for (index, one) in ordered.enumerated() {
        sets += KeyFinding.pairs(Array(ordered[(index + 1)...])).map { [one] + $0 }
      }
    }
    let found =
      sets.first { KeyFinding.count(of: $0, export) == distinct }
      ?? KeyFinding.gathered(first.map { [$0] } ?? [], ordered, export, distinct)
    guard let found else { return nil }
    (columns, copies) = (found, export.rows.count - distinct)
  }

  /// Columns gathered one by one, each time the one that tells most rows apart; nil where more than
  /// `most` would be needed.
  private static func gathered(
    _ first: [ColumnFinding], _ columns: [ColumnFinding], _ export: SampledExport, _ distinct: Int
  ) -> [ColumnFinding]? {
    var (key, rest) = (first, columns)
    while key.count < most, !rest.isEmpty {
      let counts = rest.map { count(of: key + [$0], export) }
      guard let largest = counts.max(), let best = counts.firstIndex(of: largest) else { return nil }
      key.append(rest.remove(at: best))
      if largest == distinct { return key.sorted { $0.content.place < $1.content.place } }
    }
    return nil
  }

  private static func pairs(_ columns: [ColumnFinding]) -> [[ColumnFinding]] {
    columns.indices.flatMap { index in columns[(index + 1)...].map { [columns[index], $0] } }
  }

  private static func count(of columns: [ColumnFinding], _ export: SampledExport) -> Int {
    let places = columns.map(\.content.place)
    var seen: Set<String> = []
    for row in export.rows { seen.insert(places.map { row[$0] }.joined(separator: "\u{1}")) }
    return seen.count
  }
}
