import Tables

/// The back office of a center of teams over years: contractors who are there all the time and talk to nobody.
///
/// As contractors they are in no turnover of employees, and without contacts in no resolution.
struct HistoryBackOffice {
  /// The team's name.
  static let team = "Back office"
  /// The role's id.
  static let role = "back_office"
  /// When all of them began.
  static let hired = CivilDate(days: HistoryCalendar.rosterFirst.days - 900)

  /// One of it.
  struct Clerk {
    /// Id in the HR system.
    var id: String
    /// Where they are.
    var site: String
    /// What names them to random streams: below 0, where no agent is.
    var entity: Int64
  }

  /// Everybody.
  let clerks: [Clerk]

  /// A back office beside so many teams: as many people.
  init(teams: Int) {
    clerks = (0..<teams).map { place in
      Clerk(
        id: "B" + padded(Int64(place), 4), site: HistoryRoster.site(ofTeam: place), entity: -1 - Int64(place))
    }
  }
}
