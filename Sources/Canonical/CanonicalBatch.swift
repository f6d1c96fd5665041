import Tables

/// Canonical rows of one chunk of a file, column by column.
///
/// A column of type `key` or `orderedKey` is kept in `keys`, one of type `text` as codes of its own
/// book in `codes`, every other in `numbers`; `slots` tells where.
public struct CanonicalBatch: Sendable {
  /// A number that is missing.
  @inlinable public static var missing: Int64 { Int64.min }

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
