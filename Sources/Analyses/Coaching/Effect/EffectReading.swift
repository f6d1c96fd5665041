import Aggregate
import Canonical
import Statistics
import Tables

/// Reads the effects of one outcome off a design, row by row.
struct EffectReading {
  /// Agents, months and outcomes.
  let panel: CoachingPanel
  /// Who is compared with whom.
  let design: CoachingDesign
  /// What coaching may have changed.
  let outcome: CoachingOutcome
  /// Fewer coached agents than this are no group.
  let minimumTreated: Int
  /// Fewer others than this are no comparison.
  let minimumControls: Int
  /// Fewer people than this are not told of.
  let minimumPeople: Int
  /// The last day that is known.
  let last: CivilDate

  /// The rows, in the order of the table.
  var rows: [EffectRow] {
    do throws(NotEstimable) {
      let whole = try design.panel()
      let effects = try effects(of: whole)
      return averages(effects) + beside(effects, whole) + series(effects) + cells(effects) + doses
        + counts(effects) + AttritionRows(self, effects).rows
    } catch {
      var row = missing(.simple, error)
      if case .tooFew(.treated, _, _) = error {
        row.note = "not estimable: nobody was first coached after a baseline"
      }
      return [row] + counts(nil)
    }
  }

  /// The effects in a panel.
  private func effects(of panel: TreatmentPanel) throws(NotEstimable) -> GroupTimeEffects {
    try GroupTimeEffects(
      of: panel, controls: .untreatedSoFar, minimumTreated: minimumTreated, minimumControls: minimumControls)
  }

  // MARK: averages

  private func averages(_ effects: GroupTimeEffects) -> [EffectRow] {
    [
      row(.simple, effects, 0...Int.max, time: "") { () throws(NotEstimable) in try effects.simple() },
      row(.after84, effects, CoachingParameters.monthsOfEffect),
      row(.decay, effects, CoachingParameters.monthsOfDecay),
    ]
  }

  private func row(
    _ estimand: EffectRow.Estimand, _ effects: GroupTimeEffects, _ times: ClosedRange<Int>
  ) -> EffectRow {
    row(estimand, effects, times, time: "\(times.lowerBound) to \(times.upperBound)") {
      () throws(NotEstimable) in try effects.average(eventTimes: times)
    }
  }

  /// The row of an average over cells so many months since the first session.
  private func row(
    _ estimand: EffectRow.Estimand, _ effects: GroupTimeEffects, _ times: ClosedRange<Int>,
    group: String = "all",
    time: String, where isIn: (GroupTimeEffect) -> Bool = { _ in true },
    _ average: () throws(NotEstimable) -> AggregatedEffect
  ) -> EffectRow {
    do throws(NotEstimable) {
      let estimate = try average().estimate
      var row = EffectRow(estimand: estimand, group: group, time: time, numbers: .init(estimate))
      (row.treated, row.controls) = EffectReading.sizes(
        effects.effects.filter { times.contains($0.eventTime) && isIn($0) })
      row.note = words(estimand, estimate)
      return row
    } catch {
      return missing(estimand, error, group: group, time: time)
    }
  }

  /// Coached agents of all groups with an estimate, and the most others of one of their cells.
  private static func sizes(_ cells: [GroupTimeEffect]) -> (treated: Int, controls: Int) {
    var (treated, controls) = ([Int: Int](), 0)
    for cell in cells {
      guard case .success = cell.estimate else { continue }
      treated[cell.group] = max(treated[cell.group] ?? 0, cell.treated)
      controls = max(controls, cell.controls)
    }
    return (treated.values.reduce(0, +), controls)
  }

  private func missing(
    _ estimand: EffectRow.Estimand, _ reason: NotEstimable, group: String = "all", time: String = ""
  ) -> EffectRow {
    EffectRow(
      estimand: estimand, group: group, time: time, note: CoachingWords.reason(reason), isMissing: true)
  }

