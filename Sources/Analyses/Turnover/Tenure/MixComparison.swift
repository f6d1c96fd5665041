import Canonical
import Statistics
import Tables

/// Two sets of first contacts whose rates are compared by band of tenure.
struct MixComparison: Sendable {
  /// With what a period is compared; the raw value is printed.
  enum Kind: String, CaseIterable, Sendable {
    /// The same months a year before.
    case yearBefore = "year_before"
    /// In the same months, units with turnover at the threshold or below it.
    case lowTurnover = "low_turnover"
  }

  /// What is compared.
  let kind: Kind
  /// The months that are looked at.
  let span: ClosedRange<Int32>
  /// Whether it is all months that there are.
  let isWhole: Bool
  /// The split; nil where one of both has no first contacts.
  let split: ClusteredKitagawa

  /// What is compared: its months on one side of the threshold, or on all.
  var later: (span: ClosedRange<Int32>, side: MixCells.Side?) {
    kind == .yearBefore ? (span, nil) : (span, .above)
  }
  /// What it is compared with.
  var base: (span: ClosedRange<Int32>, side: MixCells.Side?) {
    kind == .yearBefore ? (MixComparison.yearBefore(span), nil) : (span, .below)
  }

  /// A comparison; nil where one of both has no first contacts.
  init?(_ kind: Kind, _ span: ClosedRange<Int32>, isWhole: Bool = false, of cells: MixCells) {
    (self.kind, self.span, self.isWhole) = (kind, span, isWhole)
    let sides: (MixCells.Side?, MixCells.Side?) = kind == .yearBefore ? (nil, nil) : (.below, .above)
    let before = kind == .yearBefore ? MixComparison.yearBefore(span) : span
    let counts = (0..<cells.unitCount).map { unit in
      zip(cells.counts(of: unit, before, sides.0), cells.counts(of: unit, span, sides.1))
        .map { (first: $0.0, second: $0.1) }
    }
    guard let split = try? ClusteredKitagawa(counts) else { return nil }
    self.split = split
  }

  /// The period as printed.
  var period: String {
    if isWhole { return "all" }
    let first = Month(number: span.lowerBound).description
    return span.count == 1 ? first : "\(first)/P\(span.count)M"
  }

  private static func yearBefore(_ span: ClosedRange<Int32>) -> ClosedRange<Int32> {
    let year = Int32(TurnoverParameters.monthsOfYear)
    return span.lowerBound - year...span.upperBound - year
  }

  /// All comparisons of some cells, by kind and period.
  /// - Parameter covered: the days that are covered: twelve months are told where all of them are whole.
  static func all(of cells: MixCells, covered: ClosedRange<CivilDate>) -> [MixComparison] {
    guard let months = cells.months else { return [] }
    let year = Int32(TurnoverParameters.monthsOfYear)
    let whole = months.filter {
      Month(number: $0).firstDay >= covered.lowerBound && Month(number: $0).lastDay <= covered.upperBound
    }
    let years = whole.filter { $0 + year - 1 <= whole.last ?? 0 }.map { $0...$0 + year - 1 }
    return Kind.allCases.flatMap { kind -> [MixComparison?] in
      let isYearBefore = kind == .yearBefore
      func isKnown(_ first: Int32) -> Bool { !isYearBefore || first - year >= months.lowerBound }
      func isWholeBefore(_ first: Int32) -> Bool { !isYearBefore || whole.contains(first - year) }
      let all = isYearBefore ? nil : MixComparison(kind, months, isWhole: true, of: cells)
      return [all] + months.filter(isKnown).map { MixComparison(kind, $0...$0, of: cells) }
        + years.filter { isWholeBefore($0.lowerBound) }.map { MixComparison(kind, $0, of: cells) }
    }.compactMap(\.self)
  }
}
