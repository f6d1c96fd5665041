import Canonical
import Tables

/// Scorecards written in one line each: `csat outcome .4 up .85`.
package enum ScorecardSheet {
  /// A role with lines of metric, class, weight, and, where given, direction and target.
  package static func role(
    _ name: String, _ type: RoleType, _ lines: [String], code: UInt32 = 1, people: Int = 10, days: Int = 100,
    missing: Int = 0, overlapping: Int = 0, hasScorecard: Bool = true
  ) -> RoleScorecard {
    RoleScorecard(
      role: code, name: name, type: type, scorecard: hasScorecard ? "card \(name)" : nil,
      lines: lines.map(line).sorted { $0.metric < $1.metric }, people: people, days: days,
      missingDays: missing, overlappingDays: overlapping)
  }

  /// A line of metric, class, weight, and, where given, direction (`-` for none) and target.
  package static func line(_ text: String) -> ScorecardLine {
    let words = text.split(separator: " ").map(String.init)
    func millionths(_ word: String) -> Int64 { Int64(((Double(word) ?? -1) * 1e6).rounded()) }
    return ScorecardLine(
      words[0], MetricClass(rawValue: words[1]) ?? .people, weight: millionths(words[2]),
      target: words.count > 4 ? millionths(words[4]) : nil,
      isBetterLow: words.count > 3 && words[3] != "-" ? words[3] == "down" : nil)
  }
}

extension ClosedRange<Month> {
  /// One month, of a panel without people.
  package static var ofNobody: ClosedRange<Month> { Month(number: 0)...Month(number: 0) }
}
