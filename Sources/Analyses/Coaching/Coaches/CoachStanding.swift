import Aggregate
import Canonical
import Statistics
import Tables

/// One coach's five sources, standardized among coaches.
struct CoachStanding {
  /// What a source says of a coach.
  struct Score {
    /// Agents, raters, answers, or agents followed behind it.
    var n: Int
    var value: Double
    var low: Double?
    var high: Double?
    /// How many standard deviations above the mean of coaches; nil where coaches do not differ.
    var z: Double?
  }

  /// What the coach did.
  var profile: CoachProfile
  /// What the coach's agents gained; nil for a coach without a gain.
  var effect: CoachEffects.Effect?
  /// By source; none where too little is known.
  var scores: [CoachSource: Score] = [:]

  /// The mean of the standardized sources; nil below three.
  var composite: Double? {
    let z = CoachSource.allCases.compactMap { scores[$0]?.z }
    return z.count < CoachingParameters.minimumSources
      ? nil : CompensatedSum(z).value / Double(z.count)
  }

  /// Self-assessment less the 360° review; nil without both.
  var selfGap: Double? {
    scores[.selfAssessment].flatMap { own in scores[.review360].map { own.value - $0.value } }
  }

  /// The standings of coaches, by code.
  /// - Parameters:
  ///   - knowsPromotions: whether assignments say who was promoted.
  static func all(
    _ profiles: [CoachProfile], _ effects: CoachEffects, _ ratings: CoachRatings, knowsPromotions: Bool
  ) -> [CoachStanding] {
    var standings = profiles.map { profile -> CoachStanding in
      var standing = CoachStanding(profile: profile, effect: effects.effects[profile.coach])
      if let effect = standing.effect, effect.agents >= CoachingParameters.minimumAgents {
        standing.scores[.performance] = Score(
          n: effect.agents, value: effect.value, low: effect.low, high: effect.high)
      }
      let surveys: [(CoachSource, CoachAnswer.Source)] = [
        (.pulse, .pulse), (.selfAssessment, .selfAssessment), (.review360, .review360),
      ]
      for (source, survey) in surveys {
        standing.scores[source] = ratings.rating(survey, of: profile.coach).map(score)
      }
      if knowsPromotions { standing.scores[.promotions] = promotions(of: profile) }
      return standing
    }
    for source in CoachSource.allCases { standardize(source, &standings) }
    return standings
  }

  private static func score(_ rating: CoachRatings.Rating) -> Score {
    let half = rating.standardError.map {
      $0 * StudentDistribution(degreesOfFreedom: Double(max(1, rating.raters - 1))).quantile(0.975)
    }
    return Score(
      n: rating.raters, value: rating.value, low: half.map { max(0, rating.value - $0) },
      high: half.map { min(1, rating.value + $0) })
  }

  private static func promotions(of profile: CoachProfile) -> Score? {
    let years = Double(profile.followedDays) / TurnoverParameters.daysOfYear
    guard profile.agents >= Int64(CoachingParameters.minimumAgents),
      let rate = try? PoissonRate(events: Int(profile.promotions), exposure: years)
    else { return nil }
    return Score(n: Int(profile.agents), value: rate.rate, low: rate.low, high: rate.high)
  }

  private static func standardize(_ source: CoachSource, _ standings: inout [CoachStanding]) {
    let values = standings.compactMap { $0.scores[source]?.value }
    guard values.count > 1 else { return }
    let sorted = values.sorted()
    let mean = CompensatedSum(sorted).value / Double(values.count)
    let squares = CompensatedSum(sorted.map { ($0 - mean) * ($0 - mean) }.sorted()).value
    let deviation = (squares / Double(values.count - 1)).squareRoot()
    guard deviation > CoachStanding.rounding * max(1, abs(mean)) else { return }
    for place in standings.indices {
      guard let value = standings[place].scores[source]?.value else { continue }
      standings[place].scores[source]?.z = (value - mean) / deviation
    }
  }

  /// A deviation below this is what rounding leaves of none.
  private static let rounding = 1e-12
}
