import Statistics
import Tables

/// Writes `turnover_fcr`: what first contact resolution is above and below the threshold of turnover, and how it moves with turnover
/// within units and months.
///
/// What it tells is about 6 units or more, each with the minimum of people in every month that counts: sums over
/// fewer are not printed, so no two rows tell a number of fewer by their difference.
struct TurnoverFCRTable {
  /// The months of units.
  let panel: ImpactPanel
  /// Fewer units than this, or than 6, are no comparison.
  let minimumUnits: Int

  /// FCR above and below the threshold, pooled.
  static let contrast = "contrast"
  /// Fixed effects, turnover of the 12 months before.
  static let twoWay = "two_way"
  /// Fixed effects, single months.
  static let lags = "two_way_lags"
  /// The column of the 12 months before.
  private static let trailing = "turnover_12m"
  /// The column of the month after.
  private static let lead = "lead_1"
  /// What verdicts are told for: 10 points of turnover.
  static let step = 0.1

  /// What a model's rows have in common.
  private struct Size {
    var months: Int
    var contacts: Int
  }

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "turnover_fcr",
        description: "One term of one model of first contact resolution on external turnover per row.",
        columns: Self.columns, primaryKey: ["model", "term"], rows: []),
      guardedColumns: [], rows: contrastRows + twoWayRows + lagRows)
  }

  private static let columns: [ReportTable.Column] = [
    .init(
      "model", .text,
      "contrast (pooled FCR above less below the threshold, turnover.threshold, of the 12 months before), two_way (fixed effects of units "
        + "and months, turnover of the 12 months before), or two_way_lags (the same, turnover of single months)"
    ),
    .init(
      "term", .text,
      "fcr_below, fcr_above, difference; turnover_12m; lag_0 to lag_6 (months before), cumulative (their sum), lead_1 "
        + "(the month after: it cannot be a cause)"),
    .init("unit", .text, "what a unit and a cluster is: site or team"),
    .init(
      "estimate", .decimal,
      "FCR as share 0…1; of two_way and two_way_lags its change for turnover higher by 1 (100 %) a year"),
    .init("se", .decimal, "standard error, by unit; empty below 6 units"),
    .init("lo", .decimal, "lower end of the 95 % interval; too high where flag is FEW_CLUSTERS"),
    .init("hi", .decimal, "upper end of the 95 % interval; too low where flag is FEW_CLUSTERS"),
    .init(
      "p", .decimal,
      "that there is none: t from 20 units, wild cluster bootstrap from 6, empty below; holds with few units too"
    ),
    .init("n_units", .integer, "units that bear it: of contrast those on the side that has fewer"),
    .init("n_unit_months", .integer, "months of units behind the model"),
    .init("contacts", .integer, "settled first contacts behind the model"),
    .init("convention", .text, "how error and p are made"),
    .init("flag", .text, "FEW_CLUSTERS (below 20 units), NOT_ESTIMABLE, or empty"),
    .init("note", .text, "what it says in words, or why there is no estimate; an association, not an effect"),
  ]

  private func row(_ term: ImpactTerm, _ size: Size) -> GuardedRow {
    GuardedRow(
      [.text(term.model), .text(term.name), .text(panel.kind.rawValue)] + term.numbers
        + [
          .integer(Int64(term.units)), .integer(Int64(size.months)), .integer(Int64(size.contacts)),
          .name(term.convention), .name(term.flag), .name(term.note),
        ], people: nil)
  }

  // MARK: contrast

  private var contrastRows: [GuardedRow] {
    let names = ["fcr_below", "fcr_above", "difference"]
    let (below, above) = (
      PooledShare(panel.rows.filter { !$0.isAbove }), PooledShare(panel.rows.filter(\.isAbove))
    )
    let size = Size(months: panel.rows.count, contacts: Int(below.n + above.n))
    let bearing = min(below.units, above.units)
    do throws(NotEstimable) {
      try requireUnits(bearing)
      let pooled = try [below.share(), above.share()]
      let fit = try WeightedLeastSquares(
        panel.rows.map { Double($0.x) / Double($0.n) },
        on: [Regressor("above", panel.rows.map { $0.isAbove ? 1 : 0 })],
        weights: panel.rows.map { Double($0.n) })
      let units = panel.rows.map(\.unit)
      let robust = try ClusterRobustCovariance(of: fit, clusters: units)
      var difference = ImpactTerm(
        Self.contrast, names[2], try robust.estimate(of: "above"),
        test: try ClusteredTest(
          of: fit, testing: "above", clusters: units, bearing: bearing, seed: ImpactRegression.seed),
        bearing: bearing, convention: robust.corrections.first?.description ?? "")
      difference.note = contrastWords(difference)
      var terms = [
        ImpactTerm(Self.contrast, names[0], pooled[0], units: below.units),
        ImpactTerm(Self.contrast, names[1], pooled[1], units: above.units),
      ]
      terms[0].note = panel.choice
      terms[1].note =
        "\(panel.leftOut) months of \(panel.kind.rawValue)s left out: no full year before, or too few people"
      return [
        row(terms[0], Size(months: below.months, contacts: Int(below.n))),
        row(terms[1], Size(months: above.months, contacts: Int(above.n))), row(difference, size),
      ]
    } catch {
      var reason = ImpactWords.reason(error, panel)
      if panel.rows.isEmpty {
        reason = "not estimable: no \(panel.kind.rawValue) has a full year of history and then first contacts"
      } else if above.units == 0 {
        reason =
          "not estimable: no \(panel.kind.rawValue) was ever above \(ImpactWords.percent(panel.threshold)) turnover"
      }
      return names.map {
        row(ImpactTerm(Self.contrast, $0, because: "\(reason); \(panel.choice)", units: bearing), size)
      }
    }
  }

  private func requireUnits(_ units: Int) throws(NotEstimable) {
    let needed = max(WildClusterBootstrap.minimumClusters, minimumUnits)
    guard units >= needed else { throw .tooFew(.clusters, found: units, needed: needed) }
  }

  private func contrastWords(_ term: ImpactTerm) -> String {
    guard let estimate = term.estimate, let interval = term.interval, let p = term.p else { return "" }
    let threshold = ImpactWords.percent(panel.threshold)
    let range = "95 % \(ImpactWords.signedPoints(interval.low)) to \(ImpactWords.signedPoints(interval.high))"
    let seen =
      term.isClear == true
      ? "FCR is \(ImpactWords.points(estimate)) points \(estimate < 0 ? "lower" : "higher") in months after a year above "
        + "\(threshold) turnover"
      : "no difference in FCR is shown: \(ImpactWords.signedPoints(estimate)) points above \(threshold) turnover"
    return "\(seen) (\(range); \(ImpactWords.p(p))); units that differ in turnover differ in much else"
  }

  // MARK: fixed effects

  private var twoWayRows: [GuardedRow] {
    let rows = panel.rows
    return modelRows(Self.twoWay, [Self.trailing], rows.map(\.unit), rows.map(\.n)) {
      () throws(NotEstimable) -> (ImpactRegression, [ImpactTerm]) in
      let fit = try ImpactRegression(
        Self.twoWay, rows.map(\.x), of: rows.map(\.n),
        on: [Regressor(Self.trailing, rows.map(\.turnover))], units: rows.map(\.unit),
        months: rows.map(\.month))
      var term = fit.term(Self.trailing)
      if term.estimate != nil { term.note = slopeWords(term, "of turnover in the 12 months before") }
      return (fit, [term])
    }
  }

  private var lagRows: [GuardedRow] {
    let rows = panel.lagRows
    let lags = (0...ImpactPanel.lags).map { "lag_\($0)" }
    let names = [Self.lead] + lags
    return modelRows(Self.lags, lags + ["cumulative", Self.lead], rows.map(\.unit), rows.map(\.n)) {
      () throws(NotEstimable) -> (ImpactRegression, [ImpactTerm]) in
      func fit(_ columns: [Regressor]) throws(NotEstimable) -> ImpactRegression {
        try ImpactRegression(
          Self.lags, rows.map(\.x), of: rows.map(\.n), on: columns, units: rows.map(\.unit),
          months: rows.map(\.month))
      }
      let columns = names.indices.map { place in Regressor(names[place], rows.map { $0.rates[place] }) }
      let own = try fit(columns)
      // Σ b·x = (Σ b)·x₀ + Σ b·(x − x₀): the sum is the coefficient of lag 0 once the others are taken from it.
      let first = columns[1]
      let summed = try fit(
        [columns[0], first]
          + columns[2...].map { column in
            Regressor(column.name, zip(column.values, first.values).map { $0 - $1 })
          })
      var cumulative = summed.term(first.name, as: "cumulative")
      let lagTerms = lags.map { own.term($0) }
      // A sum of terms of which one is missing is no sum.
      if lagTerms.contains(where: { $0.estimate == nil }) {
        cumulative = ImpactTerm(
          Self.lags, "cumulative", because: "not estimable: one of the lags is not", units: own.unitCount)
      } else {
        cumulative.note = slopeWords(
          cumulative, "of turnover in one month, over that month and the six after")
      }
      var lead = own.term(Self.lead)
      if lead.estimate != nil { lead.note = leadWords(lead) }
      return (own, lagTerms + [cumulative, lead])
    }
  }

  /// The rows of a fit, or of the reason why there is none.
  private func modelRows(
    _ model: String, _ names: [String], _ units: [Int], _ n: [Int],
    fit: () throws(NotEstimable) -> (ImpactRegression, [ImpactTerm])
  ) -> [GuardedRow] {
    let size = Size(months: units.count, contacts: n.reduce(0, +))
    let count = Set(units).count
    do throws(NotEstimable) {
      guard count >= max(2, minimumUnits) else {
        throw .tooFew(.units, found: count, needed: max(2, minimumUnits))
      }
      let (regression, terms) = try fit()
      let counted = Size(months: regression.rows, contacts: regression.places.reduce(0) { $0 + n[$1] })
      return terms.map { row($0, counted) }
    } catch {
      let reason = ImpactWords.reason(error, panel)
      return names.map { row(ImpactTerm(model, $0, because: reason, units: count), size) }
    }
  }

  private func slopeWords(_ term: ImpactTerm, _ what: String) -> String {
    guard let slope = term.estimate else { return term.note }
    let change = slope * Self.step
    guard let interval = term.interval, let p = term.p else {
      return "too few \(panel.kind.rawValue)s to say more than the estimate"
    }
    let (low, high) = (interval.low * Self.step, interval.high * Self.step)
    let range =
      "95 % \(ImpactWords.signedPoints(low)) to \(ImpactWords.signedPoints(high)); \(ImpactWords.p(p))"
    return term.isClear == true
      ? "10 points more \(what) go with \(ImpactWords.points(change)) points \(change < 0 ? "less" : "more") FCR (\(range))"
      : "no link is shown: 10 points more \(what) go with \(ImpactWords.signedPoints(change)) points of FCR (\(range))"
  }

  private func leadWords(_ term: ImpactTerm) -> String {
    guard let p = term.p else { return "too few \(panel.kind.rawValue)s to tell" }
    return term.isClear == true
      ? "reverse causality: FCR moves with turnover of the month after too (\(ImpactWords.p(p))), so read no cause into "
        + "the lags"
      : "no sign of reverse causality: FCR does not move with turnover of the month after (\(ImpactWords.p(p)))"
  }
}
