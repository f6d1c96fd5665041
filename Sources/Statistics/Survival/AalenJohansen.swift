/// Cumulative incidences of competing causes by Aalen and Johansen, with delayed entry.
///
/// F_k(t) = Σ S(t−)·d_k/r over days up to t, S the survival from all causes: the share that has left by cause
/// k, where the others take their part. Σ F_k + S = 1. One minus the Kaplan–Meier curve of a single cause
/// would claim more.
///
/// The variance is Greenwood's carried to several causes: on each day the d_k are multinomial given r, and
/// the covariance of (S, F_k) is carried on through (S·(1 − h), F_k + S·h_k). Counts by day suffice for it.
/// Without delayed entry it equals the infinitesimal jackknife over spells that R's multi-state survfit
/// prints; with delayed entry that one needs each spell's two ends, and this is the estimate of R's etm.
/// Source: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5(3), 141–150; Andersen, Borgan,
/// Gill and Keiding (1993), Statistical Models Based on Counting Processes, section IV.4.1.3; Allignol,
/// Schumacher and Beyersmann (2010), Biometrical Journal 52(1), 126–137, doi:10.1002/bimj.200900039.
package struct AalenJohansen: Equatable, Sendable {
  /// A day on which spells ended, and the curves after it.
  package struct Step: Equatable, Sendable {
    /// The day.
    package let day: Int
    /// How many were at risk on it.
    package let atRisk: Int64
    /// How many had an event, by cause.
    package let events: [Int64]
    /// How many were observed no longer after it.
    package let censored: Int64
    /// The survival from all causes, from this day on.
    package let survival: CurveEstimate
    /// The share that had an event of each cause by this day.
    package let incidence: [CurveEstimate]
  }

  /// The days on which spells ended, ascending; at least one.
  ///
  /// From `riskSetEmptyOn` on they are those of the spells that entered, as if nobody had left in the gap.
  package let steps: [Step]
  /// The first day on which nobody was at risk, while somebody survived and others were observed later.
  ///
  /// The curves end before it, as `KaplanMeier.riskSetEmptyOn` says.
  package let riskSetEmptyOn: Int?

  /// The curves of a tally, one for each cause.
  /// - Parameters:
  ///   - causes: how many causes there are, so that one of which this group has no event is 0 in it; more where a
  ///     higher one was seen. Give all groups that are compared the same.
  ///   - minimumEvents: how many events it must have, such as `KaplanMeier.fewestEvents`.
  /// - Throws: `NotEstimable.tooFew` without spells or with fewer events than that.
  package init(
    of tally: RiskTally, causes: Int = 0, minimumEvents: Int64 = 0
  ) throws(NotEstimable) {
    try tally.require(events: minimumEvents)
    let causes = max(causes, tally.events.count)
    var state = CompetingState(causes: causes)
    let steps = tally.days().map { row in
      let events = row.events + repeatElement(0, count: causes - row.events.count)
      state.advance(events: events.map(Double.init), atRisk: Double(row.atRisk))
      return Step(
        day: row.day, atRisk: row.atRisk, events: events, censored: row.censored,
        survival: CurveEstimate(survival: state.survival, variance: state.survivalVariance),
        incidence: events.indices.map { state.estimate(of: $0) })
    }
    self.steps = steps
    let end = steps.first { $0.survival.value == 0 }?.day ?? tally.lastDay
    riskSetEmptyOn = tally.firstEmptyRiskSet(through: end)
  }

  /// The last day on which anybody was observed.
  package var lastDay: Int { steps.last?.day ?? 0 }

  /// The incidence of a cause by a day; nil before day 0, from `riskSetEmptyOn` on, after `lastDay` where anybody
  /// survived, and of a cause beyond those told apart.
  package func incidence(of cause: Int, on day: Int) -> CurveEstimate? {
    guard day >= 0, let last = steps.last, last.incidence.indices.contains(cause) else { return nil }
    guard riskSetEmptyOn.map({ day < $0 }) ?? true else { return nil }
    guard day <= last.day || last.survival.value == 0 else { return nil }
    return steps.last { $0.day <= day }?.incidence[cause] ?? CurveEstimate(incidence: 0, variance: 0)
  }
}
