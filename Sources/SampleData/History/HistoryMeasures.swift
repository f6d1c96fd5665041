import Tables

/// What other systems say of people's months in a center of teams over years: the metrics of scorecards.
struct HistoryMeasures {
  /// What chooses the random streams.
  let seed: UInt64

  /// The standard deviation of what metrics are drawn by: a thousand.
  static let unit = 1_000

  /// What a metric of somebody's month is drawn by, in thousandths of a standard deviation: the person's habit and the month.
  private func score(_ entity: Int64, _ name: String, _ random: inout RandomStream) -> Int {
    var habit = RandomStream(seed: seed, .historyHabit, entity, HistoryMeasures.number(of: name))
    return
      (HistoryTruth.ofPerson * HistoryMeasures.bell(&habit) + HistoryTruth.ofMonth
      * HistoryMeasures.bell(&random)) / 10
  }

  /// Near a normal number with a standard deviation of `unit`: the sum of four even ones.
  static func bell(_ random: inout RandomStream) -> Int {
    // (2 * 866 + 1) / √12 is 500, and twice that of four.
    let reach = 866
    return (0..<4).reduce(-4 * reach) { sum, _ in sum + random.below(2 * reach + 1) }
  }

  private static func number(of name: String) -> Int64 {
    name.utf8.reduce(Int64(0)) { ($0 &* 31) &+ Int64($1) }
  }

  /// What an agent's month in a scored month is told as, by metric, in hundredths.
  func agent(_ entity: Int64, in month: Int, _ score: HistoryScore) -> [(name: String, hundredths: Int)] {
    var random = RandomStream(seed: seed, .historyMeasure, entity, Int64(month))
    let known = month - HistoryTruth.scoredFrom
    let card = HistoryTruth.agentCard
    var (drawn, original) = ([(measure: HistoryMeasure, score: Int)](), 0)
    for measure in card.measures {
      let own = self.score(entity, measure.name, &random)
      let isCopy = measure.part == .redundant
      // A copy follows the line before it.
      drawn.append(
        (
          measure,
          isCopy ? (HistoryTruth.ofOriginal * original + HistoryTruth.ofItsOwn * own) / 100 : own
        ))
      original = own
    }
    let outcome =
      HistoryMeasures.outcome(of: drawn, card, &random) - HistoryTruth.satisfactionFall * known
    return drawn.map { measure, own in
      let plain = HistoryTruth.measureMean + HistoryTruth.measureSpread * own / HistoryMeasures.unit
      let value: Int
      switch (measure.part, measure.name) {
      case (.outcome, _): value = outcome
      case (.dead, _): value = 10_000
      case (.gamed, _):
        value = HistoryMeasures.gamed(plain + HistoryTruth.gamedRise * known, measure, &random)
      case (_, "jobs_completed"): value = score.contacts * 100
      case (_, "aht"): value = score.handleSeconds * 100 / max(1, score.contacts)
      default: value = plain
      }
      return (measure.name, value)
    }
  }

  /// A clerk's month: metrics, and quality by what moves it.
  func clerk(_ entity: Int64, in month: Int) -> [(name: String, hundredths: Int)] {
    var random = RandomStream(seed: seed, .historyMeasure, entity, Int64(month))
    let card = HistoryTruth.backOfficeCard
    let drawn = card.measures.map { ($0, score(entity, $0.name, &random)) }
    // How fast they are is in their tasks.
    return drawn.dropFirst().map { measure, own in
      (measure.name, HistoryTruth.measureMean + HistoryTruth.measureSpread * own / HistoryMeasures.unit)
    } + [("qa", HistoryMeasures.outcome(of: drawn, card, &random))]
  }

  /// Seconds that a clerk takes for a task of a month, on average.
  func pace(_ entity: Int64, in month: Int) -> Int {
    var random = RandomStream(seed: seed, .historyMeasure, entity, Int64(month))
    let own = score(entity, HistoryTruth.backOfficeCard.measures[0].name, &random)
    return HistoryTruth.taskSeconds - HistoryTruth.taskSpread * own / HistoryMeasures.unit
  }

  /// A supervisor's month: engagement follows the chance of their team's first contacts, the rest nothing.
  func supervisor(ofTeam team: Int, in month: Int, chance: Int) -> [(name: String, hundredths: Int)] {
    // Below 0, as clerks are, and beyond them.
    let entity = -1_000_000 - Int64(team)
    var random = RandomStream(seed: seed, .historyMeasure, entity, Int64(month))
    return HistoryTruth.supervisorCard.measures.map { measure in
      if measure.part == .driver {
        let luck = HistoryTruth.engagementByChance * HistoryMeasures.bell(&random) / HistoryMeasures.unit
        return (
          measure.name,
          HistoryTruth.engagementBase + chance * HistoryTruth.engagementSpan / 1_000_000 + luck
        )
      }
      let own = score(entity, measure.name, &random)
      return (
        measure.name, HistoryTruth.measureMean + HistoryTruth.measureSpread * own / HistoryMeasures.unit
      )
    }
  }

  private static func outcome(
    of drawn: [(measure: HistoryMeasure, score: Int)], _ card: HistoryTruth.Scorecard,
    _ random: inout RandomStream
  ) -> Int {
    let chance = card.outcome.chance * bell(&random)
    let sum = drawn.reduce(chance) { $0 + $1.measure.effect * $1.score }
    return min(10_000, max(0, card.outcome.mean + sum / unit))
  }

  /// A value that is told as met, or not, where it is just short of its target.
  private static func gamed(_ value: Int, _ measure: HistoryMeasure, _ random: inout RandomStream) -> Int {
    let isMoved = random.chance(HistoryTruth.gamedShare)
    let beyond = random.below(HistoryTruth.gamedBeyond)
    guard let target = measure.target.map({ $0 * 100 }), value < target,
      value >= target - HistoryTruth.gamedReach, isMoved
    else { return value }
    return target + beyond
  }
}
