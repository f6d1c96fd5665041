/// Survival and incidences of competing causes on a day, with their covariances, on the way through the days.
struct CompetingState {
  private(set) var survival = 1.0
  private(set) var survivalVariance = 0.0
  private var incidences: [Double]
  private var variances: [Double]
  /// Covariance of the survival and each incidence.
  private var covariances: [Double]

  /// Nobody has had an event yet.
  init(causes: Int) {
    incidences = [Double](repeating: 0, count: causes)
    (variances, covariances) = (incidences, incidences)
  }

  /// Goes through a day with events by cause among those at risk.
  mutating func advance(events: [Double], atRisk: Double) {
    let all = events.reduce(0, +)
    let (hazard, stay) = (all / atRisk, (atRisk - all) / atRisk)
    let scale = survival * survival / atRisk
    for (cause, count) in events.enumerated() {
      let own = count / atRisk
      variances[cause] +=
        own * (2 * covariances[cause] + own * survivalVariance) + scale * own * ((atRisk - count) / atRisk)
      covariances[cause] = stay * (covariances[cause] + own * survivalVariance - scale * own)
      incidences[cause] += survival * own
    }
    survivalVariance = stay * (stay * survivalVariance + scale * hazard)
    survival *= stay
  }

  /// The incidence of a cause; exactly 1 where nothing else is left.
  func estimate(of cause: Int) -> CurveEstimate {
    let isAll = survival == 0 && incidences.indices.allSatisfy { $0 == cause || incidences[$0] == 0 }
    return CurveEstimate(incidence: isAll ? 1 : incidences[cause], variance: variances[cause])
  }
}
