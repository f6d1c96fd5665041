import Statistics

/// Units whose shares come from a beta distribution of a mean and size; none where the size is nil.
package func drawnPeers(
  _ count: Int, mean: Double, size: Double?, n: ClosedRange<Int>, _ numbers: inout SplitMix64
) throws -> (truth: [Double], peers: [Proportion]) {
  let spread = size.map { BetaDistribution(alpha: mean * $0, beta: (1 - mean) * $0) }
  var truth: [Double] = []
  var peers: [Proportion] = []
  for _ in 0..<count {
    let p = spread.map { numbers.beta($0) } ?? mean
    let n = n.lowerBound + numbers.below(n.count)
    let x = (0..<n).count { _ in numbers.unit() < p }
    truth.append(p)
    peers.append(try Proportion(successes: Double(x), size: Double(n)))
  }
  return (truth, peers)
}
