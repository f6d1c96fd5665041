/// What is planted of coaching in a center of teams over years: whom it is for, what it changes, what people think.
extension HistoryTruth {
  /// What coaching adds to the chance while all of it is there, coach after coach by team.
  static let coachEffects = [150_000, 100_000, 0, 0, -50_000]
  /// The percentage of it in the month of the first session and those after it; then nothing is left.
  static let coachingCourse = [100, 100, 80, 60, 40, 20]

  /// Months from one that supervisors look at to the next, so that enough begin together; of a quarter it is the last one.
  static let reviewMonths = 3
  /// First contacts without which a month is not looked at.
  static let fewestFirsts = 5
  /// Days of tenure without which nobody is coached for a low month.
  ///
  /// As few as it takes to have a month before the one that is looked at: were the seasoned alone coached, they would be
  /// compared with newer agents, who learn without coaching.
  static let reviewDays = 45
  /// Days of tenure without which nobody has planned sessions.
  static let settledDays = 120
  /// One of so many is the lowest part of a team.
  static let lowestPart = 4
  /// The share of those in it who are coached.
  static let pickedShare = 600_000
  /// Sessions for a low month, a week apart.
  static let sessions = 3
  /// The share of last ones of them, and of planned ones, that are missed.
  static let missedShare = 100_000

  /// Days from one planned session of an agent to the next, up to a week more, coach after coach as effects are.
  static let plannedDays = [28, 35, 56, 56, 84]
  /// Their minutes, up to ten more.
  static let plannedMinutes = [40, 35, 25, 25, 15]

  /// How much the largest effect adds to what people think of a coach, in hundredths of a point of 5.
  static let likingOfBest = 50
  /// What chance adds to it or takes from it, at most.
  static let likingByChance = 60
  /// By how much one who is asked thinks otherwise, at most.
  static let likingOfRater = 80
  /// How many reports and how many peers review a coach.
  static let reviewers = 5
  /// What coaches rate themselves higher than others do.
  static let selfPraise = 50

  /// Hundredths of a point of 100 by which a quality score is higher for a chance of 1 than for one of 0.
  static let qualitySpan = 5_000
  /// What a quality score begins at, and what chance adds to it or takes from it, at most.
  static let (qualityBase, qualityByChance) = (4_000, 400)
  /// Minutes that a supervisor is paid for in a month.
  static let paidMinutes = 9_600

  /// Whether supervisors look at a month, counted from `HistoryCalendar.rosterFirst`, the first one of a quarter.
  static func isReviewed(_ month: Int) -> Bool { month % reviewMonths == reviewMonths - 1 }

  /// What coaching by a team's supervisor adds to the chance so many months after that of the first session.
  static func effect(ofTeam team: Int, after months: Int) -> Int {
    guard coachingCourse.indices.contains(months) else { return 0 }
    return coachEffects[team % coachEffects.count] * coachingCourse[months] / 100
  }

  /// How much people like a team's supervisor as a coach, in hundredths of a point of 5.
  static func liking(ofTeam team: Int, seed: UInt64) -> Int {
    var random = RandomStream(seed: seed, .historyLiking, Int64(team))
    return 300 + coachEffects[team % coachEffects.count] * likingOfBest / coachEffects[0]
      + random.below(2 * likingByChance + 1) - likingByChance
  }
}
