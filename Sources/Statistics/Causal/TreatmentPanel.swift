/// Outcomes of units over consecutive periods, and the period in which each unit was first treated.
///
/// Periods count from 0. A unit that is observed in no period is left out. Units are held in an order of
/// their own (first treated, outcomes, strata), so estimates have the same bits in whatever order
/// the units are given.
package struct TreatmentPanel: Sendable {
  /// How many periods there are.
  package let periods: Int
  /// The period of first treatment of each unit, ascending; `neverTreated` at the end.
  let firstTreated: [Int]
  /// The outcome of each unit, period by period; NaN is missing.
  let outcomes: [[Double]]
  /// In which stratum each unit was, period by period; none without matching.
  let strata: [MatchingStrata]?
  /// The cluster of each unit by its number; none where units are independent.
  let clusters: [Int]?
  /// The place of each unit among those given.
  let places: [Int]

  /// The first treatment of a unit that never is.
  static let neverTreated = Int.max

  /// The panel of some units, each argument with an entry for every unit.
  /// - Parameters:
  ///   - outcomes: a row of each unit with an entry for every period, nil where missing.
  ///   - firstTreated: nil for never; may lie before the panel (always treated) or after it.
  ///   - clusters: for instance the team; units of one cluster may depend on each other.
  ///   - strata: a row of each unit with an entry for every period, nil where unknown; given, treated units
  ///     are compared with controls of their stratum in the month of selection alone.
  /// - Throws: `tooFew` without units or periods, `notFinite` for a NaN or an infinity.
  package init(
    outcomes: [[Double?]], firstTreated: [Int?], clusters: [Int]? = nil, strata: [[Int?]]? = nil
  ) throws(NotEstimable) {
    precondition(outcomes.count == firstTreated.count, "a first treatment for every unit")
    precondition(clusters.map { $0.count == outcomes.count } ?? true, "a cluster for every unit")
    precondition(strata.map { $0.count == outcomes.count } ?? true, "a row of strata for every unit")
    let periods = outcomes.first?.count ?? 0
    for row in outcomes {
      precondition(row.count == periods, "an outcome for every period")
      for value in row where !(value?.isFinite ?? true) { throw .notFinite(.values) }
    }
    precondition(strata?.allSatisfy { $0.count == periods } ?? true, "a stratum for every period")
    let observed = outcomes.indices.filter { unit in outcomes[unit].contains { $0 != nil } }
    guard !observed.isEmpty else { throw .tooFew(.units, found: 0, needed: 1) }
    // Before the panel is before the panel, however long.
    let started = firstTreated.map { max(-1, $0 ?? TreatmentPanel.neverTreated) }
    let sorted = observed.sorted { a, b in
      if started[a] != started[b] { return started[a] < started[b] }
      if let isLess = isLess(outcomes[a], outcomes[b], missing: -.infinity) { return isLess }
      if let strata, let isLess = isLess(strata[a], strata[b], missing: .min) { return isLess }
      // What is left is alike in all that an influence is made of, so clusters need no order.
      return false
    }
    self.init(
      periods: periods, firstTreated: sorted.map { started[$0] },
      outcomes: (0..<periods).map { period in sorted.map { outcomes[$0][period] ?? .nan } },
      strata: strata.map { rows in
        (0..<periods).map { period in MatchingStrata(labels: sorted.map { rows[$0][period] }) }
      },
      clusters: clusters.map { labels in MatchingStrata(labels: sorted.map { labels[$0] }).number },
      places: sorted)
  }

  /// A panel whose units are in order.
  init(
    periods: Int, firstTreated: [Int], outcomes: [[Double]], strata: [MatchingStrata]?, clusters: [Int]?,
    places: [Int]
  ) {
    self.periods = periods
    self.firstTreated = firstTreated
    self.outcomes = outcomes
    self.strata = strata
    self.clusters = clusters
    self.places = places
  }

  /// How many units were observed.
  package var units: Int { firstTreated.count }

  /// The place of the first unit that is first treated after a period.
  func firstUnit(treatedAfter period: Int) -> Int {
    var (low, high) = (0, units)
    while low < high {
      let middle = (low + high) / 2
      if firstTreated[middle] > period { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The units first treated in a period.
  func group(_ period: Int) -> Range<Int> {
    firstUnit(treatedAfter: period - 1)..<firstUnit(treatedAfter: period)
  }

  /// The periods within the panel in which some units are first treated, ascending.
  var groups: [Int] { (0..<periods).filter { !group($0).isEmpty } }
}

/// Whether one row comes before another, cell by cell; nil where they are the same.
private func isLess<Value: Comparable>(_ a: [Value?], _ b: [Value?], missing: Value) -> Bool? {
  for (left, right) in zip(a, b) where left != right {
    return (left ?? missing) < (right ?? missing)
  }
  return nil
}
