import Canonical
import Tables

/// Who was coached on their first days.
struct EarlyCoaching {
  /// Days of held sessions, by agent.
  private var days: [UInt32: [CivilDate]] = [:]
  /// The first day of which the log knows.
  private var first: CivilDate?

  /// The sessions of a settled table; those that were missed or cancelled coached nobody.
  init(_ table: SmallTable, _ zone: ZoneTable) {
    var cursor = ZoneCursor(zone)
    let (agents, held) = (table.codes("agent_id"), table.numbers("held_at"))
    let (statuses, words) = (table.numbers("status"), table.table.words("status"))
    for row in agents.indices {
      let day = cursor.day(of: Instant(milliseconds: held[row]))
      first = min(first ?? day, day)
      let status = statuses[row] == CanonicalBatch.missing ? "held" : words[Int(statuses[row])]
      if status == "held" { days[agents[row], default: []].append(day) }
    }
  }

  /// Whether a session fell on one of the first days from a day of hire on; nil where the log begins later.
  func wasCoached(_ person: UInt32, from hired: CivilDate) -> Bool? {
    guard let first, first <= hired else { return nil }
    let end = hired.days + Int32(TurnoverParameters.earlyDays)
    return days[person, default: []].contains { $0 >= hired && $0.days < end }
  }
}
