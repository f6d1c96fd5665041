/// Kaplan and Meier's survival curve of spells, with delayed entry, Greenwood's error and log-log intervals.
///
/// S(t) = Π (1 − d/r) over days up to t with d events among r at risk; Var S = S²·Σ d / (r·(r − d)).
/// With delayed entry the curve is of those who enter: risk sets are small on early days, and one event in a
/// risk set of one brings the curve to 0 for good. `emptiedOn` tells of that; `riskSetEmptyOn` is the day from
/// which the curve is unknown because nobody was at risk; `fewestEvents` is the number of events below which
/// callers should show no curve.
/// Source: Kaplan and Meier (1958), JASA 53(282), 457–481, doi:10.1080/01621459.1958.10501452; Greenwood
/// (1926), Reports on Public Health and Medical Subjects 33; delayed entry: Tsai, Jewell and Wang (1987),
/// Biometrika 74(4), 883–886, doi:10.1093/biomet/74.4.883.
package struct KaplanMeier: Equatable, Sendable {
  /// A day on which spells ended, and the curve after it.
  package struct Step: Equatable, Sendable {
    /// The day.
    package let day: Int
    /// How many were at risk on it.
    package let atRisk: Int64
    /// How many had an event.
    package let events: Int64
    /// How many were observed no longer after it.
    package let censored: Int64
    /// The survival from this day on.
    package let survival: CurveEstimate
  }

  /// The days on which spells ended, ascending; at least one.
  ///
  /// From `riskSetEmptyOn` on they are those of the spells that entered, given survival through the gap.
  package let steps: [Step]
  /// The first day on which nobody was at risk, while the curve was above 0 and others were observed later.
  ///
  /// Nothing is known of leaving on that day, so the curve ends before it; nil where there is no such day. It
  /// is day 1 where everybody entered late.
  package let riskSetEmptyOn: Int?

  /// Events of a group below which its curve says too little to be shown.
  ///
  /// Source: our choice; docs/statistics.md, survival.
  package static let fewestEvents: Int64 = 5

  /// The curve of a tally; events of all causes count.
  /// - Parameter minimumEvents: how many events it must have, such as `fewestEvents`.
  /// - Throws: `NotEstimable.tooFew` without spells or with fewer events than that.
  package init(of tally: RiskTally, minimumEvents: Int64 = 0) throws(NotEstimable) {
    try tally.require(events: minimumEvents)
    var survival = 1.0
    var relativeVariance = 0.0
    let steps = tally.days().map { row in
      let (events, atRisk) = (Double(row.eventTotal), Double(row.atRisk))
      survival *= (atRisk - events) / atRisk
      relativeVariance += row.eventTotal < row.atRisk ? events / (atRisk * (atRisk - events)) : 0
      return Step(
        day: row.day, atRisk: row.atRisk, events: row.eventTotal, censored: row.censored,
        survival: CurveEstimate(survival: survival, variance: survival * survival * relativeVariance))
    }
    self.steps = steps
    let end = steps.first { $0.survival.value == 0 }?.day ?? tally.lastDay
    riskSetEmptyOn = tally.firstEmptyRiskSet(through: end)
  }

  /// The last day on which anybody was observed.
  package var lastDay: Int { steps.last?.day ?? 0 }

  /// The day on which all at risk had the event although others were observed later.
  ///
  /// The curve is 0 from then on and knows nothing of those others; nil where there is no such day.
  package var emptiedOn: Int? {
    steps.first { $0.survival.value == 0 }.map(\.day).flatMap { $0 < lastDay ? $0 : nil }
  }

  /// The last day for which the curve is known, where it does not stay at 0 after it.
  var lastKnownDay: Int { riskSetEmptyOn.map { $0 - 1 } ?? lastDay }

  /// The survival on a day; nil before day 0, from `riskSetEmptyOn` on, and after `lastDay` where the curve has
  /// not reached 0.
  package func survival(on day: Int) -> CurveEstimate? {
    guard day >= 0, riskSetEmptyOn.map({ day < $0 }) ?? true else { return nil }
    let reached = steps.last { $0.day <= day }?.survival ?? CurveEstimate(survival: 1, variance: 0)
    return day > lastDay && reached.value > 0 ? nil : reached
  }

  /// The day by which half had the event; nil where that was not before `riskSetEmptyOn`.
  package var median: MedianSurvival {
    MedianSurvival(of: Array(steps.prefix { $0.day <= lastKnownDay }))
  }

  /// The mean number of days survived up to a horizon.
  /// - Throws: `NotEstimable` where the horizon is before day 1, from `riskSetEmptyOn` on, or after `lastDay` with
  ///   the curve above 0.
  package func restrictedMean(to horizon: Int) throws(NotEstimable) -> RestrictedMean {
    try RestrictedMean(of: self, to: horizon)
  }
}
