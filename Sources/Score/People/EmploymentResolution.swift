import Canonical
import Tables

/// Finds for every person who was employed when, in which groups, and how it ended.
///
/// - Each day of a spell counts once, for the assignment valid then. Where spells of one person overlap the
///   later hired_on counts, and nobody leaves in between.
/// - A spell ends with left_on; where that is missing with what `SpellEnds` finds. Ends after the last day that
///   is known wait: until then those people are here.
/// - Who changes the role, or begins an assignment as a promotion, lateral move, demotion or exit from the
///   center, leaves a seat on the last day before it.
/// - Contractors have neither days nor separations here, unless it is asked for their days: `GigActivity` has
///   those of turnover.
package struct EmploymentResolution: Sendable {
  /// What is known of people, from settled tables.
  package struct Ground {
    /// Spells of employment.
    package var people: SmallTable
    /// Roles, teams and sites by day; nil without such a table.
    package var assignments: SmallTable?
    /// Kinds of roles; nil without such a table.
    package var roles: SmallTable?
    /// Sessions of coaching; nil without such a table.
    package var coaching: SmallTable?
    /// Names of the sources, by their numbers.
    package var sources: [String]
    /// Sources whose people are snapshots.
    package var snapshots: [String]
    /// The first day that is looked at; nil: all are.
    package var first: CivilDate?
    /// The last day that is known.
    package var last: CivilDate
    /// Whose days count.
    package var zone: ZoneTable
    /// Whether days of contractors count, too.
    package var countsContractors = false

    /// A ground of all parts.
    package init(
      people: SmallTable, assignments: SmallTable?, roles: SmallTable?, coaching: SmallTable? = nil,
      sources: [String], snapshots: [String] = [], first: CivilDate? = nil, last: CivilDate,
      zone: ZoneTable
    ) {
      (self.people, self.assignments, self.roles, self.coaching) = (people, assignments, roles, coaching)
      (self.sources, self.snapshots, self.first, self.last) = (sources, snapshots, first, last)
      self.zone = zone
    }
  }

  /// One for each person of the table of people, by code.
  package private(set) var histories: [EmploymentHistory] = []
  /// What was wrong with the rows, and what was inferred.
  package private(set) var warnings = WarningTally()
  /// First day on which anybody was hired; nil where nobody was by the last day.
  package private(set) var firstHired: CivilDate?
  /// Whether any spell says who referred the person.
  package let hasReferrals: Bool

  private let roster: Roster
  private let contractor: UInt32
  private let first: CivilDate?
  private let last: CivilDate
  private let countsContractors: Bool
  private let assignments: AssignmentRows

  /// Resolves all people.
  package init(_ ground: Ground, vocabulary: inout CodeBook) {
    roster = Roster(
      people: ground.people, assignments: ground.assignments, roles: ground.roles,
      groupings: Grouping.ofPeople, tellsRows: true, vocabulary: &vocabulary)
    contractor = vocabulary.code(of: "contractor")
    (first, last) = (ground.first, ground.last)
    countsContractors = ground.countsContractors
    assignments = AssignmentRows(ground.assignments)
    hasReferrals = ground.people.codes("referred_by").contains { $0 != 0 }
    let ends = SpellEnds(ground, assignments)
    warnings.merge(ends.warnings)
    let coached = ground.coaching.map { EarlyCoaching($0, ground.zone) }
    var teams: Set<UInt32> = []
    for spells in ends.spells {
      resolve(spells, coached, &teams)
    }
    warnOfAssignments(ends.spells)
    for team in assignments.teams(by: last) where !teams.contains(team) {
      warnings.add(.noPersonDays, vocabulary.text(of: team))
    }
  }

  /// What a person is called by the groups of a standing.
  private func groups(_ standing: Roster.Standing) -> EmploymentHistory.Groups {
    EmploymentHistory.Groups(
      0, standing.site, standing.team, standing.supervisor, standing.role, standing.roleType,
      standing.workerClass, standing.tenureBand)
  }

  /// The groups of somebody on a day, whether employed or not; nil for somebody whom no table of people names.
  package func groups(of person: UInt32, on day: CivilDate) -> EmploymentHistory.Groups? {
    roster.knows(person) ? groups(roster.standing(of: person, on: day)) : nil
  }

  /// Whether somebody is a contractor on a day; people whom no table names are.
  package func isContractor(_ person: UInt32, on day: CivilDate) -> Bool {
    guard roster.knows(person) else { return true }
    return roster.standing(of: person, on: day).workerClass == contractor
  }

  /// Who somebody was on a day, whether employed or not; nil for somebody whom no table of people names.
  package func standing(of person: UInt32, on day: CivilDate) -> PersonStanding? {
    groups(of: person, on: day).map { groups in
      let tenure = roster.hired(of: person, by: day).map { Int(day.days - $0.days) }
      let isCounted = groups[EmploymentHistory.place(of: .tenureBand)] != 0
      return PersonStanding(groups: groups, tenureDays: isCounted ? tenure : nil)
    }
  }

  /// First days of a person's spells, whether they count or not.
  func hires(of person: UInt32) -> [CivilDate] { roster.hires(of: person) }

  /// First days of the stretches in which a person's groups do not change.
  func changes(of person: UInt32) -> [CivilDate] { roster.stretches(of: person).map(\.first) }

  /// Counts the voluntary separations of some people as regretted.
  package mutating func regret(_ topHalf: Set<UInt32>) {
    for person in histories.indices where topHalf.contains(histories[person].person) {
      for place in histories[person].separations.indices
      where histories[person].separations[place].kinds.contains(.voluntary) {
        histories[person].separations[place].kinds.insert(.regretted)
      }
    }
  }

  /// Appends the history of a person.
  private mutating func resolve(
    _ spells: [SpellEnds.Spell], _ coached: EarlyCoaching?, _ teams: inout Set<UInt32>
  ) {
    var history = EmploymentHistory(person: spells[0].person)
    let stretches = roster.stretches(of: history.person)
    for spell in spells where spell.hired <= last {
      firstHired = min(firstHired ?? spell.hired, spell.hired)
      let end = min(spell.last ?? last, last)
      if end < spell.hired { continue }
      let exit = spell.exit.flatMap { (spell.last ?? last) <= last ? $0 : nil }
      history.employments.append(
        EmploymentHistory.Employment(
          hired: spell.hired, last: end,
          groups: groups(roster.standing(of: history.person, on: max(spell.hired, first ?? spell.hired))),
          exit: exit, isReferred: spell.isReferred,
          wasCoachedEarly: coached?.wasCoached(history.person, from: spell.hired),
          isContractor: spell.isContractor))
      var seat: (row: Int32, stretch: EmploymentHistory.Stretch)?
      for (place, stretch) in stretches.enumerated() {
        let next = place + 1 < stretches.count ? stretches[place + 1].first : nil
        let first = max(stretch.first, spell.hired)
        let final = min(next.map { CivilDate(days: $0.days - 1) } ?? end, end)
        if first > final { continue }
        teams.insert(stretch.standing.team)
        if spell.isContractor, !countsContractors { continue }
        let days = EmploymentHistory.Stretch(first: first, last: final, groups: groups(stretch.standing))
        history.stretches.append(days)
        let row = stretch.standing.assignmentRow
        if row < 0 { continue }
        if spell.isContractor { continue }
        if let seat, assignments.leavesSeat(from: seat.row, to: row, on: first) {
          history.separations.append(
            EmploymentHistory.Separation(
              day: seat.stretch.last, groups: seat.stretch.groups, kinds: [.seat]))
        }
        seat = (row, days)
      }
      if let exit, !spell.isContractor, let groups = history.groups(on: end) {
        history.separations.append(
          EmploymentHistory.Separation(day: end, groups: groups, kinds: [.external, .seat, exit]))
      }
    }
    histories.append(history)
  }

  /// Counts people without assignments, and assignments on days without employment.
  private mutating func warnOfAssignments(_ people: [[SpellEnds.Spell]]) {
    guard assignments.exist else { return }
    var known: Set<UInt32> = []
    for spells in people {
      let person = spells[0].person
      known.insert(person)
      let rows = assignments.rows(of: person)
      if rows.isEmpty { warnings.add(.personWithoutAssignments) }
      let outside = rows.count { assignments.isOutside($0, of: spells) }
      warnings.add(.assignmentOutsideEmployment, count: outside)
    }
    let strangers = assignments.people.filter { !known.contains($0) }
    let count = strangers.reduce(0) { $0 + assignments.rows(of: $1).count }
    warnings.add(.assignmentOutsideEmployment, count: count)
  }
}
