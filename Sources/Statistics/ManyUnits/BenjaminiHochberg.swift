/// False discovery rates of many tests: the smallest rate at which each would count as a discovery.
///
/// q of the i-th smallest of m p-values is the least of p_j·m/j over j ≥ i, at most 1: equal p-values have
/// equal q, and a smaller p never a larger q. Tests with q ≤ 0.10 hold at most one false discovery in ten on
/// average, where the tests are independent or depend positively.
/// Source: Benjamini and Hochberg (1995), J. Royal Statistical Society B 57(1), 289–300,
/// doi:10.1111/j.2517-6161.1995.tb02031.x; dependence: Benjamini and Yekutieli (2001), Annals of Statistics
/// 29(4), 1165–1188, doi:10.1214/aos/1013699998.
package enum BenjaminiHochberg {
  /// The q-values, 0…1, in the order of the p-values; nil where p is nil, which counts as no test.
  ///
  /// Cost: m log m.
  package static func qValues(_ pValues: [Double?]) throws(NotEstimable) -> [Double?] {
    let given = pValues.compactMap(\.self)
    guard given.allSatisfy({ !$0.isNaN }) else { throw .notFinite(.values) }
    guard given.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw .outOfRange(.values) }
    let ascending = pValues.indices.filter { pValues[$0] != nil }
      .sorted { (pValues[$0] ?? 1) < (pValues[$1] ?? 1) }
    var qValues = [Double?](repeating: nil, count: pValues.count)
    var least = 1.0
    for (place, index) in ascending.enumerated().reversed() {
      guard let p = pValues[index] else { continue }
      least = min(least, p * (Double(ascending.count) / Double(place + 1)))
      qValues[index] = least
    }
    return qValues
  }
}