  private func words(_ estimand: EffectRow.Estimand, _ estimate: EffectEstimate) -> String {
    func said(_ value: Double) -> String { CoachingWords.amount(value, of: outcome) }
    let range = estimate.low.flatMap { low in
      estimate.high.map { " (95 % \(said(low)) to \(said($0)))" }
    }
    switch estimand {
    case .simple, .after84, .decay:
      let when =
        estimand == .simple
        ? "after the first session" : estimand == .after84 ? "within 84 days" : "29 to 84 days after it"
      guard let p = estimate.p, let range else { return "" }
      return p < EffectReading.significance
        ? "\(said(estimate.value)) \(when) beyond agents who had scored alike\(range)"
        : "no effect is shown \(when): \(said(estimate.value))\(range)"
    case .naive: return "what before and after alone would show; it is no effect"
    case .rtmBias:
      return "so much of before and after is not coaching: who is picked for a bad month gets better anyway"
    case .placebo:
      return estimate.p.map {
        $0 < EffectReading.significance
          ? "an effect where there was no coaching yet: do not trust the others"
          : "no effect where there was no coaching yet"
      } ?? ""
    default: return ""
    }
  }

  /// p below which words call a number clear.
  private static let significance = 0.05

  // MARK: what is printed beside

  private func beside(_ effects: GroupTimeEffects, _ whole: TreatmentPanel) -> [EffectRow] {
    let shifted = Result { () throws(NotEstimable) in
      try self.effects(of: PlaceboShift(periods: CoachingParameters.placeboMonths)(whole))
    }
    var rows = [
      row(.naive, effects, 0...Int.max, time: "") { () throws(NotEstimable) in
        try NaiveBeforeAfter(of: effects).change
      },
      row(.rtmBias, effects, 0...Int.max, time: "") { () throws(NotEstimable) in
        try RegressionToMeanBias(of: effects).difference
      },
    ]
    switch shifted {
    case .failure(let reason): rows.append(missing(.placebo, reason))
    case .success(let placebo):
      // Before the true first session, whose month of selection is no longer seen.
      rows.append(
        row(.placebo, placebo, 0...Int.max, time: "") { () throws(NotEstimable) in try placebo.simple() })
    }
    return rows + [preTrend(effects)]
  }

  private func preTrend(_ effects: GroupTimeEffects) -> EffectRow {
    do throws(NotEstimable) {
      // All months before would be more than twenty teams can tell apart: without any effect, half of all centers
      // were called uneven.
      let test = try PreTrendTest(byEventTimeOf: effects, last: CoachingParameters.placeboMonths)
      var row = EffectRow(estimand: .preTrend)
      row.numbers.value = test.statistic
      row.numbers.p = test.fewUnitsP
      row.note =
        "chi-squared of \(test.degreesOfFreedom): "
        + (test.fewUnitsP < EffectReading.significance
          ? "coached agents and others did not move alike before; read no effect into the rest"
          : "no sign that they moved apart before, which proves nothing")
      return row
    } catch {
      return missing(.preTrend, error)
    }
  }

  // MARK: series and cells

  private func series(_ effects: GroupTimeEffects) -> [EffectRow] {
    let month = { (place: Int) in panel.months[place].description }
    return rows(
      .event, .eventOverall, effects, Result { () throws(NotEstimable) in try effects.byEventTime() },
      name: { ("all", String($0)) }, isIn: { $1.eventTime == $0 })
      + rows(
        .group, .groupOverall, effects, Result { () throws(NotEstimable) in try effects.byGroup() },
        name: { (month($0), "") }, isIn: { $1.group == $0 && $1.eventTime >= 0 })
      + rows(
        .calendar, .calendarOverall, effects, Result { () throws(NotEstimable) in try effects.byPeriod() },
        name: { ("all", month($0)) }, isIn: { $1.period == $0 && $1.eventTime >= 0 })
  }

  private func rows(
    _ estimand: EffectRow.Estimand, _ overall: EffectRow.Estimand, _ effects: GroupTimeEffects,
    _ series: Result<EffectSeries, NotEstimable>, name: (Int) -> (group: String, time: String),
    isIn: (Int, GroupTimeEffect) -> Bool
  ) -> [EffectRow] {
    switch series {
    case .failure(let reason): return [missing(overall, reason)]
    case .success(let series):
      let own = series.effects.map { key, effect in
        row(
          estimand, effects, Int.min...Int.max, group: name(key).group, time: name(key).time,
          where: { isIn(key, $0) }
        ) { effect }
      }
      return own + [row(overall, effects, 0...Int.max, time: "") { series.overall }]
    }
  }

