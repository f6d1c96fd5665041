import Statistics

/// The claimed knee of turnover held against a panel, and what the tables need of it.
struct ImpactKnee {
  /// The months of units.
  let panel: ImpactPanel
  /// What was found.
  let assessment: KneeAssessment

  /// Places of the profile.
  static let profilePoints = 101

  /// The assessment, with effects of units and months taken out; `draws` are of the knee's interval and test.
  init(_ panel: ImpactPanel, draws: Int) throws(NotEstimable) {
    self.panel = panel
    let rows = panel.rows
    let first = rows.map(\.month).min() ?? 0
    assessment = try KneeAssessment(
      of: rows.map { Double($0.x) / Double($0.n) }, over: rows.map(\.turnover),
      claimed: panel.threshold, weights: rows.map { Double($0.n) }, units: rows.map(\.unit),
      periods: rows.map { $0.month - first },
      hasEffects: true, draws: draws, seed: ImpactRegression.seed)
  }

  /// The verdict as the tables print it.
  var verdict: String {
    switch assessment.verdict {
    case .consistent: "CONSISTENT"
    case .kneeElsewhere: "KNEE_ELSEWHERE"
    case .noKnee: "NO_KNEE"
    case .insufficient: "INSUFFICIENT"
    }
  }

  /// The verdict in words.
  var words: String {
    guard let evidence = assessment.evidence else {
      return assessment.reason.map { ImpactWords.reason($0, panel) } ?? ""
    }
    let (bend, knee) = (evidence.claimed.bend, evidence.estimated)
    let claimed = ImpactWords.percent(panel.threshold)
    let change =
      "the slope changes by \(ImpactWords.signedPoints(bend.value * TurnoverFCRTable.step)) points of FCR for each 10 points of "
      + "turnover at \(claimed) (\(ImpactWords.p(evidence.bend.p)))"
    let found = "the best knee is at \(ImpactWords.points(knee.knee)) % (95 % \(interval(evidence.interval)))"
    switch assessment.verdict {
    case .consistent: return "\(claimed) agrees with these data: \(change); \(found)"
    case .kneeElsewhere:
      return
        "FCR falls faster from a knee on, but it is not at \(claimed): \(found); "
        + "\(ImpactWords.p(evidence.test.p)) for any knee"
    case .noKnee:
      return
        "no knee is shown: \(change); \(ImpactWords.p(evidence.test.p)) for any knee; this is no proof that there is none"
    case .insufficient: return ""
    }
  }

  private func interval(_ interval: KneeInterval) -> String {
    let low = interval.isLowOpen ? "or less" : ""
    let high = interval.isHighOpen ? "or more" : ""
    return "\(ImpactWords.points(interval.low)) %\(low.isEmpty ? "" : " \(low)") to "
      + "\(ImpactWords.points(interval.high)) %\(high.isEmpty ? "" : " \(high)")"
  }
}
