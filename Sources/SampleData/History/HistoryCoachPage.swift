import Tables

/// What is true of coaching in a center of teams over years.
struct HistoryCoachPage {
  /// What chooses the random streams.
  let seed: UInt64
  /// Its people.
  let roster: HistoryRoster
  /// Who was coached for a low month.
  let coaching: HistoryCoaching

  /// Hands over the files of `truth/`.
  func write(to sink: @escaping FileSink) throws {
    try writeMonths(to: sink)
    try writeCoaches(to: sink)
  }

  /// By coached agent and month from the one before that which had them picked on: what became of their contacts, what
  /// should have, and what would have without coaching.
  private func writeMonths(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "truth/coaching.csv", sink: sink)
    sheet.header([
      "agent", "coach", "first_session", "month", "months_after", "first_contacts", "contacts", "acr",
      "expected_acr", "uncoached_acr", "qa_effect",
    ])
    for episode in coaching.episodes {
      for month in (episode.month - 1)..<HistoryCalendar.months {
        guard let score = coaching.score(of: episode.agent, in: month) else { continue }
        try sheet.row(
          [
            roster.workers[Int(episode.agent)].id, HistorySeat.supervisor(ofTeam: episode.team).id,
            episode.days[0].description, HistoryCalendar.name(ofMonth: month),
            String(month - episode.month - 1), String(score.firsts), String(score.contacts),
          ]
            + [score.acr, score.expectedAcr, score.uncoachedAcr, score.qualityEffect].map {
              decimal(millionths: $0, digits: 6)
            })
      }
    }
    _ = try sheet.finish()
  }

  /// By coach: what coaching adds to the chance in the month of the first session and the five after it, how many
  /// agents, and what people think.
  private func writeCoaches(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "truth/coaches.csv", sink: sink)
    let months = HistoryTruth.coachingCourse.indices
    sheet.header(["coach", "team", "agents", "liking"] + months.map { "effect_\($0)" })
    for team in 0..<roster.teams {
      let effects = months.map {
        decimal(millionths: HistoryTruth.effect(ofTeam: team, after: $0), digits: 6)
      }
      try sheet.row(
        [
          HistorySeat.supervisor(ofTeam: team).id, HistoryRoster.name(ofTeam: team),
          String(coaching.episodes.count { $0.team == team }),
          decimal(millionths: HistoryTruth.liking(ofTeam: team, seed: seed) * 10_000, digits: 2),
        ] + effects)
    }
    _ = try sheet.finish()
  }

  /// What the page says of it.
  var lines: [String] {
    func list(_ values: [Int], _ digits: Int? = nil) -> String {
      values.map { value in digits.map { decimal(millionths: value, digits: $0) } ?? String(value) }
        .joined(separator: ", ")
    }
    let points = { (millionths: Int) in decimal(millionths: millionths * 100, digits: 1) }
    let hundredths = { (value: Int) in decimal(millionths: value * 10_000, digits: 2) }
    let (effect, selection) = planted
    return [
      "- Coaching for low months: at the end of a quarter supervisors look at its last month, at agents of \(HistoryTruth.reviewDays) "
        + "days and more with at least \(HistoryTruth.fewestFirsts) first contacts in it who were never coached so; of the fourth of them "
        + "that resolved the smallest share \(points(HistoryTruth.pickedShare)) % are coached, \(coaching.episodes.count) in all.",
      "  Their first session is in the first five days of the next month, two more a week apart each.",
      "- Coaches: the chance to resolve a first contact changes by \(list(HistoryTruth.coachEffects, 2)) from the first session on, coach "
        + "after coach by team; of it there is \(list(HistoryTruth.coachingCourse)) % in the month of the first session and those after it, "
        + "then nothing (truth/coaches.csv). Planned sessions and those of new agents change nothing.",
      "- What selection does: over the month of the first session and the two after it, agents would have resolved \(points(selection)) points more "
        + "without any coaching than in the month that had them picked; coaching added \(points(effect)) (agents' contact resolution, months of "
        + "\(HistoryTruth.fewestFirsts) contacts and more). So before and after alone shows \(points(effect + selection)) (truth/coaching.csv).",
      "- Habits: planned sessions come every \(list(HistoryTruth.plannedDays)) days or up to a week later and take "
        + "\(list(HistoryTruth.plannedMinutes)) minutes or up to ten more, coach after coach as effects are; so agents of good coaches have "
        + "more sessions, which is not why they gain. One in ten is missed.",
      "- Five sources: pulse, 360 and self-assessment see one liking of the coach (3 of 5, \(hundredths(HistoryTruth.likingOfBest)) more for "
        + "the largest effect, up to \(hundredths(HistoryTruth.likingByChance)) by chance); themselves coaches give "
        + "\(hundredths(HistoryTruth.selfPraise)) more. Promotions follow nothing.",
      "- Quality scores follow the chances of the month: \(hundredths(HistoryTruth.qualitySpan)) points more for a chance of 1 than for one of 0. "
        + "They do not know who was lucky, so nothing comes back in them.",
    ]
  }

  /// What coaching added and what selection did to agents' contact resolution, over the months of the effect, in
  /// millionths.
  private var planted: (effect: Int, selection: Int) {
    var (effect, selection, months) = (0, 0, 0)
    for episode in coaching.episodes {
      guard let low = coaching.score(of: episode.agent, in: episode.month) else { continue }
      for month in (episode.month + 1)...(episode.month + 3) where month < HistoryCalendar.months {
        guard let score = coaching.score(of: episode.agent, in: month),
          score.contacts >= HistoryTruth.fewestFirsts
        else { continue }
        effect += score.expectedAcr - score.uncoachedAcr
        selection += score.uncoachedAcr - low.acr
        months += 1
      }
    }
    return (effect / max(1, months), selection / max(1, months))
  }
}
