/// How far raters who all rate the same subjects agree in the level of their ratings.
///
/// Two-way random effects without replication, absolute agreement, from the mean squares of rows (subjects,
/// R), columns (raters, C) and the rest (E) of n subjects and k raters: ICC(2,1) = (R − E) / (R + (k − 1)E +
/// k(C − E)/n) for one rater, ICC(2,k) = (R − E) / (R + (C − E)/n) for their mean. The intervals are those of
/// Shrout and Fleiss, of the mean through the Spearman–Brown formula and cut at −1.
///
/// Domain: a full table of finite ratings, two subjects and two raters or more. With few raters the interval
/// is wide, as the spread of raters rests on k − 1 degrees of freedom; estimates below 0 mean none.
/// Source: Shrout and Fleiss (1979), Psychological Bulletin 86(2), 420–428, doi:10.1037/0033-2909.86.2.420.
package struct IntraclassCorrelation: Equatable, Sendable {
  /// ICC(2,1), the reliability of one rater.
  package let single: Estimate
  /// ICC(2,k), the reliability of the mean of all raters.
  package let average: Estimate
  /// The mean square of subjects, R.
  package let subjectSquare: Double
  /// The mean square of raters, C.
  package let raterSquare: Double
  /// The mean square of the rest, E.
  package let restSquare: Double

  /// A correlation with its 95 % interval.
  package struct Estimate: Equatable, Sendable {
    /// The correlation, 1 or less.
    package let value: Double
    /// Lower end of its interval.
    package let low: Double
    /// Upper end of its interval.
    package let high: Double
  }

  /// Agreement of ratings in rows of subjects, one rating of every rater in each.
  package init(rows: [[Double]]) throws(NotEstimable) {
    let raters = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == raters }, "a rating of every rater for every subject")
    guard rows.count > 1 else { throw .tooFew(.observations, found: rows.count, needed: 2) }
    guard raters > 1 else { throw .tooFew(.raters, found: raters, needed: 2) }
    guard rows.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw .notFinite(.scores) }
    let (n, k) = (Double(rows.count), Double(raters))
    let whole = CompensatedSum(rows.joined()).value / (n * k)
    let subjectEffects = rows.map { CompensatedSum($0.map { $0 - whole }).value / k }
    let raterEffects = (0..<raters).map { rater in
      CompensatedSum(rows.map { $0[rater] - whole }).value / n
    }
    let rest = zip(rows, subjectEffects).flatMap { row, subjectEffect in
      zip(row, raterEffects).map { rating, raterEffect in rating - whole - subjectEffect - raterEffect }
    }
    let scale = rows.joined().map(\.magnitude).max() ?? 0
    subjectSquare = k * Spread.squares(subjectEffects, scale: scale) / (n - 1)
    raterSquare = n * Spread.squares(raterEffects, scale: scale) / (k - 1)
    restSquare = Spread.squares(rest, scale: scale) / ((n - 1) * (k - 1))
    guard subjectSquare > 0 else { throw .noSpread(.observations) }
    single = try Self.single(subjectSquare, raterSquare, restSquare, n: n, k: k)
    average = Estimate(
      value: Self.ofMean(single.value, k), low: Self.ofMean(single.low, k),
      high: Self.ofMean(single.high, k))
    let ends = [single.value, single.low, single.high, average.value, average.low, average.high]
    guard ends.allSatisfy(\.isFinite) else { throw .noConvergence }
  }

  /// The reliability of the mean of `k` raters, from that of one (Spearman–Brown), −1 or more.
  private static func ofMean(_ single: Double, _ k: Double) -> Double {
    let scale = 1 + (k - 1) * single
    return scale > 0 ? max(-1, k * single / scale) : -1
  }

  /// ICC(2,1) with its interval from the mean squares of subjects `r`, raters `c` and the rest `e`.
  private static func single(
    _ r: Double, _ c: Double, _ e: Double, n: Double, k: Double
  ) throws(NotEstimable) -> Estimate {
    let value = (r - e) / (r + (k - 1) * e + k * (c - e) / n)
    // Satterthwaite's degrees of freedom of a·C + b·E; Shrout and Fleiss give them through F = C/E, which a
    // rest of 0 has not.
    let a = k * value * c
    let b = (n * (1 + (k - 1) * value) - k * value) * e
    let freedom = (k - 1) * (n - 1) * (a + b) * (a + b) / ((n - 1) * a * a + b * b)
    guard freedom > 0, freedom.isFinite else { throw .noSpread(.raters) }
    let upper = FisherDistribution(numerator: n - 1, denominator: freedom).quantile(0.975)
    let lower = FisherDistribution(numerator: freedom, denominator: n - 1).quantile(0.975)
    let noise = k * c + (k * n - k - n) * e
    return Estimate(
      value: value, low: n * (r - upper * e) / (upper * noise + n * r),
      high: n * (lower * r - e) / (noise + n * lower * r))
  }
}
