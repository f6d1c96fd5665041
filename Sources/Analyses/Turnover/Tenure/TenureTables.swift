import Aggregate
import Canonical
import Tables

/// The tables `tenure_ramp` and `turnover_mix`, from what agents did on their days.
package struct TenureTables: Sendable {
  /// What the tables stand on, beside the counts.
  package struct Ground {
    /// Who somebody was on a day; nil for those whom no table of people names.
    package var who: (UInt32, CivilDate) -> PersonStanding?
    /// Codes of the bands of tenure, in their order, and their names.
    package var bands: [(code: UInt32, name: String)]
    /// The days that contacts cover.
    package var covered: ClosedRange<CivilDate>
    /// The headline's window and match.
    package var headline: FCRNumber.Variant
    /// Which numbers about few people are withheld.
    package var disclosure: Disclosure
    /// Annual turnover, 0…1, that units are told apart by.
    package var threshold: Double
    /// What a group is called in the tables; empty where missing.
    package var name: (Grouping, UInt32) -> String

    /// A ground of all parts.
    package init(
      who: @escaping (UInt32, CivilDate) -> PersonStanding?, bands: [(code: UInt32, name: String)],
      covered: ClosedRange<CivilDate>, headline: FCRNumber.Variant, disclosure: Disclosure, threshold: Double,
      name: @escaping (Grouping, UInt32) -> String
    ) {
      (self.who, self.bands, self.covered, self.headline) = (who, bands, covered, headline)
      (self.disclosure, self.threshold, self.name) = (disclosure, threshold, name)
    }
  }

  /// The tables.
  package let guarded: [GuardedTable]

  /// The tables of complete counts.
  /// - Parameter impact: which units' months have high turnover; nil where nobody knows.
  package init(_ figures: AgentFigures, _ impact: TurnoverImpact?, _ ground: Ground) {
    let tenure = TenureCells(figures, who: ground.who)
    let unit: Grouping = impact?.panel.kind == .site ? .site : .team
    let sides = impact.map { TenureTables.sides(of: $0.panel) } ?? [:]
    let cells = MixCells(figures, bands: ground.bands, unit: unit, who: ground.who) { code, month in
      sides[.init(unit: ground.name(unit, code), month: Int(month.number))] ?? .leftOut
    }
    guarded = [
      TenureRampTable(
        ramps: RampMetric.allCases.map { TenureRamp($0, tenure, ground.disclosure) },
        headline: "a window of \(ground.headline.days) days under match \(ground.headline.match.rawValue)"
      ).table,
      TurnoverMixTable(
        comparisons: MixComparison.all(of: cells, covered: ground.covered), cells: cells,
        threshold: ground.threshold, firsts: FCRRows.series(of: FCRNumber(.windowFCR, ground.headline))
      ).table,
    ]
  }

  private struct UnitMonth: Hashable {
    var unit: String
    var month: Int
  }

  /// On which side of the threshold the months of units are that count.
  private static func sides(of panel: ImpactPanel) -> [UnitMonth: MixCells.Side] {
    var sides: [UnitMonth: MixCells.Side] = [:]
    for row in panel.rows {
      sides[UnitMonth(unit: panel.units[row.unit], month: row.month)] = row.isAbove ? .above : .below
    }
    return sides
  }
}
