/// Takes the weighted means of units and periods out of columns, on an unbalanced panel.
///
/// The effects θ of the smaller factor solve (D − BᵀU⁻¹B)·θ = Bᵀ-residual of the column, where the larger
/// factor is eliminated exactly; conjugate gradients, preconditioned by the weights D, solve it without ever
/// forming the matrix. Each step costs one pass over the rows, and the number of steps grows with how loosely
/// the periods hang together, not with their number: about 5 where most units are seen in most periods.
/// Source: Hestenes and Stiefel (1952), Journal of Research of the National Bureau of Standards 49(6),
/// 409–436, doi:10.6028/jres.049.044; for two-way effects Abowd, Creecy and Kramarz (2002), U.S. Census
/// Bureau technical paper TP-2002-06.
struct TwoWayDemeaning: Sendable {
  /// The larger factor, by which the rows are sorted.
  private let major: Factor
  private let minor: Factor
  private let starts: [Int]
  private let weights: [Double]
  private let majorWeights: [Double]
  private let minorWeights: [Double]
  /// Pieces of the graph whose nodes are the levels and whose edges are the rows.
  let components: Int

  /// The share of a column's norm that the means of the smaller factor may keep.
  private static let tolerance = 1e-13
  /// How often conjugate gradients start anew from what is left.
  private static let restarts = 4
  /// Steps beyond one for each level of the smaller factor, for rounding.
  private static let slack = 1_000

  /// The factors of rows that are sorted by `major`, with weights above 0.
  init(major: Factor, minor: Factor, weights: [Double]) {
    (self.major, self.minor, self.weights) = (major, minor, weights)
    starts = major.starts
    majorWeights = Self.sums(weights, over: major)
    minorWeights = Self.sums(weights, over: minor)
    components = ComponentCount(major, minor).value
  }

  /// How many parameters the effects take: levels of both kinds less one for each component.
  var degreesOfFreedom: Int { major.count + minor.count - components }

  /// How many parameters those effects take whose levels do not lie each within one cluster.
  func degreesOfFreedom(besides clusters: Factor) -> Int {
    switch (major.isNested(in: clusters), minor.isNested(in: clusters)) {
    case (false, false): degreesOfFreedom
    case (true, false): minor.count
    case (false, true): major.count
    case (true, true): 1
    }
  }

  /// What the effects of both factors leave of a column; zeros where that is nothing but rounding.
  func residual(of column: [Double]) throws(NotEstimable) -> [Double] {
    let least = WeightedLeastSquares.collinearity * norm(column)
    let nothing = [Double](repeating: 0, count: column.count)
    var rest = column
    subtractMajorMeans(&rest)
    let scale = norm(rest)
    guard scale.isFinite && least.isFinite else { throw .noConvergence }
    guard scale > least else { return nothing }
    for _ in 0..<Self.restarts {
      let gradient = minorSums(rest)
      if minorNorm(gradient) <= Self.tolerance * scale { break }
      let effects = try solve(gradient, scale: scale)
      for row in rest.indices { rest[row] -= effects[minor.codes[row]] }
      subtractMajorMeans(&rest)
    }
    return norm(rest) > least ? rest : nothing
  }

  /// The effects that bring the sums of the smaller factor to 0.
  private func solve(_ gradient: [Double], scale: Double) throws(NotEstimable) -> [Double] {
    let count = minor.count
    var effects = [Double](repeating: 0, count: count)
    var rest = gradient
    var direction = zip(rest, minorWeights).map { $0 / $1 }
    var energy = zip(rest, direction).reduce(0) { $0 + $1.0 * $1.1 }
    for _ in 0..<(count + Self.slack) {
      let image = reduced(direction)
      let curvature = zip(direction, image).reduce(0) { $0 + $1.0 * $1.1 }
      guard curvature > 0 else { break }
      let step = energy / curvature
      for level in 0..<count {
        effects[level] += step * direction[level]
        rest[level] -= step * image[level]
      }
      let next = zip(rest, minorWeights).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
      guard next.isFinite else { throw .noConvergence }
      if next.squareRoot() <= Self.tolerance * scale { return effects }
      for level in 0..<count {
        direction[level] = rest[level] / minorWeights[level] + next / energy * direction[level]
      }
      energy = next
    }
    guard minorNorm(rest) <= Self.acceptable * scale else { throw .noConvergence }
    return effects
  }

  /// Where no more progress is possible, the share of the norm that is still taken for none.
  private static let acceptable = 1e-9

  /// (D − BᵀU⁻¹B) times a vector of the smaller factor.
  private func reduced(_ values: [Double]) -> [Double] {
    var image = [Double](repeating: 0, count: values.count)
    for group in 0..<major.count {
      let rows = starts[group]..<starts[group + 1]
      var sum = 0.0
      for row in rows { sum += weights[row] * values[minor.codes[row]] }
      let mean = sum / majorWeights[group]
      for row in rows {
        let level = minor.codes[row]
        image[level] += weights[row] * (values[level] - mean)
      }
    }
    return image
  }

  /// Twice, so that what is left sums to 0 within its own rounding, not that of the means.
  private func subtractMajorMeans(_ values: inout [Double]) {
    for group in 0..<major.count {
      let rows = starts[group]..<starts[group + 1]
      for _ in 0..<2 {
        var sum = 0.0
        for row in rows { sum += weights[row] * values[row] }
        let mean = sum / majorWeights[group]
        for row in rows { values[row] -= mean }
      }
    }
  }

  private func minorSums(_ values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: minor.count)
    for row in values.indices { sums[minor.codes[row]] += weights[row] * values[row] }
    return sums
  }

  /// The norm of the means of the smaller factor, as part of a column.
  private func minorNorm(_ sums: [Double]) -> Double {
    zip(sums, minorWeights).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }.squareRoot()
  }

  private func norm(_ values: [Double]) -> Double {
    var sum = 0.0
    for row in values.indices { sum += weights[row] * values[row] * values[row] }
    return sum.squareRoot()
  }

  private static func sums(_ values: [Double], over groups: Factor) -> [Double] {
    var sums = [Double](repeating: 0, count: groups.count)
    for (value, code) in zip(values, groups.codes) { sums[code] += value }
    return sums
  }
}
