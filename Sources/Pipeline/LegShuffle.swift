import Score
import Tables

/// Brings legs together that share a fingerprint: deals them into partitions by its upper bits.
struct LegShuffle: Sendable {
  /// How many partitions; it follows the number of rows alone.
  let count: Int
  private let workers: Workers
  private let clock: StageClock

  /// Rows that one partition holds about.
  private static let rowsPerPartition = 50_000

  /// Partitions for so many rows: a power of two.
  init(rows: Int, workers: Workers, clock: StageClock) {
    var count = 1
    while count * LegShuffle.rowsPerPartition < rows && count < 4096 { count *= 2 }
    self.count = count
    self.workers = workers
    self.clock = clock
  }

  /// The legs of some pieces by a fingerprint; within a partition in the order of the pieces.
  func partitions(
    of pieces: [[Leg]], by key: @escaping @Sendable (Leg) -> Fingerprint
  ) throws -> [[Leg]] {
    let (clock, count) = (clock, count)
    let shift = UInt64(64 - count.trailingZeroBitCount)
    let split = try workers.map(pieces) { legs in
      clock.measure("partition") {
        var parts = Array(repeating: [Leg](), count: count)
        for leg in legs { parts[count == 1 ? 0 : Int(key(leg).high >> shift)].append(leg) }
        return parts
      }
    }
    return try workers.map(Array(0..<count)) { part in
      clock.measure("partition") {
        var legs: [Leg] = []
        legs.reserveCapacity(split.reduce(0) { $0 + $1[part].count })
        for parts in split { legs += parts[part] }
        return legs
      }
    }
  }
}
