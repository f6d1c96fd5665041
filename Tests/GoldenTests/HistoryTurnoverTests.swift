import Foundation
import Testing

/// Turnover and retention of a run, against who is planted in the center of teams over years.
@Suite struct HistoryTurnoverTests {
  private static let written = Result { try HistoryDesk(size: 0.1, analyses: "turnover").tables() }
  private let run: HistoryTables

  init() throws { run = try Self.written.get() }

  @Test func `separations and person days of every team's month are those that are planted`() throws {
    var (told, separations, personDays) = (0, 0.0, 0.0)
    for cells in run("panel.csv") {
      let truth = HistoryRow(cells)
      let found = try #require(
        run.row(
          "turnover.csv",
          [
            "kind": "external", "group_by": "team", "group": truth.text("team"),
            "period": truth.text("month"),
          ]))
      separations += truth("separations") ?? 0
      personDays += truth("person_days") ?? 0
      if found.text("band") == "withheld" { continue }
      told += 1
      #expect(found("separations") == truth("separations") && found("person_days") == truth("person_days"))
    }
    #expect(told > 400 && separations > 100)
    // The three years whose months are planted one by one.
    let years = try ["2023-07", "2024-07", "2025-07"].map {
      try #require(
        run.row("turnover.csv", ["kind": "external", "group_by": "all", "period": "\($0)/P12M"]))
    }
    #expect(years.compactMap { $0("separations") }.reduce(0, +) == separations)
    #expect(years.compactMap { $0("person_days") }.reduce(0, +) == personDays)
  }

  @Test func `turnover of the twelve months before a month is that of the truth`() throws {
    var told = 0
    for cells in run("panel.csv") {
      let truth = HistoryRow(cells)
      let year = try #require(Int(truth.text("month").prefix(4)))
      let before = "\(year - 1)\(truth.text("month").dropFirst(4))/P12M"
      let found = run.row(
        "turnover.csv",
        ["kind": "external", "group_by": "team", "group": truth.text("team"), "period": before])
      guard let found, let rate = found("rate"), let turnover = truth("turnover_before") else { continue }
      told += 1
      #expect(abs(rate - turnover) < 2e-6, "\(truth)")
    }
    #expect(told > 300)
  }

  @Test func `reasons have the planted shares`() throws {
    let all = try ["external", "voluntary", "involuntary", "other", "unknown"].map {
      try #require(run.row("turnover.csv", ["kind": $0, "group_by": "all", "period": "all"]))
    }
    let counts = all.compactMap { $0("separations") }
    #expect(counts.count == 5 && counts[0] > 200 && counts[0] == counts[1...].reduce(0, +))
    // Source: HistoryTruth.exits: 65 % voluntary, 20 % involuntary, 10 % other, 5 % unknown.
    for (found, share) in zip(all[1...], [0.65, 0.20, 0.10, 0.05]) {
      #expect(found.holds(share * (all[0]("rate") ?? 0)), "\(found)")
    }
  }

  @Test(arguments: [
    ("all", "all", "all"), ("referral", "yes", "referred"), ("referral", "no", "not_referred"),
  ])
  func `people stay as long as the planted hazards say`(grouping: String, group: String, people: String)
    throws
  {
    let planted = run("survival.csv").map(HistoryRow.init)
      .filter { $0.text("people") == people }
    #expect(planted.count == 7)
    for truth in planted {
      let found = try #require(
        run.row(
          "retention.csv",
          ["group_by": grouping, "group": group, "statistic": "survival", "day": truth.text("day")]))
      #expect(found.holds(try #require(truth("survival"))), "\(found), planted \(truth)")
    }
    let early = try #require(
      run.row(
        "retention.csv", ["group_by": grouping, "group": group, "statistic": "attrition", "day": "90"]))
    #expect(early.holds(1 - (planted[2]("survival") ?? 0)))
  }

  @Test func `the curve is the product of those who stayed, day by day`() throws {
    // Employees' spells as the export has them; who came before 2022-07-01 is looked at from then on.
    func day(_ text: String) throws -> Int {
      let parts = text.split(separator: "-").compactMap { Int($0) }
      let date = DateComponents(
        calendar: Calendar(identifier: .gregorian), timeZone: .gmt, year: parts[0], month: parts[1],
        day: parts[2]
      ).date
      return Int(try #require(date).timeIntervalSince1970) / 86_400
    }
    let (first, end) = (try day("2022-07-01"), try day("2026-06-30"))
    let spells = try run("people.csv").map(HistoryRow.init)
      .filter { $0.text("worker_class") == "employee" }
      .map { row in
        let (hired, left) = (try day(row.text("hired_on")), row.text("left_on"))
        let exit = left.isEmpty ? end : try day(left)
        return (entry: max(0, first - hired), exit: exit - hired + 1, isGone: !left.isEmpty)
      }
    var survival = 1.0
    for day in 1...1095 {
      let atRisk = spells.count { $0.entry < day && day <= $0.exit }
      let gone = spells.count { $0.exit == day && $0.isGone }
      if atRisk > 0 { survival *= 1 - Double(gone) / Double(atRisk) }
      guard [30, 60, 90, 180, 365, 730, 1095].contains(day) else { continue }
      let found = try #require(
        run.row("retention.csv", ["group_by": "all", "statistic": "survival", "day": "\(day)"]))
      #expect(abs((found("value") ?? 0) - survival) < 1e-6, "day \(day): \(survival), \(found)")
    }
  }

  @Test func `those referred stay longer, and coaching keeps nobody once early leavers are out`() throws {
    let referral = try #require(run.row("retention_tests.csv", ["group_by": "referral"]))
    #expect(try #require(referral("p")) < 0.05, "\(referral)")
    let coached = try #require(run.row("retention_tests.csv", ["group_by": "coached_90d"]))
    #expect(try #require(coached("p")) > 0.05, "\(coached)")
    // Of those gone within a year 65 % went of their own will.
    let gone = try #require(
      run.row("retention.csv", ["group_by": "all", "statistic": "survival", "day": "365"])?("value"))
    let own = try #require(
      run.row("retention.csv", ["group_by": "all", "statistic": "incidence_voluntary", "day": "365"]))
    #expect(own.holds(0.65 * (1 - gone)), "\(own)")
  }
}
