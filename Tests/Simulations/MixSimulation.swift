import Statistics

/// Two years of a center whose tenure mix and rates within tenure both change, as planted.
package enum MixSimulation {
  /// Resolution by band of tenure in the first year; a point less in the second.
  private static let rates = [0.66, 0.72, 0.77, 0.79, 0.8]
  private static let fall = 0.01
  /// Contacts by band: before, and after turnover has risen.
  private static let shares = (first: [0.08, 0.17, 0.25, 0.2, 0.3], second: [0.18, 0.27, 0.25, 0.15, 0.15])
  private static let contacts = 20_000

  /// Mean error of both parts, and how far the parts are from the whole.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    let mix = zip(rates, zip(shares.first, shares.second)).reduce(0.0) { sum, band in
      sum + (band.0 - fall / 2) * (band.1.1 - band.1.0)
    }
    var numbers = SplitMix64(seed: seed)
    var (mixed, rated, left) = (SimulatedMean(), SimulatedMean(), SimulatedMean())
    for _ in 0..<rounds {
      let first = draw(shares.first, rates, &numbers)
      let second = draw(shares.second, rates.map { $0 - fall }, &numbers)
      let cells = zip(first, second).map { (first: $0.0, second: $0.1) }
      guard let split = try? Kitagawa(cells) else { continue }
      mixed.add(split.mixEffect - mix)
      rated.add(split.rateEffect + fall)
      left.add(abs(split.difference - split.mixEffect - split.rateEffect) > 1e-12)
    }
    let setting = "5 bands of tenure, \(contacts) first contacts a year"
    let points = (mix * 10_000).rounded() / 100
    let truth = "mix \(points) points, rates −1 point"
    return [
      mixed.row(
        "Kitagawa, mix effect", setting, truth: truth, "mean error", claimed: 0...0, isShare: false),
      rated.row(
        "Kitagawa, rate effect", setting, truth: truth, "mean error", claimed: 0...0, isShare: false),
      left.row(
        "Kitagawa", setting, truth: truth, "share whose parts are off the whole by 1e-12", claimed: 0...0),
    ]
  }

  private static func draw(
    _ shares: [Double], _ rates: [Double], _ numbers: inout SplitMix64
  ) -> [Kitagawa.Count] {
    var trials = shares.map { _ in 0 }
    for _ in 0..<contacts {
      var (rest, band) = (numbers.unit(), 0)
      while band < shares.count - 1, rest >= shares[band] {
        rest -= shares[band]
        band += 1
      }
      trials[band] += 1
    }
    return zip(trials, rates).map { trials, rate in
      Kitagawa.Count(successes: Int64(numbers.binomial(trials, rate)), trials: Int64(trials))
    }
  }
}
