import Canonical
import Tables

/// The rows of the log of coaching, read but not judged.
struct SessionRows {
  /// One agent in one session.
  struct Row {
    /// The session.
    var session: CoachingSession
    /// Code of who was coached.
    var agent: UInt32
    /// Its id, by which actions name it.
    var key: Fingerprint
  }

  /// In the order of the table.
  private(set) var rows: [Row] = []

  /// The rows of a settled table.
  init(_ table: SmallTable, _ zone: ZoneTable) {
    let (coaches, agents, metrics) = (
      table.codes("coach_id"), table.codes("agent_id"), table.codes("metric")
    )
    let (ids, contacts) = (table.keys("session_id"), table.keys("contact_id"))
    let (held, minutes) = (table.numbers("held_at"), table.numbers("minutes"))
    let kinds: [CoachingSession.Kind?] = SessionRows.words("kind", table)
    let statuses: [CoachingSession.Status?] = SessionRows.words("status", table)
    let triggers: [Trigger?] = SessionRows.words("trigger", table)
    var cursor = ZoneCursor(zone)
    struct Meeting: Hashable {
      var source: UInt16
      var id: Fingerprint
    }
    var numbers: [Meeting: UInt32] = [:]
    rows.reserveCapacity(ids.count)
    for row in ids.indices {
      let start = Instant(milliseconds: held[row])
      let meeting = Meeting(source: table.sources[row], id: ids[row])
      let number = numbers[meeting] ?? UInt32(numbers.count)
      numbers[meeting] = number
      var session = CoachingSession(
        session: number, coach: coaches[row], start: start, day: cursor.day(of: start),
        seconds: SessionRows.seconds(minutes[row]), kind: kinds[row], metric: metrics[row],
        status: statuses[row] ?? .held)
      if let trigger = triggers[row] {
        session.approach = trigger.approach
      } else {
        session.approach = SessionRows.inferred(
          kinds[row], isAboutSomething: metrics[row] != 0 || !contacts[row].isMissing)
        session.isInferred = session.approach != nil
      }
      rows.append(Row(session: session, agent: agents[row], key: ids[row]))
    }
  }

  /// What led to a session; raw values are those of the log.
  private enum Trigger: String, CaseIterable {
    case scheduled, development, recognition, incident
    case lowScore = "low_score"
    case complaint, request

    /// Source: the product's contract on coaching: scheduled, development and recognition are proactive.
    var approach: CoachingSession.Approach {
      switch self {
      case .scheduled, .development, .recognition: .proactive
      case .incident, .lowScore, .complaint, .request: .reactive
      }
    }
  }

  /// What a session without a trigger was, as far as the rest of its row tells.
  private static func inferred(
    _ kind: CoachingSession.Kind?, isAboutSomething: Bool
  ) -> CoachingSession.Approach? {
    switch kind {
    case .recognition, .career: .proactive
    case .oneOnOne, .group, .sideBySide, .feedback, nil: isAboutSomething ? .reactive : nil
    }
  }

  /// Whole seconds of minutes; nil where they are missing or none.
  private static func seconds(_ minutes: Int64) -> Int64? {
    guard minutes != CanonicalBatch.missing, minutes > 0 else { return nil }
    // Apart, so that nothing overflows; halves go up.
    let rest = (minutes % one * 60 + one / 2) / one
    return max(1, minutes / one * 60 + rest)
  }

  /// What one is, as numbers are kept.
  private static let one: Int64 = 1_000_000

  /// The words of a `oneOf` column; nil where missing.
  private static func words<Word: RawRepresentable>(
    _ column: String, _ table: SmallTable
  ) -> [Word?] where Word.RawValue == String {
    let words = table.table.words(column).map { Word(rawValue: $0) }
    return table.numbers(column).map { $0 == CanonicalBatch.missing ? nil : words[Int($0)] }
  }
}
