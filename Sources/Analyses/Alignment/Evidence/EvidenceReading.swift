import Aggregate
import Canonical
import Statistics

/// Holds what a unit's scorecard weighs against what its data say moves an outcome.
///
/// Importance is that of `LMGImportance` on people's months less the means of their site's month; intervals draw people
/// with all of their months. Means of sites' months are not taken again in a draw.
struct EvidenceReading {
  /// What is weighed, and whose months they are.
  let unit: EvidenceUnit
  /// Months of people in roles.
  let panel: AlignmentPanel
  /// Outcomes, and names of metrics.
  let parameters: AlignmentParameters
  /// Fewer people than this are not told of, and of surveys fewer than ten.
  let minimumPeople: Int
  /// How often people are drawn for intervals.
  var draws = AlignmentParameters.draws

  /// From which seed people are drawn.
  static let seed: UInt64 = 10

  private var columns: DriverColumns {
    DriverColumns(unit: unit, panel: panel, parameters: parameters)
  }

  /// The evidence by each outcome of the unit's kind of work, in their order.
  var all: [OutcomeEvidence] { (parameters.outcomes[unit.type] ?? []).map(evidence) }

  /// The first that there were enough data for, else the first of which anything is known, else the first.
  static func headline(_ all: [OutcomeEvidence]) -> OutcomeEvidence? {
    all.first(where: \.isSeen) ?? all.first { $0.verdict != .noOutcome } ?? all.first
  }

  /// The evidence by one outcome.
  func evidence(_ outcome: String) -> OutcomeEvidence {
    if unit.lines.isEmpty { return OutcomeEvidence(outcome, .noScorecard) }
    do throws(NotEstimable) {
      let values = try outcomeValues(outcome)
      guard values.contains(where: { $0 != nil }) else {
        return OutcomeEvidence(outcome, .noOutcome, note: "nothing is known of \(outcome)")
      }
      return try evidence(outcome, values)
    } catch {
      let verdict: OutcomeEvidence.Verdict = if case .noSpread = error { .noSignal } else { .insufficient }
      return OutcomeEvidence(outcome, verdict, note: AlignmentWords.reason(error))
    }
  }

  /// The outcome in each month of the unit: of supervisors what the people whom they lead achieve, shrunken.
  private func outcomeValues(_ outcome: String) throws(NotEstimable) -> [Double?] {
    if unit.type == .supervisor, let metric = ComputedMetric(rawValue: outcome),
      panel.source(of: outcome) == .computed(metric), [.acr, .vocResolution].contains(metric)
    {
      return unit.values(try panel.shrunkenResults(of: metric))
    }
    return unit.values(panel.values(of: outcome))
  }

  private func isBetterLow(_ outcome: String) -> Bool {
    columns.isBetterLow(
      unit.lines.first { $0.metric == outcome } ?? ScorecardLine(outcome, .outcome, weight: 0)) ?? false
  }

