/// The mean number of days survived up to a horizon: the area under a survival curve.
///
/// μ = ∫₀^τ S(t) dt, Var μ = Σ A²·d / (r·(r − d)) over days with d events among r at risk, A = ∫ S from that
/// day to τ. The variance leaves out a day on which all at risk had the event, and is 0 where none did: ask
/// for a minimum of events. In small samples it is too small, as Greenwood's is.
/// Source: Irwin (1949), Journal of Hygiene 47(2), 188–189, doi:10.1017/S0022172400014443; Klein and
/// Moeschberger (2003), Survival Analysis, 2nd edition, section 4.5.
package struct RestrictedMean: Equatable, Sendable {
  /// The horizon τ in days.
  package let horizon: Int
  /// The mean in days, 0…τ.
  package let days: Double
  /// Its standard error in days.
  package let standardError: Double

  /// Lower end of the 95 % interval, normal.
  package var low: Double { max(0, days - WilsonInterval.z95 * standardError) }
  /// Upper end of the 95 % interval, normal.
  package var high: Double { min(Double(horizon), days + WilsonInterval.z95 * standardError) }

  /// The area under a curve up to a horizon that it reaches.
  init(of curve: KaplanMeier, to horizon: Int) throws(NotEstimable) {
    guard horizon >= 1 else { throw .outOfRange(.periods) }
    guard curve.survival(on: horizon) != nil else {
      throw .tooFew(.periods, found: curve.lastKnownDay, needed: horizon)
    }
    var area = 0.0
    var variance = 0.0
    var end = horizon
    // From the horizon back, so that the area so far is the one that lies ahead of each day.
    for step in curve.steps.reversed() where step.day < horizon {
      area += step.survival.value * Double(end - step.day)
      end = step.day
      let (events, atRisk) = (Double(step.events), Double(step.atRisk))
      if step.events < step.atRisk { variance += area * area * events / (atRisk * (atRisk - events)) }
    }
    self.horizon = horizon
    days = area + Double(end)
    standardError = variance.squareRoot()
  }
}
