import Tables

/// Truth: how long employees of a center of teams over years stay, as their planted hazards say.
///
/// Of everybody who was there on a day of tenure the mean planted chance to leave on it, and from these the chance to
/// be still there after it. The day of hire is day 1; who was hired before `HistoryCalendar.rosterFirst` is looked at
/// from that day on.
struct HistorySurvival {
  /// Whom it is about; the raw value is printed.
  enum People: String, CaseIterable {
    case all, referred
    case notReferred = "not_referred"
  }

  /// The chances to leave on a day of tenure, added up, and how many people there were.
  private struct Risk {
    var millionths = 0
    var people = 0
  }

  /// By people and day of tenure, 0 for the day of hire.
  private var risks: [People: [Risk]] = [:]

  /// The employees of a roster.
  init(seed: UInt64, _ roster: HistoryRoster) {
    for worker in roster.workers where worker.workerType == "employee" {
      let kind: People = worker.referredBy.isEmpty ? .notReferred : .referred
      for spell in worker.spells {
        let last = spell.left ?? CivilDate(days: HistoryCalendar.end.days - 1)
        let first = max(spell.hired, HistoryCalendar.rosterFirst)
        for number in first.days...last.days {
          let (day, tenure) = (CivilDate(days: number), Int(number - spell.hired.days))
          // Who moves on a day could have left the old team on it.
          let posting =
            worker.postings.last { spell.hired <= $0.from && $0.from < day }
            ?? worker.postings.first { $0.from == spell.hired }
          guard let posting else { continue }
          let isLead = posting.role == Roster.roles.count - 1
          let hazard =
            isLead
            ? 0
            : HistorySeat.hazard(
              worker, seed: seed, team: posting.team, teams: roster.teams, on: day, tenureDays: tenure)
          for people in [.all, kind] { add(hazard, on: tenure, of: people) }
        }
      }
    }
  }

  /// The chance to be still there after so many days; that of the last known day beyond it.
  func chance(of people: People, after day: Int) -> Double {
    risks[people, default: []].prefix(day).reduce(1) { chance, risk in
      risk.people == 0 ? chance : chance * (1 - Double(risk.millionths) / 1_000_000 / Double(risk.people))
    }
  }

  private mutating func add(_ hazard: Int, on tenure: Int, of people: People) {
    while risks[people, default: []].count <= tenure { risks[people, default: []].append(Risk()) }
    risks[people]?[tenure].millionths += hazard
    risks[people]?[tenure].people += 1
  }
}
