/// What each predictor adds to R², averaged over all orders in which they can enter (Shapley value).
///
/// LMG_j = 1/p · Σ_s mean over sets S of s other predictors of R²(S ∪ j) − R²(S). The shares are not negative
/// and sum to R². All 2^p sets are evaluated, each R² by one step of elimination from the set without its
/// last predictor.
///
/// Domain: 1 to 12 predictors, none explained by the others up to `leastUnique` of its variance, more
/// observations than predictors. Correlated predictors share what they explain together, so a predictor
/// without an effect of its own gets a part; with fewer than 30 observations or 10 for each predictor shares
/// are mostly noise.
/// Cost: 2^p · p.
/// Source: Lindeman, Merenda and Gold (1980), Introduction to Bivariate and Multivariate Analysis; Grömping
/// (2006), J. Statistical Software 17(1), doi:10.18637/jss.v017.i01.
package struct LMGImportance: Equatable, Sendable {
  /// R² of all predictors together, 0…1.
  package let rSquared: Double
  /// R² less what so many predictors explain of noise, 1 − (1 − R²)(n − 1)/(n − p − 1); nil without n > p +
  /// 1.
  package let adjustedRSquared: Double?
  /// The average increase of R² through each predictor, 0…1; they sum to R².
  package let increases: [Double]
  /// R² of each predictor alone: its increase where it enters first.
  package let first: [Double]
  /// The increase of R² through each predictor where it enters last.
  package let last: [Double]
  /// `increases` as shares of R², summing to 1; nil where R² is 0.
  package var shares: [Double]? { rSquared > 0 ? increases.map { $0 / rSquared } : nil }

  /// More predictors than this are refused: every one doubles the sets.
  package static let mostPredictors = 12
  /// The share of a predictor's variance that the others must leave unexplained; below it, R² loses its
  /// digits.
  package static let leastUnique = 1e-8

  /// Importance for the column `outcome` of all other columns, in their order.
  package init(_ correlations: CorrelationMatrix, outcome: Int) throws(NotEstimable) {
    let predictors = (0..<correlations.columns).filter { $0 != outcome }
    let count = predictors.count
    precondition(correlations.columns > outcome && outcome >= 0, "the outcome is a column")
    guard count > 0 else { throw .tooFew(.predictors, found: 0, needed: 1) }
    guard count <= Self.mostPredictors else { throw .outOfRange(.predictors) }
    guard correlations.observations > count else {
      throw .tooFew(.observations, found: Int(correlations.observations), needed: count + 1)
    }
    guard Self.leastUnexplained(correlations, predictors) > Self.leastUnique else { throw .collinear }
    var sets = ExplainedSets(count: count)
    sets.find(correlations, outcome: outcome)
    let explained = sets.rSquared

    let all = explained.count - 1
    rSquared = min(1, explained[all])
    first = (0..<count).map { explained[1 << $0] }
    last = (0..<count).map { explained[all] - explained[all & ~(1 << $0)] }
    increases = sets.increases()
    let freedom = Double(correlations.observations) - Double(count) - 1
    adjustedRSquared =
      freedom > 0 ? 1 - (1 - rSquared) * Double(correlations.observations - 1) / freedom : nil
  }

  /// The least share of a predictor's variance that all others leave unexplained: 1/(R⁻¹)_jj; 0 where R has
  /// no inverse.
  ///
  /// No smaller set leaves less, so the steps of elimination need no check, in whatever order they come.
  private static func leastUnexplained(_ correlations: CorrelationMatrix, _ predictors: [Int]) -> Double {
    let elements = predictors.flatMap { column in predictors.map { correlations[$0, column] } }
    let count = predictors.count
    let matrix = Matrix(rows: count, columns: count, elements: elements)
    guard let (values, vectors) = Numerics.eigen(ofSymmetric: matrix), values.allSatisfy({ $0 > 0 }) else {
      return 0
    }
    let inverses = (0..<count).map { row in
      CompensatedSum(values.indices.map { vectors[row, $0] * vectors[row, $0] / values[$0] }).value
    }
    return 1 / (inverses.max() ?? 1)
  }
}
