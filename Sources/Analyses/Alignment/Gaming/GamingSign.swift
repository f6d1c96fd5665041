import Canonical

/// A sign that a metric is met rather than the work done, or that a plain comparison misleads.
struct GamingSign {
  /// What is looked at; the raw value is printed.
  enum Check: String, CaseIterable {
    /// More months just inside the target than the counts around it let expect.
    case bunching
    /// The metric gets better from month to month while the outcome gets worse.
    case upWhileDown = "metric_up_outcome_down"
    /// People of whom the same holds beside others of their site and month.
    case peopleUpWhileDown = "people_up_outcome_down"
    /// All months together show one sign, site and month by site and month the other.
    case simpson
    /// People whose quality score is higher in months in which they resolve more.
    case qualityGoesWith = "qa_goes_with_fcr"

    /// What is flagged where its q says so; nil where nothing is.
    var flag: Flag? {
      switch self {
      case .bunching, .peopleUpWhileDown: .suspected
      case .upWhileDown: .diverging
      case .simpson: .reversal
      case .qualityGoesWith: nil
      }
    }
  }

  /// What was found; the raw value is printed.
  enum Flag: String {
    case none = ""
    case suspected = "GAMING"
    /// Two trends of all together, which may have two causes.
    case diverging = "DIVERGING"
    case reversal = "REVERSAL"
    case notEstimable = "NOT_ESTIMABLE"
    case withheld
  }

  /// What is looked at.
  var check: Check
  /// The metric; of `qualityGoesWith` the quality score.
  var metric: String
  /// The outcome that it is held against; empty where it is held against its target.
  var outcome = ""
  /// Months, or people, behind it.
  var n: Int?
  /// People behind it.
  var people: Int?
  /// Months moved across the target; slope of the metric in standard deviations a month; share of people; correlation.
  var value: Double?
  /// Lower and upper end of its 95 % interval.
  var low: Double?
  var high: Double?
  /// The same of the outcome, or of all months together.
  var other: Double?
  /// p of what speaks least for it, and q among all looks of the table.
  var p: Double?
  var q: Double?
  /// What was found.
  var flag = Flag.none
  /// What it says in words, or why there is nothing.
  var note = ""
  /// People behind it, whether that is told or not, and whether it is what customers answered.
  var behind = 0
  var isSurveyed = false

  /// Withholds further signs of roles where the whole kind of work, less those that are told, would tell of too few people:
  /// of one look, never one role alone is withheld, nor some of too few people together.
  /// - Parameter roles: signs by role.
  static func hideWhatOthersTell(_ roles: inout [[GamingSign]], minimumPeople: Int) {
    struct Look: Hashable {
      var check: Check
      var metric: String
      var outcome: String
    }
    var looks: [Look: [(role: Int, sign: Int)]] = [:]
    for role in roles.indices {
      for (place, sign) in roles[role].enumerated() {
        let look = Look(check: sign.check, metric: sign.metric, outcome: sign.outcome)
        looks[look, default: []].append((role, place))
      }
    }
    for places in looks.values {
      let isSurveyed = places.contains { roles[$0.role][$0.sign].isSurveyed }
      let minimum = max(minimumPeople, isSurveyed ? Disclosure.surveyMinimum : 0)
      var hidden = places.filter {
        let sign = roles[$0.role][$0.sign]
        return sign.flag == .withheld && sign.behind > 0
      }
      var told = places.filter { roles[$0.role][$0.sign].people != nil }
        .sorted { (roles[$0.role][$0.sign].behind, $0.role) < (roles[$1.role][$1.sign].behind, $1.role) }
      while !hidden.isEmpty, !told.isEmpty,
        hidden.count == 1 || hidden.reduce(0, { $0 + roles[$1.role][$1.sign].behind }) < minimum
      {
        let next = told.removeFirst()
        let sign = roles[next.role][next.sign]
        roles[next.role][next.sign] = GamingSign(
          check: sign.check, metric: sign.metric, outcome: sign.outcome, flag: .withheld,
          note: AlignmentFindings.hidden, behind: sign.behind, isSurveyed: sign.isSurveyed)
        hidden.append(next)
      }
    }
  }
}
