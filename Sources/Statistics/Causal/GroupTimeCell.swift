/// The comparison behind one group-time effect, from which the influence of each unit can be told again.
///
/// ATT = Σ_i (Δ_i − m₀(q_i)) / n₁ over matched treated units, m₀(q) the mean change of the controls in
/// stratum q. The influence of a treated unit is (Δ − m₀(q) − ATT)/n₁, that of a control
/// −(n₁(q)/n₁)·(Δ − m₀(q))/n₀(q). It is computed from the panel each time: only means are kept.
struct GroupTimeCell: Sendable {
  /// The period in which the treated were first treated.
  let group: Int
  /// The period whose outcome is compared.
  let period: Int
  /// The period it is compared with.
  let base: Int
  /// The treated units, matched or not.
  let treated: Range<Int>
  private let controls: [Range<Int>]
  private let strata: MatchingStrata

  /// How many treated units are matched.
  private(set) var treatedCount = 0
  /// How many controls they are matched with.
  private(set) var controlCount = 0
  /// 1/Σ_q (n₁(q)/n₁)²/n₀(q): so many controls in one stratum would make the ATT as sure; 0 without any.
  private(set) var effectiveControls = 0.0
  /// How many strata have treated units and too few controls.
  private(set) var droppedStrata = 0
  /// How many treated units with both outcomes are in no stratum, or in one that was dropped.
  private(set) var unmatchedTreated = 0
  /// The effect; not finite where arithmetic went beyond what numbers hold.
  private(set) var value = 0.0
  /// The largest size of an outcome compared.
  private(set) var magnitude = 0.0
  /// What is taken off a treated unit's change, stratum by stratum, and how the rest is weighted.
  private var treatedShift: [Double] = []
  private var treatedWeight: [Double] = []
  private var controlShift: [Double] = []
  private var controlWeight: [Double] = []
  /// How many controls are in each stratum; 0 where it was dropped.
  private var controlSize: [Int] = []

  /// Treated units against controls of the same stratum, at least so many.
  init(
    group: Int, period: Int, base: Int, controls: [Range<Int>], strata: MatchingStrata, atLeast least: Int,
    in panel: TreatmentPanel
  ) {
    (self.group, self.period, self.base) = (group, period, base)
    (treated, self.controls, self.strata) = (panel.group(group), controls, strata)
    let ofTreated = sums([treated], panel)
    let ofControls = sums(controls, panel)
    magnitude = max(ofTreated.magnitude, ofControls.magnitude)
    let isKept = (0..<strata.count).map { ofTreated.count[$0] > 0 && ofControls.count[$0] >= least }
    let kept = isKept.indices.filter { isKept[$0] }
    treatedCount = kept.reduce(0) { $0 + ofTreated.count[$1] }
    controlCount = kept.reduce(0) { $0 + ofControls.count[$1] }
    droppedStrata = isKept.indices.count { !isKept[$0] && ofTreated.count[$0] > 0 }
    unmatchedTreated = ofTreated.count.reduce(0, +) - treatedCount
    let total = Double(treatedCount)
    if !kept.isEmpty {
      effectiveControls =
        1
        / kept.reduce(0.0) { sum, stratum in
          let share = Double(ofTreated.count[stratum]) / total
          return sum + share * share / Double(ofControls.count[stratum])
        }
    }
    value = kept.reduce(0.0) { sum, stratum in
      let size = Double(ofTreated.count[stratum])
      return sum + (ofTreated.sum[stratum] - size * ofControls.mean(stratum)) / total
    }
    // The last place is for units without a stratum, whose weight stays 0.
    treatedShift = [Double](repeating: 0, count: strata.count + 1)
    (treatedWeight, controlShift, controlWeight) = (treatedShift, treatedShift, treatedShift)
    controlSize = [Int](repeating: 0, count: strata.count + 1)
    for stratum in kept {
      controlSize[stratum] = ofControls.count[stratum]
      controlShift[stratum] = ofControls.mean(stratum)
      treatedShift[stratum] = controlShift[stratum] + value
      treatedWeight[stratum] = 1 / total
      controlWeight[stratum] =
        -Double(ofTreated.count[stratum]) / total / Double(ofControls.count[stratum])
    }
  }

