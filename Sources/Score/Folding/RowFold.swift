import Canonical
import Tables

/// Makes rows with one key one row: takes them in any order, and keeps one row of each key.
package struct RowFold {
  private let layout: RowLayout
  private let columns: [Folding]
  /// Words of the columns by which rows are ordered.
  private let order: [Int]
  /// Numbers that tell where a row stands in the order: those of the columns, then its place.
  private let rankWidth: Int
  private let rankedCount: Int
  /// The column whose value tells where the row was read; nil where any of its rows does.
  private let placed: Int?

  private var groups: [Fingerprint: Int] = [:]
  /// The rows so far, packed.
  private var rows: [UInt64] = []
  /// Where the values stand that are chosen by order, for each row and ranked column.
  private var ranks: [Int64] = []
  private var distinct: [Int: Set<Fingerprint>] = [:]
  /// How many rows of each file became one: by row << 32 | file.
  private var counts: [UInt64: Int] = [:]

  /// A column and how its values become one.
  private struct Folding {
    var column: RowLayout.Column
    var function: FoldFunction
    /// Its place among the columns that are chosen by order; nil where it is not.
    var rank: Int?
  }

  /// No row yet.
  package init(_ layout: RowLayout, _ rule: CollapseRule) {
    self.layout = layout
    var ranked = 0
    columns = layout.columns.map { column in
      let name = layout.table.columns[column.place].name
      // Where all values are equal any of them is as good.
      let function = rule.by.contains(name) ? .first : rule.function(of: name)
      let isRanked = function == .first || function == .last
      defer { if isRanked { ranked += 1 } }
      return Folding(column: column, function: function, rank: isRanked ? ranked : nil)
    }
    rankedCount = ranked
    order = rule.order.compactMap { name in
      layout.columns.first { layout.table.columns[$0.place].name == name }?.word
    }
    rankWidth = order.count + 1
    let id = layout.table.key.first ?? ""
    placed =
      rule.by.contains(id) ? nil : columns.first { layout.table.columns[$0.column.place].name == id }?.rank
  }

  /// Takes packed rows.
  package mutating func take(_ words: [UInt64], count: Int) {
    for at in stride(from: 0, to: count, by: layout.width) {
      let row = row(of: words, at)
      counts[UInt64(row) << 32 | words[at] >> 40, default: 0] += 1
      for folding in columns { fold(folding, words, at, into: row) }
      rows[row * layout.width] = min(rows[row * layout.width], words[at])
    }
  }

  private mutating func row(of words: [UInt64], _ at: Int) -> Int {
    let key = Fingerprint(high: words[at + 1], low: words[at + 2])
    if let row = groups[key] { return row }
    let row = groups.count
    groups[key] = row
    rows += words[at..<at + 3]
    for column in layout.columns {
      switch column.kind {
      case .key: rows += [0, 0]
      case .code: rows.append(0)
      case .number: rows.append(UInt64(bitPattern: CanonicalBatch.missing))
      }
    }
    ranks += Array(repeating: 0, count: rankWidth * rankedCount)
    return row
  }

  private mutating func fold(_ folding: Folding, _ words: [UInt64], _ at: Int, into row: Int) {
    let column = folding.column
    if layout.isMissing(column, words, at: at) { return }
    let start = row * layout.width
    let isFirst = layout.isMissing(column, rows, at: start)
    let target = start + column.word
    let (kept, new) = (Int64(bitPattern: rows[target]), Int64(bitPattern: words[at + column.word]))
    switch folding.function {
    case .first, .last:
      guard let rank = folding.rank else { return }
      let place = (row * rankedCount + rank) * rankWidth
      let comparison = isFirst ? 0 : compared(words, at, withRankAt: place)
      guard isFirst || (folding.function == .first ? comparison < 0 : comparison > 0) else { return }
      for (index, word) in order.enumerated() { ranks[place + index] = Int64(bitPattern: words[at + word]) }
      ranks[place + order.count] = Int64(bitPattern: words[at])
      rows[target] = words[at + column.word]
      if column.kind == .key { rows[target + 1] = words[at + column.word + 1] }
    case .min: rows[target] = UInt64(bitPattern: isFirst ? new : min(kept, new))
    case .max, .any: rows[target] = UInt64(bitPattern: isFirst ? new : max(kept, new))
    case .sum:
      let sum = isFirst ? (partialValue: new, overflow: false) : kept.addingReportingOverflow(new)
      rows[target] = UInt64(
        bitPattern: sum.overflow || kept == RowFold.tooLarge ? RowFold.tooLarge : sum.partialValue)
    case .countDistinct:
      distinct[start + column.word, default: []].insert(
        Fingerprint(high: words[at + column.word], low: words[at + column.word + 1]))
    }
  }

  /// Stands for a sum that 64 bits do not hold.
  private static let tooLarge = Int64.max

  /// Below 0 where a row comes before what is kept, above 0 where it comes behind.
  private func compared(_ words: [UInt64], _ at: Int, withRankAt place: Int) -> Int {
    for (index, word) in order.enumerated() {
      let (mine, other) = (Int64(bitPattern: words[at + word]), ranks[place + index])
      if mine != other { return mine < other ? -1 : 1 }
    }
    let (mine, other) = (Int64(bitPattern: words[at]), ranks[place + order.count])
    return mine == other ? 0 : mine < other ? -1 : 1
  }

  /// The rows that came of it.
  package struct Folded {
    /// Rows of the canonical table that have all that it requires, in no order.
    package var batch: CanonicalBatch
    /// How many rows of each file became none, by reason.
    package var excluded = ExcludedRows()
  }

  /// Ends the folding.
  /// - Parameters:
  ///   - table: the canonical table.
  ///   - texts: the texts of some codes of the run's vocabulary.
  package consuming func finish(
    as table: TableSchema, texts: (_ codes: [UInt32]) -> [[UInt8]]
  ) -> Folded {
    if let placed {
      for row in 0..<groups.count {
        let place = ranks[(row * rankedCount + placed) * rankWidth + order.count]
        if place != 0 { rows[row * layout.width] = UInt64(bitPattern: place) }
      }
    }
    var counted: [Int: [Int64]] = [:]
    for folding in columns where folding.function == .countDistinct {
      counted[folding.column.place] = (0..<groups.count).map { row in
        (distinct[row * layout.width + folding.column.word]?.count).map(Int64.init) ?? CanonicalBatch.missing
      }
    }
    var completion = RowCompletion(layout.unpack(rows, texts: texts), as: table, counted: counted)
    for folding in columns where folding.function == .sum {
      completion.drop(RowFold.tooLarge, at: folding.column.place)
    }
    let reasons = completion.reasons
    var folded = Folded(batch: completion.batch)
    for (key, count) in counts {
      if let reason = reasons[Int(key >> 32)] {
        folded.excluded.add(reason, file: UInt32(truncatingIfNeeded: key), count: count)
      }
    }
    folded.batch.keepRows { reasons[$0] == nil }
    return folded
  }
}
