import Aggregate
import Canonical
import Statistics

/// Looks whether months of people bunch just inside the target of a metric.
///
/// Bins are a quarter of the interquartile range wide, and whole multiples of the steps in which values come, so that each
/// holds as many steps. Shares of few contacts heap on round numbers, and so do scores that people give: where there are
/// other numbers as round inside the middle 90 % of values, those at the target must bunch more than at these together.
struct TargetBunching {
  /// Months moved across the target, with the interval.
  let test: ThresholdBunching
  /// One-sided p that as many bunch at the target as anywhere, or as at other numbers as round, whichever is larger.
  let pValue: Double
  /// Months with a value, and the people whose they are.
  let months: Int
  let people: Int
  /// Whether it is other numbers as round that leave nothing to be flagged.
  let isHeap: Bool

  /// The months of a line with a target.
  /// - Throws: `tooFew(.observations)` where fewer than 20 months are about the target, `noSpread(.values)` where values
  ///   do not vary.
  init(
    _ values: [Double?], people ids: [Int], target: Int64, isBetterLow: Bool
  ) throws(NotEstimable) {
    var (known, owners): ([Int64], [Int]) = ([], [])
    for (value, id) in zip(values, ids) {
      guard let value, abs(value) < TargetBunching.largest else { continue }
      known.append(Int64((value * TargetBunching.millionths).rounded()))
      owners.append(id)
    }
    let factor = Factor(owners)
    (months, people) = (known.count, factor.count)
    guard known.count > 1 else { throw .tooFew(.observations, found: known.count, needed: 2) }
    let sorted = known.sorted().map(Double.init)
    let spread = Quantile.of(sorted, at: 0.75) - Quantile.of(sorted, at: 0.25)
    guard spread > 0 else { throw .noSpread(.values) }
    let width = TargetBunching.width(known, target, rough: max(1, Int64(spread / TargetBunching.parts)))
    let side: ThresholdBunching.Inside = isBetterLow ? .upToTarget : .fromTarget
    let own = try Excess(known, factor, at: [target], width: width, side)
    test = own.test
    let range = Quantile.of(sorted, at: 0.05)...Quantile.of(sorted, at: 0.95)
    let points = TargetBunching.others(as: target, in: range, width: width)
    let beyond = (try? Excess(known, factor, at: points, width: width, side)).map(own.pValue(above:)) ?? 0
    pValue = max(test.pValue, beyond)
    let most = AlignmentParameters.falseDiscoveries
    isHeap = test.pValue <= most && beyond > most
  }

  /// How many months are too many just inside some points, all together.
  private struct Excess {
    let test: ThresholdBunching
    /// Months in the bins at both sides of the points.
    let middle: Double

    init(
      _ values: [Int64], _ owners: Factor, at points: [Int64], width: Int64,
      _ side: ThresholdBunching.Inside
    ) throws(NotEstimable) {
      var clusters = [ThresholdBunching.Counts](repeating: .init(), count: owners.count)
      for (value, owner) in zip(values, owners.codes) {
        for point in points {
          clusters[owner].observe(value, target: point, width: width, inside: side)
        }
      }
      test = try ThresholdBunching(clusters: clusters)
      middle = clusters.reduce(0.0) { $0 + Double($1.inside + $1.outside) }
    }

    /// One-sided p that the share of months that are too many is no larger than elsewhere.
    func pValue(above other: Excess) -> Double {
      let (own, theirs) = (test.moved / middle, other.test.moved / other.middle)
      let errors = [self, other].map { ($0.test.high - $0.test.low) / 2 / WilsonInterval.z95 / $0.middle }
      let error = (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot()
      return NormalDistribution.upperTail((own - theirs) / error)
    }
  }

  private static let millionths = 1e6
  /// Values beyond it are no metric, and millionths of them leave 64 bits.
  private static let largest = 1e12
  /// How many bins the interquartile range has.
  private static let parts = 4.0

  /// The width of bins: about `rough`, a multiple of the steps in which values come.
  private static func width(_ values: [Int64], _ target: Int64, rough: Int64) -> Int64 {
    var step: Int64 = 0
    for value in values {
      var (a, b) = (abs(value - target), step)
      while b != 0 { (a, b) = (b, a % b) }
      step = a
      if step == 1 { break }
    }
    return step <= 1 ? rough : max(step, rough / step * step)
  }

  /// How many numbers as round there should be at the least: among less round ones heaps drown.
  private static let leastOthers = 2

  /// Numbers as round as the target, at least two bins away from it, as far as values go.
  static func others(as target: Int64, in range: ClosedRange<Double>, width: Int64) -> [Int64] {
    guard target != 0 else { return [] }
    // The largest of 1, 5, 10, 50 … that divides it.
    var steps: [Int64] = [1]
    while let last = steps.last, last < Int64(largest) {
      let next = last * (steps.count % 2 == 1 ? 5 : 2)
      if target % next != 0 { break }
      steps.append(next)
    }
    for step in steps.reversed() {
      let (low, high) = (
        Int64((range.lowerBound / Double(step)).rounded(.up)),
        Int64((range.upperBound / Double(step)).rounded(.down))
      )
      if low > high || high - low > mostOthers { continue }
      let points = (low...high).map { $0 * step }.filter { abs($0 - target) >= 2 * width }
      if points.count >= leastOthers { return points }
    }
    return []
  }

  /// More numbers than this are not as round as a target that somebody sets.
  private static let mostOthers: Int64 = 100
}
