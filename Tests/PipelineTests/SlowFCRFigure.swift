/// One row of `tables/fcr.csv` before its interval and flag; nil is an empty cell.
///
/// The fractions are sums in no fixed order: compare them within a tolerance.
struct SlowFCRFigure {
  let n: Int
  /// nil for adjusted.
  var x: Int?
  var unsettled: Int?
  var firstUnknown: Int?
  var unidentified: Int?
  var km: Double?
  /// Distinct credited agents of n, for voc respondents.
  let people: Int
  /// n over max(1, design effect); nil for adjusted and where n is 0.
  var effectiveSize: Double?
  /// adjusted alone, with its interval; nil where everybody comes back by chance.
  var value: Double?
  var low: Double?
  var high: Double?

  /// - Parameter units: those of one measure that belong to the row.
  init(_ units: [SlowFCRUnit], _ measure: SlowFCRMeasure, days: Int) {
    let counted = units.filter(\.isCounted)
    n = counted.count
    people = Set(counted.compactMap(\.person)).count
    if measure == .adjusted {
      adjust(counted)
      return
    }
    x = counted.count { $0.part == .counts(true) }
    if n > 0 {
      effectiveSize = SlowFCRCounts.effectiveSize(
        counted.map { (customer: $0.cluster, counts: $0.part == .counts(true)) })
    }
    if measure == .windowFCR || measure == .windowFCRNet {
      firstUnknown = units.count { $0.part == .firstUnknown }
      km = SlowFCRCounts(fates: units.compactMap(\.fate), days: days).km
    }
    if [.windowFCR, .windowFCRNet, .acr, .callResolution].contains(measure) {
      unsettled = units.count { $0.part == .unsettled }
      unidentified = units.count { $0.part == .unidentified }
    }
  }

  /// S / P: those without a return over those without one by chance, and the delta interval of that ratio.
  private mutating func adjust(_ firsts: [SlowFCRUnit]) {
    let s = firsts.map { $0.part == .counts(true) ? 1.0 : 0 }
    let p = firsts.map { $0.isFollowedByChance ? 0 : 1.0 }
    let total = p.reduce(0, +)
    if total == 0 { return }
    let ratio = s.reduce(0, +) / total
    let residuals = zip(s, p).map { $0 - ratio * $1 }
    var customers: [String: Double] = [:]
    for (first, residual) in zip(firsts, residuals) { customers[first.cluster, default: 0] += residual }
    var variance = residuals.map { $0 * $0 }.reduce(0, +) / (total * total)
    let count = Double(customers.count)
    if count >= 2 {
      let squares = customers.values.map { $0 * $0 }.reduce(0, +)
      variance = max(variance, count / (count - 1) * squares / (total * total))
    }
    let half = 1.959963984540054 * variance.squareRoot()
    (value, low, high) = (ratio, ratio - half, ratio + half)
  }
}

extension SlowFCR {
  /// The figure of the conversations that belong to a group and a period.
  ///
  /// Where many rows of one measure are wanted, take `units` once and filter those.
  func figure(
    _ measure: SlowFCRMeasure, days: Int = 7, match: String = "any",
    of belongs: (SlowFCRConversation) -> Bool = { _ in true }
  ) -> SlowFCRFigure {
    let units = units(measure, days: days, match: match).filter { belongs($0.conversation) }
    return SlowFCRFigure(units, measure, days: days)
  }
}
