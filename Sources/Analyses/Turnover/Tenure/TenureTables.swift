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
    var sides = impact.map { UnitSides($0.panel) }
    let cells = MixCells(figures, bands: ground.bands, unit: unit, who: ground.who) { code, month in
      sides?.side(of: code, month) { ground.name(unit, code) } ?? .leftOut
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
}

/// On which side of the threshold the months of units are that count.
private struct UnitSides {
  /// By unit of the panel and month.
  private var sides: [[Int: MixCells.Side]]
  private let places: [String: Int]
  /// Places of units by the codes that were asked for; nil for those that the panel does not have.
  private var known: [UInt32: Int?] = [:]

  init(_ panel: ImpactPanel) {
    places = Dictionary(uniqueKeysWithValues: panel.units.enumerated().map { ($0.element, $0.offset) })
    sides = Array(repeating: [:], count: panel.units.count)
    for row in panel.rows { sides[row.unit][row.month] = row.isAbove ? .above : .below }
  }

  /// The side of a unit's month; nil where it does not count.
  mutating func side(of code: UInt32, _ month: Month, name: () -> String) -> MixCells.Side? {
    let place: Int?
    if let met = known[code] {
      place = met
    } else {
      place = places[name()]
      known[code] = .some(place)
    }
    return place.flatMap { sides[$0][Int(month.number)] }
  }
}
