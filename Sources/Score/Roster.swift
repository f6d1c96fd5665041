import Canonical
import Tables

/// Who people were on a day: class, tenure, team, supervisor, site and role type.
package struct Roster: Sendable {
  /// A spell of employment.
  private struct Spell: Sendable {
    /// Place in the order of reading: of two that begin on one day the last one read counts.
    var row: Int
    var hired: Int64
    var workerClass: UInt32
    var site: UInt32
  }

  /// A span of days in a role and team.
  private struct Assignment: Sendable {
    /// Place in the order of reading: of two that begin on one day the last one read counts.
    var row: Int
    var from: Int64
    var to: Int64
    var roleType: UInt32
    var team: UInt32
    var supervisor: UInt32
    var site: UInt32
  }

  /// Groups of one person on one day; codes, 0 where missing.
  struct Standing {
    var site: UInt32 = 0
    var team: UInt32 = 0
    var supervisor: UInt32 = 0
    var roleType: UInt32 = 0
    var workerClass: UInt32 = 0
    var tenureBand: UInt32 = 0
    /// Whether an assignment is valid.
    var isAssigned = false
  }

  private var spells: [UInt32: [Spell]] = [:]
  private var assignments: [UInt32: [Assignment]] = [:]
  private let tenureBands: [UInt32]
  /// Whether there is a table of people.
  package let hasPeople: Bool
  /// Whether there is a table of assignments.
  package let hasAssignments: Bool
  /// Assignments whose role no role names, by role, and those that overlap.
  package private(set) var warnings = WarningTally()

  /// Last day of each band of tenure, in days since hired_on, and its name.
  ///
  /// 1-2y ends with day 730, 2-3y with day 1,095.
  static let bands: [(last: Int64, name: String)] = [
    (90, "0-90d"), (365, "91-365d"), (730, "1-2y"), (1095, "2-3y"), (.max, "3y+"),
  ]

  /// Who people were, from settled tables; nil stands for a table that the pipeline does not have.
  package init(
    people: SmallTable?, assignments table: SmallTable?, roles: SmallTable?,
    vocabulary: inout CodeBook
  ) {
    hasPeople = people != nil
    hasAssignments = table != nil
    tenureBands = Roster.bands.map { vocabulary.code(of: $0.name) }
    if let people {
      let classes = words(people, "worker_class", &vocabulary)
      let (ids, sites) = (people.codes("person_id"), people.codes("site"))
      for (row, hired) in people.numbers("hired_on").enumerated() {
        spells[ids[row], default: []].append(
          Spell(row: row, hired: hired, workerClass: classes[row], site: sites[row]))
      }
      for person in spells.keys { spells[person]?.sort { ($0.hired, $0.row) < ($1.hired, $1.row) } }
    }
    guard let table else { return }
    var roleTypes: [UInt32: UInt32] = [:]
    if let roles {
      let types = words(roles, "role_type", &vocabulary)
      for (row, role) in roles.codes("role_id").enumerated() { roleTypes[role] = types[row] }
    }
    let (ids, to, from) = (table.codes("person_id"), table.numbers("to"), table.numbers("from"))
    let (role, team) = (table.codes("role_id"), table.codes("team_id"))
    let (supervisor, site) = (table.codes("supervisor_id"), table.codes("site"))
    for row in ids.indices {
      let roleType = roleTypes[role[row]]
      if roleType == nil, roles != nil {
        warnings.add(.unknownRole, vocabulary.text(of: role[row]))
      }
      assignments[ids[row], default: []].append(
        Assignment(
          row: row, from: from[row], to: to[row] == CanonicalBatch.missing ? .max : to[row],
          roleType: roleType ?? 0, team: team[row], supervisor: supervisor[row], site: site[row]))
    }
    // The later `from` counts where two hold on a day, so the first that holds is the one.
    for person in assignments.keys {
      assignments[person]?.sort { ($0.from, $0.row) > ($1.from, $1.row) }
      // Those that begin before an earlier one has ended.
      var latestEnd = Int64.min
      for span in (assignments[person] ?? []).reversed() {
        if span.from <= latestEnd { warnings.add(.overlappingAssignments) }
        latestEnd = max(latestEnd, span.to)
      }
    }
  }

  /// Whether a table of people names this person.
  package func knows(_ person: UInt32) -> Bool { spells[person] != nil }

  /// Whether there are assignments, and none of a known person's is valid.
  func lacksAssignment(_ person: UInt32, _ standing: Standing) -> Bool {
    hasAssignments && !standing.isAssigned && (!hasPeople || knows(person))
  }

  /// The groups of a person on a day.
  func standing(of person: UInt32, on day: CivilDate) -> Standing {
    var standing = Standing()
    let today = Int64(day.days)
    let assignment = assignments[person]?.first { $0.from <= today && today <= $0.to }
    if let spells = spells[person] {
      // Class and site are those of the latest spell begun, else of the first, and stand after it.
      let begun = spells.last { $0.hired <= today }
      let spell = begun ?? spells[0]
      standing.workerClass = spell.workerClass
      standing.site = spell.site
      // Where there are assignments, tenure is that of a valid one.
      if let begun, assignment != nil || !hasAssignments {
        let band = Roster.bands.firstIndex { today - begun.hired <= $0.last } ?? 0
        standing.tenureBand = tenureBands[band]
      }
    }
    if let assignment {
      standing.isAssigned = true
      standing.team = assignment.team
      standing.supervisor = assignment.supervisor
      standing.roleType = assignment.roleType
      if assignment.site != 0 { standing.site = assignment.site }
    }
    return standing
  }
}

/// Codes of the words of a `oneOf` column.
private func words(_ table: SmallTable, _ column: String, _ vocabulary: inout CodeBook) -> [UInt32] {
  guard case .oneOf(let words) = table.table.columns[table.table.place(of: column)].type else {
    preconditionFailure("\(column) holds no words")
  }
  let codes = words.map { vocabulary.code(of: $0) }
  return table.numbers(column).map { $0 == CanonicalBatch.missing ? 0 : codes[Int($0)] }
}
