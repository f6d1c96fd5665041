/// What each treated unit gained beyond the controls of its stratum, and means of such gains.
///
/// The gain of a unit is the mean over its periods of Δ − m₀(q), Δ its change from the base and m₀(q) the mean
/// change of the controls in its stratum, as `GroupTimeEffects` has them. One gain is mostly noise; it is there
/// to be averaged. Means over one group's units share controls, whose influence `controlVariance` adds up
/// control by control, over all cells.
/// Source: Callaway and Sant'Anna (2021), doi:10.1016/j.jeconom.2020.12.001: ATT(g,t) is the mean of these over the units of g.
package struct UnitEffects: Sendable {
  /// One treated unit.
  package struct Unit: Sendable {
    /// Its place among the units given to the panel.
    package let place: Int
    /// The period in which it was first treated.
    package let group: Int
    /// Its gain, in units of the outcome.
    package let gain: Double
    /// Over how many periods.
    package let periods: Int
    /// Its place in the panel.
    fileprivate let unit: Int
  }

  /// Treated units with a gain, by place.
  package let units: [Unit]
  private let effects: GroupTimeEffects
  private let eventTimes: ClosedRange<Int>
  /// By group: its cells within the event times.
  private let cells: [Int: [GroupTimeCell]]
  /// By group and stratum of its selection: the units in it, ascending.
  private let members: [Int: [[Int]]]

  /// The gains in the cells so many periods after treatment began.
  package init(of effects: GroupTimeEffects, eventTimes: ClosedRange<Int>) {
    let panel = effects.panel
    let inside = effects.cells.filter { eventTimes.contains($0.period - $0.group) }
    let cells = Dictionary(grouping: inside, by: \.group)
    var (units, members) = ([Unit](), [Int: [[Int]]]())
    for (group, cells) in cells.sorted(by: { $0.key < $1.key }) {
      for unit in panel.group(group) {
        let gains = cells.compactMap { $0.gain(of: unit, in: panel) }
        if gains.isEmpty { continue }
        units.append(
          Unit(
            place: panel.places[unit], group: group,
            gain: CompensatedSum(gains).value / Double(gains.count), periods: gains.count, unit: unit))
      }
      let numbers = (0..<panel.units).map { cells[0].stratum(of: $0) }
      var strata = Array(repeating: [Int](), count: (numbers.max() ?? 0) + 1)
      for (unit, number) in numbers.enumerated() { strata[number].append(unit) }
      members[group] = strata
    }
    self.units = units.sorted { $0.place < $1.place }
    (self.effects, self.eventTimes, self.cells, self.members) = (effects, eventTimes, cells, members)
  }

  /// What the controls add to the variance of the mean gain of some units.
  /// - Parameter scratch: of as many zeros as the panel has units; so it is left.
  func controlVariance(of own: [Unit], scratch: inout [Double]) -> Double {
    struct Stratum: Hashable {
      var group: Int
      var number: Int
    }
    let panel = effects.panel
    // By stratum of a group, and by cell: how often its controls' mean was taken off.
    var weights: [Stratum: [Double]] = [:]
    for unit in own {
      guard let cells = cells[unit.group] else { continue }
      let stratum = Stratum(group: unit.group, number: cells[0].stratum(of: unit.unit))
      var own = weights[stratum] ?? Array(repeating: 0, count: cells.count)
      for (number, cell) in cells.enumerated() where cell.gain(of: unit.unit, in: panel) != nil {
        own[number] += 1 / Double(unit.periods)
      }
      weights[stratum] = own
    }
    var touched: [Int] = []
    for (stratum, weights) in weights.sorted(by: {
      ($0.key.group, $0.key.number) < ($1.key.group, $1.key.number)
    }) {
      guard let cells = cells[stratum.group], let members = members[stratum.group]?[stratum.number] else {
        continue
      }
      for unit in members {
        for (cell, weight) in zip(cells, weights) where weight > 0 {
          cell.addInfluence(ofControl: unit, times: weight / Double(own.count), in: panel, to: &scratch)
        }
      }
      touched += members
    }
    var sum = 0.0
    for unit in touched {
      // Once, whoever is in several strata.
      sum += scratch[unit] * scratch[unit]
      scratch[unit] = 0
    }
    return sum
  }

  /// How many units the panel has.
  var panelUnits: Int { effects.panel.units }
}
