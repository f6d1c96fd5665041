import Dice
import Testing

@testable import Statistics

@Suite struct ClusteredKitagawaTests {
  private typealias Cell = ClusteredKitagawa.Cell

  private static func draw(_ dice: inout Dice, clusters: Int, cells: Int) -> [[Cell]] {
    (0..<clusters).map { _ in
      (0..<cells).map { cell in
        func count() -> Kitagawa.Count {
          let trials = Int64(dice.below(60))
          return Kitagawa.Count(successes: Int64(dice.below(Int(trials) + 1)), trials: trials)
        }
        return (count(), cell == cells - 1 ? Kitagawa.Count(successes: 0, trials: 0) : count())
      }
    }
  }

  private static func joined(_ counts: [[Cell]], without left: Int? = nil) -> [Cell] {
    counts[0].indices.map { cell in
      func sum(_ part: (Cell) -> Kitagawa.Count) -> Kitagawa.Count {
        let own = counts.indices.filter { $0 != left }.map { part(counts[$0][cell]) }
        return Kitagawa.Count(
          successes: own.reduce(0) { $0 + $1.successes }, trials: own.reduce(0) { $0 + $1.trials })
      }
      return (sum(\.first), sum(\.second))
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `errors are near those of leaving out one cluster after the other`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let counts = Self.draw(&dice, clusters: 200, cells: 5)
    let whole = try ClusteredKitagawa(counts)
    #expect(whole.split == (try Kitagawa(Self.joined(counts))) && whole.clusters == 200)
    let left = try counts.indices.map { try Kitagawa(Self.joined(counts, without: $0)) }
    func jackknife(_ part: (Kitagawa) -> Double) -> Double {
      let values = left.map(part)
      let mean = values.reduce(0, +) / Double(values.count)
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * 199 / 200).squareRoot()
    }
    let pairs = [
      (whole.difference, jackknife(\.difference)), (whole.rateEffect, jackknife(\.rateEffect)),
      (whole.mixEffect, jackknife(\.mixEffect)),
    ]
    for (estimate, error) in pairs {
      #expect(isNear(try #require(estimate).standardError, error, relative: 0.03), "seed \(seed)")
    }
    let parts = try #require(whole.rateEffect).value + #require(whole.mixEffect).value
    #expect(abs(parts - (try #require(whole.difference)).value) < 1e-12)
  }

  @Test func `the order of clusters changes nothing but the last bits`() throws {
    var dice = Dice(seed: 8)
    let counts = Self.draw(&dice, clusters: 30, cells: 3)
    let (one, other) = (try ClusteredKitagawa(counts), try ClusteredKitagawa(counts.reversed()))
    #expect(one.split == other.split)
    #expect(
      isNear(
        try #require(one.mixEffect).standardError, try #require(other.mixEffect).standardError,
        relative: 1e-12))
  }

  @Test func `five clusters have parts and no intervals`() throws {
    var dice = Dice(seed: 4)
    let split = try ClusteredKitagawa(Self.draw(&dice, clusters: 5, cells: 3))
    #expect(split.difference == nil && split.rateEffect == nil && split.mixEffect == nil)
    #expect(split.clusters == 5 && split.split.rateEffect != 0)
  }
}
