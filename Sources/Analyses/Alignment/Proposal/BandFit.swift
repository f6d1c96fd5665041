import Canonical

/// The weights nearest to wanted ones that keep to the bands: classes keep their proportions where bands let them, and so
/// do metrics within a class.
///
/// A class that must have weight and has no metric gets a part without one.
struct BandFit {
  /// The weight of each line, in whole percents.
  let percents: [Int]
  /// What has no metric yet: a class, or coaching, and its percents.
  let lacking: [(subject: WeightBand.Subject, percents: Int)]

  /// The fit of lines with wanted weights; nil where no weights keep to the bands.
  init?(_ lines: [ScorecardLine], wanted: [Double], _ bands: [WeightBand], jobMetrics: [String]) {
    let narrow = BandFit.narrow(lines, wanted, bands, jobMetrics)
    var lacking: [(subject: WeightBand.Subject, percents: Int)] = []
    let classes = MetricClass.allCases
    let places = classes.map { metricClass in
      lines.indices.filter { lines[$0].metricClass == metricClass && narrow.most[$0] > 0 }
    }
    let coaching = bands.first { $0.subject == .coaching }.map { BandFit.percents($0.minimum ?? 0, .up) } ?? 0
    let coaches = lines.indices.filter { BandReading.holds(.coaching, lines[$0], jobMetrics: jobMetrics) }
    // Coaching is of the class that its metrics are in, else of people's.
    let coachingClass = coaches.first.map { lines[$0].metricClass } ?? .people
    let limits = classes.map { metricClass -> ClosedRange<Int> in
      let band = bands.first { $0.subject == .metricClass(metricClass) }
      let least = max(
        BandFit.percents(band?.minimum ?? 0, .up), metricClass == coachingClass ? coaching : 0)
      return least...max(least, BandFit.percents(band?.maximum ?? 1, .down))
    }
    // A class without metrics may have what it must have, and more where others are full.
    let sums = classes.indices.map { place -> Double in
      let sum = places[place].reduce(0.0) { $0 + narrow.wanted[$1] }
      let least = Double(limits[place].lowerBound) / Double(WholePercents.whole)
      return places[place].isEmpty ? least : max(sum, least > 0 ? BandFit.trifle : 0)
    }
    guard let totals = BandFit.totals(sums, limits) else { return nil }
    var percents = [Int](repeating: 0, count: lines.count)
    for (place, metricClass) in classes.enumerated() where totals[place] > 0 {
      var (rest, own) = (totals[place], places[place])
      let needed = metricClass == coachingClass ? min(rest, coaching) : 0
      let ownCoaches = own.filter(coaches.contains)
      if needed > 0, ownCoaches.isEmpty {
        lacking.append((.coaching, needed))
        rest -= needed
      } else if needed > 0 {
        let sum = ownCoaches.reduce(0.0) { $0 + narrow.wanted[$1] }
        let all = own.reduce(0.0) { $0 + narrow.wanted[$1] }
        if all <= 0 || sum / all * Double(rest) < Double(needed) {
          BandFit.divide(needed, among: ownCoaches, narrow.wanted, &percents)
          rest -= needed
          own = own.filter { !ownCoaches.contains($0) }
        }
      }
      if rest == 0 { continue }
      if own.isEmpty, ownCoaches.isEmpty {
        lacking.append((.metricClass(metricClass), rest))
        continue
      }
      if own.isEmpty { own = ownCoaches }
      BandFit.divide(rest, among: own, narrow.wanted, &percents)
    }
    (self.percents, self.lacking) = (percents, lacking)
  }

  /// So little weight that a class which must have some is not at none.
  private static let trifle = 1e-6

  /// Wanted weights within narrower bands' upper ends, and those ends, line by line.
  private static func narrow(
    _ lines: [ScorecardLine], _ wanted: [Double], _ bands: [WeightBand], _ jobMetrics: [String]
  ) -> (wanted: [Double], most: [Double]) {
    var (wanted, most) = (wanted, [Double](repeating: 1, count: lines.count))
    for band in bands {
      if case .metricClass = band.subject { continue }
      guard let limit = band.maximum else { continue }
      let own = lines.indices.filter { BandReading.holds(band.subject, lines[$0], jobMetrics: jobMetrics) }
      let sum = own.reduce(0.0) { $0 + wanted[$1] }
      for place in own {
        if sum > limit { wanted[place] *= limit / sum }
        most[place] = limit
      }
    }
    return (wanted, most)
  }

  /// Totals of classes in percents: in proportion to `sums` as far as limits let them; nil where they cannot add up.
  private static func totals(_ sums: [Double], _ limits: [ClosedRange<Int>]) -> [Int]? {
    let whole = Double(WholePercents.whole)
    // Nothing can be had from a class that has nothing.
    let limits = zip(sums, limits).map { sum, limit in sum > 0 ? limit : limit.lowerBound...limit.lowerBound }
    guard limits.reduce(0, { $0 + $1.lowerBound }) <= WholePercents.whole,
      limits.reduce(0, { $0 + $1.upperBound }) >= WholePercents.whole
    else { return nil }
    func scaled(_ factor: Double) -> [Double] {
      zip(sums, limits).map { sum, limit in
        min(Double(limit.upperBound) / whole, max(Double(limit.lowerBound) / whole, sum * factor))
      }
    }
    var (low, high) = (0.0, 1.0)
    while scaled(high).reduce(0, +) < 1, high < greatest { high *= 2 }
    for _ in 0..<halvings {
      let middle = (low + high) / 2
      if scaled(middle).reduce(0, +) < 1 { low = middle } else { high = middle }
    }
    let percents = WholePercents.rounded(scaled(high), total: WholePercents.whole, bounds: limits)
    return percents.reduce(0, +) == WholePercents.whole ? percents : nil
  }

  /// A factor beyond which no class is below its limit.
  private static let greatest = 1e12
  private static let halvings = 200

  /// Divides percents among lines in proportion to wanted weights; equally where none is wanted.
  private static func divide(_ total: Int, among places: [Int], _ wanted: [Double], _ percents: inout [Int]) {
    let sum = places.reduce(0.0) { $0 + wanted[$1] }
    let whole = Double(total) / Double(WholePercents.whole)
    let parts = places.map { sum > 0 ? whole * wanted[$0] / sum : whole / Double(places.count) }
    for (place, part) in zip(places, WholePercents.rounded(parts, total: total)) { percents[place] += part }
  }

  private static func percents(_ share: Double, _ rule: FloatingPointRoundingRule) -> Int {
    // What a decimal fraction misses by its last bits is not a percent more.
    Int(((share * 1e9).rounded() / 1e9 * Double(WholePercents.whole)).rounded(rule))
  }
}
