import Canonical
import Tables

/// The actions that came of coaching, by person and by session.
///
/// An action counts whose origin is coaching, or which names a session and has no origin. One that is opened after the last day that is
/// known is left out, and one that is closed later is open.
struct SessionActions {
  /// A session as an action names it, and whose action it is.
  private struct Told: Hashable {
    var session: Fingerprint
    var person: UInt32
  }

  private var told: Set<Told> = []
  private var actions: [UInt32: [CoachedHistory.Action]] = [:]

  /// The actions of a settled table; nil stands for a table that the pipeline does not have.
  init(_ table: SmallTable?, last: CivilDate) {
    guard let table else { return }
    let (people, sessions) = (table.codes("person_id"), table.keys("session_id"))
    let (opened, due, closed) = (
      table.numbers("opened_on"), table.numbers("due_on"), table.numbers("closed_on")
    )
    let origins = table.numbers("origin")
    let coaching = table.table.words("origin").firstIndex(of: "coaching").map { Int64($0) }
    func day(_ number: Int64) -> CivilDate? {
      number == CanonicalBatch.missing ? nil : CivilDate(days: Int32(clamping: number))
    }
    for row in people.indices {
      let isOfSession = origins[row] == CanonicalBatch.missing && !sessions[row].isMissing
      guard origins[row] == coaching || isOfSession, let first = day(opened[row]), first <= last else {
        continue
      }
      let end = day(closed[row]).flatMap { $0 <= last ? $0 : nil }
      actions[people[row], default: []].append(
        CoachedHistory.Action(opened: first, due: day(due[row]), closed: end))
      if !sessions[row].isMissing { told.insert(Told(session: sessions[row], person: people[row])) }
    }
  }

  /// Whether a session left somebody with an action.
  func hasAction(_ session: Fingerprint, of person: UInt32) -> Bool {
    told.contains(Told(session: session, person: person))
  }

  /// The actions of a person, by first day.
  func actions(of person: UInt32) -> [CoachedHistory.Action] {
    actions[person, default: []].sorted {
      ($0.opened.days, $0.due?.days ?? .max, $0.closed?.days ?? .max)
        < ($1.opened.days, $1.due?.days ?? .max, $1.closed?.days ?? .max)
    }
  }
}
