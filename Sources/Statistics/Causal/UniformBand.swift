/// The band that holds a whole series of effects at once with 95 % confidence.
///
/// Its half-width is the 95 % quantile c of max_k |Σ_i V_i·ψ_ki| / se_k times the standard error, over draws
/// of independent Rademacher multipliers V_i (−1 or 1, each with ½), one for each unit or cluster; c is
/// never below the normal quantile of one interval. Given the seed, the same band.
/// Small samples: as its standard errors.
/// Source: Callaway and Sant'Anna (2021), doi:10.1016/j.jeconom.2020.12.001, algorithm 1, studentized by
/// the analytic standard error, which is the one these multipliers have.
package struct UniformBand: Equatable, Sendable {
  /// c, in place of 1.96.
  package let criticalValue: Double

  /// How often the multipliers are drawn.
  package static let draws = 999
  /// How sure it is that the band holds all effects.
  package static let confidence = 0.95

  /// The band of effects, those without a standard error aside.
  /// - Throws: `tooFew(.values)` where no effect has a standard error.
  /// Cost: draws × effects × units.
  package init(
    of effects: [AggregatedEffect], draws: Int = draws, seed: UInt64
  ) throws(NotEstimable) {
    precondition(draws > 0, "some draws")
    let columns = effects.compactMap { effect in
      effect.estimate.standardError.map { error in effect.influence.map { $0 / error } }
    }
    guard let units = columns.first?.count else { throw .tooFew(.values, found: 0, needed: 1) }
    var numbers = SplitMix64(seed: seed)
    var largest: [Double] = []
    var multipliers = [Double](repeating: 0, count: units)
    for _ in 0..<draws {
      var bits: UInt64 = 0
      for unit in 0..<units {
        if unit % UInt64.bitWidth == 0 { bits = numbers.next() }
        multipliers[unit] = bits & 1 == 0 ? -1 : 1
        bits >>= 1
      }
      largest.append(columns.reduce(0) { max($0, abs(innerProduct($1, multipliers))) })
    }
    largest.sort()
    let place = Int((UniformBand.confidence * Double(draws)).rounded(.up)) - 1
    criticalValue = max(WilsonInterval.z95, largest[place])
  }

  /// Both ends of the band at an effect; nil without a standard error.
  package func ends(at effect: AggregatedEffect) -> (low: Double, high: Double)? {
    effect.estimate.standardError.map { error in
      (effect.estimate.value - criticalValue * error, effect.estimate.value + criticalValue * error)
    }
  }
}
