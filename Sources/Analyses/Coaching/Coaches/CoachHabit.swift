import Aggregate
import Canonical
import Tables

/// What coaches do differently: one number of each, in which bright spots are compared with others.
enum CoachHabit: Hashable {
  case proactive, cadence, minutes
  case kind(CoachingSession.Kind)

  /// All of them, in the order of the table.
  static let all: [CoachHabit] =
    [.proactive, .cadence, .minutes] + CoachingSession.Kind.allCases.map { .kind($0) }

  /// Its name.
  var name: String {
    switch self {
    case .proactive: "proactive_share"
    case .cadence: "cadence_days"
    case .minutes: "minutes_per_session"
    case .kind(let kind): "kind_\(kind.rawValue)"
    }
  }

  /// The number of a coach, and how many sessions or gaps are behind it; nil where there are none.
  func value(of profile: CoachProfile) -> (value: Double, n: Int64)? {
    func ratio(_ x: Int64, _ n: Int64, per unit: Double = 1) -> (Double, Int64)? {
      n == 0 ? nil : (Double(x) / Double(n) / unit, n)
    }
    return switch self {
    case .proactive: ratio(profile.proactive, profile.known)
    case .cadence: ratio(profile.gapDays, profile.gaps)
    case .minutes: ratio(profile.seconds, profile.timed, per: CoachHabit.secondsOfMinute)
    case .kind(let kind): profile.share(of: kind).map { ($0, profile.sessions) }
    }
  }

  private static let secondsOfMinute = 60.0
}
