import Canonical
import Dice
import Tables
import Testing

@testable import Score

@Suite struct RowPrintTests {
  @Test func `the sum of rows is the same for any order and any split`() {
    var random = Dice(seed: 41)
    for round in 0..<200 {
      let prints = (0..<random.below(30)).map { _ in Fingerprint(high: random.next(), low: random.next()) }
      var whole = RowSum()
      for print in prints { whole.add(print) }
      var parts = (0...random.below(4)).map { _ in RowSum() }
      for print in prints.shuffled(using: &random) { parts[random.below(parts.count)].add(print) }
      var merged = RowSum()
      for part in parts { merged.merge(part) }
      #expect(merged == whole && whole.rows == Int64(prints.count), "round \(round), seed 41")
      // One bit of one row shows, and so does a row that is there twice.
      guard let first = prints.first else { continue }
      var other = RowSum()
      for print in prints.dropFirst() { other.add(print) }
      var twice = whole
      twice.add(first)
      other.add(Fingerprint(high: first.high ^ 1, low: first.low))
      #expect(other != whole && other.rows == whole.rows && twice != whole)
    }
  }

  private static let columns: Set = ["queue", "line_of_business", "updated_at", "case_id", "chain_id"]
  private static let layout = LegLayout(columns: columns, hasKeepRule: true)

  private func print(_ leg: Leg, texts: [UInt64] = [10, 11, 12, 13, 14]) -> Fingerprint {
    Self.layout.print(of: Self.layout.pack([leg]), at: 0, texts: texts)
  }

  private let leg = Leg(
    start: 1000, end: 2000, updated: 3000, contact: Fingerprint("c"), chain: Fingerprint("s"),
    customer: Fingerprint("k"), caseID: 5, keepKey: Fingerprint("r"), keepValue: 6, agent: 1, queue: 2,
    callType: 3, lineOfBusiness: 4, source: 1, channel: 1, direction: 0, outcome: 0, resolved: 1,
    isTransferred: false, place: 70)

  @Test func `everything that can change a number changes the print of a contact`() {
    let changes: [(inout Leg) -> Void] = [
      { $0.start = 1001 }, { $0.end = 2001 }, { $0.contact = Fingerprint("d") },
      { $0.chain = Fingerprint("t") }, { $0.customer = .missing }, { $0.caseID = 0 }, { $0.agent = 2 },
      { $0.queue = 1 }, { $0.callType = 1 }, { $0.lineOfBusiness = 1 }, { $0.channel = 2 },
      { $0.direction = 1 }, { $0.outcome = 1 }, { $0.resolved = -1 }, { $0.isTransferred = true },
      { ($0.agent, $0.callType) = ($0.callType, $0.agent) }, { ($0.start, $0.end) = ($0.end, $0.start) },
    ]
    var prints: Set = [print(leg)]
    for change in changes {
      var other = leg
      change(&other)
      prints.insert(print(other))
    }
    #expect(prints.count == changes.count + 1)
  }

  @Test func `where a contact was read, and which codes its texts have, is not in its print`() {
    var other = leg
    (other.place, other.updated, other.source) = (99, 1, 3)
    (other.keepKey, other.keepValue) = (.missing, 0)
    #expect(print(other) == print(leg))
    (other.agent, other.queue, other.callType, other.lineOfBusiness) = (4, 3, 2, 1)
    #expect(print(other, texts: [10, 14, 13, 12, 11]) == print(leg))
  }

  @Test func `texts have the same prints in any vocabulary`() {
    var (one, other) = (CodeBook(), CodeBook())
    for text in ["ana", "bo", ""] { _ = one.code(of: text) }
    for text in ["bo", "zoe", "ana"] { _ = other.code(of: text) }
    for text in ["ana", "bo"] {
      #expect(one.prints[Int(one.code(of: text))] == other.prints[Int(other.code(of: text))])
    }
    #expect(Set(other.prints).count == 4)
  }

  /// The sum of a table as it stands on a day.
  private func sum(_ table: TableSchema, _ rows: [[String: String]], asOf day: String) -> RowSum {
    var vocabulary = CodeBook()
    let small = CanonicalSheet.table(table, rows, &vocabulary)
    var sum = RowSum()
    small.visitPrints(asOf: CivilDate(iso: day) ?? CivilDate(days: 0), texts: vocabulary.prints) {
      _, _, print in
      sum.add(print)
    }
    return sum
  }

  @Test func `a table is as it stood on a day`() {
    let old = ["person_id": "ana", "from": "2025-01-01", "role_id": "r", "team_id": "Elm"]
    let new = ["person_id": "ana", "from": "2026-02-01", "role_id": "r", "team_id": "Oak"]
    var ended = old
    ended["to"] = "2026-01-31"
    let first = sum(.assignments, [old], asOf: "2026-01-30")
    // A move on 1 February ends the old assignment with 31 January: on the 30th nobody could know.
    #expect(sum(.assignments, [ended, new], asOf: "2026-01-30") == first)
    #expect(sum(.assignments, [ended, new], asOf: "2026-02-01").rows == 2)
    #expect(sum(.assignments, [ended], asOf: "2026-02-01") != first)
    var moved = old
    moved["team_id"] = "Ash"
    #expect(sum(.assignments, [moved], asOf: "2026-01-30") != first)
    // Why somebody left changes no number of first contact resolution, the worker class does.
    let person = ["person_id": "ana", "worker_class": "employee", "hired_on": "2025-01-01"]
    var left = person
    (left["left_on"], left["exit_reason"]) = ("2026-01-01", "pay")
    var other = person
    other["worker_class"] = "agency"
    #expect(sum(.people, [left], asOf: "2026-02-01") == sum(.people, [person], asOf: "2026-02-01"))
    #expect(sum(.people, [other], asOf: "2026-02-01") != sum(.people, [person], asOf: "2026-02-01"))
  }
}
