import Statistics

/// Raters with planted agreement.
package enum AgreementSimulation {
  /// Coverage of the intervals of kappa, alpha, both intraclass correlations and of a paired difference.
  ///
  /// A data set without an estimate counts as missed.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    return [
      kappa(subjects: 30, claimed: 0.90...0.97, rounds, &numbers),
      kappa(subjects: 200, claimed: 0.935...0.96, rounds, &numbers), alpha(rounds, &numbers),
    ] + intraclass(rounds, &numbers) + [difference(rounds, &numbers)]
  }

  /// Three categories of .5, .3 and .2; with probability .6 the second rater sees what the first does, else
  /// draws anew: κ is .6.
  private static func kappa(
    subjects: Int, claimed: ClosedRange<Double>, _ rounds: Int, _ numbers: inout SplitMix64
  ) -> SimulationRow {
    var coverage = SimulatedMean()
    func category(_ numbers: inout SplitMix64) -> Int {
      let place = numbers.unit()
      return place < 0.5 ? 0 : (place < 0.8 ? 1 : 2)
    }
    for _ in 0..<rounds {
      var counts = [[Int64]](repeating: [0, 0, 0], count: 3)
      for _ in 0..<subjects {
        let first = category(&numbers)
        counts[first][numbers.unit() < 0.6 ? first : category(&numbers)] += 1
      }
      let found = try? CohenKappa(counts: counts)
      coverage.add(found.map { $0.low <= 0.6 && 0.6 <= $0.high } ?? false)
    }
    return coverage.row(
      "Cohen's kappa", "\(subjects) subjects, 3 categories", truth: "κ = 0.6",
      "coverage of the 95 % interval",
      claimed: claimed)
  }

  /// Five parallel items with correlation ½: α = 5/6.
  private static func alpha(_ rounds: Int, _ numbers: inout SplitMix64) -> SimulationRow {
    var coverage = SimulatedMean()
    for _ in 0..<rounds {
      let rows = (0..<20).map { _ in
        let level = numbers.normal()
        return (0..<5).map { _ in level + numbers.normal() as Double? }
      }
      let found = try? CronbachAlpha(rows: rows)
      coverage.add(found.map { $0.low <= 5.0 / 6 && 5.0 / 6 <= $0.high } ?? false)
    }
    return coverage.row(
      "Cronbach's alpha", "20 subjects, 5 parallel normal items", truth: "α = 5/6",
      "coverage of the 95 % interval",
      claimed: 0.95...0.95)
  }

  /// Variances 1 between subjects, ¼ between raters, ¾ left: ICC(2,1) = ½, of the mean of 4 raters 4/5.
  private static func intraclass(_ rounds: Int, _ numbers: inout SplitMix64) -> [SimulationRow] {
    var (single, average) = (SimulatedMean(), SimulatedMean())
    for _ in 0..<rounds {
      let raters = (0..<4).map { _ in numbers.normal() / 2 }
      let rows = (0..<30).map { _ in
        let level = numbers.normal()
        return raters.map { level + $0 + 0.75.squareRoot() * numbers.normal() }
      }
      let found = try? IntraclassCorrelation(rows: rows)
      single.add(found.map { $0.single.low <= 0.5 && 0.5 <= $0.single.high } ?? false)
      average.add(found.map { $0.average.low <= 0.8 && 0.8 <= $0.average.high } ?? false)
    }
    let (setting, statistic) = ("30 subjects, 4 raters", "coverage of the 95 % interval")
    return [
      single.row("ICC(2,1)", setting, truth: "0.5", statistic, claimed: 0.93...0.97),
      average.row("ICC(2,k)", setting, truth: "0.8", statistic, claimed: 0.93...0.97),
    ]
  }

  /// Ten normal pairs with correlation ½ and a mean difference of ½.
  private static func difference(_ rounds: Int, _ numbers: inout SplitMix64) -> SimulationRow {
    var coverage = SimulatedMean()
    for _ in 0..<rounds {
      let levels = (0..<10).map { _ in numbers.normal() }
      let first = levels.map { $0 + 0.5 + numbers.normal() as Double? }
      let second = levels.map { $0 + numbers.normal() as Double? }
      let found = try? PairedDifference(first, second)
      coverage.add(found.map { $0.low <= 0.5 && 0.5 <= $0.high } ?? false)
    }
    return coverage.row(
      "paired difference", "10 normal pairs", truth: "0.5", "coverage of the 95 % interval",
      claimed: 0.95...0.95)
  }
}
