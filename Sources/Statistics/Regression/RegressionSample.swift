/// The rows of a regression that count: checked, of weight above 0.
struct RegressionSample: Sendable {
  /// The outcome.
  let y: [Double]
  /// The columns.
  let regressors: [Regressor]
  /// Above 0.
  let weights: [Double]
  /// Which of the rows given these are, ascending.
  let rows: [Int]

  /// So many rows times columns are fitted at most: 512 MB for one copy of them.
  static let most = 1 << 26

  /// The rows of weight above 0.
  /// - Throws: `tooMany(.values)` above `most`; `notFinite` or `outOfRange(.weights)`; a row of weight 0 is not looked at;
  ///   `noConvergence` where 64 bits do not hold the sum of the weights.
  init(_ y: [Double], on regressors: [Regressor], weights: [Double]?) throws(NotEstimable) {
    precondition(regressors.allSatisfy { $0.values.count == y.count }, "a value for every row")
    let size = y.count * regressors.count
    guard size <= Self.most else { throw .tooMany(.values, found: size, most: Self.most) }
    let all = weights ?? [Double](repeating: 1, count: y.count)
    precondition(all.count == y.count, "a weight for every row")
    guard all.allSatisfy(\.isFinite) else { throw .notFinite(.weights) }
    guard all.allSatisfy({ $0 >= 0 }) else { throw .outOfRange(.weights) }
    guard all.reduce(0, +).isFinite else { throw .noConvergence }
    let rows = y.indices.filter { all[$0] > 0 }
    guard rows.allSatisfy({ y[$0].isFinite }) else { throw .notFinite(.values) }
    for regressor in regressors {
      guard rows.allSatisfy({ regressor.values[$0].isFinite }) else { throw .notFinite(.predictors) }
    }
    self.init(y: y, regressors: regressors, weights: all, rows: rows)
  }

  private init(y: [Double], regressors: [Regressor], weights: [Double], rows: [Int]) {
    self.rows = rows
    self.y = rows.map { y[$0] }
    self.regressors = regressors.map { given in Regressor(given.name, rows.map { given.values[$0] }) }
    self.weights = rows.map { weights[$0] }
  }

  /// Some of the rows, by their places in this sample, in the order given.
  func picking(_ places: [Int]) -> RegressionSample {
    let picked = RegressionSample(y: y, regressors: regressors, weights: weights, rows: places)
    return RegressionSample(picked, rows: places.map { rows[$0] })
  }

  private init(_ sample: RegressionSample, rows: [Int]) {
    (y, regressors, weights, self.rows) = (sample.y, sample.regressors, sample.weights, rows)
  }
}
