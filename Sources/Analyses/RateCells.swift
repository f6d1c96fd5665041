import Aggregate
import Statistics
import Tables

/// The cells that every table prints of a share: denominator, numerator, rate and interval, and a flag.
struct RateCells {
  /// n and x.
  let counts: [ReportTable.Cell]
  /// Rate, lo and hi; empty below the minimum sample.
  let estimates: [ReportTable.Cell]
  /// `too_few`, `low_n` or empty.
  let flag: ReportTable.Cell
  /// The printed rate in millionths; nil below the minimum sample.
  let millionths: Int64?

  /// The cells of a share.
  init(_ rate: RateTally) {
    self.init(n: rate.n, x: rate.x, effectiveSize: rate.n > 0 ? rate.effectiveSize : 0)
  }

  /// The cells of a share that is worth so many independent observations.
  init(n: Int64, x: Int64, effectiveSize: Double) {
    counts = [.integer(n), .integer(x)]
    flag = RateCells.flag(n)
    guard n >= FCRCards.minimumSample else {
      (estimates, millionths) = ([.missing, .missing, .missing], nil)
      return
    }
    let interval = WilsonInterval(share: Double(x) / Double(n), size: effectiveSize)
    let rate = RateCells.millionths(x, of: n)
    millionths = rate
    estimates = [.decimal(millionths: rate), .number(interval.low), .number(interval.high)]
  }

  /// The printed rate less another one; missing where one of both is not printed.
  static func difference(_ cells: RateCells, _ other: Int64?) -> ReportTable.Cell {
    guard let rate = cells.millionths, let other else { return .missing }
    return .decimal(millionths: rate - other)
  }

  /// The flag of a sample.
  static func flag(_ n: Int64) -> ReportTable.Cell {
    n < FCRCards.minimumSample ? .text("too_few") : n < FCRCards.lowSample ? .text("low_n") : .missing
  }

  /// A share in millionths, rounded half up exactly: no last bit of a division can show.
  static func millionths(_ x: Int64, of n: Int64) -> Int64 { (x * 2_000_000 + n) / (2 * n) }

  /// The columns of these cells but for the flag's.
  /// - Parameter interval: how its ends are found.
  static func columns(
    rate: String, interval: String = "Wilson on the effective n, customers as clusters"
  ) -> [ReportTable.Column] {
    [
      .init("n", .integer, "denominator"), .init("x", .integer, "numerator"),
      .init("rate", .decimal, rate),
      .init(
        "lo", .decimal, "lower end of the 95 % interval: \(interval)"),
      .init(
        "hi", .decimal, "upper end of the 95 % interval: \(interval)"),
    ]
  }

  /// The column of the flag.
  static let flagColumn = ReportTable.Column(
    "flag", .text, "withheld (too few people), too_few (n < 5), low_n (n < 30), or empty")
}

extension ReportTable.Cell {
  /// A number to the nearest millionth, halves up: twelve decimals first, so that a tie which a product of
  /// fractions misses by its last bits is one again.
  static func number(_ number: Double) -> ReportTable.Cell {
    .decimal(millionths: Int64(((number * 1e12).rounded() / 1e6).rounded()))
  }

  /// A text; missing where it is empty.
  static func name(_ text: String) -> ReportTable.Cell { text.isEmpty ? .missing : .text(text) }
}