  private func cells(_ effects: GroupTimeEffects) -> [EffectRow] {
    effects.effects.filter { $0.eventTime >= 0 }.map { cell in
      let (group, time) = (panel.months[cell.group].description, panel.months[cell.period].description)
      switch cell.estimate {
      case .failure(let reason): return missing(.att, reason, group: group, time: time)
      case .success(let estimate):
        var row = EffectRow(estimand: .att, group: group, time: time, numbers: .init(estimate))
        (row.treated, row.controls) = (cell.treated, cell.controls)
        return row
      }
    }
  }

  // MARK: dose

  /// Held sessions within 84 days, from and to.
  private static let doseBins = [1...2, 3...4, 5...Int.max]

  private var doses: [EffectRow] {
    let washout = Int32(CoachingParameters.washoutDays)
    // Who was first coached so late that the 84 days are not over has no dose yet.
    func isComplete(_ onset: CoachingOnset) -> Bool { onset.day.days + washout - 1 <= last.days }
    let time =
      "\(CoachingParameters.monthsOfEffect.lowerBound) to \(CoachingParameters.monthsOfEffect.upperBound)"
    let bins = EffectReading.doseBins.map { bin -> EffectRow in
      let name = bin.upperBound == .max ? "\(bin.lowerBound)+" : "\(bin.lowerBound)-\(bin.upperBound)"
      do throws(NotEstimable) {
        let effects = try effects(of: design.panel { isComplete($0) && bin.contains($0.dose) })
        return row(.dose, effects, CoachingParameters.monthsOfEffect, group: name, time: time) {
          () throws(NotEstimable) in try effects.average(eventTimes: CoachingParameters.monthsOfEffect)
        }
      } catch {
        return missing(.dose, error, group: name, time: time)
      }
    }
    return bins + [doseTrend(isComplete, time)]
  }

  /// By how much the effect differs for one more session, agent by agent.
  private func doseTrend(_ isComplete: (CoachingOnset) -> Bool, _ time: String) -> EffectRow {
    do throws(NotEstimable) {
      let effects = try GroupTimeEffects(
        of: try design.panel(), controls: .untreatedSoFar, minimumTreated: 1, minimumControls: minimumControls
      )
      let units = UnitEffects(of: effects, eventTimes: CoachingParameters.monthsOfEffect).units.compactMap {
        unit in
        design.rows[unit.place].onset.flatMap {
          isComplete($0) ? (gain: unit.gain, dose: $0.dose, place: unit.place) : nil
        }
      }
      guard units.count >= minimumTreated else {
        throw .tooFew(.treated, found: units.count, needed: minimumTreated)
      }
      let fit = try WeightedLeastSquares(
        units.map(\.gain), on: [Regressor("dose", units.map { Double($0.dose) })])
      let robust = try ClusterRobustCovariance(of: fit, clusters: units.map(\.place))
      let slope = try robust.estimate(of: "dose")
      var row = EffectRow(estimand: .doseTrend, time: time)
      row.numbers.value = slope.value
      row.numbers.error = slope.standardError
      (row.numbers.low, row.numbers.high) = (slope.low, slope.high)
      row.numbers.p = slope.p
      row.treated = units.count
      row.note =
        "for one more held session within 84 days; who responds well may be coached less, or more: an association"
      return row
    } catch {
      return missing(.doseTrend, error, time: time)
    }
  }

  // MARK: counts

  private func counts(_ effects: GroupTimeEffects?) -> [EffectRow] {
    // What began before a baseline could be seen is not seen either.
    let always = design.alwaysTreated + (effects?.alwaysTreated ?? 0)
    var rows = [
      count(
        .alwaysTreated, always,
        "coached in the first 84 days that were observed, or before a baseline: left out")
    ]
    if let effects {
      let first = effects.effects.filter { $0.eventTime == 0 }
      rows.append(
        count(
          .droppedQuintiles, first.reduce(0) { $0 + $1.droppedStrata },
          "quintiles of a month of first sessions without two others to compare with", isPeople: false))
      rows.append(
        count(
          .unmatched, first.reduce(0) { $0 + $1.unmatchedTreated },
          "coached agents in them, or without a score in the month before their first session"))
    }
    return rows
  }

  /// The row of a count; of people not where they are too few.
  private func count(
    _ estimand: EffectRow.Estimand, _ count: Int, _ note: String, isPeople: Bool = true
  ) -> EffectRow {
    var row = EffectRow(estimand: estimand, note: note)
    if !isPeople || count == 0 || count >= minimumPeople {
      row.numbers.value = Double(count)
    } else {
      row.note = "under \(minimumPeople): " + note
    }
    return row
  }
}
