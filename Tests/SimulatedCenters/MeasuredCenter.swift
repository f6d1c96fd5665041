import Aggregate
import Canonical
import Statistics
import Tables

/// A center of people in roles whose monthly metrics are drawn, with planted drivers of their outcome.
///
/// All metrics are delivered ones. Sites and months have levels of their own, which nothing may read as a driver.
package struct MeasuredCenter {
  /// A metric of a month: mean and spread of people, of months, and what it does to the outcome for one of its spread.
  package struct Metric: Sendable {
    /// Its name.
    package var name: String
    /// What the outcome is more, in its spread, for one of the metric's.
    package var effect = 0.0
    /// The mean of people.
    package var mean = 80.0
    /// How much of another metric, by place, it is made of, 0…1.
    package var share: (of: Int, Double)?
    /// What a month adds for everybody, in its spread.
    package var trend = 0.0

    /// A metric that does nothing, unless it has an effect.
    package init(
      name: String, effect: Double = 0, mean: Double = 80, share: (of: Int, Double)? = nil, trend: Double = 0
    ) {
      (self.name, self.effect, self.mean, self.share, self.trend) = (name, effect, mean, share, trend)
    }
  }

  /// The metrics, by place.
  package var metrics: [Metric]
  /// How many people.
  package var agents = 60
  /// How many months.
  package var months = 18
  /// How many sites.
  package var sites = 3
  /// Standard deviation of the outcome beside the metrics.
  package var noise = 1.0
  /// How a site's month goes with the one before it, 0…1.
  package var carried = 0.0
  /// What a month adds to the outcome for everybody.
  package var outcomeTrend = 0.0
  /// The outcome's name.
  package var outcome = "csat"
  /// Code of their role.
  package var role: UInt32 = 1
  /// Its kind of work.
  package var type = RoleType.customerFacing
  /// Changes the drawn values of a person's month, metrics first and the outcome last.
  package var change: ((_ agent: Int, _ month: Int, _ values: inout [Double]) -> Void)?

  /// A center of 60 people over 18 months.
  package init(_ metrics: [Metric]) { self.metrics = metrics }

  /// January 2024.
  package static let start = Month(number: 2024 * 12)

  /// The panel of a seed.
  package func panel(seed: UInt64) -> AlignmentPanel { AlignmentPanel(ground(seed: seed)) }

  /// What the panel of a seed stands on.
  package func ground(seed: UInt64) -> AlignmentPanel.Ground {
    var numbers = SplitMix64(seed: seed)
    let range = MeasuredCenter.start...Month(number: MeasuredCenter.start.number + Int32(months) - 1)
    let (rolePlace, sitePlace) = (
      EmploymentHistory.place(of: .role), EmploymentHistory.place(of: .site)
    )
    var delivered: [String: [PersonMetric]] = [:]
    var histories: [EmploymentHistory] = []
    var levels = (0..<sites * months).map { _ in (0...metrics.count).map { _ in numbers.normal() } }
    for place in levels.indices where place % months > 0 {
      for value in levels[place].indices {
        levels[place][value] *= (1 - carried * carried).squareRoot()
        levels[place][value] += carried * levels[place - 1][value]
      }
    }
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
