/// The p-value of one coefficient by the wild cluster bootstrap with the null imposed, for few clusters.
///
/// Residuals of the fit under the null are multiplied by one weight for each cluster; the share of draws whose
/// |t| (CRV1) reaches the observed one is the p-value. Up to 12 clusters all 2^G signs are tried, so nothing
/// is random; above, six-point weights of Webb are drawn and the data count as one draw more. Draws that tie
/// count as reaching it, so p is never 0. Below 6 clusters there is no p-value: at most 2⁵ draws.
/// It holds its size where CRV1 rejects too often, but not where very few clusters carry all variation of
/// the regressor (one or two treated units): p is then near 1 whatever the effect.
/// Source: Cameron, Gelbach and Miller (2008), Review of Economics and Statistics 90(3), 414–427,
/// doi:10.1162/rest.90.3.414; MacKinnon and Webb (2018), Econometrics Journal 21(2), 114–135,
/// doi:10.1111/ectj.12107.
package struct WildClusterBootstrap: Equatable, Sendable {
  /// The share of draws that reach the observed |t|, above 0, up to 1.
  package let p: Double
  /// The observed t statistic, with CRV1.
  package let t: Double
  /// How many draws, without the data.
  package let draws: Int
  /// Whether the draws are all there are.
  package let isExact: Bool
  /// How many clusters.
  package let clusters: Int

  /// Below so many clusters there is none.
  package static let minimumClusters = 6
  /// Up to so many all signs are tried: 4,096.
  package static let enumeratedClusters = 12
  /// Below so many the bootstrap takes the place of t.
  ///
  /// Source: Cameron and Miller (2015), section VI.
  package static let fewClusters = 20
  /// Draws where not all are tried; with the data 10,000.
  package static let usualDraws = 9_999

  /// How far below the observed |t| a draw still ties with it, as a share.
  private static let tie = 1e-9

  /// The bootstrap of the coefficient of `name`.
  /// - Parameters:
  ///   - fit: of plain columns or within fixed effects.
  ///   - value: of the coefficient under the null.
  ///   - clusters: dense ids, one for each row that was given to the fit.
  ///   - draws: at least 1, where not all signs are tried.
  /// - Throws: `tooFew(.clusters)` below 6, `collinear` where the column was dropped, `noSpread(.values)`
  ///   where the observed error is 0.
  package init(
    of fit: WeightedLeastSquares, testing name: String, against value: Double = 0, clusters ids: [Int],
    draws: Int = WildClusterBootstrap.usualDraws, seed: UInt64
  ) throws(NotEstimable) {
    precondition(draws >= 1, "a share of draws")
    let groups = Factor(fit.rows.map { ids[$0] })
    guard groups.count >= Self.minimumClusters else {
      throw .tooFew(.clusters, found: groups.count, needed: Self.minimumClusters)
    }
    guard let index = fit.names.firstIndex(of: name) else { throw .collinear }
    let sandwich = try ClusterSandwich(of: fit, groups)
    let robust = try CoefficientEstimate(
      name: name, value: fit.coefficients[index] - value, variance: sandwich.matrix[index, index],
      degreesOfFreedom: groups.count - 1)
    let null = try NullScores(fit, index, value, groups)
    // The correction is part of the observed t, and so of each drawn one.
    let factor = sandwich.correction.factor.squareRoot()
    let bound = abs(robust.t) * factor * (1 - Self.tie)
    let isExact = groups.count <= Self.enumeratedClusters
    var numbers = SplitMix64(seed: seed)
    let count = isExact ? 1 << groups.count : draws
    var reached = 0
    for draw in 0..<count {
      let weights =
        isExact
        ? (0..<groups.count).map { draw >> $0 & 1 == 0 ? 1.0 : -1 }
        : WildWeights.webb.draw(groups.count, using: &numbers)
      if null.reaches(bound, weights) { reached += 1 }
    }
    p = isExact ? Double(reached) / Double(count) : Double(reached + 1) / Double(count + 1)
    t = robust.t
    self.draws = count
    self.isExact = isExact
    self.clusters = groups.count
  }
}

/// What a draw's t needs of the data: linear in the multipliers of the clusters.
private struct NullScores {
  /// What each cluster adds to the coefficient.
  let shifts: [Double]
  /// What each cluster's multiplier adds to the score of each cluster, row after row.
  let scores: [Double]

  init(
    _ fit: WeightedLeastSquares, _ index: Int, _ value: Double, _ groups: Factor
  ) throws(NotEstimable) {
    let size = fit.names.count
    // z·W·y is the coefficient; z/A is what the other columns leave of its column.
    let z = fit.rows.indices.map { row in
      (0..<size).reduce(0) { $0 + fit.inverseGram[index, $1] * fit.columns[$1][row] }
    }
    let step = (fit.coefficients[index] - value) / fit.inverseGram[index, index]
    let residuals = zip(fit.residuals, z).map { $0 + step * $1 }
    let basis = OrthonormalBasis(of: fit.columns, weights: fit.weights)
    func sums(_ values: [Double]) -> [Double] {
      var sums = [Double](repeating: 0, count: groups.count)
      for (row, cluster) in groups.codes.enumerated() {
        sums[cluster] += fit.weights[row] * z[row] * values[row]
      }
      return sums
    }
    var scores: [Double] = []
    for cluster in 0..<groups.count {
      let own = zip(residuals, groups.codes).map { $1 == cluster ? $0 : 0 }
      let within = try fit.absorbed?.residual(of: own) ?? own
      scores += sums(basis.residual(of: within))
    }
    shifts = sums(residuals)
    self.scores = scores
  }

  /// Whether the draw's |t|, before its correction, is at least `bound`.
  func reaches(_ bound: Double, _ weights: [Double]) -> Bool {
    let count = weights.count
    var shift = 0.0
    var totals = [Double](repeating: 0, count: count)
    for from in 0..<count {
      shift += weights[from] * shifts[from]
      for to in 0..<count { totals[to] += weights[from] * scores[from * count + to] }
    }
    let square = totals.reduce(0) { $0 + $1 * $1 }
    return shift * shift >= bound * bound * square
  }
}
