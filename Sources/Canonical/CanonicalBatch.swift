import Tables

/// Canonical rows of one chunk of a file, column by column.
///
/// A column of type `key` or `orderedKey` is kept in `keys`, one of type `text` as codes of its own
/// book in `codes`, every other in `numbers`; `slots` tells where.
public struct CanonicalBatch: Sendable {
  /// A number that is missing.
  @inlinable public static var missing: Int64 { Int64.min }

  /// Instants from here on mean *no end*, in milliseconds: exports write 9999-12-31 and the like.
  public static let openEnd = Int64(2200 - 1970) * 365 * 86_400_000

  /// The table its rows belong to.
  public var table: TableSchema
  /// How many rows it holds.
  public var count = 0
  /// Place of each of the table's columns within its storage.
  public let slots: [Int]
  /// Fingerprints by slot.
  public var keys: [[Fingerprint]]
  /// Bytes of ordered keys, by the slot of their key; empty for others.
  public var texts: [TextColumn]
  /// Codes by slot.
  public var codes: [[UInt32]]
  /// The texts behind the codes, by slot.
  public var books: [CodeBook]
  /// Instants, dates, seconds, numbers, booleans and words by slot.
  public var numbers: [[Int64]]
  /// First physical line of each row, counted from the chunk's first.
  public var lines: [UInt32] = []
  /// Fingerprint of the keep rule's key of each row; empty where there is no rule.
  public var keepKeys: [Fingerprint] = []
  /// Rows that conditions left out, by reason.
  public var excluded: [String: Int] = [:]
  /// Rejected rows, lines counted from the chunk's first.
  public var rejects = RejectList()
  /// What was found on the way.
  public var warnings = WarningTally()

  /// A batch without rows.
  public init(table: TableSchema) {
    self.table = table
    var (keyCount, codeCount, numberCount) = (0, 0, 0)
    slots = table.columns.map { column in
      switch column.type {
      case .key, .orderedKey:
        keyCount += 1
        return keyCount - 1
      case .text:
        codeCount += 1
        return codeCount - 1
      default:
        numberCount += 1
        return numberCount - 1
      }
    }
    keys = Array(repeating: [], count: keyCount)
    texts = Array(repeating: TextColumn(), count: keyCount)
    codes = Array(repeating: [], count: codeCount)
    books = Array(repeating: CodeBook(), count: codeCount)
    numbers = Array(repeating: [], count: numberCount)
  }
}

extension CanonicalBatch {
  /// Leaves only the rows for which `wanted` holds, in their order.
  package mutating func keepRows(where wanted: (Int) -> Bool) {
    let rows = (0..<count).filter(wanted)
    for slot in keys.indices {
      let ordered = texts[slot]
      keys[slot] = rows.map { keys[slot][$0] }
      if ordered.count > 0 {
        texts[slot] = TextColumn()
        for row in rows {
          let range = ordered.range(row)
          texts[slot].append(ordered.arena, from: range.lowerBound, to: range.upperBound)
        }
      }
    }
    for slot in codes.indices { codes[slot] = rows.map { codes[slot][$0] } }
    for slot in numbers.indices { numbers[slot] = rows.map { numbers[slot][$0] } }
    lines = rows.map { lines[$0] }
    if !keepKeys.isEmpty { keepKeys = rows.map { keepKeys[$0] } }
    count = rows.count
  }
}

extension CanonicalBatch {
  /// How many rows have a value, by column of the table.
  package var filled: [Int] {
    table.columns.indices.map { place in
      let slot = slots[place]
      switch table.columns[place].type {
      case .key, .orderedKey: return keys[slot].count { !$0.isMissing }
      case .text: return codes[slot].count { $0 != 0 }
      default: return numbers[slot].count { $0 != CanonicalBatch.missing }
      }
    }
  }
}

extension CanonicalBatch {
  /// The values of an instant or date column in milliseconds since the epoch; a day counts from its
  /// midnight in UTC.
  package func milliseconds(_ column: String) -> [Int64] {
    let place = table.place(of: column)
    let values = numbers[slots[place]]
    guard table.columns[place].type == .date else { return values }
    return values.map { $0 == CanonicalBatch.missing ? $0 : $0 * 86_400_000 }
  }
}
