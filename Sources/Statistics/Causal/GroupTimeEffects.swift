/// Average effects of a treatment that begins at different times, group by group and period by period.
///
/// ATT(g,t) = mean change of the units first treated in g less that of their controls. The change runs from
/// the base to t: for t ≥ g − a (a the anticipation) the base is g − 1 − a, the last period that treatment
/// and the selection for it cannot have touched; before, it is t − 1. Who is a control `ControlGroup` says;
/// max(t, base) is t. Of units not observed in both periods none counts. Where the panel has strata, units are
/// matched exactly on the stratum of the period of selection (g − a; without anticipation g − 1, for the
/// outcome of g is the treatment's), weighted as the treated are; strata with fewer than 2 controls are dropped.
/// The standard error is √(s₁²/n₁ + s₀²/n₀) with denominators n, from influence functions. Every unit counts
/// once. Weights of rates by contacts are not offered, since they change the estimand to the effect on
/// the average contact; who wants that one gives a unit's row once for every so many contacts before treatment,
/// with the unit as its cluster (the minima of units then count rows).
///
/// Small samples: errors are too small below some 20 treated units, since the denominators are n and the
/// interval is normal; with k controls in each stratum their variance is too small by 1/k, with k clusters on
/// a side that side's; below the minima a cell is not estimable.
/// Not to be trusted where being a control says something of the outcome: when each month's score alone
/// decides who is treated next, those not treated yet were lucky in every month (`untreatedSoFar` and
/// matching leave a fifth of a point where half of the lowest quarter is treated every month, more where all).
/// Cost: cells × units. Source: Callaway and Sant'Anna (2021), Journal of Econometrics 225(2), 200–230,
/// doi:10.1016/j.jeconom.2020.12.001; matched within strata it is their outcome
/// regression with an indicator of each stratum.
package struct GroupTimeEffects: Sendable {
  /// The effect of each group in each period but the first, by group, then period.
  package let effects: [GroupTimeEffect]
  /// How many units were treated before a base period could be seen; they are left out.
  package let alwaysTreated: Int
  /// What the standard errors take for independent.
  package let errorUnits: ErrorUnits
  /// How many periods before treatment may already show something of it.
  package let anticipation: Int
  let panel: TreatmentPanel
  /// The comparisons that gave an estimate, by group, then period.
  let cells: [GroupTimeCell]

  /// Fewer treated units than this are no group.
  ///
  /// Source: SPEC section 8.
  package static let minimumTreated = 5
  /// Fewer effective controls than this are no comparison.
  ///
  /// Source: SPEC section 8.
  package static let minimumControls = 10
  /// Fewer controls than this in a stratum are no match: a single one does not tell how controls vary.
  package static let minimumControlsOfStratum = 2
  /// The month of selection is no baseline.
  ///
  /// Source: SPEC section 8.
  package static let anticipationOfCoaching = 1

  /// The effects in a panel.
  /// - Throws: `tooFew(.periods)` where no base and later period fit in, `tooFew(.treated)` without a group
  ///   that begins after a base period. What fails in one cell alone is said there.
  package init(
    of panel: TreatmentPanel, controls: ControlGroup,
    anticipation: Int = anticipationOfCoaching,
    minimumTreated: Int = minimumTreated, minimumControls: Int = minimumControls
  ) throws(NotEstimable) {
    precondition(anticipation >= 0 && minimumTreated >= 1 && minimumControls >= 1, "counts")
    guard panel.periods >= anticipation + 2 else {
      throw .tooFew(.periods, found: panel.periods, needed: anticipation + 2)
    }
    let groups = panel.groups.filter { $0 > anticipation }
    guard !groups.isEmpty else { throw .tooFew(.treated, found: 0, needed: minimumTreated) }
    let errorUnits = ErrorUnits(of: panel)
    let unmatched = MatchingStrata(units: panel.units)
    var (effects, cells) = ([GroupTimeEffect](), [GroupTimeCell]())
    for group in groups {
      let treated = panel.group(group)
      let strata = panel.strata?[group - max(1, anticipation)] ?? unmatched
      for period in 1..<panel.periods {
        let first = panel.firstUnit(
          treatedAfter: controls.lastExcluded(
            group: group, period: period, anticipation: anticipation, periods: panel.periods))
        let cell = GroupTimeCell(
          group: group, period: period,
          base: period >= group - anticipation ? group - 1 - anticipation : period - 1,
          controls: first < treated.lowerBound
            ? [first..<treated.lowerBound, treated.upperBound..<panel.units]
            : [max(first, treated.upperBound)..<panel.units],
          strata: strata, atLeast: panel.strata == nil ? 1 : GroupTimeEffects.minimumControlsOfStratum,
          in: panel)
        let clusters = (
          treated: errorUnits.clusters(of: cell.matchedTreated(in: panel)),
          controls: errorUnits.clusters(of: cell.matchedControls(in: panel))
        )
        let estimate = GroupTimeEffects.estimate(
          cell, clusters, panel, errorUnits, minimumTreated, minimumControls)
        effects.append(GroupTimeEffect(cell, clusters, estimate))
        if case .success = estimate { cells.append(cell) }
      }
    }
    (self.effects, self.cells) = (effects, cells)
    (self.panel, self.errorUnits, self.anticipation) = (panel, errorUnits, anticipation)
    alwaysTreated = panel.firstUnit(treatedAfter: anticipation)
  }

  /// An effective number of controls that is whole but for rounding is whole.
  private static let roundingShare = 1e-12

  private static func estimate(
    _ cell: GroupTimeCell, _ clusters: (treated: Int?, controls: Int?), _ panel: TreatmentPanel,
    _ errorUnits: ErrorUnits, _ minimumTreated: Int, _ minimumControls: Int
  ) -> Result<EffectEstimate, NotEstimable> {
    // Without any control no treated unit is matched: that is for lack of controls.
    let controls = Int(cell.effectiveControls * (1 + roundingShare))
    if controls < minimumControls, cell.treatedCount + cell.unmatchedTreated >= minimumTreated {
      return .failure(.tooFew(.controls, found: controls, needed: minimumControls))
    }
    guard cell.treatedCount >= minimumTreated else {
      return .failure(.tooFew(.treated, found: cell.treatedCount, needed: minimumTreated))
    }
    if let treated = clusters.treated, let ofControls = clusters.controls {
      let least = min(treated, ofControls)
      guard least >= ErrorUnits.minimumClustersOfSide else {
        return .failure(.tooFew(.clusters, found: least, needed: ErrorUnits.minimumClustersOfSide))
      }
    }
    var influence = [Double](repeating: 0, count: panel.units)
    cell.addInfluence(times: 1, in: panel, to: &influence)
    let error = ErrorUnits.standardError(of: errorUnits.folded(influence))
    guard cell.value.isFinite && error.isFinite else { return .failure(.noConvergence) }
    return .success(EffectEstimate(value: cell.value, error: error, magnitude: cell.magnitude))
  }
}

extension GroupTimeEffect {
  fileprivate init(
    _ cell: GroupTimeCell, _ clusters: (treated: Int?, controls: Int?),
    _ estimate: Result<EffectEstimate, NotEstimable>
  ) {
    self.init(
      group: cell.group, period: cell.period, base: cell.base, treated: cell.treatedCount,
      controls: cell.controlCount, effectiveControls: cell.effectiveControls,
      treatedClusters: clusters.treated, controlClusters: clusters.controls,
      droppedStrata: cell.droppedStrata,
      unmatchedTreated: cell.unmatchedTreated, estimate: estimate)
  }
}
