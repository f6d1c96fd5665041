/// Why a row was rejected; the raw value is what `rejects.csv` prints.
public enum RejectCode: String, Sendable, CaseIterable {
  case tooFewFields = "too_few_fields"
  case tooManyFields = "too_many_fields"
  case strayQuote = "stray_quote"
  case textAfterQuote = "text_after_quote"
  case unterminatedQuote = "unterminated_quote"
  case recordTooLong = "record_too_long"
  case fieldTooLong = "field_too_long"
  case nulByte = "nul_byte"
  case invalidText = "invalid_text"
  case requiredMissing = "required_missing"
  case requiredUnreadable = "required_unreadable"
  case unknownValue = "unknown_value"
  case endBeforeStart = "end_before_start"
}

/// One row that was not taken, and why.
public struct Reject: Sendable, Equatable {
  /// First physical line, from 1; the header counts.
  public var firstLine: Int
  /// Last physical line.
  public var lastLine: Int
  /// Why.
  public var code: RejectCode
  /// Column of the file from 1; 0 where no single column is at fault.
  public var column: Int
  /// Name of that column, or of the canonical one; empty where no single one is at fault.
  public var columnName: String
  /// One line for people; never the value of a personal field.
  public var message: String

  /// A reject of these lines.
  public init(
    firstLine: Int, lastLine: Int, code: RejectCode, column: Int = 0, columnName: String = "",
    message: String
  ) {
    self.firstLine = firstLine
    self.lastLine = lastLine
    self.code = code
    self.column = column
    self.columnName = columnName
    self.message = message
  }
}

/// Rejected rows: how many there were, exactly, and the first of them in full.
public struct RejectList: Sendable, Equatable {
  /// Listed in full per file; what comes after is counted alone.
  public static let listed = 10_000

  /// Rejected rows by code; exact.
  public private(set) var counts: [RejectCode: Int] = [:]
  /// The first ones, in the order of their lines.
  public private(set) var rejects: [Reject] = []
  /// Rejected rows that this list, and no other of the same file, may list.
  public private(set) var listedCount = 0

  /// No reject.
  public init() {}

  /// All rejected rows.
  public var count: Int { counts.values.reduce(0, +) }

  /// Adds one; in the order of lines.
  public mutating func append(_ reject: Reject) {
    counts[reject.code, default: 0] += 1
    listedCount += 1
    if rejects.count < RejectList.listed { rejects.append(reject) }
  }

  /// Adds those of a later piece of the file, whose lines are counted from `lineOffset` on.
  public mutating func merge(_ later: RejectList, lineOffset: Int) {
    addCounts(of: later)
    listedCount += later.listedCount
    for var reject in later.rejects.prefix(RejectList.listed - rejects.count) {
      reject.firstLine += lineOffset
      reject.lastLine += lineOffset
      rejects.append(reject)
    }
  }

  /// Adds those that another reader of the same lines found, in the order of their lines.
  public mutating func interleave(_ other: RejectList) {
    addCounts(of: other)
    listedCount += other.listedCount
    rejects += other.rejects
    rejects.sort { ($0.firstLine, $0.lastLine) < ($1.firstLine, $1.lastLine) }
    rejects.removeLast(max(0, rejects.count - RejectList.listed))
  }

  /// Counts those that another list of the same file lists.
  public mutating func addCounts(of other: RejectList) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }
}
