import Aggregate
import Canonical
import Statistics
import Tables

@testable import Analyses

/// A center of people in roles whose monthly metrics are drawn, with planted drivers of their outcome.
///
/// All metrics are delivered ones. Sites and months have levels of their own, which nothing may read as a driver.
struct MeasuredCenter {
  /// A metric of a month: mean and spread of people, of months, and what it does to the outcome for one of its spread.
  struct Metric {
    var name: String
    var effect = 0.0
    var mean = 80.0
    /// How much of another metric, by place, it is made of, 0…1.
    var share: (of: Int, Double)?
    /// What a month adds for everybody, in its spread.
    var trend = 0.0
  }

  var metrics: [Metric]
  var agents = 60
  var months = 18
  var sites = 3
  /// Standard deviation of the outcome beside the metrics.
  var noise = 1.0
  /// What a month adds to the outcome for everybody.
  var outcomeTrend = 0.0
  var outcome = "csat"
  var role: UInt32 = 1
  var type = RoleType.customerFacing
  /// Changes the drawn values of a person's month, metrics first and the outcome last.
  var change: ((_ agent: Int, _ month: Int, _ values: inout [Double]) -> Void)?

  init(_ metrics: [Metric]) { self.metrics = metrics }

  static let start = Month(number: 2024 * 12)

  /// The panel of a seed.
  func panel(seed: UInt64) -> AlignmentPanel { AlignmentPanel(ground(seed: seed)) }

  /// What the panel of a seed stands on.
  func ground(seed: UInt64) -> AlignmentPanel.Ground {
    var numbers = SplitMix64(seed: seed)
    let range = MeasuredCenter.start...Month(number: MeasuredCenter.start.number + Int32(months) - 1)
    let (rolePlace, sitePlace) = (
      EmploymentHistory.place(of: .role), EmploymentHistory.place(of: .site)
    )
    var delivered: [String: [PersonMetric]] = [:]
    var histories: [EmploymentHistory] = []
    let levels = (0..<sites * months).map { _ in (0...metrics.count).map { _ in numbers.normal() } }
    for agent in 0..<agents {
      var groups = EmploymentHistory.Groups()
      (groups[rolePlace], groups[sitePlace]) = (role, UInt32(100 + agent % sites))
      var history = EmploymentHistory(person: UInt32(1_000 * Int(role) + agent))
      history.stretches = [
        .init(first: range.lowerBound.firstDay, last: range.upperBound.lastDay, groups: groups)
      ]
      histories.append(history)
      let abilities = metrics.map { _ in 0.7 * numbers.normal() }
      for month in 0..<months {
        let level = levels[agent % sites * months + month]
        var own: [Double] = []
        for (place, metric) in metrics.enumerated() {
          var value = abilities[place] + 0.7 * numbers.normal()
          if let (other, share) = metric.share {
            value = share * own[other] + (1 - share * share).squareRoot() * value
          }
          own.append(value)
        }
        var result = noise * numbers.normal() + outcomeTrend * Double(month) + 2 * level[metrics.count]
        for (place, metric) in metrics.enumerated() { result += metric.effect * own[place] }
        var values = metrics.indices.map { place in
          metrics[place].mean + 5 * (own[place] + level[place] + metrics[place].trend * Double(month))
        }
        values.append(50 + 5 * result)
        change?(agent, month, &values)
        let day = Month(number: MeasuredCenter.start.number + Int32(month))
        for (name, value) in zip(metrics.map(\.name) + [outcome], values) where value.isFinite {
          delivered[name, default: []].append(
            PersonMetric(
              person: history.person, first: day.firstDay, last: day.lastDay,
              millionths: Int64((value * 1e6).rounded())))
        }
      }
    }
    return AlignmentPanel.Ground(
      histories: histories, types: [role: type], metrics: delivered,
      quality: delivered["qa"] ?? delivered["quality"] ?? [], months: range)
  }
}
