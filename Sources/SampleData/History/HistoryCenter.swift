import Canonical
import Tables

/// A synthetic center of teams over 36 months, whose turnover costs first contact resolution as planted,
/// whose coaches change it as planted, and whose scorecards weigh what matters and what does not.
///
/// Its exports have canonical headers; each customer has one matter and nothing is damaged, so that what a run
/// finds of turnover can be held against `truth/`. The same seed and size give the same bytes.
package struct HistoryCenter {
  /// What chooses the random streams.
  package let seed: UInt64
  /// How many teams.
  package let teams: Int
  /// First contacts of a team in a month, on average.
  package let contactsPerMonth: Int
  /// Whether turnover above the knee costs anything; else it does so by tenure alone.
  package let isKneed: Bool

  /// A center; `size` 1 has 40 teams.
  package init(seed: UInt64, size: Double = 1, contactsPerMonth: Int = 90, isKneed: Bool = true) {
    precondition(size > 0, "a center has a size above 0")
    self.seed = seed
    teams = max(12, Int(40 * size))
    self.contactsPerMonth = contactsPerMonth
    self.isKneed = isKneed
  }

  /// Hands over the files one after the other, each in pieces of about 256 KiB.
  /// - Throws: what the sink throws.
  package func write(to sink: FileSink) throws {
    try withoutActuallyEscaping(sink) { try writeAll(to: $0) }
  }

  private func writeAll(to sink: @escaping FileSink) throws {
    let roster = HistoryRoster(seed: seed, teams: teams)
    var months: [HistoryMonth] = []
    var contacts: [HistoryContact] = []
    var coaching = HistoryCoaching(seed: seed)
    for month in HistoryCalendar.monthsBefore..<HistoryCalendar.months {
      for team in 0..<teams {
        guard let turnover = roster.turnover(ofTeam: team, before: month) else { continue }
        var cell = HistoryMonth(team: team, month: month, turnover: turnover)
        contacts += cell.contacts(
          seed: seed, roster: roster, mean: contactsPerMonth, isKneed: isKneed, coaching: &coaching)
        months.append(cell)
      }
      coaching.finish(month, roster)
    }
    contacts.sort { ($0.start, $0.customer) < ($1.start, $1.customer) }

    let export = HistoryExport(seed: seed, roster: roster)
    try export.writeContacts(contacts, to: sink)
    try export.writeResponses(contacts, to: sink)
    try export.writePeople(to: sink)
    try export.writeAssignments(to: sink)
    try export.writeRoles(to: sink)
    let cards = HistoryCardExport(seed: seed, roster: roster, coaching: coaching, months: months)
    try cards.write(to: sink)
    try HistoryCoachExport(seed: seed, roster: roster, coaching: coaching, cards: cards).write(to: sink)
    let page = HistoryPage(center: self, roster: roster, months: months, coaching: coaching)
    try page.write(to: sink)
  }
}
