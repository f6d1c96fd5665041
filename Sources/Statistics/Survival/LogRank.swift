/// The log-rank test of whether groups have the same hazard.
///
/// On each day d of r at risk have the event; of a group with r_g at risk d·r_g/r are expected. With O and E
/// summed over days, V_gh = Σ d·(r − d)/(r − 1)·(r_g/r)·(δ_gh − r_h/r), the statistic is (O − E)ᵀ V⁻ (O − E)
/// with the generalized inverse of V, chi-squared with as many degrees of freedom as V has rank. Delayed
/// entry is in the risk sets. Below about 5 expected events a group the p-value is rough; where hazards
/// cross, the test sees little. Cost: days × groups².
/// Source: Mantel (1966), Cancer Chemotherapy Reports 50(3), 163–170; Peto and Peto (1972), JRSS A 135(2),
/// 185–207, doi:10.2307/2344317; k groups: Kalbfleisch and Prentice (2002), 2nd edition, section 1.4.
package struct LogRank: Equatable, Sendable {
  /// Events seen in each group.
  package let observed: [Int64]
  /// Events expected in each group if all had the same hazard.
  package let expected: [Double]
  /// Covariance of observed − expected.
  package let covariance: Matrix
  /// The statistic, 0 or more.
  package let chiSquared: Double
  /// The rank of the covariance, at most groups − 1.
  package let degreesOfFreedom: Int
  /// The probability of such a statistic or a greater one under equal hazards.
  package let p: Double

  /// An eigenvalue below this share of the greatest is rounding: sums of 40,000 days keep 11 digits.
  private static let rankTolerance = 1e-11

  /// The test between groups; events of all causes count.
  /// - Parameter minimumEvents: how many events each group must have, such as `KaplanMeier.fewestEvents`.
  /// - Throws: `NotEstimable.tooFew` for fewer than two groups, a group without spells or with fewer events
  ///   than that, or no events at all; `noSpread` where no event fell while two groups were at risk.
  package init(_ groups: [RiskTally], minimumEvents: Int64 = 0) throws(NotEstimable) {
    guard groups.count >= 2 else { throw .tooFew(.groups, found: groups.count, needed: 2) }
    for group in groups { try group.require(events: minimumEvents) }
    observed = groups.map(\.eventTotal)
    guard observed.contains(where: { $0 > 0 }) else { throw .tooFew(.events, found: 0, needed: 1) }
    (expected, covariance) = LogRank.moments(groups)
    let differences = zip(observed, expected).map { Double($0) - $1 }
    guard let (values, vectors) = Numerics.eigen(ofSymmetric: covariance) else { throw .noConvergence }
    let least = (values.last ?? 0) * LogRank.rankTolerance
    var (statistic, rank) = (0.0, 0)
    for (index, value) in values.enumerated() where value > least {
      let projection = zip(vectors.column(index), differences).reduce(0) { $0 + $1.0 * $1.1 }
      statistic += projection * projection / value
      rank += 1
    }
    guard rank > 0 else { throw .noSpread(.groups) }
    chiSquared = statistic
    degreesOfFreedom = rank
    p = ChiSquaredDistribution(degreesOfFreedom: Double(rank)).upperTail(statistic)
  }

  private static func moments(_ groups: [RiskTally]) -> (expected: [Double], covariance: Matrix) {
    let riskSets = groups.map { $0.riskSets() }
    var events = DayHistogram()
    for group in groups { events.merge(group.eventsOfAnyCause) }
    var expected = groups.map { _ in 0.0 }
    var covariance = Matrix(rows: groups.count, columns: groups.count)
    for (day, count) in events.counts.enumerated() where count > 0 {
      let count = Double(count)
      let atRisk = riskSets.map { day < $0.count ? Double($0[day]) : 0 }
      let all = atRisk.reduce(0, +)
      let weight = all > 1 ? count * (all - count) / (all - 1) : 0
      for g in groups.indices where atRisk[g] > 0 {
        let share = atRisk[g] / all
        expected[g] += count * share
        covariance[g, g] += weight * share * ((all - atRisk[g]) / all)
        for h in 0..<g {
          covariance[g, h] -= weight * share * (atRisk[h] / all)
          covariance[h, g] = covariance[g, h]
        }
      }
    }
    return (expected, covariance)
  }
}
