/// Agreement of two raters on categories, beyond what their habits would give by chance.
///
/// κ = (p_o − p_e)/(1 − p_e), with p_o = Σp_ii and p_e = Σp_i·p_·i; at most 1, 0 by chance. The standard
/// error is that of Fleiss, Cohen and Everitt with κ as found; the interval is normal, cut at −1 and 1.
///
/// Domain: a square table of counts. Below about 50 subjects, and near κ = 1, the interval is too narrow; at
/// full agreement it is a point. κ falls where one category is rare, whatever the agreement.
/// Source: Cohen (1960), Educational and Psychological Measurement 20(1), 37–46,
/// doi:10.1177/001316446002000104; Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72(5), 323–327,
/// doi:10.1037/h0028106.
package struct CohenKappa: Equatable, Sendable {
  /// κ, −1…1.
  package let value: Double
  /// Its standard error.
  package let standardError: Double
  /// p_o, the share on which both agree, 0…1.
  package let observedShare: Double
  /// p_e, the share on which chance would let them agree, 0…1.
  package let expectedShare: Double
  /// Lower end of the 95 % interval.
  package var low: Double { max(-1, value - WilsonInterval.z95 * standardError) }
  /// Upper end of the 95 % interval.
  package var high: Double { min(1, value + WilsonInterval.z95 * standardError) }

  /// Agreement in a table with a row for each category of the first rater, a column for each of the second.
  package init(counts: [[Int64]]) throws(NotEstimable) {
    precondition(counts.allSatisfy { $0.count == counts.count }, "a table is square")
    guard counts.allSatisfy({ $0.allSatisfy { $0 >= 0 } }) else { throw .outOfRange(.observations) }
    let size = counts.joined().reduce(Int128(0)) { $0 + Int128($1) }
    guard size > 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    guard size <= Int128(Int64.max) else { throw .noConvergence }
    let first = counts.map { row in row.reduce(Int128(0)) { $0 + Int128($1) } }
    let second = counts.indices.map { column in counts.reduce(Int128(0)) { $0 + Int128($1[column]) } }
    let agreeing = counts.indices.reduce(Int128(0)) { $0 + Int128(counts[$1][$1]) }
    let byChance = zip(first, second).reduce(Int128(0)) { $0 + $1.0 * $1.1 }
    // Chance agrees always where both use one category and the same.
    guard byChance < size * size else { throw .noSpread(.raters) }

    // All of these are quotients of whole numbers: 1 − p_e keeps its digits where p_e is close to 1.
    let n = size.nearest
    let kappa = (size * agreeing - byChance).nearest / (size * size - byChance).nearest
    let expected = byChance.nearest / (n * n)
    let rest = (size * size - byChance).nearest / (n * n)
    var spread = CompensatedSum()
    for i in counts.indices {
      for j in counts.indices {
        let slope = (i == j ? 1 : 0) - (second[i] + first[j]).nearest / n * (1 - kappa)
        spread.add(Double(counts[i][j]) / n * slope * slope)
      }
    }
    let center = kappa - expected * (1 - kappa)
    value = kappa
    observedShare = agreeing.nearest / n
    expectedShare = expected
    standardError = (max(0, spread.value - center * center) / n).squareRoot() / rest
  }
}
