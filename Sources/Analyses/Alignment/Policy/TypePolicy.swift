import Canonical
import Statistics
import Tables

/// What a kind of work is measured by: its roles' scorecards, each with the weight of the people in the role.
///
/// People are those of the last day; where nobody is in any of the roles with a scorecard, roles count alike.
struct TypePolicy {
  /// The kind of work.
  let type: RoleType
  /// Its roles, by name.
  let roles: [RolePolicy]
  /// By role: its part of the kind of work, 0…1; 0 without a scorecard.
  let shares: [Double]
  /// The weights of all roles together, by metric: its class and direction are those of the most weight.
  let lines: [ScorecardLine]
  /// Metrics that roles put into several classes.
  let metricsOfTwoClasses: [String]

  /// The policy of the roles of one kind of work.
  init(_ type: RoleType, _ roles: [RolePolicy]) {
    (self.type, self.roles) = (type, roles)
    let people = roles.map { $0.score == nil ? 0 : $0.scorecard.people }
    let all = people.reduce(0, +)
    let scored = roles.count { $0.score != nil }
    shares = zip(roles, people).map { role, people in
      role.score == nil ? 0 : all > 0 ? Double(people) / Double(all) : 1 / Double(scored)
    }
    (lines, metricsOfTwoClasses) = TypePolicy.merged(roles, shares)
  }

  /// 0…100: the roles' scores by their parts; nil where no role has one.
  var score: Double? {
    guard roles.contains(where: { $0.score != nil }) else { return nil }
    return CompensatedSum(zip(roles, shares).map { ($0.score ?? 0) * $1 }).value
  }

  /// The kinds of work of some roles, in their order.
  static func all(
    _ scorecards: [RoleScorecard], _ parameters: AlignmentParameters,
    hasData: ((RoleScorecard, String) -> Bool)?
  ) -> [TypePolicy] {
    RoleType.allCases.compactMap { type in
      let roles = scorecards.filter { $0.type == type }.map { scorecard in
        RolePolicy(
          scorecard, bands: parameters.bands[type] ?? [], jobMetrics: parameters.jobMetrics,
          hasData: hasData.map { hasData in { hasData(scorecard, $0) } })
      }
      return roles.isEmpty ? nil : TypePolicy(type, roles)
    }
  }

  /// One line for each metric of any role with weight in the kind of work.
  private static func merged(
    _ roles: [RolePolicy], _ shares: [Double]
  ) -> (lines: [ScorecardLine], metricsOfTwoClasses: [String]) {
    var parts: [String: [(line: ScorecardLine, part: Double)]] = [:]
    for (role, share) in zip(roles, shares) where share > 0 {
      for line in role.scorecard.lines {
        parts[line.metric, default: []].append((line, share * Double(line.weight)))
      }
    }
    var twice: [String] = []
    let metrics = parts.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let lines = metrics.compactMap { metric -> ScorecardLine? in
      guard let own = parts[metric], let main = own.max(by: { $0.part < $1.part }) else { return nil }
      if own.contains(where: { $0.line.metricClass != main.line.metricClass }) { twice.append(metric) }
      let targets = Set(own.map(\.line.target))
      let weight = Int64(CompensatedSum(own.map(\.part)).value.rounded())
      return ScorecardLine(
        metric, main.line.metricClass, weight: weight, target: targets.count == 1 ? main.line.target : nil,
        isBetterLow: own.compactMap(\.line.isBetterLow).isEmpty
          ? nil : main.line.isBetterLow ?? own.compactMap(\.line.isBetterLow).first)
    }
    return (lines, twice)
  }
}
