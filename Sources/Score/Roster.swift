import Canonical
import Tables

/// Who people were on a day: class, tenure, team, supervisor, site and role type.
package struct Roster: Sendable {
  /// Groups of one person on one day; codes, 0 where missing.
  struct Standing: Equatable, Sendable {
    var site: UInt32 = 0
    var team: UInt32 = 0
    var supervisor: UInt32 = 0
    var roleType: UInt32 = 0
    var workerClass: UInt32 = 0
    var tenureBand: UInt32 = 0
    /// Nothing is grouped by it: agents are compared with others of their role.
    var role: UInt32 = 0
    /// Whether an assignment is valid.
    var isAssigned = false
    /// Row of that assignment, where rows are told apart; else, and where there is none, -1.
    var assignmentRow: Int32 = -1

    /// Forgets some groups.
    mutating func forget(_ groupings: [Grouping]) {
      for grouping in groupings {
        switch grouping {
        case .site: site = 0
        case .team: team = 0
        case .supervisor: supervisor = 0
        case .roleType: roleType = 0
        case .workerClass: workerClass = 0
        case .tenureBand: tenureBand = 0
        case .all, .channel, .queue, .callType, .lineOfBusiness, .agent: break
        case .role, .hireCohort, .referral, .earlyCoaching: break
        }
      }
    }
  }

  /// Whether there is a table of people.
  package let hasPeople: Bool
  /// Whether there is a table of assignments.
  package let hasAssignments: Bool
  /// Assignments whose role no role names, by role, and those that overlap.
  package private(set) var warnings = WarningTally()

  /// First days of the stretches in which people's groups do not change, person by person.
  private var days: [Int32] = []
  /// The groups in each stretch.
  private var standings: [Standing] = []
  /// What nothing is grouped by: it does not tell stretches apart.
  private let unused: [Grouping]
  /// Whether the row of an assignment does.
  private let tellsRows: Bool
  /// Where the stretches of each person begin, by code, and where the last one's end.
  private var firsts: [UInt32] = []
  /// First days of people's spells, person by person, and where those of each begin.
  private var hires: [Int32] = []
  private var firstHires: [UInt32] = []
  /// Whether a table of people names a person, by code.
  private var isKnown: [Bool] = []

  /// Last day of each band of tenure, in days since hired_on, and its name.
  ///
  /// 1-2y ends with day 730, 2-3y with day 1,095.
  static let bands: [(last: Int64, name: String)] = [
    (90, "0-90d"), (365, "91-365d"), (730, "1-2y"), (1095, "2-3y"), (.max, "3y+"),
  ]

  /// Names of the bands of tenure, in their order.
  package static var bandNames: [String] { bands.map(\.name) }

  /// Who people were, from settled tables; nil stands for a table that the pipeline does not have.
  /// - Parameters:
  ///   - groupings: what is asked for; the groups of others are missing.
  ///   - tellsRows: whether it is asked for which assignment is valid.
  package init(
    people: SmallTable?, assignments table: SmallTable?, roles: SmallTable?,
    groupings: [Grouping] = Grouping.allCases, tellsRows: Bool = false, vocabulary: inout CodeBook
  ) {
    self.tellsRows = tellsRows
    unused = Grouping.allCases.filter { !groupings.contains($0) }
    hasPeople = people != nil
    hasAssignments = table != nil
    let bands = Roster.bands.map { vocabulary.code(of: $0.name) }
    let spells = people.map { Roster.spells($0, &vocabulary) } ?? []
    let assignments = table.map { Roster.assignments($0, roles, &vocabulary, &warnings) } ?? []
    let count = Int(max(spells.last?.person ?? 0, assignments.last?.person ?? 0)) + 1
    isKnown = Array(repeating: false, count: count)
    for spell in spells { isKnown[Int(spell.person)] = true }
    var (spell, assignment) = (0, 0)
    for person in 0..<UInt32(count) {
      firsts.append(UInt32(days.count))
      firstHires.append(UInt32(spell))
      let (firstSpell, firstAssignment) = (spell, assignment)
      while spell < spells.count, spells[spell].person == person { spell += 1 }
      while assignment < assignments.count, assignments[assignment].person == person { assignment += 1 }
      append(spells[firstSpell..<spell], assignments[firstAssignment..<assignment], bands: bands)
    }
    firsts.append(UInt32(days.count))
    firstHires.append(UInt32(spells.count))
    hires = spells.map { Int32(clamping: $0.hired) }
  }

  /// Whether a table of people names this person.
  package func knows(_ person: UInt32) -> Bool { person < isKnown.count && isKnown[Int(person)] }

  /// Whether there are assignments, and none of a known person's is valid.
  func lacksAssignment(_ person: UInt32, _ standing: Standing) -> Bool {
    hasAssignments && !standing.isAssigned && (!hasPeople || knows(person))
  }

  /// The role of a person on a day, or the last one before it; 0 where there is none.
  package func role(of person: UInt32, by day: CivilDate) -> UInt32 {
    guard person + 1 < firsts.count else { return 0 }
    let stretches = Int(firsts[Int(person)])..<Int(firsts[Int(person) + 1])
    return stretches.last { days[$0] <= day.days && standings[$0].role != 0 }.map { standings[$0].role } ?? 0
  }

  /// First days of a person's spells, ascending.
  func hires(of person: UInt32) -> [CivilDate] {
    guard person + 1 < firstHires.count else { return [] }
    return hires[Int(firstHires[Int(person)])..<Int(firstHires[Int(person) + 1])].map { CivilDate(days: $0) }
  }

  /// The latest first day of a person's spells that is not after a day; nil where there is none.
  func hired(of person: UInt32, by day: CivilDate) -> CivilDate? {
    guard person + 1 < firstHires.count else { return nil }
    let own = hires[Int(firstHires[Int(person)])..<Int(firstHires[Int(person) + 1])]
    return own.last { $0 <= day.days }.map { CivilDate(days: $0) }
  }

  /// First days and groups of the stretches of a person; the first one begins before all days.
  func stretches(of person: UInt32) -> [(first: CivilDate, standing: Standing)] {
    guard person + 1 < firsts.count else { return [] }
    return (Int(firsts[Int(person)])..<Int(firsts[Int(person) + 1])).map {
      (CivilDate(days: days[$0]), standings[$0])
    }
  }

  /// The groups of a person on a day.
  func standing(of person: UInt32, on day: CivilDate) -> Standing {
    let (firsts, days) = (firsts.span, days.span)
    guard person + 1 < firsts.count else { return Standing() }
    // The last stretch that has begun; the first one begins before all days.
    var low = Int(firsts[Int(person)])
    var count = Int(firsts[Int(person) + 1]) - low
    if count == 0 { return Standing() }
    // Halved whatever is found, so that no branch depends on it.
    while count > 1 {
      let half = count / 2
      low = days[low + half] <= day.days ? low + half : low
      count -= half
    }
    return standings[low]
  }
}

