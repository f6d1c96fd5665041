/// The difference of two numbers with intervals of their own, and its interval.
///
/// (p₁ − p₂) − √((p₁ − l₁)² + (u₂ − p₂)²) to (p₁ − p₂) + √((u₁ − p₁)² + (p₂ − l₂)²): Newcombe's hybrid with the
/// intervals that the table has, so the design effect of customers is in it. The two are taken as independent;
/// where they share contacts the interval is too wide.
/// Source: Zou and Donner (2008), Statistics in Medicine 27(10), 1693–1702, doi:10.1002/sim.3095, equation 4.
package struct ShareChange: Sendable, Equatable {
  /// First less second.
  package let difference: CellNumber
  /// Ends of its interval.
  package let low, high: CellNumber
  /// The cells that it is made of.
  private let cells: [String]

  /// The change from one row to another; nil where a number or an end is missing.
  package init?(of row: TableRow, since before: TableRow, value: String = "rate") {
    guard let one = row.number(value), let oneLow = row.number("lo"), let oneHigh = row.number("hi"),
      let other = before.number(value), let otherLow = before.number("lo"),
      let otherHigh = before.number("hi")
    else { return nil }
    func length(_ first: CellNumber, _ second: CellNumber) -> Double {
      (first.double * first.double + second.double * second.double).squareRoot()
    }
    func millionths(_ number: Double) -> CellNumber {
      CellNumber(millionths: Int64((number * 1_000_000).rounded()))
    }
    difference = one - other
    low = millionths(difference.double - length(one - oneLow, otherHigh - other))
    high = millionths(difference.double + length(oneHigh - one, other - otherLow))
    cells = [row[value], row["lo"], row["hi"], before[value], before["lo"], before["hi"]]
  }

  /// Whether chance alone does not explain it: the interval leaves 0 out.
  package var isBeyondChance: Bool { low.millionths > 0 || high.millionths < 0 }

  /// The difference, for a sentence.
  package func reading(_ measure: Measure) -> Reading { Reading(measure.text(difference), from: cells) }

  /// Its interval, for a sentence.
  package func interval(_ measure: Measure) -> Reading { Reading(measure.range(low, high), from: cells) }
}
