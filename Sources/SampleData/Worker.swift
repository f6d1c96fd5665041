import Tables

/// A person of the roster, with the truth about their skill.
struct Worker {
  /// Id in the HR system.
  var id: String
  /// Name that the HR system shows.
  var name: String
  /// Own login of the telephone system.
  var login: String
  /// Kind of contract, as the HR system spells it.
  var workerType: String
  /// Person who referred them; empty for none.
  var referredBy: String
  /// Truth: what they add to the chance that an issue is resolved, in millionths.
  var ability: Int
  /// Truth: whether they claim far more issues resolved than are.
  var isOverClaiming = false
  /// Spells of employment, in order.
  var spells: [Spell] = []
  /// What they did when, in order.
  var postings: [Posting] = []

  /// A spell of employment.
  struct Spell {
    /// First day.
    var hired: CivilDate
    /// Last day; nil: still here.
    var left: CivilDate?
    /// Why they left, as the HR system spells it; empty while here.
    var exit = ""
    /// In words.
    var reason = ""
  }

  /// A role in a team over a span of days.
  struct Posting {
    /// First day.
    var from: CivilDate
    /// Last day; nil: open.
    var to: CivilDate?
    /// Index into `Roster.roles`.
    var role: Int
    /// Index of the team.
    var team: Int
    /// How it began, as the HR system spells it.
    var change: String
    /// Pay per hour in cents.
    var payCents: Int
  }

  /// Days since the first day of the spell that holds on a day; 0 outside.
  func tenureDays(on day: CivilDate) -> Int {
    guard let spell = spells.last(where: { $0.hired <= day }) else { return 0 }
    return Int(day.days - spell.hired.days)
  }

  /// Truth: what the first year takes from the chance that an issue is resolved, in millionths.
  static func ramp(tenureDays: Int) -> Int {
    switch tenureDays {
    case ..<30: -90_000
    case ..<90: -55_000
    case ..<180: -25_000
    case ..<365: -10_000
    default: 0
    }
  }
}
