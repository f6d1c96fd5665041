import Canonical
import Tables

/// What is true of a center of teams over years, as `TRUTH.md` for people and `truth/` for programs.
struct HistoryPage {
  /// The center.
  let center: HistoryCenter
  /// Its people.
  let roster: HistoryRoster
  /// Its teams' months.
  let months: [HistoryMonth]
  /// Who was coached for a low month.
  let coaching: HistoryCoaching

  /// Hands over the files.
  func write(to sink: @escaping FileSink) throws {
    try writePanel(to: sink)
    try writeRamp(to: sink)
    try writeTenure(to: sink)
    try writeSurvival(to: sink)
    try coachPage.write(to: sink)
    try HistoryCardPage().write(to: sink)
    try sink("TRUTH.md", Array(page.utf8))
  }

  /// By team and month: turnover of the twelve months before, first contacts, and their mean chance.
  private func writePanel(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "truth/panel.csv", sink: sink)
    sheet.header([
      "team", "month", "separations", "person_days", "turnover_before", "first_contacts", "mean_chance",
    ])
    for cell in months {
      let known = roster.month(cell.month, ofTeam: cell.team)
      try sheet.row([
        HistoryRoster.name(ofTeam: cell.team), HistoryCalendar.name(ofMonth: cell.month),
        String(known.separations), String(known.personDays), decimal(millionths: cell.turnover, digits: 6),
        String(cell.firsts), decimal(millionths: cell.chances / max(1, cell.firsts), digits: 6),
      ])
    }
    _ = try sheet.finish()
  }

  /// By month of tenure: what it takes from the chance, and the mean handle time.
  private func writeRamp(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "truth/ramp.csv", sink: sink)
    sheet.header(["tenure_month", "chance", "handle_s"])
    for month in 0...24 {
      try sheet.row([
        String(month), decimal(millionths: HistoryTruth.ramp(month: month), digits: 6),
        String(HistoryTruth.handle(month: month)),
      ])
    }
    _ = try sheet.finish()
  }

  /// By calendar year and band of tenure: first contacts and their mean chance, as a split of a change has it.
  private func writeTenure(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "truth/tenure.csv", sink: sink)
    sheet.header(["month", "tenure_band", "first_contacts", "mean_chance"])
    for month in HistoryCalendar.monthsBefore..<HistoryCalendar.months {
      let cells = months.filter { $0.month == month }
      for (band, name) in HistoryMonth.bandNames.enumerated() {
        let firsts = cells.reduce(0) { $0 + $1.bands[band].firsts }
        let chances = cells.reduce(0) { $0 + $1.bands[band].chances }
        guard firsts > 0 else { continue }
        try sheet.row([
          HistoryCalendar.name(ofMonth: month), name, String(firsts),
          decimal(millionths: chances / firsts, digits: 6),
        ])
      }
    }
    _ = try sheet.finish()
  }

  /// By people and day from the day of hire on: the chance to be still there.
  private func writeSurvival(to sink: @escaping FileSink) throws {
    let survival = HistorySurvival(seed: center.seed, roster)
    var sheet = ExportSheet(path: "truth/survival.csv", sink: sink)
    sheet.header(["people", "day", "survival"])
    for people in HistorySurvival.People.allCases {
      for day in TurnoverParameters.retentionDays {
        let millionths = Int((survival.chance(of: people, after: day) * 1_000_000).rounded())
        try sheet.row([people.rawValue, String(day), decimal(millionths: millionths, digits: 6)])
      }
    }
    _ = try sheet.finish()
  }

  private var coachPage: HistoryCoachPage {
    HistoryCoachPage(seed: center.seed, roster: roster, coaching: coaching)
  }

  private var page: String {
    let share = { (millionths: Int) in decimal(millionths: millionths, digits: 2) }
    var lines = [
      "# What is true of the history", "",
      "Written by `firstcontact sample --history` (seed \(center.seed)) together with the exports; do not edit.",
      "\(center.teams) teams of \(HistorySeat.perTeam) seats at \(Roster.sites.count) sites. People from "
        + "\(HistoryCalendar.rosterFirst.description), contacts from \(HistoryCalendar.first.description) to "
        + "\(HistoryCalendar.end.description) (not included), UTC. Nothing is damaged.", "",
      "- A first contact is resolved with a chance of \(share(HistoryTruth.resolved)), give or take what the "
        + "team (3 points), the month (1 point) and the agent (12 points at most) add; else the customer comes",
      "  back within five days, so first contact resolution at 7 days is that chance.",
      center.isKneed
        ? "- Knee: turnover of the team over the twelve months before (employees' separations / person-days × "
          + "365.25) costs nothing up to \(share(HistoryTruth.knee)); from there on the chance changes by "
          + "\(share(HistoryTruth.slope)) of it."
        : "- No knee: turnover costs what new agents cost, and nothing else.",
      "- Ramp: the first month of tenure takes \(share(-HistoryTruth.firstMonth)) from the chance, each later one "
        + "less, evenly, and nothing from month \(HistoryTruth.rampMonths) on (truth/ramp.csv).",
      "- Turnover of teams is \(share(HistoryTruth.turnover.lowerBound)) to "
        + "\(share(HistoryTruth.turnover.upperBound)) a year, up to \(share(HistoryTruth.swing)) more or less by "
        + "half-years; \(decimal(millionths: HistoryTruth.early * 100_000, digits: 1)) times that in the first "
        + "90 days, \(decimal(millionths: HistoryTruth.referred * 100_000, digits: 1)) times for those referred.",
      "- Survivors: who resolves 10 points less than the average leaves "
        + "\(decimal(millionths: 1_000_000 + HistoryTruth.survivorBias * 10_000, digits: 1)) times as often.",
      "- Coaching in the first 90 days keeps nobody; who left early had no time for it.",
    ]
    lines += coachPage.lines + HistoryCardPage().lines
    lines += [
      "- Who came before \(HistoryCalendar.rosterFirst.description) was still there then: `covers` of people begins "
        + "on that day.", "",
      "truth/panel.csv: by team and month. truth/tenure.csv: by month and band of tenure. "
        + "truth/survival.csv: how many employees should be still there after so many days.", "",
      "## Exits", "", "| type | reason | share |", "|---|---|---:|",
    ]
    lines += HistoryTruth.exits.map { "| \($0.type) | \($0.reason) | \(share($0.share)) |" }
    return lines.joined(separator: "\n") + "\n"
  }
}
