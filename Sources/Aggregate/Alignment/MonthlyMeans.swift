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

    mutating func add(_ metric: PersonMetric) {
      let value = Double(metric.millionths) / 1e6
      sum += value
      count += 1
      if let n = metric.n, n > 0 {
        weighted += value * Double(n)
        weight += Double(n)
      } else {
        isWeighted = false
      }
    }

    var mean: Double { isWeighted ? weighted / weight : sum / count }
  }

  /// Person by person, months ascending.
  private var months: [Month] = []
  private var means: [Double] = []
  /// By person: the places of the months.
  private var places: [UInt32: Range<Int>] = [:]

  /// The means of values in any order.
  init(_ metrics: [PersonMetric]) {
    // In a fixed order, so that sums have the same bits.
    func isAfter(_ a: PersonMetric, _ b: PersonMetric) -> Bool {
      (a.person, a.first, a.last, a.millionths) > (b.person, b.first, b.last, b.millionths)
    }
    var metrics = metrics
    if zip(metrics, metrics.dropFirst()).contains(where: isAfter) { metrics.sort { isAfter($1, $0) } }
    var (start, place) = (0, 0)
    while place < metrics.count {
      let person = metrics[place].person
      while place < metrics.count, metrics[place].person == person {
        guard let month = metrics[place].month else {
          place += 1
          continue
        }
        let last = month.lastDay
        var own = Values()
        while place < metrics.count, metrics[place].person == person, metrics[place].first <= last {
          if metrics[place].last <= last { own.add(metrics[place]) }
          place += 1
        }
        months.append(month)
        means.append(own.mean)
      }
      places[person] = start..<months.count
      start = months.count
    }
  }

  /// The mean; nil without one.
  func mean(of person: UInt32, in month: Month) -> Double? {
    guard let own = places[person], let first = own.first else { return nil }
    // Months mostly follow one another.
    let guess = first + Int(month.number - months[first].number)
    if own.contains(guess), months[guess] == month { return means[guess] }
    return months[own].firstIndex(of: month).map { means[$0] }
  }
}
