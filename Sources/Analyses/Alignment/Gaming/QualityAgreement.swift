import Aggregate
import Canonical
import Statistics

/// SQM's check: how many people resolve more in months in which their quality score is higher.
///
/// Person by person, over six months or more, beside others of the site and month; a person counts where p is at most .05,
/// one-sided. Where quality has nothing to do with resolution one in twenty counts by chance.
struct QualityAgreement {
  /// People with months enough, and those who count.
  let people: Int
  let agreeing: Int

  /// p from which a person counts.
  ///
  /// Source: our choice.
  static let significance = 0.05

  /// The people of two columns.
  init(
    quality: [Double?], outcome: [Double?], of unit: EvidenceUnit, _ panel: AlignmentPanel
  ) throws(NotEstimable) {
    let months = try CompleteMonths([quality, outcome], of: unit, panel)
    var (people, agreeing, start) = (0, 0, 0)
    while start < months.people.count {
      let end = months.people[start...].firstIndex { $0 != months.people[start] } ?? months.people.count
      if end - start >= AlignmentParameters.minimumTrendMonths,
        let test = try? SlopeTest(
          Array(months.deviations[0][start..<end]), Array(months.deviations[1][start..<end]))
      {
        people += 1
        if test.pAbove <= QualityAgreement.significance { agreeing += 1 }
      }
      start = end
    }
    guard people > 0 else { throw .tooFew(.clusters, found: 0, needed: 1) }
    (self.people, self.agreeing) = (people, agreeing)
  }

  /// The share of them with Wilson's interval.
  var share: OutcomeEvidence.Ranged {
    let share = Double(agreeing) / Double(people)
    let interval = WilsonInterval(share: share, size: Double(people))
    return .init(value: share, low: interval.low, high: interval.high)
  }
}
