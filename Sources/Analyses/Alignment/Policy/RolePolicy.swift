import Canonical
import Tables

/// How far a role's scorecard is as policy asks: 100 points less what each violation costs.
///
/// - Weight outside a band costs its distance from the band, in percent of the whole. Each bit of weight costs once: what
///   jobs completed have too much is not too much of their class again, and what coaching lacks is not what people lack
///   again.
/// - Weights that miss the whole cost the distance; a weighted metric without data costs its weight; days without a
///   scorecard, or with several, cost up to 20 points each, by their share of the role's days.
/// - Where all this is more than 100, it is scaled to 100.
struct RolePolicy {
  /// The role and its scorecard.
  let scorecard: RoleScorecard
  /// What is violated, in the order of the rules and bands.
  let violations: [PolicyViolation]
  /// 0…100; nil without a scorecard.
  let score: Double?

  private static let full = 100.0

  /// The policy of a role.
  /// - Parameters:
  ///   - bands: those of its kind of work.
  ///   - hasData: whether anything is known of a metric; nil where nobody looked.
  init(
    _ scorecard: RoleScorecard, bands: [WeightBand], jobMetrics: [String], hasData: ((String) -> Bool)?
  ) {
    self.scorecard = scorecard
    guard scorecard.scorecard != nil else {
      violations = [
        PolicyViolation(
          rule: .noScorecard,
          note: "no scorecard of the role holds on the last day: there is nothing to judge")
      ]
      score = nil
      return
    }
    let found =
      BandReading(scorecard.lines, bands, jobMetrics: jobMetrics).violations
      + RolePolicy.ofWeights(scorecard, hasData) + RolePolicy.ofDays(scorecard)
    let lost = found.reduce(0) { $0 + ($1.points ?? 0) }
    let scale = lost > RolePolicy.full ? RolePolicy.full / lost : 1
    violations = found.map { violation in
      var violation = violation
      violation.points = violation.points.map { $0 * scale }
      return violation
    }
    score = max(0, RolePolicy.full - lost * scale)
  }

  private static func ofWeights(
    _ scorecard: RoleScorecard, _ hasData: ((String) -> Bool)?
  ) -> [PolicyViolation] {
    var found: [PolicyViolation] = []
    let sum = scorecard.lines.reduce(Int64(0)) { $0 + $1.weight }
    let distance = abs(sum - ScorecardLine.whole)
    if distance > AlignmentParameters.weightTolerance {
      found.append(
        PolicyViolation(
          rule: .sum, weight: AlignmentWords.share(sum), minimum: 1, maximum: 1,
          points: AlignmentWords.share(distance) * full,
          note: "all weights are \(AlignmentWords.text(AlignmentWords.share(sum))), not 1"))
    }
    for line in scorecard.lines where line.weight > 0 && hasData?(line.metric) == false {
      found.append(
        PolicyViolation(
          rule: .noData, subject: line.metricClass.rawValue, metric: line.metric, weight: line.share,
          points: line.share * full,
          note: "nothing is known of \(line.metric) in these months: nobody is judged by it"))
    }
    return found
  }

  private static func ofDays(_ scorecard: RoleScorecard) -> [PolicyViolation] {
    func violation(_ rule: PolicyViolation.Rule, _ days: Int, _ what: String) -> [PolicyViolation] {
      guard days > 0, scorecard.days > 0 else { return [] }
      return [
        PolicyViolation(
          rule: rule, points: AlignmentParameters.periodPoints * Double(days) / Double(scorecard.days),
          note: "\(what) on \(days) of \(scorecard.days) days on which somebody was in the role")
      ]
    }
    return violation(.missingPeriod, scorecard.missingDays, "no scorecard held")
      + violation(.overlappingPeriod, scorecard.overlappingDays, "several scorecards held")
  }
}
