import Canonical
import Digest
import Score
import Tables

/// What a previous run could know: rows up to an instant, of some files.
struct EarlierRows: Sendable {
  /// Its horizon of knowledge.
  var knownTo: Instant
  /// The files it read, as manifests write them.
  var files: Set<String>
}

/// Which of today's rows these are, seen from a previous run.
struct RowPart: Hashable, Sendable {
  /// Whether they came after its horizon of knowledge.
  var isLater = false
  /// Whether they stand in a file that it did not read.
  var isNew = false
}

/// Tells the rows that a previous run could know from others.
struct RowParting: Sendable {
  private let knownTo: Int64
  private let isNew: [Bool]

  /// Those of some accounts; all are alike where there is no previous run.
  init(_ earlier: EarlierRows?, accounts: [FileAccount]) {
    knownTo = earlier?.knownTo.milliseconds ?? .max
    isNew = accounts.map { account in earlier.map { !$0.files.contains(account.name) } ?? false }
  }

  /// The part of a row.
  /// - Parameter instant: when it became known, in milliseconds; the least number where that is unknown.
  func part(instant: Int64, file: UInt32) -> RowPart {
    RowPart(isLater: instant > knownTo, isNew: Int(file) < isNew.count && isNew[Int(file)])
  }
}

/// The rows that count of each table, source and day, as their number and the sum of their prints: two runs
/// that have the same ones stand on the same rows.
struct RowPrints: Sendable {
  /// Rows of one source.
  struct Key: Hashable, Sendable {
    var table: String
    var source: String
    /// The local day of the row's own time; nil where rows have none.
    var day: CivilDate?
    /// Which rows of these.
    var part = RowPart()
  }

  /// The sums.
  private(set) var sums: [Key: RowSum] = [:]
  /// Days that hold rows behind the horizon of knowledge, which a later run could not tell apart.
  private(set) var cut: Set<Key> = []

  /// No rows.
  init() {}

  /// Adds a row.
  mutating func add(_ print: Fingerprint, to key: Key) { sums[key, default: RowSum()].add(print) }

  /// Adds rows.
  mutating func add(_ sum: RowSum, to key: Key) { sums[key, default: RowSum()].merge(sum) }

  /// Notes that not all rows of a day are known to the run.
  mutating func noteCut(_ key: Key) {
    var key = key
    key.part = RowPart()
    cut.insert(key)
  }

  /// Adds another's.
  mutating func merge(_ other: RowPrints) {
    for (key, sum) in other.sums { add(sum, to: key) }
    cut.formUnion(other.cut)
  }

  /// The rows of some parts together, by table, source and day.
  func totals(where isWanted: (RowPart) -> Bool = { _ in true }) -> [Key: RowSum] {
    var totals: [Key: RowSum] = [:]
    for (key, sum) in sums where isWanted(key.part) {
      var whole = key
      whole.part = RowPart()
      totals[whole, default: RowSum()].merge(sum)
    }
    return totals
  }

  /// How a sum is printed: nobody can tell rows from it, and nobody without the key can test a guess.
  static func text(of sum: RowSum, _ key: Key, under pseudonym: Pseudonym?) -> String {
    let plain = "\(key.table)\u{0}\(key.source)\u{0}\(key.day?.description ?? "")\u{0}\(sum.sum)"
    guard let pseudonym else { return String(ContentDigest.hexadecimal(of: Array(plain.utf8)).prefix(32)) }
    return String(pseudonym.text(of: plain, in: .rows).dropFirst(2))
  }

  /// The table `row_prints`.
  static let template = ReportTable(
    name: "row_prints",
    description:
      "Rows that count of one table, source and day, by which a later run tells what moved, per row.",
    columns: [
      .init("table", .text, "canonical table"),
      .init("source", .text, "source of the input"),
      .init("day", .text, "local day of the row's own time; empty where rows have none, or it is unknown"),
      .init("rows", .integer, "rows that count, duplicates and what came after as_of left out"),
      .init(
        "print", .text,
        "digest of the sum of their prints; empty where the day holds rows that came after as_of"),
    ], primaryKey: ["table", "source", "day"], rows: [])

  /// Them as a table.
  func table(under pseudonym: Pseudonym?) -> ReportTable {
    var table = RowPrints.template
    let sorted = totals().sorted { a, b in RowPrints.order(a.key) < RowPrints.order(b.key) }
    table.rows = sorted.map { key, sum in
      [
        .text(key.table), .text(key.source), key.day.map { .text($0.description) } ?? .missing,
        .integer(sum.rows),
        cut.contains(key) ? .missing : .text(RowPrints.text(of: sum, key, under: pseudonym)),
      ]
    }
    return table
  }

  private static func order(_ key: Key) -> (String, ByteText, Int32) {
    (key.table, ByteText(key.source), key.day?.days ?? .min)
  }

  /// A text that is ordered by its bytes.
  private struct ByteText: Comparable {
    let text: String

    init(_ text: String) { self.text = text }

    static func < (a: ByteText, b: ByteText) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
  }
}
