import Canonical
import Tables

/// Means of a metric by person and month.
///
/// A value counts for the month that holds all of its days, weighted by what stands behind it, where all of the
/// month's say so; one whose days lie in several months counts for none.
struct MonthlyMeans: Sendable {
  /// Values with what stands behind them.
  private struct Values {
    var sum = 0.0
    var weighted = 0.0
    var count = 0.0
    var weight = 0.0
    var isWeighted = true
  }

  /// By person and month.
  private var values: [UInt64: Values] = [:]

  /// The means of values in any order.
  init(_ metrics: [PersonMetric]) {
    // In a fixed order, so that sums have the same bits.
    let sorted = metrics.sorted {
      ($0.person, $0.first, $0.last, $0.millionths) < ($1.person, $1.first, $1.last, $1.millionths)
    }
    values.reserveCapacity(metrics.count)
    for metric in sorted {
      guard let month = metric.month else { continue }
      let value = Double(metric.millionths) / 1e6
      let key = MonthlyMeans.key(metric.person, month)
      var own = values[key] ?? Values()
      own.sum += value
      own.count += 1
      if let n = metric.n, n > 0 {
        own.weighted += value * Double(n)
        own.weight += Double(n)
      } else {
        own.isWeighted = false
      }
      values[key] = own
    }
  }

  /// The mean; nil without one.
  func mean(of person: UInt32, in month: Month) -> Double? {
    values[MonthlyMeans.key(person, month)].map { own in
      own.isWeighted ? own.weighted / own.weight : own.sum / own.count
    }
  }

  private static func key(_ person: UInt32, _ month: Month) -> UInt64 {
    UInt64(person) << 32 | UInt64(UInt32(bitPattern: month.number))
  }
}
