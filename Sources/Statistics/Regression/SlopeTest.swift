/// How y goes with one x in independent pairs: the slope of a straight line, and one-sided tests of its sign.
///
/// b = Σ(x − x̄)(y − ȳ)/Σ(x − x̄)², its error √(SSE/(n − 2)/Σ(x − x̄)²), t with n − 2 degrees of freedom: ordinary least
/// squares of one regressor, without matrices, for many small samples.
/// Source: Draper and Smith (1998), Applied Regression Analysis, 3rd edition, section 1.4.
package struct SlopeTest: Equatable, Sendable {
  /// The slope, in units of y for one of x.
  package let slope: Double
  /// Its t statistic.
  package let t: Double
  /// Pairs less 2.
  package let degreesOfFreedom: Int

  private var student: StudentDistribution { StudentDistribution(degreesOfFreedom: Double(degreesOfFreedom)) }

  /// The one-sided p-value of a slope of 0 or less.
  package var pAbove: Double { student.upperTail(t) }
  /// The one-sided p-value of a slope of 0 or more.
  package var pBelow: Double { student.upperTail(-t) }

  /// The line through pairs of finite numbers.
  /// - Throws: `tooFew(.observations)` below 3, `notFinite`, and `noSpread(.values)` where x or y does not vary, or the
  ///   pairs are on one line.
  package init(_ x: [Double], _ y: [Double]) throws(NotEstimable) {
    precondition(x.count == y.count, "a y for every x")
    guard x.count > 2 else { throw .tooFew(.observations, found: x.count, needed: 3) }
    guard x.allSatisfy({ $0.isFinite }), y.allSatisfy({ $0.isFinite }) else { throw .notFinite(.values) }
    let count = Double(x.count)
    let means = (x: CompensatedSum(x).value / count, y: CompensatedSum(y).value / count)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (x, y) in zip(x, y) {
      let (dx, dy) = (x - means.x, y - means.y)
      (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy)
    }
    guard xx.isFinite, yy.isFinite else { throw .noConvergence }
    let scales = (x: Self.largest(x), y: Self.largest(y))
    guard xx > count * Self.squaredRounding(scales.x), yy > count * Self.squaredRounding(scales.y) else {
      throw .noSpread(.values)
    }
    let rest = yy - xy * xy / xx
    guard rest > Self.rounding * yy else { throw .noSpread(.values) }
    slope = xy / xx
    degreesOfFreedom = x.count - 2
    t = slope / (rest / Double(degreesOfFreedom) / xx).squareRoot()
  }

  private static func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, abs($1)) } }

  /// The share of the spread of y below which what is left of it is its rounding.
  private static let rounding = 1e-14

  /// The square of 4 units in the last place: what rounding of a mean adds to numbers that are equal.
  private static func squaredRounding(_ scale: Double) -> Double {
    let rounding = 4 * scale.ulp
    return rounding * rounding
  }
}
