/// Whether more values lie just inside a target than the counts around it let expect.
///
/// Counts of four bins of one width h: outer inside, inside, outside, outer outside; the target is the border
/// of the middle two. Where the density is a line or a parabola over all four, inside − outside is a third of
/// outer inside − outer outside in expectation, whatever its slope and curvature. The contrast
///   T = (inside − outside) − (outer inside − outer outside)/3
/// has mean 0 then, and its variance is estimated without bias by inside + outside + (outer inside + outer
/// outside)/9. z = T over its root, against the normal. A value moved across the target adds 2 to T.
///
/// Domain: counts, 20 in the middle bins or more. Not to be trusted where values heap on round numbers near
/// the target, where h is so wide that the density turns within 2h, or so narrow that moved values come from
/// beyond h. It shows that values bunch, not why: a true effort to meet the target does, too.
/// Source: own contrast, after the idea of McCrary (2008), J. Econometrics 142(2), 698–714,
/// doi:10.1016/j.jeconom.2007.05.005, to compare densities on both sides of a point after a local fit.
package struct ThresholdBunching: Equatable, Sendable {
  /// T/2: how many values too many are inside, if they came from just outside; negative where too few.
  package let moved: Double
  /// Lower end of its 95 % interval.
  package let low: Double
  /// Upper end of its 95 % interval.
  package let high: Double
  /// T in standard errors.
  package let z: Double
  /// One-sided p-value: so many too many inside where nobody minds the target.
  package let pValue: Double

  /// The least count of the middle bins together at which the normal holds.
  ///
  /// Size at 5 % is 3.5 to 6.5 % from there. Source: the simulation in docs/statistics.md.
  package static let leastCount: Int64 = 20

  /// On which side of the target a value meets it.
  package enum Inside: Equatable, Sendable {
    /// Values up to and with the target meet it, as handle times do.
    case upToTarget
    /// Values from the target on meet it, as satisfaction does.
    case fromTarget
  }

  /// Counts of the four bins around a target; they add up, in any order.
  package struct Counts: Equatable, Sendable {
    /// From h to 2h within the target.
    package private(set) var outerInside: Int64 = 0
    /// Up to h within.
    package private(set) var inside: Int64 = 0
    /// Up to h beyond.
    package private(set) var outside: Int64 = 0
    /// From h to 2h beyond.
    package private(set) var outerOutside: Int64 = 0

    /// No counts.
    package init() {}

    /// Given counts.
    package init(outerInside: Int64, inside: Int64, outside: Int64, outerOutside: Int64) {
      (self.outerInside, self.inside) = (outerInside, inside)
      (self.outside, self.outerOutside) = (outside, outerOutside)
    }

    /// Counts a whole value in, where it is within 2·`width` of the target: each bin holds `width` whole
    /// values.
    package mutating func observe(_ value: Int64, target: Int64, width: Int64, inside side: Inside) {
      precondition(width > 0 && width <= Int64.max / 2, "bins have a width")
      // 0 and up within the target, negative beyond.
      let (within, overflows) =
        side == .upToTarget
        ? target.subtractingReportingOverflow(value) : value.subtractingReportingOverflow(target)
      guard !overflows else { return }
      switch within {
      case 0..<width: inside += 1
      case -width..<0: outside += 1
      case width..<(2 * width): outerInside += 1
      case (-2 * width)..<(-width): outerOutside += 1
      default: break
      }
    }

    /// Counts in what another piece of the same data holds.
    package mutating func merge(_ other: Counts) {
      outerInside += other.outerInside
      inside += other.inside
      outside += other.outside
      outerOutside += other.outerOutside
    }
  }

  /// Tests counts around a target.
  package init(_ counts: Counts) throws(NotEstimable) {
    try self.init(counts, variance: counts.variance)
  }

  /// Tests counts of clusters, such as months of the same agents, around a target.
  ///
  /// The variance is G/(G − 1)·Σ T_g² over clusters with counts, and never below that of independent values.
  /// - Throws: also `tooFew(.clusters)` below 2.
  package init(clusters: [Counts]) throws(NotEstimable) {
    var (all, squares, count) = (Counts(), 0.0, 0)
    for cluster in clusters where cluster != Counts() {
      all.merge(cluster)
      squares += cluster.contrast * cluster.contrast
      count += 1
    }
    guard count > 1 else { throw .tooFew(.clusters, found: count, needed: 2) }
    try self.init(all, variance: max(all.variance, squares * Double(count) / Double(count - 1)))
  }

  private init(_ counts: Counts, variance: Double) throws(NotEstimable) {
    let all = [counts.outerInside, counts.inside, counts.outside, counts.outerOutside]
    guard all.allSatisfy({ $0 >= 0 }) else { throw .outOfRange(.observations) }
    let middle = Double(counts.inside) + Double(counts.outside)
    guard middle >= Double(Self.leastCount) else {
      throw .tooFew(.observations, found: Int(middle), needed: Int(Self.leastCount))
    }
    let (contrast, error) = (counts.contrast, variance.squareRoot())
    moved = contrast / 2
    low = (contrast - WilsonInterval.z95 * error) / 2
    high = (contrast + WilsonInterval.z95 * error) / 2
    z = contrast / error
    pValue = NormalDistribution.upperTail(contrast / error)
  }
}

extension ThresholdBunching.Counts {
  /// T.
  fileprivate var contrast: Double {
    (Double(inside) - Double(outside)) - (Double(outerInside) - Double(outerOutside)) / 3
  }

  /// The variance of T where values are independent.
  fileprivate var variance: Double {
    Double(inside) + Double(outside) + (Double(outerInside) + Double(outerOutside)) / 9
  }
}
