import Statistics

/// Two-way fixed effects of first contact resolution, weighted by contacts, clustered by unit.
struct ImpactRegression {
  private let fit: TwoWayFixedEffects
  private let robust: ClusterRobustCovariance
  private let model: String
  private let units: [Int]
  private let seed: UInt64

  /// Seed of the bootstraps of all models of turnover.
  static let seed: UInt64 = 8

  /// A fit of resolved shares.
  /// - Parameters:
  ///   - x: resolved first contacts, `n` of so many.
  ///   - columns: of turnover, one number for each row.
  init(
    _ model: String, _ x: [Int], of n: [Int], on columns: [Regressor], units: [Int], months: [Int],
    seed: UInt64 = ImpactRegression.seed
  ) throws(NotEstimable) {
    (self.model, self.units, self.seed) = (model, units, seed)
    let first = months.min() ?? 0
    fit = try TwoWayFixedEffects(
      zip(x, n).map { Double($0) / Double($1) }, on: columns, units: units,
      periods: months.map { $0 - first }, weights: n.map { Double($0) })
    robust = try fit.clusterRobust(by: units)
  }

  /// How many units count.
  var unitCount: Int { fit.units }
  /// How many rows count.
  var rows: Int { fit.regression.rows.count }
  /// The rows that count.
  var places: [Int] { fit.regression.rows }
  /// How errors are corrected.
  var convention: String { robust.corrections.first?.description ?? "" }

  /// A coefficient; called `name` in the table.
  func term(_ column: String, as name: String? = nil) -> ImpactTerm {
    do throws(NotEstimable) {
      let estimate = try robust.estimate(of: column)
      let test = try? ClusteredTest(of: fit.regression, testing: column, clusters: units, seed: seed)
      return ImpactTerm(
        model, name ?? column, estimate, test: test, bearing: fit.units, convention: convention)
    } catch {
      let reason =
        error == .collinear
        ? "not estimable: it does not vary beyond what units, months and other terms have in common"
        : "not estimable: nothing varies that could be compared"
      return ImpactTerm(model, name ?? column, because: reason, units: fit.units)
    }
  }
}
