/// An average of group-time effects, with the influence each independent unit has on it.
package struct AggregatedEffect: Sendable {
  /// The average with its standard error.
  package let estimate: EffectEstimate
  /// How many group-time effects are in it.
  package let cells: Int
  /// The influence of each unit, or cluster: its squares sum to the variance.
  let influence: [Double]
  /// The largest size of an outcome behind it.
  let magnitude: Double

  /// A value with the influence that each independent unit has on it.
  init(value: Double, cells: Int, influence: [Double], magnitude: Double) {
    estimate = EffectEstimate(
      value: value, error: ErrorUnits.standardError(of: influence), magnitude: magnitude)
    (self.cells, self.influence, self.magnitude) = (cells, influence, magnitude)
  }

  /// The plain mean of some effects.
  static func mean(of effects: [AggregatedEffect]) throws(NotEstimable) -> AggregatedEffect {
    guard let first = effects.first else { throw .tooFew(.groups, found: 0, needed: 1) }
    let share = 1 / Double(effects.count)
    var influence = [Double](repeating: 0, count: first.influence.count)
    for effect in effects {
      for (unit, value) in effect.influence.enumerated() { influence[unit] += share * value }
    }
    return AggregatedEffect(
      value: effects.reduce(0) { $0 + share * $1.estimate.value },
      cells: effects.reduce(0) { $0 + $1.cells }, influence: influence,
      magnitude: effects.reduce(0) { max($0, $1.magnitude) })
  }
}