extension Roster {
  /// A spell of employment.
  private struct Spell {
    var person: UInt32
    /// Place in the order of reading: of two that begin on one day the last one read counts.
    var row: Int
    var hired: Int64
    var workerClass: UInt32
    var site: UInt32
  }

  /// A span of days in a role and team.
  private struct Assignment {
    var person: UInt32
    /// Place in the order of reading: of two that begin on one day the last one read counts.
    var row: Int
    var from: Int64
    var to: Int64
    var role: UInt32
    var roleType: UInt32
    var team: UInt32
    var supervisor: UInt32
    var site: UInt32
  }

  /// All spells, by person and first day.
  private static func spells(_ people: SmallTable, _ vocabulary: inout CodeBook) -> [Spell] {
    let classes = words(people, "worker_class", &vocabulary)
    let (ids, sites, hired) = (people.codes("person_id"), people.codes("site"), people.numbers("hired_on"))
    let spells = ids.indices.map { row in
      Spell(person: ids[row], row: row, hired: hired[row], workerClass: classes[row], site: sites[row])
    }
    return spells.sorted { ($0.person, $0.hired, $0.row) < ($1.person, $1.hired, $1.row) }
  }

  /// All assignments, by person and first day.
  private static func assignments(
    _ table: SmallTable, _ roles: SmallTable?, _ vocabulary: inout CodeBook, _ warnings: inout WarningTally
  ) -> [Assignment] {
    var roleTypes: [UInt32: UInt32] = [:]
    if let roles {
      let types = words(roles, "role_type", &vocabulary)
      for (row, role) in roles.codes("role_id").enumerated() { roleTypes[role] = types[row] }
    }
    let (ids, to, from) = (table.codes("person_id"), table.numbers("to"), table.numbers("from"))
    let (role, team) = (table.codes("role_id"), table.codes("team_id"))
    let (supervisor, site) = (table.codes("supervisor_id"), table.codes("site"))
    var assignments: [Assignment] = []
    for row in ids.indices {
      let roleType = roleTypes[role[row]]
      if roleType == nil, roles != nil {
        warnings.add(.unknownRole, vocabulary.text(of: role[row]))
      }
      assignments.append(
        Assignment(
          person: ids[row], row: row, from: from[row],
          to: to[row] == CanonicalBatch.missing ? .max : to[row], role: role[row], roleType: roleType ?? 0,
          team: team[row], supervisor: supervisor[row], site: site[row]))
    }
    assignments.sort { ($0.person, $0.from, $0.row) < ($1.person, $1.from, $1.row) }
    // Those that begin before an earlier one has ended.
    var latest: (person: UInt32, end: Int64) = (0, .min)
    for span in assignments {
      if span.person != latest.person { latest = (span.person, .min) }
      if span.from <= latest.end { warnings.add(.overlappingAssignments) }
      latest.end = max(latest.end, span.to)
    }
    return assignments
  }

