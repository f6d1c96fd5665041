/// How probable it is that a unit is in the top half, or in the fourth quartile, of its peers.
///
/// Every draw takes one value from each posterior, independently, and ranks them, best first; places follow
/// `RankQuartiles`. Units that tie in a draw share the places they take together evenly, as a draw by lot
/// would on average; units of equal posterior get equal probabilities. The standard error of a probability is
/// at most 0.5/√draws (0.8 % at 4,000). Posteriors are drawn from in their own sorted order, so neither the
/// order of the units nor anything but the seed shows. The time it takes grows with draws · N log N. Source:
/// Laird and Louis (1989), Journal of Educational Statistics 14(1), 29–46, doi:10.3102/10769986014001029
/// (ranks from posteriors).
package struct RankProbabilities: Equatable, Sendable {
  /// One unit of the group.
  package struct Unit: Equatable, Sendable {
    /// P(quartile 1 or 2); with an odd number of units the middle place is in the top half.
    package let topHalf: Double
    /// P(quartile 4).
    package let fourthQuartile: Double
    /// The mean rank, 1 being best.
    package let expectedRank: Double
  }

  /// The units, as given.
  package let units: [Unit]

  /// The probabilities of some peers, two at least.
  package init(_ posteriors: [Posterior], draws: Int, seed: UInt64) throws(NotEstimable) {
    precondition(draws > 0, "at least one draw")
    let count = posteriors.count
    guard count >= 2 else { throw .tooFew(.units, found: count, needed: 2) }
    let shapes = try posteriors.map { posterior throws(NotEstimable) in try Self.shape(of: posterior) }
    let order = posteriors.indices.sorted { shapes[$0] < shapes[$1] }
    var sums = [Sums](repeating: Sums(), count: count)
    var numbers = SplitMix64(seed: seed)
    for _ in 0..<draws {
      let values = order.map { posteriors[$0].draw(&numbers) }
      RankQuartiles.forTies(values) { places, units in
        let shared = Sums(sharing: places, among: count)
        for unit in units { sums[unit].add(shared) }
      }
    }
    var units = [Unit](repeating: Unit(topHalf: 0, fourthQuartile: 0, expectedRank: 0), count: count)
    var start = 0
    while start < count {
      let end = order[start...].firstIndex { shapes[$0] != shapes[order[start]] } ?? count
      let mean = Self.mean(sums[start..<end], draws)
      for unit in order[start..<end] { units[unit] = mean }
      start = end
    }
    self.units = units
  }

  /// A posterior as numbers that sort; refuses what is none.
  private static func shape(of posterior: Posterior) throws(NotEstimable) -> (Double, Double, Int, Double) {
    switch posterior {
    case .normal(let mean, let deviation):
      guard mean.isFinite, deviation.isFinite else { throw .notFinite(.values) }
      guard deviation >= 0 else { throw .outOfRange(.values) }
      return (mean, deviation, 0, 0)
    case .beta(let shapes): return (shapes.alpha, shapes.beta, 1, 0)
    case .gap(let shapes, let expected): return (shapes.alpha, shapes.beta, 2, expected)
    }
  }

  /// What units of the same posterior come to on average.
  private static func mean(_ equals: ArraySlice<Sums>, _ draws: Int) -> Unit {
    var sum = Sums()
    for one in equals { sum.add(one) }
    let count = Double(equals.count) * Double(draws)
    return Unit(
      topHalf: sum.topHalf / count, fourthQuartile: sum.fourthQuartile / count,
      expectedRank: sum.rank / count)
  }

  /// What is added up over draws.
  private struct Sums {
    var topHalf = 0.0
    var fourthQuartile = 0.0
    var rank = 0.0

    init() {}

    /// One unit's part of places that some units take together, among all.
    init(sharing places: ClosedRange<Int>, among count: Int) {
      let width = Double(places.count)
      func quartile(_ place: Int) -> Int { RankQuartiles.quartile(doubledRank: 2 * place, among: count) }
      topHalf = Double(places.count { quartile($0) <= 2 }) / width
      fourthQuartile = Double(places.count { quartile($0) == 4 }) / width
      rank = Double(places.lowerBound + places.upperBound) / 2
    }

    mutating func add(_ other: Sums) {
      topHalf += other.topHalf
      fourthQuartile += other.fourthQuartile
      rank += other.rank
    }
  }
}
