import Aggregate
import Canonical
import Statistics

/// Looks whether a metric goes with an outcome one way in all months together, and the other way within sites and months.
///
/// Both are correlations, their intervals those of the slope with errors by person; of all months together with those by
/// site's month where these are larger, since what a site's month has in common moves all of its people.
struct SignReversal {
  /// All months together.
  let pooled: OutcomeEvidence.Ranged
  /// Less what a site's month has in common.
  let within: OutcomeEvidence.Ranged
  /// Months, and the people whose they are.
  let months: Int
  let people: Int

  /// p that the signs differ: of the two-sided p the larger one; 1 where they do not.
  let pValue: Double

  /// The signs of months with metric and outcome.
  init(_ found: CompleteMonths) throws(NotEstimable) {
    (months, people) = (found.places.count, found.peopleCount)
    guard found.degreesOfFreedom >= AlignmentParameters.minimumMonths.all else {
      throw .tooFew(
        .observations, found: found.degreesOfFreedom, needed: AlignmentParameters.minimumMonths.all)
    }
    let all = try CellDeviations(found.columns, cells: found.people.map { _ in 0 })
    let people = Factor(found.people)
    let pooled = try SignReversal.slope(all.columns, [people, Factor(found.cells)])
    let within = try SignReversal.slope(found.deviations, [people])
    (self.pooled, self.within) = (SignReversal.ranged(pooled), SignReversal.ranged(within))
    pValue = pooled.value.sign == within.value.sign ? 1 : max(pooled.p, within.p)
  }

  private static func ranged(_ slope: CoefficientEstimate) -> OutcomeEvidence.Ranged {
    .init(value: slope.value, low: slope.low, high: slope.high)
  }

  /// The slope of standardized columns about their means, with the larger of the errors by some clusters.
  private static func slope(
    _ columns: [[Double]], _ clusters: [Factor]
  ) throws(NotEstimable) -> CoefficientEstimate {
    var scaled: [[Double]] = []
    for column in columns {
      let squares = CompensatedSum(column.map { $0 * $0 }).value
      guard squares > 0 else { throw .noSpread(.values) }
      let scale = 1 / (squares / Double(column.count)).squareRoot()
      scaled.append(column.map { scale * $0 })
    }
    let line = try ClusteredSlope(scaled[0], scaled[1])
    var widest: CoefficientEstimate?
    for clusters in clusters {
      let slope = try line.estimate(named: "metric", clusters: clusters)
      if slope.standardError > widest?.standardError ?? 0 { widest = slope }
    }
    guard let widest else { throw .tooFew(.clusters, found: 0, needed: 1) }
    return widest
  }
}
