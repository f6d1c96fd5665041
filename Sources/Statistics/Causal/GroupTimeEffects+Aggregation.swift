/// Averages of group-time effects, weighted by the size of the groups.
///
/// A group counts with all its units, whether each was observed or not; cells that are not estimable are
/// left out. The influence of a unit includes that on the weights: 1{G_i = g}·Σ_t (ATT(g,t) − θ) / Σ N_g.
/// Source: Callaway and Sant'Anna (2021), doi:10.1016/j.jeconom.2020.12.001, section 3.
extension GroupTimeEffects {
  /// The average over all periods from treatment on.
  /// - Throws: `tooFew(.groups)` where no cell after treatment is estimable, as do the others.
  package func simple() throws(NotEstimable) -> AggregatedEffect {
    try average(eventTimes: 0...Int.max)
  }

  /// The average over cells so many periods after treatment began (negative: before).
  package func average(eventTimes: ClosedRange<Int>) throws(NotEstimable) -> AggregatedEffect {
    try average(of: cells.filter { eventTimes.contains($0.period - $0.group) })
  }

  /// The average at each time since treatment began; overall their plain mean from 0 on.
  package func byEventTime() throws(NotEstimable) -> EffectSeries {
    let effects = try averages { $0.period - $0.group }
    return EffectSeries(
      effects: effects, overall: try .mean(of: effects.filter { $0.key >= 0 }.map(\.effect)))
  }

  /// The average of each period over the groups treated by then; overall their plain mean.
  package func byPeriod() throws(NotEstimable) -> EffectSeries {
    let effects = try averages { $0.period >= $0.group ? $0.period : nil }
    return EffectSeries(effects: effects, overall: try .mean(of: effects.map(\.effect)))
  }

  /// The average of each group over its periods from treatment on; overall weighted by the groups' sizes.
  package func byGroup() throws(NotEstimable) -> EffectSeries {
    let effects = try averages { $0.period >= $0.group ? $0.group : nil }
    guard !effects.isEmpty else { throw .tooFew(.groups, found: 0, needed: 1) }
    let total = effects.reduce(0.0) { $0 + Double(panel.group($1.key).count) }
    let value = effects.reduce(0.0) {
      $0 + $1.effect.estimate.value * Double(panel.group($1.key).count) / total
    }
    var weights = [Double](repeating: 0, count: panel.units)
    for (group, effect) in effects {
      for unit in panel.group(group) { weights[unit] = (effect.estimate.value - value) / total }
    }
    var influence = errorUnits.folded(weights)
    for (group, effect) in effects {
      let share = Double(panel.group(group).count) / total
      for (unit, value) in effect.influence.enumerated() { influence[unit] += share * value }
    }
    return EffectSeries(
      effects: effects,
      overall: AggregatedEffect(
        value: value, cells: effects.reduce(0) { $0 + $1.effect.cells }, influence: influence,
        magnitude: effects.reduce(0) { max($0, $1.effect.magnitude) }))
  }

  /// The average of some comparisons, weighted by the size of their groups.
  func average(of cells: [GroupTimeCell]) throws(NotEstimable) -> AggregatedEffect {
    guard !cells.isEmpty else { throw .tooFew(.groups, found: 0, needed: 1) }
    let total = cells.reduce(0.0) { $0 + Double($1.treated.count) }
    let value = cells.reduce(0.0) { $0 + $1.value * Double($1.treated.count) / total }
    var influence = [Double](repeating: 0, count: panel.units)
    for cell in cells {
      cell.addInfluence(times: Double(cell.treated.count) / total, in: panel, to: &influence)
      let ofWeights = (cell.value - value) / total
      for unit in cell.treated { influence[unit] += ofWeights }
    }
    let folded = errorUnits.folded(influence)
    guard value.isFinite && ErrorUnits.standardError(of: folded).isFinite else { throw .noConvergence }
    return AggregatedEffect(
      value: value, cells: cells.count, influence: folded,
      magnitude: cells.reduce(0) { max($0, $1.magnitude) })
  }

  /// The averages of the comparisons that have a key, by key; none where none has one.
  func averages(
    by key: (GroupTimeCell) -> Int?
  ) throws(NotEstimable) -> [(key: Int, effect: AggregatedEffect)] {
    var cellsOf: [Int: [GroupTimeCell]] = [:]
    for cell in cells { if let key = key(cell) { cellsOf[key, default: []].append(cell) } }
    var effects: [(key: Int, effect: AggregatedEffect)] = []
    for (key, cells) in cellsOf.sorted(by: { $0.key < $1.key }) {
      effects.append((key, try average(of: cells)))
    }
    return effects
  }
}
