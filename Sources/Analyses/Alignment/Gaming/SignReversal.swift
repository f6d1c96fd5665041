import Aggregate
import Canonical
import Statistics

/// Looks whether a metric goes with an outcome one way in all months together, and the other way within sites and months.
///
/// Both are correlations, their intervals those of the slope with errors by person.
struct SignReversal {
  /// All months together.
  let pooled: OutcomeEvidence.Ranged
  /// Less what a site's month has in common.
  let within: OutcomeEvidence.Ranged
  /// Months, and the people whose they are.
  let months: Int
  let people: Int

  /// Whether both are clear and of different signs.
  var isReversal: Bool {
    (pooled.low > 0 && within.high < 0) || (pooled.high < 0 && within.low > 0)
  }

  /// The signs of months with metric and outcome.
  init(_ found: CompleteMonths) throws(NotEstimable) {
    (months, people) = (found.places.count, found.peopleCount)
    guard found.degreesOfFreedom >= AlignmentParameters.minimumMonths.all else {
      throw .tooFew(
        .observations, found: found.degreesOfFreedom, needed: AlignmentParameters.minimumMonths.all)
    }
    let all = try CellDeviations(found.columns, cells: found.people.map { _ in 0 })
    pooled = try SignReversal.correlation(all.columns, found.people)
    within = try SignReversal.correlation(found.deviations, found.people)
  }

  /// The slope of standardized columns about their means.
  private static func correlation(
    _ columns: [[Double]], _ people: [Int]
  ) throws(NotEstimable) -> OutcomeEvidence.Ranged {
    var scaled: [[Double]] = []
    for column in columns {
      let squares = CompensatedSum(column.map { $0 * $0 }).value
      guard squares > 0 else { throw .noSpread(.values) }
      let scale = 1 / (squares / Double(column.count)).squareRoot()
      scaled.append(column.map { scale * $0 })
    }
    let fit = try WeightedLeastSquares(scaled[1], on: [Regressor("metric", scaled[0])], intercept: false)
    let slope = try ClusterRobustCovariance(of: fit, clusters: people).estimate(of: "metric")
    return .init(value: slope.value, low: slope.low, high: slope.high)
  }
}
