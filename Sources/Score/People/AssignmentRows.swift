import Canonical
import Tables

/// The rows of assignments by person, in the order of their first days: what the standing of a day does not say.
struct AssignmentRows: Sendable {
  /// An assignment.
  struct Row: Sendable {
    /// First day.
    var from: Int64
    /// Last day; nil for an open end.
    var to: Int64?
    /// How it began.
    var move: Move?
    var role: UInt32
    var team: UInt32
  }

  /// How an assignment began.
  enum Move: String {
    case hire, promotion, lateral, demotion, transfer
    case exitCenter = "exit_center"
    case exitEmployer = "exit_employer"
  }

  /// Whether there is such a table.
  let exist: Bool
  private var rows: [Row] = []
  private var places: [UInt32: [Int]] = [:]

  /// The rows of a settled table; nil stands for a table that the pipeline does not have.
  init(_ table: SmallTable?) {
    exist = table != nil
    guard let table else { return }
    let (from, to, move) = (table.numbers("from"), table.numbers("to"), table.numbers("move"))
    let (role, team) = (table.codes("role_id"), table.codes("team_id"))
    let words = table.table.words("move")
    for row in from.indices {
      rows.append(
        Row(
          from: from[row], to: to[row] == CanonicalBatch.missing ? nil : to[row],
          move: move[row] == CanonicalBatch.missing ? nil : Move(rawValue: words[Int(move[row])]),
          role: role[row], team: team[row]))
    }
    for (row, person) in table.codes("person_id").enumerated() { places[person, default: []].append(row) }
    for (person, own) in places {
      places[person] = own.sorted { (rows[$0].from, $0) < (rows[$1].from, $1) }
    }
  }

  /// Everybody who has one, by code.
  var people: [UInt32] { places.keys.sorted() }

  /// The assignments of a person, by first day.
  func rows(of person: UInt32) -> [Row] { places[person, default: []].map { rows[$0] } }

  /// First days of a person's assignments that were promotions, by a day, in their order.
  func promotions(of person: UInt32, by day: CivilDate) -> [CivilDate] {
    rows(of: person).filter { $0.move == .promotion && $0.from <= day.days }
      .map { CivilDate(days: Int32(clamping: $0.from)) }
  }

  /// The teams of assignments that have begun by a day, by code.
  func teams(by day: CivilDate) -> [UInt32] {
    Set(rows.filter { $0.from <= day.days && $0.move != .exitEmployer }.map(\.team)).sorted()
  }

  /// Whether somebody leaves a seat who has one assignment and then, from a day on, another.
  func leavesSeat(from old: Int32, to new: Int32, on day: CivilDate) -> Bool {
    if old == new { return false }
    let next = rows[Int(new)]
    if next.role != rows[Int(old)].role { return true }
    // Who comes back to an earlier assignment did not make its move again.
    guard next.from == day.days, let move = next.move else { return false }
    return [.promotion, .lateral, .demotion, .exitCenter].contains(move)
  }

  /// Whether an assignment holds on a day on which its person is not employed; an open end ends with employment.
  func isOutside(_ row: Row, of spells: [SpellEnds.Spell]) -> Bool {
    if row.move == .exitEmployer { return false }
    var day = row.from
    for spell in spells where spell.hired.days <= day {
      guard let last = spell.last else { return false }
      if day > last.days { continue }
      guard let to = row.to, to > last.days else { return false }
      day = Int64(last.days) + 1
    }
    return true
  }
}

extension TableSchema {
  /// The words of a `oneOf` column.
  func words(_ column: String) -> [String] {
    guard case .oneOf(let words) = columns[place(of: column)].type else {
      preconditionFailure("\(column) holds no words")
    }
    return words
  }
}
