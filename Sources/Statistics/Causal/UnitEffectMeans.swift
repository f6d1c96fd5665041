/// Mean gains of groups of treated units, such as the agents of one coach, with their variances.
///
/// The variance of a mean over n units is σ²/n + V₀, σ² the variance of gains within groups, pooled over all of
/// them with Σ(n − 1) degrees of freedom, and V₀ what the controls add. Pooled, since five units do not tell a
/// variance: a group whose units happen to agree would be called sure. So it takes gains for equally uncertain
/// in all groups.
/// Not to be trusted where a group's units share more than their group (one bad month of one team): that is in the
/// mean and not in its variance.
/// Source: pooled within-group variance of the one-way layout, Scheffé (1959), The Analysis of Variance, chapter 3.
package struct UnitEffectMeans: Sendable {
  /// The mean of one group.
  package struct Mean: Equatable, Sendable {
    /// The group.
    package let label: Int
    /// How many units with a gain it has.
    package let units: Int
    /// Their mean gain.
    package let value: Double
    /// Its variance.
    package let variance: Double

    /// The root of the variance.
    package var standardError: Double { variance.squareRoot() }
  }

  /// One for each group with a gain, by label.
  package let means: [Mean]
  /// σ², the variance of gains within groups.
  package let withinVariance: Double
  /// Σ(n − 1) over groups.
  package let degreesOfFreedom: Int

  /// The means of groups.
  /// - Parameter labels: of the units given to the panel; nil for those in no group.
  /// - Throws: `tooFew(.degreesOfFreedom)` where no group has two units, `noSpread` where gains within groups are
  ///   all alike.
  package init(of effects: UnitEffects, labels: [Int?]) throws(NotEstimable) {
    var groups: [Int: [UnitEffects.Unit]] = [:]
    for unit in effects.units {
      if let label = labels[unit.place] { groups[label, default: []].append(unit) }
    }
    let sorted = groups.sorted { $0.key < $1.key }
    let freedom = sorted.reduce(0) { $0 + $1.value.count - 1 }
    guard freedom > 0 else { throw .tooFew(.degreesOfFreedom, found: 0, needed: 1) }
    var (squares, values) = (CompensatedSum(), [Double]())
    for (_, units) in sorted {
      let mean = CompensatedSum(units.map(\.gain)).value / Double(units.count)
      values.append(mean)
      for unit in units { squares.add((unit.gain - mean) * (unit.gain - mean)) }
    }
    let variance = squares.value / Double(freedom)
    guard variance.isFinite, values.allSatisfy(\.isFinite) else { throw .noConvergence }
    guard variance > 0 else { throw .noSpread(.values) }
    var scratch = [Double](repeating: 0, count: effects.panelUnits)
    means = zip(sorted, values).map { group, value in
      Mean(
        label: group.key, units: group.value.count, value: value,
        variance: variance / Double(group.value.count)
          + effects.controlVariance(of: group.value, scratch: &scratch))
    }
    (withinVariance, degreesOfFreedom) = (variance, freedom)
  }
}
