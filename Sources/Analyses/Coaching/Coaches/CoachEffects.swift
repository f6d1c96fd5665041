import Aggregate
import Canonical
import Statistics
import Tables

/// What the agents of each coach gained, drawn toward what coaches have in common, and who is a bright spot.
///
/// The effect of a coach is the mean gain of the agents whose first session was theirs, within 84 days. Its test is
/// two-sided, by t on the raw effect; discoveries are controlled among coaches with enough agents and sessions, at
/// 10 % of false ones. One-sided, as many were called bright by chance in 11.5 % of 200 simulated centers without any
/// effect, which is 10 % and luck: two-sided keeps below it.
struct CoachEffects {
  /// What is known of one coach.
  struct Effect {
    /// Agents with a gain.
    var agents: Int
    /// Their mean gain; better is above 0, whatever the outcome.
    var value: Double
    var standardError: Double
    /// Ends of its 95 % interval by t.
    var low: Double
    var high: Double
    /// Drawn toward the mean of coaches; nil where nothing can be.
    var shrunken: NormalShrinkage.Prediction?
    /// P of as much either way without any effect, and its false discovery rate; the latter is nil for those who are not tested.
    var p: Double
    var q: Double?
    var verdict: Verdict
  }

  /// Whether a coach is a bright spot, or why not.
  enum Verdict: Equatable {
    case brightSpot, fewAgents, fewSessions, notAbove, uncertain
  }

  /// By coach.
  private(set) var effects: [UInt32: Effect] = [:]
  /// What coaches have in common, and how they differ; nil where that cannot be told.
  private(set) var shrinkage: NormalShrinkage?
  /// Gains of agents by the coach of their first session.
  private(set) var gains: [UInt32: [(day: CivilDate, gain: Double)]] = [:]
  /// Why there are none; nil where there are.
  private(set) var reason: NotEstimable?

  /// The effects of coaches on an outcome.
  /// - Parameter sessions: how many held sessions each coach had.
  init(_ panel: CoachingPanel, _ outcome: CoachingOutcome, sessions: [UInt32: Int64]) {
    do throws(NotEstimable) {
      try estimate(panel, outcome, sessions)
    } catch {
      reason = error
    }
  }

  private mutating func estimate(
    _ panel: CoachingPanel, _ outcome: CoachingOutcome, _ sessions: [UInt32: Int64]
  ) throws(NotEstimable) {
    let design = try CoachingDesign(panel, outcome)
    let effects = try GroupTimeEffects(of: try design.panel(), controls: .untreatedSoFar, minimumTreated: 1)
    let units = UnitEffects(of: effects, eventTimes: CoachingParameters.monthsOfEffect)
    let sign = outcome.isBetterLow ? -1.0 : 1
    for unit in units.units {
      guard let onset = design.rows[unit.place].onset else { continue }
      gains[onset.coach, default: []].append((onset.day, sign * unit.gain))
    }
    let means = try UnitEffectMeans(of: units, labels: design.rows.map { $0.onset.map { Int($0.coach) } })
    let coaches = means.means
    let tested = coaches.map { mean in
      mean.units >= CoachingParameters.minimumAgents
        && sessions[UInt32(mean.label), default: 0] >= Int64(CoachingParameters.minimumSessions)
    }
    let student = StudentDistribution(degreesOfFreedom: Double(means.degreesOfFreedom))
    let p = coaches.map { student.twoSided($0.value / $0.standardError) }
    let q = try BenjaminiHochberg.qValues(zip(p, tested).map { $1 ? $0 : nil })
    shrinkage = try? NormalShrinkage(
      estimates: coaches.map { sign * $0.value }, variances: coaches.map(\.variance))
    let quantile = student.quantile(0.975)
    for (place, mean) in coaches.enumerated() {
      let (value, half) = (sign * mean.value, quantile * mean.standardError)
      var effect = Effect(
        agents: mean.units, value: value, standardError: mean.standardError, low: value - half,
        high: value + half, shrunken: shrinkage?.predictions[place], p: p[place], q: q[place],
        verdict: .uncertain)
      effect.verdict = CoachEffects.verdict(effect)
      self.effects[UInt32(mean.label)] = effect
    }
  }

  private static func verdict(_ effect: Effect) -> Verdict {
    guard effect.agents >= CoachingParameters.minimumAgents else { return .fewAgents }
    guard let q = effect.q else { return .fewSessions }
    guard let shrunken = effect.shrunken, shrunken.value > 0, effect.value > 0 else { return .notAbove }
    return q <= CoachingParameters.falseDiscoveries ? .brightSpot : .uncertain
  }
}
