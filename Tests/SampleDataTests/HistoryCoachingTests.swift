import Statistics
import Tables
import Testing

@testable import SampleData

@Suite struct HistoryCoachingTests {
  /// One center for all rules.
  private static let written = Result {
    try WrittenHistory(HistoryCenter(seed: 4, size: 0.5, contactsPerMonth: 100))
  }
  private let history: WrittenHistory

  init() throws { history = try Self.written.get() }

  /// Rows of truth/coaching.csv: an agent's month.
  private struct AgentMonth {
    var agent: Substring
    var coach: Substring
    var firstSession: Substring
    var month: Substring
    var after: Int
    var firsts: Int
    var contacts: Int
    var acr: Double
    var expected: Double
    var uncoached: Double
    var qualityEffect: Double

    init(_ row: [Substring]) throws {
      (agent, coach, firstSession, month) = (row[0], row[1], row[2], row[3])
      (after, firsts) = (try #require(Int(row[4])), try #require(Int(row[5])))
      (contacts, acr) = (try #require(Int(row[6])), try #require(Double(row[7])))
      (expected, uncoached) = (try #require(Double(row[8])), try #require(Double(row[9])))
      qualityEffect = try #require(Double(row[10]))
    }
  }

  private func agentMonths() throws -> [AgentMonth] { try history("truth/coaching.csv").map(AgentMonth.init) }

  @Test func `agents are picked for low months: what they resolved is far below their chance`() throws {
    let months = try agentMonths()
    let picked = months.filter { $0.after == -1 }
    #expect(picked.count > 120 && Set(picked.map(\.agent)).count == picked.count)
    #expect(picked.allSatisfy { $0.firsts >= HistoryTruth.fewestFirsts && $0.expected == $0.uncoached })
    // Of some eight contacts, seven of them first ones, a share has a standard deviation of 13 points; the lowest
    // quarter is 1.27 of them low, if all agents of a team are alike.
    let luck = picked.reduce(0) { $0 + $1.expected - $1.acr } / Double(picked.count)
    #expect((0.1...0.25).contains(luck), "\(luck)")
    // Nobody is picked after that: the months to come are as lucky as others, give or take four standard errors.
    let later = months.filter { $0.after > 0 }
    let n = later.reduce(0) { $0 + $1.contacts }
    let rest = later.reduce(0) { $0 + Double($1.contacts) * ($1.expected - $1.acr) } / Double(n)
    #expect(n > 10_000 && abs(rest) < 4 * (0.15 / Double(n)).squareRoot(), "\(rest) of \(n)")
  }

  @Test func `the page tells what selection does, as the agents' months have it`() throws {
    let months = try agentMonths()
    let low = Dictionary(uniqueKeysWithValues: months.filter { $0.after == -1 }.map { ($0.agent, $0.acr) })
    let seen = months.filter { (0...2).contains($0.after) && $0.contacts >= HistoryTruth.fewestFirsts }
    let selection =
      try seen.reduce(0) { $0 + $1.uncoached - (try #require(low[$1.agent])) } / Double(seen.count)
    let effect = seen.reduce(0) { $0 + $1.expected - $1.uncoached } / Double(seen.count)
    #expect(selection > 0.1 && effect > 0.01)
    func points(_ share: Double) -> String { decimal(millionths: Int((share * 1e8).rounded()), digits: 1) }
    let page = try #require(history.files["TRUTH.md"].map { String(decoding: $0, as: UTF8.self) })
    #expect(page.contains("have resolved \(points(selection)) points more without any coaching"))
    #expect(page.contains("coaching added \(points(effect)) (agents' contact resolution"))
  }

  @Test func `what the truth says of coached agents' months is in the contacts`() throws {
    var counts: [Substring: (n: Int, x: Int)] = [:]
    var last: [Substring: Substring] = [:]
    for row in history("exports/contacts.csv") {
      let cell = "\(row[5]) \(row[1].prefix(7))"[...]
      counts[cell, default: (0, 0)].n += 1
      counts[cell, default: (0, 0)].x += 1
      // Whoever came back was not helped the time before.
      if let before = last[row[3]] { counts[before]?.x -= 1 }
      last[row[3]] = cell
    }
    let months = try agentMonths()
    #expect(months.count > 3000)
    for row in months {
      let cell = try #require(counts["\(row.agent) \(row.month)"])
      #expect(cell.n == row.contacts, "\(row)")
      #expect(abs(Double(cell.x) / Double(cell.n) - row.acr) < 1e-6, "\(row)")
    }
  }

  @Test func `coaching adds what the coach adds, in the course of months that is planted`() throws {
    let coaches = history("truth/coaches.csv")
    let effects = Dictionary(
      uniqueKeysWithValues: try coaches.map { row in
        (row[0], try (4..<row.count).map { try #require(Double(row[$0])) })
      })
    #expect(
      Set(effects.values.compactMap(\.first)) == Set(HistoryTruth.coachEffects.map { Double($0) / 1e6 }))
    for own in effects.values {
      #expect(own.count == HistoryTruth.coachingCourse.count)
      for (share, value) in zip(HistoryTruth.coachingCourse, own) {
        #expect(abs(value - own[0] * Double(share) / 100) < 1e-6)
      }
    }
    var (seen, isLess) = (0, 0)
    for row in try agentMonths() {
      let own = try #require(effects[row.coach])
      let most = own.indices.contains(row.after) ? own[row.after] : 0
      // Of second contacts nobody comes back, whoever takes them; the first days may be before the first session, and a
      // chance has bounds.
      let added = (row.expected - row.uncoached) * Double(row.contacts) / Double(max(1, row.firsts))
      #expect(abs(added) <= abs(most) + 1e-5 && added * most >= -1e-9, "\(row)")
      #expect(abs(row.qualityEffect - 50 * added) < 1e-3, "\(row)")
      if most != 0 {
        seen += 1
        if abs(added - most) > 0.01 { isLess += 1 }
      }
    }
    #expect(seen > 300 && isLess < seen / 2, "\(isLess) of \(seen)")
  }

  @Test func `sessions for low months are a week apart, in the first days after, by the team's supervisor`()
    throws
  {
    let rows = history("exports/coaching.csv")
    let picked = try agentMonths().filter { $0.after == -1 }
    let byAgent = Dictionary(grouping: rows.filter { $0[5] == "low_score" }) { $0[2] }
    #expect(Set(byAgent.keys) == Set(picked.map(\.agent)))
    for row in picked {
      let sessions = try #require(byAgent[row.agent])
      let days = try sessions.map { try #require(CivilDate(iso: String($0[3].prefix(10)))).days }
      #expect(days == (0..<days.count).map { days[0] + Int32(7 * $0) })
      #expect(sessions[0][3].hasPrefix(row.firstSession) && sessions.allSatisfy { $0[1] == row.coach })
      #expect(sessions[0][6] == "held" && Int(row.firstSession.suffix(2)).map { $0 <= 5 } == true)
      let month = try #require(CivilDate(iso: "\(row.month)-01"))
      #expect(HistoryTruth.isReviewed(HistoryCalendar.month(of: month)))
      #expect(CivilDate(days: days[0]).month.number == month.month.number + 1)
      #expect(sessions.dropLast().allSatisfy { $0[6] == "held" })
    }
    let missed = Double(byAgent.values.count { $0.last?[6] == "missed" }) / Double(byAgent.count)
    #expect(abs(missed - 0.1) < 4 * (0.09 / Double(byAgent.count)).squareRoot())
  }

  @Test func `no supervisor is in two sessions at once, and missed ones have no minutes`() {
    let rows = history("exports/coaching.csv")
    #expect(rows.count > 5000 && Set(rows.map { $0[0] }).count == rows.count)
    #expect(Set(rows.map { "\($0[1]) \($0[3])" }).count == rows.count)
    for row in rows {
      #expect(row[6] == "missed" ? row[7].isEmpty : Int(row[7]).map { (10...55).contains($0) } == true)
    }
  }

  @Test func `planned sessions come as often as the supervisor is used to`() throws {
    let coaches = history("truth/coaches.csv").map { $0[0] }
    var gaps: [Int: [Int32]] = [:]
    let planned = history("exports/coaching.csv").filter { $0[5] == "scheduled" }
    for sessions in Dictionary(grouping: planned, by: { "\($0[1]) \($0[2])" }).values {
      let days = try sessions.map { try #require(CivilDate(iso: String($0[3].prefix(10)))).days }
      let team = try #require(coaches.firstIndex(of: sessions[0][1]))
      gaps[team % HistoryTruth.plannedDays.count, default: []] += zip(days.dropFirst(), days).map { $0 - $1 }
    }
    for (habit, days) in HistoryTruth.plannedDays.enumerated() {
      let own = try #require(gaps[habit])
      // Who was in another team in between, or away, has a longer gap.
      let usual = own.filter { (days...days + 7).contains(Int($0)) }
      #expect(own.count > 100 && usual.count > own.count * 9 / 10, "\(days): \(own.count)")
    }
    let missed = Double(planned.count { $0[6] == "missed" }) / Double(planned.count)
    #expect(abs(missed - 0.1) < 4 * (0.09 / Double(planned.count)).squareRoot())
  }

  @Test func `quality scores follow chances, and are scored once for each agent's month with first contacts`()
    throws
  {
    let rows = history("exports/metrics.csv").filter { $0[3] == "qa" }
    #expect(Set(rows.map { "\($0[0]) \($0[1])" }).count == rows.count)
    let scores = try Dictionary(
      uniqueKeysWithValues: rows.map { ("\($0[0]) \($0[1].prefix(7))", try #require(Double($0[4]))) })
    var (sum, n) = (0.0, 0)
    for row in try agentMonths() where row.firsts > 0 {
      let score = try #require(scores["\(row.agent) \(row.month)"])
      // The chance of first contacts: second ones are resolved.
      let chance =
        (row.expected * Double(row.contacts) - Double(row.contacts - row.firsts)) / Double(row.firsts)
      #expect(abs(score - 40 - 50 * chance) < 4.02, "\(row)")
      sum += score - 40 - 50 * chance
      n += 1
    }
    // Luck is even from -4 to 4: its standard deviation is 2.3.
    #expect(abs(sum / Double(n)) < 4 * 2.31 / Double(n).squareRoot() + 0.01)
    #expect(history("exports/metrics.csv").count { $0[3] == "paid_minutes" } == 36 * 20)
  }

  @Test func `pulse and review see the same liking, and coaches rate themselves half a point higher`() throws
  {
    var sums: [Substring: [Substring: (sum: Int, n: Int)]] = [:]
    for row in history("exports/surveys.csv") {
      let value = try #require(Int(row[3]))
      #expect((1...5).contains(value))
      sums[row[1], default: [:]][row[7], default: (0, 0)].sum += value
      sums[row[1], default: [:]][row[7], default: (0, 0)].n += 1
    }
    let teams = history("truth/coaches.csv")
    func mean(_ instrument: Substring) -> [Double] {
      teams.compactMap { row in sums[instrument]?[row[0]].map { Double($0.sum) / Double($0.n) } }
    }
    let liking = teams.compactMap { Double($0[3]) }
    for (instrument, least) in [("pulse", 0.8), ("review360", 0.7)] as [(Substring, Double)] {
      let found = mean(instrument)
      #expect(found.count == teams.count)
      let differences = zip(found, liking).map { $0 - $1 }
      #expect(abs(differences.reduce(0, +) / Double(teams.count)) < 0.15, "\(instrument)")
      #expect(correlation(found, liking) > least, "\(instrument)")
    }
    let own = mean("self")
    let gap = zip(own, liking).reduce(0) { $0 + $1.0 - $1.1 } / Double(own.count)
    #expect(abs(gap - 0.5) < 4 * 0.6 / Double(own.count).squareRoot())
    // A pulse of under ten is hidden: most teams have that many.
    let answered = sums["pulse"].map { $0.values.count { $0.n >= 10 } } ?? 0
    #expect(answered > teams.count * 3 / 4)
    #expect(sums["review360"]?.values.allSatisfy { $0.n == 2 * HistoryTruth.reviewers } == true)
  }

  private func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let (a, b) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let xy = zip(x, y).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
    let (xx, yy) = (
      x.reduce(0) { $0 + ($1 - a) * ($1 - a) }, y.reduce(0) { $0 + ($1 - b) * ($1 - b) }
    )
    return xy / (xx * yy).squareRoot()
  }
}
