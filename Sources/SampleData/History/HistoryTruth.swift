/// What is planted in a center of teams over years: turnover and what it costs first contact resolution.
///
/// Shares in millionths. The generator draws by them and the truth page reckons with them.
enum HistoryTruth {
  /// Turnover a year from which a team resolves less at first contact.
  ///
  /// Not the 20 % of which research speaks: what finds this one has looked.
  static let knee = 300_000
  /// What each point of turnover above it takes from first contact resolution.
  static let slope = -500_000
  /// The chance that a seasoned, average agent of an average team resolves at the first contact.
  static let resolved = 830_000
  /// What the first month takes from that chance; it comes back evenly over `rampMonths`.
  static let firstMonth = -120_000
  /// Months of tenure until an agent resolves as ever after.
  static let rampMonths = 12
  /// Ten thousandths of a day in a month of tenure.
  static let monthOfTenure = 304_375
  /// Seconds that a seasoned agent takes for a contact.
  static let handleSeconds = 400
  /// Seconds that the first month adds; they go as the ramp does.
  static let firstMonthSeconds = 240

  /// Lowest and highest turnover a year of a team's own, evenly over the teams.
  static let turnover = 60_000...640_000
  /// How much of it comes and goes from one half-year to the next, at most, to either side.
  static let swing = 150_000
  /// What the first 90 days make of it, in tenths.
  static let early = 18
  /// What it is for somebody who was referred, in tenths.
  static let referred = 6
  /// The share of those hired who were referred.
  static let referrals = 250_000
  /// What separations of somebody who resolves a point of 10 less than the average are more, in hundredths.
  ///
  /// So those who stay resolve more than those who left, whatever they learned.
  static let survivorBias = 50

  /// How people leave: exit type, reason, share.
  static let exits: [(type: String, reason: String, share: Int)] = [
    ("voluntary", "another job", 260_000), ("voluntary", "schedule", 170_000), ("voluntary", "pay", 150_000),
    ("voluntary", "school", 70_000), ("involuntary", "attendance", 120_000),
    ("involuntary", "performance", 80_000), ("other", "end of contract", 100_000), ("unknown", "", 50_000),
  ]

  /// The chance at a level, which has bounds.
  static func chance(atLevel level: Int) -> Int { min(max(level, 50_000), 980_000) }

  /// What a month of tenure, 0 for the first, takes from the chance.
  static func ramp(month: Int) -> Int { firstMonth * max(0, rampMonths - month) / rampMonths }

  /// Seconds for a contact in a month of tenure.
  static func handle(month: Int) -> Int {
    handleSeconds + firstMonthSeconds * max(0, rampMonths - month) / rampMonths
  }

  /// What turnover of the twelve months before takes from the chance.
  static func cost(ofTurnover turnover: Int) -> Int { slope * max(0, turnover - knee) / 1_000_000 }

  /// The month of tenure of a day, 0 for the first.
  static func tenureMonth(days: Int) -> Int { days * 10_000 / monthOfTenure }
}