  /// Appends the stretches of the next person.
  private mutating func append(
    _ spells: ArraySlice<Spell>, _ assignments: ArraySlice<Assignment>, bands: [UInt32]
  ) {
    if spells.isEmpty, assignments.isEmpty { return }
    var changes = assignments.flatMap { $0.to == .max ? [$0.from] : [$0.from, $0.to + 1] }
    for spell in spells {
      changes.append(spell.hired)
      for band in Roster.bands.dropLast() { changes.append(spell.hired + band.last + 1) }
    }
    changes.append(.min)
    changes.sort()
    var (begun, next) = (spells.startIndex, assignments.startIndex)
    var open: [Assignment] = []
    for (place, today) in changes.enumerated() where place == 0 || today != changes[place - 1] {
      while begun < spells.endIndex, spells[begun].hired <= today { begun += 1 }
      // Where two hold on a day the later `from` counts, which is the one that was opened last.
      while next < assignments.endIndex, assignments[next].from <= today {
        open.append(assignments[next])
        next += 1
      }
      while let last = open.last, last.to < today { open.removeLast() }
      var standing = Standing()
      if let first = spells.first {
        // Class and site are those of the latest spell begun, else of the first, and stand after it.
        let spell = begun > spells.startIndex ? spells[begun - 1] : first
        standing.workerClass = spell.workerClass
        standing.site = spell.site
        // Where there are assignments, tenure is that of a valid one.
        if begun > spells.startIndex, !open.isEmpty || !hasAssignments {
          standing.tenureBand = bands[Roster.bands.firstIndex { today - spell.hired <= $0.last } ?? 0]
        }
      }
      if let assignment = open.last {
        standing.isAssigned = true
        if tellsRows { standing.assignmentRow = Int32(assignment.row) }
        standing.team = assignment.team
        standing.supervisor = assignment.supervisor
        standing.role = assignment.role
        standing.roleType = assignment.roleType
        if assignment.site != 0 { standing.site = assignment.site }
      }
      standing.forget(unused)
      if place > 0, standing == standings[standings.count - 1] { continue }
      days.append(Int32(clamping: today))
      standings.append(standing)
    }
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
