import Statistics
import Tables

/// Writes `turnover_knee`: slopes below and above the threshold, where the data bend, and what a chart of it needs.
///
/// Disclosure: a bin has the minimum of units, each with the minimum of people; bins do not cross the threshold, so that none
/// less the sides that `turnover_fcr` prints tells of fewer. The profile stands on a fixed grid, not at the
/// turnover of any unit, and each of its points is a sum over 8 units or more.
struct TurnoverKneeTable {
  /// What was found; nil where the panel has no number that a model takes.
  let knee: ImpactKnee
  /// Fewer units than this are no bin.
  let minimumUnits: Int
  /// A row about the whole panel.
  private let whole: Content

  /// The table of what was found.
  init(knee: ImpactKnee, minimumUnits: Int) {
    (self.knee, self.minimumUnits) = (knee, minimumUnits)
    let rows = knee.panel.rows
    whole = Content(
      units: Set(rows.map(\.unit)).count, months: rows.count, contacts: rows.reduce(0) { $0 + $1.n })
  }

  private var panel: ImpactPanel { knee.panel }

  /// Width of a bin of turnover.
  ///
  /// Source: our choice; a divisor of the claimed knee, so that no bin crosses it.
  private static let binWidth = 0.05
  /// The last bin begins here.
  ///
  /// Source: our choice: beyond it a unit has all its people new within a year.
  private static let lastBin = 20

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "turnover_knee",
        description: "One number about the knee of first contact resolution over turnover per row.",
        columns: Self.columns, primaryKey: ["kind", "term"], rows: []),
      guardedColumns: [], rows: [verdictRow] + hingeRows + kneeRows + profileRows + binRows)
  }

  private static let columns: [ReportTable.Column] = [
    .init(
      "kind", .text,
      "verdict, hinge (a line that bends at the threshold, turnover.threshold), knee (where it bends best), hinge_at_knee (the line that bends "
        + "there), profile (sum of squares by knee), or bin (plain FCR by turnover)"),
    .init(
      "term", .text,
      "of hinges below, above, bend (above less below); of knee knee and any (test of any knee); of profile and bin "
        + "a number"),
    .init("unit", .text, "what a unit and a cluster is: site or team"),
    .init(
      "turnover", .decimal,
      "annual external turnover of the 12 months before, 0.2 is 20 %: where the line bends, or the bin's mean"
    ),
    .init("turnover_lo", .decimal, "of bin its lower end, which is not in it (0 is)"),
    .init("turnover_hi", .decimal, "of bin its upper end, which is in it; empty where there is none"),
    .init(
      "estimate", .decimal,
      "of hinges the change of FCR (share) for turnover higher by 1 (100 %); of knee the turnover; of any the largest "
        + "F; of profile Σ contacts × residual²; of bin FCR, share 0…1"),
    .init(
      "se", .decimal,
      "standard error by unit; of hinge_at_knee it takes the knee as given, so it is too small"),
    .init("lo", .decimal, "lower end of the 95 % interval; of knee empty at an open end"),
    .init("hi", .decimal, "upper end of the 95 % interval; of knee empty at an open end"),
    .init(
      "p", .decimal, "that it is 0, or that there is no knee; empty where errors of few units have no test"),
    .init("n_units", .integer, "units behind it; of bend those on the side of the threshold that has fewer"),
    .init("n_unit_months", .integer, "months of units behind it"),
    .init("contacts", .integer, "settled first contacts behind it"),
    .init(
      "flag", .text,
      "of verdict CONSISTENT, KNEE_ELSEWHERE, NO_KNEE or INSUFFICIENT; else FEW_CLUSTERS, NOT_ESTIMABLE, OPEN (an end of "
        + "the interval is), or empty"),
    .init("note", .text, "what it says in words, or why there is no estimate; an association, not an effect"),
  ]

  /// What a row says beside its kind and term.
  private struct Content {
    var turnover: Double?
    var bounds: (Double?, Double?) = (nil, nil)
    var numbers: [Double?] = [nil, nil, nil, nil, nil]
    var units: Int
    var months: Int
    var contacts: Int
    var flag = ""
    var note = ""
  }

  private func row(_ kind: String, _ term: String, _ content: Content) -> GuardedRow {
    func number(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }
    let places = [content.turnover, content.bounds.0, content.bounds.1]
    return GuardedRow(
      [.text(kind), .text(term), .text(panel.kind.rawValue)] + (places + content.numbers).map(number)
        + [
          .integer(Int64(content.units)), .integer(Int64(content.months)), .integer(Int64(content.contacts)),
          .name(content.flag), .name(content.note),
        ], people: nil)
  }

  private var verdictRow: GuardedRow {
    var content = whole
    content.turnover = panel.threshold
    (content.flag, content.note) = (knee.verdict, "\(knee.words); \(panel.choice)")
    return row("verdict", "verdict", content)
  }

  private var missing: Content {
    var content = whole
    (content.flag, content.note) = (ImpactTerm.notEstimable, knee.words)
    return content
  }

  private func slope(_ estimate: CoefficientEstimate, at place: Double, p: Double?, units: Int) -> Content {
    var content = whole
    content.turnover = place
    content.numbers = [estimate.value, estimate.standardError, estimate.low, estimate.high, p]
    content.units = units
    if units < WildClusterBootstrap.fewClusters { content.flag = ImpactTerm.fewClusters }
    return content
  }

  private var hingeRows: [GuardedRow] {
    guard let evidence = knee.assessment.evidence else {
      return ["below", "above", "bend"].map { row("hinge", $0, missing) }
    }
    let (hinge, units) = (evidence.claimed, whole.units)
    let isFew = units < WildClusterBootstrap.fewClusters
    return [
      row("hinge", "below", slope(hinge.below, at: hinge.knee, p: isFew ? nil : hinge.below.p, units: units)),
      row("hinge", "above", slope(hinge.above, at: hinge.knee, p: isFew ? nil : hinge.above.p, units: units)),
      row(
        "hinge", "bend",
        slope(hinge.bend, at: hinge.knee, p: evidence.bend.p, units: evidence.bend.clusters)),
    ]
  }

  private var kneeRows: [GuardedRow] {
    guard let evidence = knee.assessment.evidence else {
      return [row("knee", "knee", missing), row("knee", "any", missing)]
        + ["below", "above", "bend"].map { row("hinge_at_knee", $0, missing) }
    }
    let (found, interval, units) = (evidence.estimated, evidence.interval, whole.units)
    var content = whole
    content.turnover = found.knee
    content.numbers = [
      found.knee, nil, interval.isLowOpen ? nil : interval.low, interval.isHighOpen ? nil : interval.high,
      nil,
    ]
    if interval.isLowOpen || interval.isHighOpen {
      content.flag = "OPEN"
      content.note =
        "looked for from \(ImpactWords.points(found.range.lowerBound)) % to \(ImpactWords.points(found.range.upperBound)) %; "
        + "the data cannot tell what lies beyond an open end"
    }
    var any = whole
    any.turnover = found.knee
    any.numbers = [evidence.test.statistic, nil, nil, nil, evidence.test.p]
    any.note = "a smooth curve looks like a knee too"
    let hinge = found.hinge
    return [row("knee", "knee", content), row("knee", "any", any)]
      + [("below", hinge.below), ("above", hinge.above), ("bend", hinge.bend)].map { name, estimate in
        row("hinge_at_knee", name, slope(estimate, at: found.knee, p: nil, units: units))
      }
  }

  private var profileRows: [GuardedRow] {
    guard let evidence = knee.assessment.evidence else { return [] }
    return evidence.estimated.sumsOfSquares(points: ImpactKnee.profilePoints).enumerated().map {
      place, point in
      var content = whole
      content.turnover = point.knee
      content.numbers[0] = point.sumOfSquares
      return row("profile", "\(place + 1)", content)
    }
  }

  // MARK: bins

  private var binRows: [GuardedRow] {
    bins.enumerated().compactMap { place, bin in
      guard let share = try? bin.pooled.share() else { return nil }
      var content = Content(
        turnover: bin.pooled.meanTurnover, bounds: (bin.low, bin.high), units: bin.pooled.units,
        months: bin.pooled.months, contacts: Int(bin.pooled.n))
      content.numbers = [share.share, share.standardError, share.interval.low, share.interval.high, nil]
      if bin.pooled.units < WildClusterBootstrap.fewClusters { content.flag = ImpactTerm.fewClusters }
      return row("bin", "\(place + 1)", content)
    }
  }

  /// Months of units whose turnover is alike.
  private struct Bin {
    let low: Double
    let high: Double?
    let pooled: PooledShare
  }

  /// Bins of each side of the threshold, neighbors put together until each has the units that it needs; a side that has too
  /// few has none.
  private var bins: [Bin] {
    let sides = [panel.rows.filter { !$0.isAbove }, panel.rows.filter(\.isAbove)]
    let first = min(Int((panel.threshold / Self.binWidth).rounded()), Self.lastBin)
    /// Where a bin begins; the threshold, which may lie within one, divides the sides.
    func edge(_ bin: Int) -> Double { bin == first ? panel.threshold : Double(bin) * Self.binWidth }
    let needed = max(WildClusterBootstrap.minimumClusters, minimumUnits)
    return zip(sides, [0..<first, first..<Self.lastBin + 1]).flatMap { rows, range -> [Bin] in
      guard PooledShare(rows).units >= needed else { return [] }
      // The upper end belongs to a bin, as the threshold belongs to the side below.
      let places = rows.map { row in
        min(max(Int((row.turnover / Self.binWidth).rounded(.up)) - 1, range.lowerBound), range.upperBound - 1)
      }
      var cuts = [range.lowerBound]
      func pooled(_ places: [Int], _ low: Int, _ high: Int) -> PooledShare {
        PooledShare(zip(rows, places).filter { low <= $1 && $1 < high }.map(\.0))
      }
      for cut in range.dropFirst() + [range.upperBound]
      where pooled(places, cuts[cuts.count - 1], cut).units >= needed { cuts.append(cut) }
      cuts[cuts.count - 1] = range.upperBound
      return zip(cuts, cuts.dropFirst()).map { low, high in
        Bin(
          low: edge(low), high: high > Self.lastBin ? nil : edge(high), pooled: pooled(places, low, high))
      }
    }
  }
}