  private func evidence(_ outcome: String, _ values: [Double?]) throws(NotEstimable) -> OutcomeEvidence {
    var found = columns.found(against: outcome, known: values.map { $0 != nil })
    let judged = found.indices.filter { found[$0].standing == .judged }
    for place in judged.dropFirst(LMGImportance.mostPredictors) { found[place].standing = .surplus }
    var chosen = Array(judged.prefix(LMGImportance.mostPredictors))
    var result = OutcomeEvidence(outcome, .noDrivers)
    func finish(_ verdict: OutcomeEvidence.Verdict, _ note: String = "") -> OutcomeEvidence {
      (result.verdict, result.note) = (verdict, note)
      if result.drivers.isEmpty {
        result.drivers = found.map { OutcomeEvidence.Driver(line: $0.line, standing: $0.standing) }
      }
      return result
    }
    guard !chosen.isEmpty else {
      return finish(.noDrivers, AlignmentWords.reason(.tooFew(.predictors, found: 0, needed: 1)))
    }
    let months = try CompleteMonths(chosen.map { found[$0].values } + [values], of: unit, panel)
    let isSurveyed = columns.isSurveyed(outcome) || chosen.contains { found[$0].isSurveyed }
    let least = Disclosure(minimumPeople: minimumPeople)
    if least.withholds(people: months.peopleCount, isSurveyed: isSurveyed) {
      return finish(.withheld, "too few people have months with all of it")
    }
    (result.months, result.people) = (months.places.count, months.peopleCount)
    let needed = max(
      AlignmentParameters.minimumMonths.all, AlignmentParameters.minimumMonths.perMetric * chosen.count)
    guard months.degreesOfFreedom >= needed else {
      return finish(
        .insufficient,
        "\(months.places.count) months with all of it, \(months.degreesOfFreedom) beyond those that sites' months take, "
          + "\(needed) needed")
    }
    guard !months.isFlat(chosen.count) else {
      return finish(.noSignal, AlignmentWords.reason(.noSpread(.values)))
    }
    // Places among the months' columns, the outcome last.
    var kept: [Int] = []
    for (column, place) in chosen.enumerated() {
      if months.isFlat(column) {
        found[place].standing = .dead
      } else {
        kept.append(column)
      }
    }
    kept = try withoutCopies(kept, chosen, outcome: chosen.count, months, &found)
    guard !kept.isEmpty else {
      return finish(.noDrivers, AlignmentWords.reason(.tooFew(.predictors, found: 0, needed: 1)))
    }
    chosen = kept.map { chosen[$0] }
    let products = months.products(of: kept + [months.columns.count - 1])
    let fit = try EvidenceFit(products, lines: chosen.map { found[$0].line }, draws: draws)
    (result.rSquared, result.adjusted) = (fit.importance.rSquared, fit.importance.adjustedRSquared)
    let hasSignal = (result.adjusted ?? 0) >= AlignmentParameters.minimumSignal
    let flip = isBetterLow(outcome) ? -1.0 : 1.0
    var drivers = found.map { OutcomeEvidence.Driver(line: $0.line, standing: $0.standing) }
    for (number, place) in chosen.enumerated() {
      fit.fill(&drivers[place], number, flip: flip, hasSignal: hasSignal)
      if let isLow = columns.isBetterLow(drivers[place].line), let sign = drivers[place].sign {
        drivers[place].isWrongSign = sign == (isLow ? .up : .down)
      }
    }
    result.drivers = drivers
    guard hasSignal else {
      return finish(
        .noSignal,
        "the metrics explain \(AlignmentWords.text(max(0, result.adjusted ?? 0))) of what differs within sites and "
          + "months, under \(AlignmentWords.text(AlignmentParameters.minimumSignal)): the data say nothing of weights"
      )
    }
    (result.index, result.cosine) = (fit.index, fit.cosine)
    guard let index = fit.index else {
      return finish(.uncertain, "none of the metrics that can be judged has a weight")
    }
    return finish(EvidenceReading.verdict(index))
  }

  private static func verdict(_ index: OutcomeEvidence.Ranged) -> OutcomeEvidence.Verdict {
    let border = AlignmentParameters.alignedIndex
    if min(index.low, index.value) >= border { return .aligned }
    return max(index.high, index.value) < border ? .misaligned : .uncertain
  }

  /// Drops columns that are the outcome under another name, and of two that say the same to the last digit the one of
  /// less weight.
  private func withoutCopies(
    _ columns: [Int], _ chosen: [Int], outcome: Int, _ months: CompleteMonths, _ found: inout [DriverColumn]
  ) throws(NotEstimable) -> [Int] {
    guard !columns.isEmpty else { return [] }
    let correlations = try months.products(of: columns + [outcome]).correlations()
    var kept: [Int] = []
    for (number, column) in columns.enumerated() {
      if abs(correlations[number, columns.count]) >= AlignmentParameters.copiedCorrelation {
        found[chosen[column]].standing = .circular
      } else if kept.contains(where: { abs(correlations[$0, number]) > EvidenceReading.same }) {
        found[chosen[column]].standing = .copied
      } else {
        kept.append(number)
      }
    }
    return kept.map { columns[$0] }
  }

  /// A correlation above which two metrics are one.
  private static let same = 0.9999
}
