/// The difference of two periods' rates split as `Kitagawa`, with intervals where observations come in clusters: contacts
/// of the same teams, in one period or in both.
///
/// Delta method: what a cluster changes of each part is its linear influence through the cells' rates and shares, in
/// both periods together; the variance is G/(G−1) · Σ influence², and intervals are Student's with G − 1 degrees of
/// freedom. With few clusters they are too short; below `minimumClusters` there are none.
/// Source: Kitagawa (1955), doi:10.1080/01621459.1955.10501299; linearization as in Särndal, Swensson and Wretman (1992),
/// section 5.5.
package struct ClusteredKitagawa: Sendable {
  /// The parts of all clusters together.
  package let split: Kitagawa
  /// By cell, trials and successes of all clusters together.
  package let totals: [Cell]
  /// The second period's rate less the first's; the estimates are nil below `minimumClusters` and without variance.
  package let difference: CoefficientEstimate?
  /// What is due to rates within cells.
  package let rateEffect: CoefficientEstimate?
  /// What is due to the mix of cells.
  package let mixEffect: CoefficientEstimate?
  /// Clusters with trials in either period.
  package let clusters: Int

  /// Counts of one cell in two periods.
  package typealias Cell = (first: Kitagawa.Count, second: Kitagawa.Count)

  /// So few clusters have no interval.
  ///
  /// Source: docs/statistics.md, few clusters.
  package static let minimumClusters = WildClusterBootstrap.minimumClusters

  /// Splits the difference of two periods.
  /// - Parameter counts: for each cluster its counts, cell by cell, all with the same cells in the same order.
  /// - Throws: as `Kitagawa`.
  package init(_ counts: [[Cell]]) throws(NotEstimable) {
    let cells = counts.first?.count ?? 0
    precondition(counts.allSatisfy { $0.count == cells }, "the same cells in each cluster")
    totals = (0..<cells).map { cell in
      func sum(_ part: (Cell) -> Kitagawa.Count) -> Kitagawa.Count {
        var (successes, trials) = (Int64(0), Int64(0))
        for cluster in counts {
          successes += part(cluster[cell]).successes
          trials += part(cluster[cell]).trials
        }
        return Kitagawa.Count(successes: successes, trials: trials)
      }
      return (sum(\.first), sum(\.second))
    }
    split = try Kitagawa(totals)
    let influence = Influence(totals)
    var squares = (difference: 0.0, rate: 0.0, mix: 0.0)
    var clusters = 0
    for cluster in counts where cluster.contains(where: { $0.first.trials + $0.second.trials > 0 }) {
      clusters += 1
      let (rate, mix) = influence.parts(of: cluster)
      squares.rate += rate * rate
      squares.mix += mix * mix
      squares.difference += (rate + mix) * (rate + mix)
    }
    self.clusters = clusters
    func estimate(_ name: String, _ value: Double, _ squares: Double) -> CoefficientEstimate? {
      guard clusters >= Self.minimumClusters else { return nil }
      let factor = Double(clusters) / Double(clusters - 1)
      return try? CoefficientEstimate(
        name: name, value: value, variance: factor * squares, degreesOfFreedom: clusters - 1)
    }
    difference = estimate("difference", split.difference, squares.difference)
    rateEffect = estimate("rate", split.rateEffect, squares.rate)
    mixEffect = estimate("mix", split.mixEffect, squares.mix)
  }

  /// What one observation changes of the parts.
  private struct Influence {
    private struct Cell {
      var trials: (first: Double, second: Double)
      var shares: (first: Double, second: Double)
      var rates: (first: Double, second: Double)
      /// Which period's observations the rate of each comes from.
      var isOfOther: (first: Bool, second: Bool)
    }

    private let cells: [Cell]
    private let sizes: (first: Double, second: Double)

    init(_ totals: [ClusteredKitagawa.Cell]) {
      func size(_ part: (ClusteredKitagawa.Cell) -> Kitagawa.Count) -> Double {
        Double(totals.reduce(Int64(0)) { $0 + part($1).trials })
      }
      let sizes = (first: size(\.first), second: size(\.second))
      self.sizes = sizes
      cells = totals.map { first, second in
        let trials = (first: Double(first.trials), second: Double(second.trials))
        let own = (
          first.trials > 0 ? Double(first.successes) / trials.first : nil,
          second.trials > 0 ? Double(second.successes) / trials.second : nil
        )
        return Cell(
          trials: trials, shares: (trials.first / sizes.first, trials.second / sizes.second),
          rates: (own.0 ?? own.1 ?? 0, own.1 ?? own.0 ?? 0), isOfOther: (own.0 == nil, own.1 == nil))
      }
    }

    /// The linear influence of a cluster on the effect of rates and on that of the mix.
    func parts(of counts: [ClusteredKitagawa.Cell]) -> (rate: Double, mix: Double) {
      let own = (
        first: counts.reduce(0.0) { $0 + Double($1.first.trials) },
        second: counts.reduce(0.0) { $0 + Double($1.second.trials) }
      )
      var (rate, mix) = (0.0, 0.0)
      for (cell, count) in zip(cells, counts) {
        func change(_ count: Kitagawa.Count, _ rate: Double, _ trials: Double) -> Double {
          trials > 0 ? (Double(count.successes) - rate * Double(count.trials)) / trials : 0
        }
        var first = change(count.first, cell.rates.first, cell.trials.first)
        var second = change(count.second, cell.rates.second, cell.trials.second)
        if cell.isOfOther.first { first = second }
        if cell.isOfOther.second { second = first }
        let shares = (
          first: (Double(count.first.trials) - cell.shares.first * own.first) / sizes.first,
          second: (Double(count.second.trials) - cell.shares.second * own.second) / sizes.second
        )
        let rise = cell.rates.second - cell.rates.first
        let growth = cell.shares.second - cell.shares.first
        rate +=
          (cell.shares.first + cell.shares.second) / 2 * (second - first)
          + (shares.first + shares.second) / 2 * rise
        mix +=
          (cell.rates.first + cell.rates.second) / 2 * (shares.second - shares.first)
          + (first + second) / 2 * growth
      }
      return (rate, mix)
    }
  }
}
