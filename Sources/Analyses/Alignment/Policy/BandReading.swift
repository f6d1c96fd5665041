import Canonical

/// Holds the weights of a scorecard's lines against bands.
struct BandReading {
  /// What is outside a band, band by band: narrower ones first.
  let violations: [PolicyViolation]

  private static let full = 100.0

  /// The reading of some lines.
  init(_ lines: [ScorecardLine], _ bands: [WeightBand], jobMetrics: [String]) {
    // What lines and classes have lost to narrower bands already.
    var taken = [Int64](repeating: 0, count: lines.count)
    var lacking: [MetricClass: Int64] = [:]
    var found: [PolicyViolation] = []
    for band in BandReading.ordered(bands) {
      let own = lines.indices.filter {
        BandReading.holds(band.subject, lines[$0], jobMetrics: jobMetrics)
      }
      let sum = own.reduce(0) { $0 + lines[$1].weight - taken[$1] }
      let (least, most) = (band.minimum.map(BandReading.millionths), band.maximum.map(BandReading.millionths))
      let whole = BandReading.words(band, own.map { lines[$0] })
      let credit = BandReading.metricClass(of: band.subject).map { lacking[$0, default: 0] } ?? 0
      if let least, sum + credit < least {
        let short = least - sum - credit
        if case .coaching = band.subject { lacking[.people, default: 0] += short }
        found.append(
          PolicyViolation(
            rule: .belowBand, subject: band.subject.name, weight: AlignmentWords.share(sum),
            minimum: band.minimum, maximum: band.maximum,
            points: AlignmentWords.share(short) * BandReading.full,
            note: whole))
      }
      guard let most, sum > most else { continue }
      for place in own where lines[place].weight > taken[place] {
        let part = lines[place].weight - taken[place]
        // In proportion, so that each line bears its part of what is too much.
        let excess = Double(sum - most) * Double(part) / Double(sum)
        found.append(
          PolicyViolation(
            rule: .aboveBand, subject: band.subject.name, metric: lines[place].metric,
            weight: lines[place].share, minimum: band.minimum, maximum: band.maximum,
            points: excess / Double(ScorecardLine.whole) * BandReading.full, note: whole))
        if case .jobsCompleted = band.subject { taken[place] += Int64(excess.rounded()) }
      }
    }
    violations = found
  }

  /// The band of a line: the narrowest that it is in.
  static func band(
    of line: ScorecardLine, _ bands: [WeightBand], jobMetrics: [String]
  ) -> WeightBand? {
    ordered(bands).first { holds($0.subject, line, jobMetrics: jobMetrics) }
  }

  /// Whether a line is one of those that a band adds up.
  static func holds(_ subject: WeightBand.Subject, _ line: ScorecardLine, jobMetrics: [String]) -> Bool {
    switch subject {
    case .metricClass(let metricClass): line.metricClass == metricClass
    case .jobsCompleted: jobMetrics.contains(line.metric)
    case .coaching: CoachingMetric.isNamed(line.metric.utf8)
    }
  }

  /// Narrower bands first, classes in their order behind them.
  static func ordered(_ bands: [WeightBand]) -> [WeightBand] {
    bands.filter { metricClass(of: $0.subject) == nil }
      + MetricClass.allCases.flatMap { metricClass in
        bands.filter { $0.subject == .metricClass(metricClass) }
      }
  }

  private static func metricClass(of subject: WeightBand.Subject) -> MetricClass? {
    if case .metricClass(let metricClass) = subject { metricClass } else { nil }
  }

  private static func millionths(_ share: Double) -> Int64 {
    Int64((share * Double(ScorecardLine.whole)).rounded())
  }

  /// What a band asks for, and what there is.
  private static func words(_ band: WeightBand, _ lines: [ScorecardLine]) -> String {
    let asked =
      switch (band.minimum, band.maximum) {
      case (let least?, let most?): "\(AlignmentWords.text(least)) to \(AlignmentWords.text(most))"
      case (let least?, nil): "at least \(AlignmentWords.text(least))"
      case (nil, let most?): "at most \(AlignmentWords.text(most))"
      case (nil, nil): "anything"
      }
    let sum = lines.reduce(0) { $0 + $1.weight }
    let parts = lines.filter { $0.weight > 0 }.map { "\($0.metric) \(AlignmentWords.text($0.share))" }
    return "\(band.subject.name) has \(AlignmentWords.text(AlignmentWords.share(sum)))"
      + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))") + ", \(asked) is asked for"
  }
}