  /// The change of treated units alone, compared with none.
  init(changeOf group: Int, from base: Int, to period: Int, in panel: TreatmentPanel) {
    (self.group, self.period, self.base) = (group, period, base)
    (treated, controls) = (panel.group(group), [])
    strata = MatchingStrata(units: panel.units)
    let ofTreated = sums([treated], panel)
    treatedCount = ofTreated.count[0]
    magnitude = ofTreated.magnitude
    value = ofTreated.mean(0)
    treatedShift = [value, 0]
    treatedWeight = [1 / Double(treatedCount), 0]
  }

  /// Adds the influence of each unit on the effect, so many times, to what is there.
  func addInfluence(times factor: Double, in panel: TreatmentPanel, to influence: inout [Double]) {
    let (now, before, number) = (panel.outcomes[period], panel.outcomes[base], strata.number)
    for unit in treated {
      let change = now[unit] - before[unit]
      guard !change.isNaN else { continue }
      let stratum = number[unit]
      influence[unit] += factor * treatedWeight[stratum] * (change - treatedShift[stratum])
    }
    for range in controls {
      for unit in range {
        let change = now[unit] - before[unit]
        guard !change.isNaN else { continue }
        let stratum = number[unit]
        influence[unit] += factor * controlWeight[stratum] * (change - controlShift[stratum])
      }
    }
  }

  /// By how much a treated unit changed more than the controls of its stratum; nil without a match or an outcome.
  func gain(of unit: Int, in panel: TreatmentPanel) -> Double? {
    let stratum = strata.number[unit]
    let change = panel.outcomes[period][unit] - panel.outcomes[base][unit]
    return controlSize[stratum] == 0 || change.isNaN ? nil : change - controlShift[stratum]
  }

  /// Adds the influence of a control on the mean change of its stratum, so many times, to what is there; nothing
  /// of a unit that is no control.
  func addInfluence(
    ofControl unit: Int, times factor: Double, in panel: TreatmentPanel, to influence: inout [Double]
  ) {
    guard controls.contains(where: { $0.contains(unit) }) else { return }
    let stratum = strata.number[unit]
    let change = panel.outcomes[period][unit] - panel.outcomes[base][unit]
    if change.isNaN { return }
    influence[unit] += factor * (change - controlShift[stratum]) / Double(controlSize[stratum])
  }

  /// The stratum of a unit.
  func stratum(of unit: Int) -> Int { strata.number[unit] }

  /// The matched treated units.
  func matchedTreated(in panel: TreatmentPanel) -> some Sequence<Int> {
    weighted([treated], treatedWeight, panel)
  }

  /// The controls they are matched with.
  func matchedControls(in panel: TreatmentPanel) -> some Sequence<Int> {
    weighted(controls, controlWeight, panel)
  }

  private func weighted(
    _ ranges: [Range<Int>], _ weight: [Double], _ panel: TreatmentPanel
  ) -> some Sequence<Int> {
    let (now, before, number) = (panel.outcomes[period], panel.outcomes[base], strata.number)
    return ranges.lazy.joined().filter { unit in
      weight[number[unit]] != 0 && !now[unit].isNaN && !before[unit].isNaN
    }
  }

  /// Counts and sums of changes, stratum by stratum, the last place without one.
  private struct Sums {
    var count: [Int]
    var sum: [Double]
    var magnitude = 0.0

    func mean(_ stratum: Int) -> Double { sum[stratum] / Double(count[stratum]) }
  }

  private func sums(_ ranges: [Range<Int>], _ panel: TreatmentPanel) -> Sums {
    let (now, before, number) = (panel.outcomes[period], panel.outcomes[base], strata.number)
    var sums = Sums(
      count: [Int](repeating: 0, count: strata.count + 1),
      sum: [Double](repeating: 0, count: strata.count + 1))
    for range in ranges {
      for unit in range {
        let change = now[unit] - before[unit]
        guard !change.isNaN else { continue }
        sums.count[number[unit]] += 1
        sums.sum[number[unit]] += change
        sums.magnitude = max(sums.magnitude, abs(now[unit]), abs(before[unit]))
      }
    }
    return sums
  }
}
