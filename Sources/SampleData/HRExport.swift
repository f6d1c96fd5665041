import Tables

/// What the HR system gives: one history of positions that feeds people and assignments, roles, and who
/// is behind which login or phone number.
struct HRExport {
  /// Names of the columns of the history.
  static let columns = [
    "Worker ID", "Worker Name", "Worker Type", "Hire Date", "Termination Date", "Termination Category",
    "Termination Reason", "Referred By", "Location", "Position Start", "Position End", "Job Code", "Team",
    "Manager ID", "FTE", "Change", "Hourly Rate", "Last Changed",
  ]

  private static let positionEnd = 10
  /// Days by which a position overlaps the next one in the planted row.
  static let overlapDays: Int32 = 10
  /// Days between two positions in the planted row.
  static let holeDays: Int32 = 12

  private let roster: Roster

  /// The exports of a roster.
  init(roster: Roster) { self.roster = roster }

  /// Writes the history of positions: one row per position and supervisor, oldest first for each person.
  ///
  /// Only the last row of a spell knows its end, as a snapshot of that day would.
  /// - Parameter contacts: what the people took; one planted hole lies where somebody took some.
  func writeHistory(of contacts: [SampleContact], to sink: @escaping FileSink) throws
    -> ExportSheet.Account
  {
    var rows: [(cells: [String], isDuplicate: Bool)] = []
    var changes: [Change] = []
    for worker in roster.workers {
      for spell in worker.spells {
        let positions = positions(of: worker, in: spell)
        for (index, position) in positions.enumerated() {
          let cells = cells(worker, spell, position, isLast: index == positions.count - 1)
          if index > 0 {
            changes.append(
              Change(row: rows.count - 1, person: worker.id, from: position.posting.from))
          }
          rows.append((cells, index > 0))
        }
      }
    }
    var sheet = ExportSheet(
      path: "exports/hr-positions.csv", sink: sink,
      faults: [
        FaultPlan(.blankLine, at: rows.count / 3, note: "an empty line"),
        FaultPlan(
          .tooFewFields, at: rows.count / 2, others: [(0, "P99999")],
          note: "the last three fields are missing"),
      ] + misdated(changes, contacts))
    sheet.header(HRExport.columns)
    for row in rows { try sheet.row(row.cells, isDuplicate: row.isDuplicate) }
    return try sheet.finish()
  }

  /// Writes the roles.
  func writeRoles(to sink: @escaping FileSink) throws -> ExportSheet.Account {
    var sheet = ExportSheet(path: "exports/roles.csv", sink: sink)
    sheet.header([
      "role_id", "role_type", "level", "next_role_id", "inside_center", "leadership", "critical",
      "call_types",
    ])
    let names = { (level: Int) in
      CallType.all.filter { $0.levels[level] > 0 }.map(\.name).joined(separator: ";")
    }
    try sheet.row(["csr1", "customer_facing", "1", "csr2", "true", "false", "false", names(0)])
    try sheet.row(["csr2", "customer_facing", "2", "csr3", "true", "false", "false", names(1)])
    try sheet.row(["csr3", "customer_facing", "3", "team_lead", "true", "false", "true", names(2)])
    try sheet.row(["back_office", "back_office", "2", "team_lead", "true", "false", "false", ""])
    try sheet.row(["team_lead", "supervisor", "4", "", "true", "true", "true", ""])
    return try sheet.finish()
  }

  /// Writes who is behind the logins and numbers of the telephone system.
  func writeAliases(of customers: [Customer], to sink: @escaping FileSink) throws -> ExportSheet.Account {
    var sheet = ExportSheet(path: "exports/aliases.csv", sink: sink)
    sheet.header(["kind", "source", "alias", "id", "from", "to"])
    for worker in roster.workers { try sheet.row(["person", "acd", worker.login, worker.id, "", ""]) }
    let lastDay = CivilDate(days: CenterCalendar.handover.days - 1).description
    let (before, after) = (roster.workers[roster.sharers.before], roster.workers[roster.sharers.after])
    try sheet.row(["person", "acd", Roster.sharedLogin, before.id, "", lastDay])
    try sheet.row([
      "person", "acd", Roster.sharedLogin, after.id, CenterCalendar.handover.description, "",
    ])
    for customer in customers where customer.isPhoneOnly {
      try sheet.row(["customer", "acd", customer.phone, customer.id, "", ""])
    }
    return try sheet.finish()
  }

