import Canonical
import Tables

/// Spells of employment and how each ended, where left_on is missing too.
///
/// A spell without left_on has ended
/// - on the day before an assignment that began with leaving the employer;
/// - in a source of snapshots halfway between the last one that has the person and the next one;
/// - in a source none of whose rows has left_on, with the last of the person's assignments, if all have ended;
/// - where a later spell follows, with the last assignment before that, if there are days between them.
/// All but the first are inferred: they are counted, and nobody knows why they left.
struct SpellEnds {
  /// A spell of employment.
  struct Spell: Sendable {
    var person: UInt32
    var hired: CivilDate
    /// Last day; nil while it is open.
    var last: CivilDate?
    /// Why it ended; nil while it is open, and where another spell goes on.
    var exit: TurnoverKind?
    var isContractor: Bool
    var isReferred: Bool
    fileprivate var row: Int
  }

  /// The spells of each person by first day, people by code.
  private(set) var spells: [[Spell]] = []
  /// Spells that overlap, ends that are inferred, and sources without any end.
  private(set) var warnings = WarningTally()

  private let table: SmallTable
  private let assignments: AssignmentRows
  private let last: CivilDate
  /// By source, days of snapshots in their order; only of sources that are such.
  private var snapshots: [UInt16: [CivilDate]] = [:]
  /// Sources none of whose rows has left_on.
  private var endless: Set<UInt16> = []
  private let updated: [CivilDate?]

  /// The ends of all spells.
  init(_ ground: EmploymentResolution.Ground, _ assignments: AssignmentRows) {
    (table, self.assignments, last) = (ground.people, assignments, ground.last)
    var cursor = ZoneCursor(ground.zone)
    updated = table.numbers("updated_at").map {
      $0 == CanonicalBatch.missing ? nil : cursor.day(of: Instant(milliseconds: $0))
    }
    let left = table.numbers("left_on")
    endless = Set(table.sources)
    for row in left.indices where left[row] != CanonicalBatch.missing { endless.remove(table.sources[row]) }
    for (source, instants) in table.updates
    where ground.snapshots.contains(ground.sources[Int(source)]) {
      let days = Set(instants.map { cursor.day(of: Instant(milliseconds: $0)) })
      snapshots[source] = days.filter { $0 <= last }.sorted()
    }
    for spells in written(left) { self.spells.append(ended(spells)) }
    warnOfEndless(ground.sources)
  }

  /// The spells as the table has them.
  private func written(_ left: [Int64]) -> [[Spell]] {
    let (ids, hired) = (table.codes("person_id"), table.numbers("hired_on"))
    let (classes, exits) = (table.numbers("worker_class"), table.numbers("exit_type"))
    let referrals = table.codes("referred_by")
    let contractor = table.table.words("worker_class").firstIndex(of: "contractor").map { Int64($0) }
    let words = table.table.words("exit_type")
    var spells = ids.indices.map { row in
      let isEnded = left[row] != CanonicalBatch.missing
      let word = exits[row] == CanonicalBatch.missing ? nil : TurnoverKind(rawValue: words[Int(exits[row])])
      return Spell(
        person: ids[row], hired: CivilDate(days: Int32(clamping: hired[row])),
        last: isEnded ? CivilDate(days: Int32(clamping: left[row])) : nil,
        exit: isEnded ? word ?? .unknown : nil, isContractor: classes[row] == contractor,
        isReferred: referrals[row] != 0, row: row)
    }
    spells.sort { ($0.person, $0.hired, $0.row) < ($1.person, $1.hired, $1.row) }
    var people: [[Spell]] = []
    for spell in spells {
      if let person = people.last?.first?.person, person == spell.person {
        people[people.count - 1].append(spell)
      } else {
        people.append([spell])
      }
    }
    return people
  }

  /// The spells of a person with their ends.
  private mutating func ended(_ spells: [Spell]) -> [Spell] {
    var ended = spells
    let rows = assignments.rows(of: spells[0].person)
    for place in spells.indices {
      let next = place + 1 < spells.count ? spells[place + 1].hired : nil
      let before = next.map { CivilDate(days: $0.days - 1) }
      if let last = ended[place].last {
        if let before, last > before { overlap(&ended[place], until: before) }
        continue
      }
      let own = rows.filter { row in
        row.from >= spells[place].hired.days && next.map { row.from < $0.days } ?? true
      }
      let words = table.numbers("exit_type")[spells[place].row]
      if let gone = own.last, gone.move == .exitEmployer, gone.from > spells[place].hired.days {
        ended[place].last = CivilDate(days: Int32(clamping: gone.from - 1))
        ended[place].exit =
          words == CanonicalBatch.missing
          ? .unknown : TurnoverKind(rawValue: table.table.words("exit_type")[Int(words)]) ?? .unknown
      } else if let day = inferred(spells[place], own, before: next) {
        (ended[place].last, ended[place].exit) = (day, .unknown)
        warnings.add(.inferredExit)
      } else if let before {
        overlap(&ended[place], until: before)
      }
    }
    return ended
  }

  /// Ends a spell where the next one begins; nobody leaves.
  private mutating func overlap(_ spell: inout Spell, until day: CivilDate) {
    (spell.last, spell.exit) = (day, nil)
    warnings.add(.overlappingSpells)
  }

  /// The last day of a spell without one, as far as other rows tell it.
  private func inferred(_ spell: Spell, _ own: [AssignmentRows.Row], before next: CivilDate?) -> CivilDate? {
    let source = table.sources[spell.row]
    if let days = snapshots[source], let seen = updated[spell.row],
      let missing = days.first(where: { $0 > seen })
    {
      return CivilDate(days: seen.days + (missing.days - seen.days) / 2)
    }
    let ends = own.compactMap(\.to)
    guard ends.count == own.count, let end = ends.max(), end >= spell.hired.days else { return nil }
    let day = CivilDate(days: Int32(clamping: end))
    if let next { return day.days + 1 < next.days ? day : nil }
    return endless.contains(source) && day < last ? day : nil
  }

  /// Counts the spells of sources in which nobody ever leaves.
  private mutating func warnOfEndless(_ sources: [String]) {
    let ended = Set(spells.joined().filter { $0.exit != nil }.map { table.sources[$0.row] })
    for source in endless.subtracting(ended).sorted() {
      warnings.add(.noExitDates, sources[Int(source)], count: table.sources.count { $0 == source })
    }
  }
}
