import Canonical
import Tables

extension EmploymentResolution {
  /// Who was hired into the team and role of those who left, pair by pair in the order of their leaving.
  ///
  /// Nobody writes down whom a hire replaces. Each leaver in turn gets the first hire into their team and role, from
  /// some days before the last day to some after, whom no earlier leaver has. Compared are the leaver's last days and
  /// the replacement's first, fewer where they were not there so long.
  /// Source: docs/turnover.md, replacement_gap.
  package var replacements: [SeatReplacement] {
    struct Spell {
      var person: UInt32
      var hired: CivilDate
      var last: CivilDate
      var isOpen: Bool
    }
    struct Seat: Hashable {
      var team: UInt32
      var role: UInt32
    }
    func seat(_ groups: EmploymentHistory.Groups) -> Seat? {
      let team = groups[EmploymentHistory.place(of: .team)]
      return team == 0 ? nil : Seat(team: team, role: groups[EmploymentHistory.place(of: .role)])
    }
    var left: [(seat: Seat, spell: Spell)] = []
    var hired: [Seat: [Spell]] = [:]
    for history in histories {
      for employment in history.employments where !employment.isContractor {
        let spell = Spell(
          person: history.person, hired: employment.hired, last: employment.last,
          isOpen: employment.exit == nil)
        if let first = history.groups(on: employment.hired).flatMap(seat) {
          hired[first, default: []].append(spell)
        }
        if employment.exit != nil, let last = history.groups(on: employment.last).flatMap(seat) {
          left.append((last, spell))
        }
      }
    }
    for seat in hired.keys { hired[seat]?.sort { ($0.hired, $0.person) < ($1.hired, $1.person) } }
    left.sort { ($0.spell.last, $0.spell.person) < ($1.spell.last, $1.spell.person) }
    let days = Int32(TurnoverParameters.gapDays - 1)
    let window = TurnoverParameters.replacementDays
    return left.compactMap { seat, leaver in
      let range = leaver.last.days - Int32(window.before)...leaver.last.days + Int32(window.after)
      let place = hired[seat]?.firstIndex { range.contains($0.hired.days) && $0.person != leaver.person }
      guard let place, let hire = hired[seat]?.remove(at: place) else { return nil }
      // Whose first days are not over is not compared yet.
      if hire.isOpen, hire.last.days < hire.hired.days + days { return nil }
      return SeatReplacement(
        leaver: leaver.person,
        lastDays: max(leaver.hired, CivilDate(days: leaver.last.days - days))...leaver.last,
        replacement: hire.person,
        firstDays: hire.hired...min(hire.last, CivilDate(days: hire.hired.days + days)))
    }
  }
}
