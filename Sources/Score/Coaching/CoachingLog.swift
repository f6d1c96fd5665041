import Canonical
import Tables

/// Finds who was coached when by whom, out of the log of sessions, and counts each row that does not fit.
///
/// - Left out are sessions of people whom no table of people names, with oneself, before hire, after exit, after
///   the last day that is known, and all but one of those that the log has under several ids.
/// - A blank status means that the session was held.
/// - A session whose trigger is blank is reactive where it names a contact or a metric, and proactive where it is
///   one of recognition or career: that is inferred, and marked. Of others it is not known.
/// - Each person with a day of employment has a history, with sessions or without.
package struct CoachingLog: Sendable {
  /// What is known of coaching, from settled tables.
  package struct Ground {
    /// Sessions.
    package var coaching: SmallTable
    /// Actions; nil without such a table.
    package var actions: SmallTable?
    /// Who leads whom, and who is promoted; nil without such a table.
    package var assignments: SmallTable?
    /// Programs that coaches went through; nil without such a table.
    package var development: SmallTable?
    /// Whether roles tell who is a supervisor.
    package var hasRoles: Bool
    /// The last day that is known.
    package var last: CivilDate
    /// Whose days count.
    package var zone: ZoneTable

    /// A ground of all parts.
    package init(
      coaching: SmallTable, actions: SmallTable? = nil, assignments: SmallTable? = nil,
      development: SmallTable? = nil, hasRoles: Bool, last: CivilDate, zone: ZoneTable
    ) {
      (self.coaching, self.actions, self.assignments) = (coaching, actions, assignments)
      self.development = development
      (self.hasRoles, self.last, self.zone) = (hasRoles, last, zone)
    }
  }

  /// One for each person who was employed, by code.
  package private(set) var histories: [CoachedHistory] = []
  /// The day of the first row of the log; nil where it has none that is known.
  package private(set) var first: CivilDate?
  /// What was wrong with the rows.
  package private(set) var warnings = WarningTally()

  /// The sessions of people.
  /// - Parameter people: who was employed when, contractors too.
  package init(_ ground: Ground, _ people: EmploymentResolution, vocabulary: inout CodeBook) {
    let supervisor = SupervisorRule(ground, vocabulary: &vocabulary)
    histories = people.histories.map { history in
      CoachedHistory(
        person: history.person,
        stretches: history.stretches.map { stretch in
          CoachedHistory.Stretch(stretch, isSupervisor: supervisor.holds(history.person, stretch.groups))
        })
    }
    let places = Dictionary(uniqueKeysWithValues: histories.enumerated().map { ($1.person, $0) })
    let spells = people.histories.map(\.employments)
    let rows = SessionRows(ground.coaching, ground.zone)
    let followed = SessionActions(ground.actions, last: ground.last)
    let assignments = AssignmentRows(ground.assignments)
    let trainings = CompletedPrograms(ground.development, last: ground.last)
    var kept: [SessionRows.Row] = []
    for row in rows.rows {
      if row.session.day <= ground.last { first = min(first ?? row.session.day, row.session.day) }
      guard let place = places[row.agent] else {
        warnings.add(.unknownCoachedAgent)
        continue
      }
      if let fault = CoachingLog.fault(of: row, spells[place], last: ground.last) {
        warnings.add(fault)
        continue
      }
      kept.append(row)
    }
    kept = withoutDuplicates(kept)
    warnings.add(.overlappingSessions, count: CoachingLog.overlaps(kept))
    for var row in kept {
      if row.session.isHeld, row.session.seconds == nil { warnings.add(.sessionWithoutMinutes) }
      if places[row.session.coach] == nil { warnings.add(.unknownCoach) }
      guard let place = places[row.agent] else { continue }
      row.session.hasAction = followed.hasAction(row.key, of: row.agent)
      histories[place].sessions.append(row.session)
    }
    for place in histories.indices {
      histories[place].sessions.sort { ($0.start, $0.session) < ($1.start, $1.session) }
      histories[place].actions = followed.actions(of: histories[place].person)
      histories[place].promotions = assignments.promotions(of: histories[place].person, by: ground.last)
      histories[place].trainings = trainings.trainings(of: histories[place].person)
    }
  }

  /// Why a row is left out; nil where it is not.
  private static func fault(
    of row: SessionRows.Row, _ spells: [EmploymentHistory.Employment], last: CivilDate
  ) -> WarningCode? {
    let day = row.session.day
    if day > last { return .sessionInFuture }
    if row.session.coach == row.agent { return .coachIsAgent }
    if spells.contains(where: { $0.hired <= day && day <= $0.last }) { return nil }
    return spells.contains { $0.last < day } ? .sessionAfterExit : .sessionBeforeHire
  }

  /// Leaves one row of each agent, coach and instant: a held one where there is one, of several the last read.
  private mutating func withoutDuplicates(_ rows: [SessionRows.Row]) -> [SessionRows.Row] {
    struct Meeting: Hashable {
      var agent: UInt32
      var coach: UInt32
      var start: Int64
    }
    var best: [Meeting: Int] = [:]
    for (place, row) in rows.enumerated() {
      let meeting = Meeting(
        agent: row.agent, coach: row.session.coach, start: row.session.start.milliseconds)
      guard let other = best[meeting] else {
        best[meeting] = place
        continue
      }
      warnings.add(.duplicateSession)
      if row.session.isHeld || !rows[other].session.isHeld { best[meeting] = place }
    }
    return best.values.sorted().map { rows[$0] }
  }

  /// How many sessions begin while another one of their coach goes on.
  private static func overlaps(_ rows: [SessionRows.Row]) -> Int {
    struct Span {
      var start: Int64
      var end: Int64
    }
    struct Meeting: Hashable {
      var coach: UInt32
      var session: UInt32
    }
    var spans: [Meeting: Span] = [:]
    for row in rows where row.session.isHeld {
      guard let seconds = row.session.seconds else { continue }
      let span = Span(start: row.session.start.seconds, end: row.session.start.seconds + seconds)
      let meeting = Meeting(coach: row.session.coach, session: row.session.session)
      // All who were in one session are one span.
      let known = spans[meeting] ?? span
      spans[meeting] = Span(start: min(known.start, span.start), end: max(known.end, span.end))
    }
    let sorted = spans.sorted {
      ($0.key.coach, $0.value.start, $0.key.session) < ($1.key.coach, $1.value.start, $1.key.session)
    }
    var (coach, end, count) = (UInt32(0), Int64.min, 0)
    for (meeting, span) in sorted {
      if meeting.coach != coach { (coach, end) = (meeting.coach, .min) }
      if span.start < end { count += 1 }
      end = max(end, span.end)
    }
    return count
  }
}