  /// A position that another one follows.
  private struct Change {
    /// Index of its row.
    var row: Int
    var person: String
    /// First day of the following one.
    var from: CivilDate
  }

  /// An end that is too late, so two positions overlap, and one that is too early, so days are missing.
  private func misdated(_ changes: [Change], _ contacts: [SampleContact]) -> [FaultPlan] {
    let inside = changes.filter {
      $0.from.days - HRExport.holeDays >= CenterCalendar.first.days
        && $0.from.days + HRExport.overlapDays < CenterCalendar.end.days
    }
    var plans: [FaultPlan] = []
    var legs: [String: [Int32]] = [:]
    for leg in contacts where leg.agent >= 0 && leg.direction == .inbound {
      legs[roster.personID(of: leg.agent), default: []].append(LocalClock(leg.start).date.days)
    }
    let taken = { (change: Change) in
      (legs[change.person] ?? []).count {
        $0 >= change.from.days - HRExport.holeDays && $0 < change.from.days
      }
    }
    // In the smallest centers perhaps nobody took contacts just before a change.
    guard let hole = inside.first(where: { taken($0) > 0 }) ?? inside.first else { return [] }
    let last = CivilDate(days: hole.from.days - HRExport.holeDays - 1)
    plans.append(
      FaultPlan(
        .assignmentHole, at: hole.row, column: HRExport.positionEnd, monthFirst(last),
        note: "\(hole.person) has no position for \(HRExport.holeDays) days, to the day before "
          + "\(hole.from.description), and took \(taken(hole)) inbound legs then"))
    guard let overlap = inside.first(where: { $0.person != hole.person }) else { return plans }
    let late = CivilDate(days: overlap.from.days + HRExport.overlapDays - 1)
    plans.append(
      FaultPlan(
        .overlappingAssignments, at: overlap.row, column: HRExport.positionEnd, monthFirst(late),
        note: "\(overlap.person) has two positions for \(HRExport.overlapDays) days, from "
          + overlap.from.description))
    return plans
  }

  /// A posting under one supervisor.
  private struct Position {
    var posting: Worker.Posting
    var supervisor: String
    var change: String
  }

  private func positions(of worker: Worker, in spell: Worker.Spell) -> [Position] {
    let handover = CenterCalendar.handover
    var positions: [Position] = []
    for posting in worker.postings {
      guard posting.from >= spell.hired, spell.left.map({ posting.from <= $0 }) ?? true else { continue }
      let pair = roster.supervisors[posting.team]
      let isLead = posting.role == 4
      let isSplit =
        !isLead && pair.before != pair.after && posting.from < handover
        && (posting.to.map { $0 >= handover } ?? true)
      var first = posting
      if isSplit { first.to = CivilDate(days: handover.days - 1) }
      let supervisor = posting.from < handover ? pair.before : pair.after
      positions.append(
        Position(posting: first, supervisor: isLead ? "" : supervisor, change: posting.change))
      guard isSplit else { continue }
      var second = posting
      second.from = handover
      positions.append(Position(posting: second, supervisor: pair.after, change: "New Manager"))
    }
    return positions
  }

  private func cells(_ worker: Worker, _ spell: Worker.Spell, _ position: Position, isLast: Bool) -> [String]
  {
    let posting = position.posting
    let left = isLast ? spell.left : nil
    let changed = isLast ? spell.left ?? posting.from : posting.from
    return [
      worker.id, worker.name, worker.workerType, monthFirst(spell.hired), left.map(monthFirst) ?? "",
      left == nil ? "" : spell.exit, left == nil ? "" : spell.reason, worker.referredBy,
      Roster.sites[posting.team % Roster.sites.count], monthFirst(posting.from),
      posting.to.map(monthFirst) ?? "", Roster.roles[posting.role], roster.teams[posting.team],
      position.supervisor, "1.0", position.change,
      "\(posting.payCents / 100).\(padded(Int64(posting.payCents % 100), 2))",
      "\(changed.description) 18:00:00",
    ]
  }

  /// `M/d/yyyy`.
  private func monthFirst(_ date: CivilDate) -> String {
    let (year, month, day) = date.parts
    return "\(month)/\(day)/\(year)"
  }
}
