import Foundation

import Statistics

/// Units by month whose turnover goes up and down, with first contact resolution that follows it as planted.
///
/// A unit's turnover wanders slowly around a level of its own between 5 and 60 % a year, never below 2 %.
/// Separations of a month are binomial; turnover of a month is that of the 12 months before, per person-day, as
/// the analysis takes it, so months that follow one another share most of it. Resolution is the unit's own
/// level (sd 3 points), what a month does to all (sd 1), what wanders within the unit (sd 2, correlated 0.7 from
/// month to month), and the planted line of turnover; first contacts are binomial, half to one and a half times
/// their mean a month. So high turnover goes with the unit, and errors of a unit's months depend on each other.
struct DrawnPanel {
  /// First contacts that were resolved, as a share.
  private(set) var y: [Double] = []
  /// First contacts.
  private(set) var n: [Double] = []
  /// Turnover of the 12 months before, a year.
  private(set) var turnover: [Double] = []
  /// Separations of single months by lag in months, 0 first, then the month after as the last: a year.
  private(set) var months: [[Double]] = []
  /// The unit of each row.
  private(set) var units: [Int] = []
  /// The month of each row.
  private(set) var periods: [Int] = []

  /// How many units of which size, over how many months.
  struct Shape {
    /// Teams or sites.
    var units: Int
    /// Months with first contacts.
    var months: Int
    /// People in a unit.
    var people: Int
    /// First contacts of a unit in a month, on average.
    var contacts: Int

    /// In words.
    var name: String { "\(units) units of \(people), \(months) months, \(contacts) first contacts" }
  }

  /// How many lags of single months are kept beside the month itself.
  static let lags = 6
  /// Days of a month.
  private static let days = 30.4375
  private static let year = 12

  /// A panel of a planted line.
  /// - Parameter line: points of resolution (0…1) that turnover of the 12 months before adds.
  /// - Parameter lagged: points that one separation a head and year adds, by lag in months.
  init(
    _ shape: Shape, _ numbers: inout SplitMix64, lagged: [Double] = [], line: (Double) -> Double
  ) {
    let common = (0..<shape.months).map { _ in 0.01 * numbers.normal() }
    for unit in 0..<shape.units {
      let level = 0.05 + 0.55 * numbers.unit()
      let before = DrawnPanel.year
      // A month after the last, for the lead.
      var (walk, monthly) = (0.0, [Double]())
      for _ in 0..<(before + shape.months + 1) {
        walk = 0.95 * walk + 0.04 * numbers.normal()
        let yearly = max(0.02, level + walk)
        let left = numbers.binomial(shape.people, 1 - exp(-yearly / 12))
        monthly.append(Double(left) / (Double(shape.people) * DrawnPanel.days) * 365.25)
      }
      let own = 0.03 * numbers.normal()
      var error = numbers.normal()
      for month in 0..<shape.months {
        error = 0.7 * error + (1 - 0.7 * 0.7).squareRoot() * numbers.normal()
        let now = before + month
        let yearly = monthly[(now - before)..<now].reduce(0, +) / Double(before)
        let lags = (0...DrawnPanel.lags).map { monthly[now - $0] }
        let turned = zip(lagged, lags).reduce(0.0) { $0 + $1.0 * $1.1 }
        let p = 0.76 + own + common[month] + 0.02 * error + line(yearly) + turned
        let size = shape.contacts / 2 + numbers.below(shape.contacts + 1)
        y.append(Double(numbers.binomial(size, min(max(p, 0.01), 0.99))) / Double(size))
        n.append(Double(size))
        turnover.append(yearly)
        months.append(lags + [monthly[now + 1]])
        units.append(unit)
        periods.append(month)
      }
    }
  }

  /// An effect for each unit and each month but the first, as columns.
  var effects: [Regressor] {
    func dummies(_ name: String, _ ids: [Int]) -> [Regressor] {
      (1...max(1, ids.max() ?? 0)).map { id in Regressor("\(name) \(id)", ids.map { $0 == id ? 1 : 0 }) }
    }
    return dummies("unit", units) + dummies("month", periods)
  }
}
