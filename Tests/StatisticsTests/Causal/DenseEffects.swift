import Testing

@testable import Statistics

/// The same estimator once more, slowly: an influence function of every unit for every cell, kept whole.
///
/// Written from Callaway and Sant'Anna (2021), section 3, with the weights' influence as its
/// numerator and denominator, and errors √(mean ψ² / n).
struct DenseEffects {
  struct Cell {
    let group: Int
    let period: Int
    let value: Double
    let influence: [Double]
    let treated: Int
    let controls: Int
  }

  let outcomes: [[Double?]]
  let first: [Int?]
  let clusters: [Int]?
  private(set) var cells: [Cell] = []

  init(
    outcomes: [[Double?]], first: [Int?], strata: [[Int?]]? = nil, clusters: [Int]? = nil,
    never: Bool = false, anticipation: Int, leastTreated: Int = 1, leastControls: Int = 1
  ) {
    (self.outcomes, self.first, self.clusters) = (outcomes, first, clusters)
    let (units, periods) = (outcomes.indices, outcomes[0].count)
    for group in anticipation + 1..<periods where first.contains(group) {
      for period in 1..<periods {
        let base = period >= group - anticipation ? group - 1 - anticipation : period - 1
        func change(_ unit: Int) -> Double? {
          guard let now = outcomes[unit][period], let before = outcomes[unit][base] else { return nil }
          return now - before
        }
        func stratum(_ unit: Int) -> Int? { strata.map { $0[unit][group - max(1, anticipation)] } ?? 0 }
        func isControl(_ unit: Int) -> Bool {
          guard let own = first[unit] else { return true }
          return own != group && own > (never ? periods - 1 : max(period, base)) + anticipation
        }
        let valid = units.filter { change($0) != nil && stratum($0) != nil }
        let controls = valid.filter(isControl)
        let withControls = Set(
          controls.compactMap(stratum).filter { label in
            strata == nil || controls.count { stratum($0) == label } > 1
          })
        let treated = valid.filter {
          first[$0] == group && stratum($0).map(withControls.contains) == true
        }
        let withTreated = Set(treated.compactMap(stratum))
        let used = controls.filter { stratum($0).map(withTreated.contains) == true }
        guard treated.count >= leastTreated, used.count >= leastControls else { continue }
        let uncertainty = withTreated.reduce(0.0) { sum, label in
          let share = Double(treated.count { stratum($0) == label }) / Double(treated.count)
          return sum + share * share / Double(used.count { stratum($0) == label })
        }
        guard Double(leastControls) * uncertainty <= 1 + 1e-9 else { continue }
        if let clusters {
          guard Set(treated.map { clusters[$0] }).count > 1, Set(used.map { clusters[$0] }).count > 1
          else { continue }
        }
        func ofStratum(_ list: [Int], _ label: Int?) -> [Int] { list.filter { stratum($0) == label } }
        func mean(_ list: [Int]) -> Double {
          list.compactMap(change).reduce(0, +) / Double(list.count)
        }
        let value = withTreated.sorted().reduce(0.0) { sum, label in
          let own = ofStratum(treated, label)
          return sum
            + Double(own.count) / Double(treated.count) * (mean(own) - mean(ofStratum(used, label)))
        }
        var influence = [Double](repeating: 0, count: units.count)
        let n = Double(units.count)
        for unit in treated {
          let expected = mean(ofStratum(used, stratum(unit)))
          influence[unit] += n / Double(treated.count) * ((change(unit) ?? 0) - expected - value)
        }
        for unit in used {
          let own = ofStratum(used, stratum(unit))
          let share = Double(ofStratum(treated, stratum(unit)).count) / Double(treated.count)
          influence[unit] -= n * share / Double(own.count) * ((change(unit) ?? 0) - mean(own))
        }
        cells.append(
          Cell(
            group: group, period: period, value: value, influence: influence, treated: treated.count,
            controls: used.count))
      }
    }
  }

  /// The average of some cells, weighted by the probability of their groups.
  func average(_ isIncluded: (Cell) -> Bool) -> (value: Double, error: Double) {
    let kept = cells.filter(isIncluded)
    let n = Double(first.count)
    let probability = kept.map { cell in Double(first.count { $0 == cell.group }) / n }
    let sum = probability.reduce(0, +)
    let value = zip(kept, probability).reduce(0.0) { $0 + $1.0.value * $1.1 } / sum
    let influence = first.indices.map { unit -> Double in
      var total = 0.0
      let all = zip(kept, probability).reduce(0.0) { $0 + (first[unit] == $1.0.group ? 1 : 0) - $1.1 }
      for (cell, share) in zip(kept, probability) {
        total += cell.influence[unit] * share / sum
        let ofWeight = ((first[unit] == cell.group ? 1 : 0) - share) / sum - all * share / (sum * sum)
        total += ofWeight * cell.value
      }
      return total
    }
    return (value, error(of: influence))
  }

  /// √(Σ_c (Σ_{i∈c} ψ_i)²) / n.
  func error(of influence: [Double]) -> Double {
    var sums: [Int: Double] = [:]
    for (unit, value) in influence.enumerated() { sums[clusters?[unit] ?? unit, default: 0] += value }
    return sums.values.reduce(0.0) { $0 + $1 * $1 }.squareRoot() / Double(first.count)
  }
}
