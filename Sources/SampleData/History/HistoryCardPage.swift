import Tables

/// What is true of scorecards in a center of teams over years.
struct HistoryCardPage {
  /// Writes `truth/alignment.csv`: by kind of work and metric what it weighs and what it does.
  func write(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "truth/alignment.csv", sink: sink)
    sheet.header(["role_type", "metric", "metric_class", "weight", "part", "effect", "importance"])
    for card in HistoryTruth.scorecards {
      for measure in card.measures {
        let importance = HistoryMeasure.importance(of: measure, among: card.measures)
        // Of supervisors it is known which metric tells of the team, not by how many points.
        let isMeasured = card.outcome.chance > 0 && importance != nil
        try sheet.row([
          card.roleType, measure.name, measure.metricClass,
          decimal(millionths: measure.weight * 10_000, digits: 2), measure.part.rawValue,
          isMeasured ? decimal(millionths: measure.effect * 10_000, digits: 2) : "",
          importance.map { decimal(millionths: $0, digits: 6) } ?? "",
        ])
      }
    }
    _ = try sheet.finish()
  }

  /// What the page says of it.
  var lines: [String] {
    func points(_ hundredths: Int, _ digits: Int = 1) -> String {
      decimal(millionths: hundredths * 10_000, digits: digits)
    }
    func drivers(_ card: HistoryTruth.Scorecard) -> String {
      card.measures.filter { $0.effect != 0 }.sorted { abs($0.effect) > abs($1.effect) }.map {
        "\($0.name) \(points($0.effect))"
      }.joined(separator: ", ")
    }
    func name(_ part: HistoryMeasure.Part) -> String {
      HistoryTruth.agentCard.measures.first { $0.part == part }?.name ?? ""
    }
    let (agents, office) = (HistoryTruth.agentCard, HistoryTruth.backOfficeCard)
    let known = HistoryCalendar.name(ofMonth: HistoryTruth.scoredFrom)
    return [
      "- Scorecards (truth/alignment.csv), with metrics of agents and the back office from \(known) on. Policy: "
        + HistoryTruth.scorecards.map { "\($0.roleType): \($0.misfit)" }.joined(separator: "; ") + ".",
      "- Satisfaction (csat) of an agent's month moves with one standard deviation of \(drivers(agents)) points, and with nothing "
        + "else but chance (\(points(agents.outcome.chance))); so \(name(.wrongSign)) is rewarded the wrong way. It has nothing to do "
        + "with what contacts come to. \(name(.dead)) is the same for everybody; \(name(.redundant)) follows the line before it.",
      "- Gaming: of \(name(.gamed)), months up to \(points(HistoryTruth.gamedReach)) short of the target are told as met, "
        + "\(decimal(millionths: HistoryTruth.gamedShare * 100, digits: 1)) % of them; it rises by \(points(HistoryTruth.gamedRise)) a month while "
        + "satisfaction falls by \(points(HistoryTruth.satisfactionFall, 2)).",
      "- The back office (contractors, who stay) has quality scores (qa) that move with one standard deviation of \(drivers(office)) points "
        + "and chance (\(points(office.outcome.chance))); how fast tasks are done has no part in it. The better, the fewer are done again.",
      "- Engagement that supervisors' reports tell of follows the chance of their team's first contacts; the other lines of supervisors "
        + "follow nothing.",
    ]
  }
}
