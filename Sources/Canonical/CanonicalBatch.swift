import Tables

/// Canonical rows of one chunk of a file, column by column.
///
/// A column of type `key` is kept in `keys`, one of type `text` as codes of its own book in `codes`,
/// every other in `numbers`; `slots` tells where.
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
  /// Codes by slot.
  public var codes: [[UInt32]]
  /// The texts behind the codes, by slot.
  public var books: [CodeBook]
  /// Instants, dates, seconds, numbers, booleans and words by slot.
  public var numbers: [[Int64]]
  /// Where the record of each row begins, counted from the lower bound of the chunk's cut.
  public var offsets: [UInt32] = []
  /// Fingerprint of the keep rule's key of each row; empty where there is no rule.
  public var keepKeys: [Fingerprint] = []
  /// Fingerprint of the id of the leg before each row; empty where there is no rule of chains.
  public var parents: [Fingerprint] = []
  /// Place of each row among all rows of a run; empty where `offsets` tell it.
  public var places: [UInt64] = []
  /// Rows that there are beside the records of the file, because some became several.
  public var addedRows = 0
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
      case .key:
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
    codes = Array(repeating: [], count: codeCount)
    books = Array(repeating: CodeBook(), count: codeCount)
    numbers = Array(repeating: [], count: numberCount)
  }
}

extension CanonicalBatch {
  /// Leaves only the rows for which `wanted` holds, in their order.
  package mutating func keepRows(where wanted: (Int) -> Bool) {
    let rows = (0..<count).filter(wanted)
    if rows.count < count { take(rows) }
  }

  /// Leaves only these rows, in this order.
  package mutating func take(_ rows: [Int]) {
    for slot in keys.indices { CanonicalBatch.take(rows, of: &keys[slot]) }
    for slot in codes.indices { CanonicalBatch.take(rows, of: &codes[slot]) }
    for slot in numbers.indices { CanonicalBatch.take(rows, of: &numbers[slot]) }
    CanonicalBatch.take(rows, of: &offsets)
    CanonicalBatch.take(rows, of: &keepKeys)
    CanonicalBatch.take(rows, of: &parents)
    CanonicalBatch.take(rows, of: &places)
    count = rows.count
  }

  private static func take<Value>(_ rows: [Int], of values: inout [Value]) {
    if !values.isEmpty { values = rows.map { values[$0] } }
  }
}

extension CanonicalBatch {
  /// How many rows have a value, by column of the table.
  /// - Parameter isCounted: by column, whether it is counted; 0 stands where it is not.
  package func filled(_ isCounted: [Bool]) -> [Int] {
    table.columns.indices.map { place in
      if !isCounted[place] { return 0 }
      let slot = slots[place]
      switch table.columns[place].type {
      case .key: return CanonicalBatch.filled(keys[slot])
      case .text: return CanonicalBatch.count(codes[slot], without: 0)
      default: return CanonicalBatch.count(numbers[slot], without: CanonicalBatch.missing)
      }
    }
  }

  private static func filled(_ keys: [Fingerprint]) -> Int {
    let keys = keys.span
    var count = 0
    for row in keys.indices { count &+= keys[row].isMissing ? 0 : 1 }
    return count
  }

  private static func count<Number: Equatable>(_ numbers: [Number], without missing: Number) -> Int {
    let numbers = numbers.span
    var count = 0
    for row in numbers.indices { count &+= numbers[row] == missing ? 0 : 1 }
    return count
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
