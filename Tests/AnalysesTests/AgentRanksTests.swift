import Aggregate
import Canonical
import Dice
import Statistics
import Tables
import Testing

@testable import Analyses

@Suite struct AgentRanksTests {
  /// Contacts of one agent of a channel and call type.
  private struct Work {
    var agent: String
    var channel = "voice"
    var callType = "bill"
    var n: Int64
    var x: Int64
    var unsettled: Int64 = 0
    var role = "care"
  }

  /// The rows of the table; codes are given in the order of `codes`, else as names come.
  private func rows(_ work: [Work], codes: [String] = []) -> [[String: String]] {
    var book = CodeBook()
    for text in codes { _ = book.code(of: text) }
    let strata = work.map {
      AgentStratum(
        agent: book.code(of: $0.agent), channel: book.code(of: $0.channel),
        callType: book.code(of: $0.callType),
        n: $0.n, x: $0.x, unsettled: $0.unsettled)
    }
    var roles: [UInt32: UInt32] = [:]
    for work in work { roles[book.code(of: work.agent)] = book.code(of: work.role) }
    let names = book
    let table = AgentRanks(
      strata: strata, rate: { RateTally(n: $1, x: $2) }, days: 7, match: .reason, from: CivilDate(days: 0),
      role: { roles[$0] ?? 0 },
      roleName: { names.text(of: $0) }, agentName: { names.text(of: $0) }
    ).table
    #expect(table.isIndividual)
    return StudyCenter.rows(table, minimumPeople: 5)
  }

  /// Peers of 300 contacts whose shares rise from .655 to .745.
  private func peers(_ count: Int) -> [Work] {
    (0..<count).map { Work(agent: "agent \(10 + $0)", n: 300, x: 210 + Int64(27 * $0 / count) - 13) }
  }

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    try #require(row[column].flatMap(Double.init), "\(column)")
  }

  // Bills of the others of ana: 40 + 10, 32 + 5 resolved: .74; techs: 20, 12: .6. (20 · .74 + 10 · .6)/30 =
  // .693333. Of bo: bills 20 + 10, 15 + 5: ⅔. Of cy: bills 60, 47; techs 10, 2: (10 · .783333 + 20 · .2)/30 =
  // .394444. Nobody else chats: bills of all others predict for dee, (15 + 32 + 5)/70, nothing of it from the
  // very mix. Of eve two contacts print nothing, of fay none is settled, and in another role there is nobody
  // else.
  @Test func `what the mix predicts is what the others make of it`() {
    let work = [
      Work(agent: "ana", n: 20, x: 15), Work(agent: "ana", callType: "tech", n: 10, x: 2, unsettled: 3),
      Work(agent: "bo", n: 40, x: 32), Work(agent: "cy", n: 10, x: 5),
      Work(agent: "cy", callType: "tech", n: 20, x: 12), Work(agent: "dee", channel: "chat", n: 10, x: 5),
      Work(agent: "eve", callType: "order", n: 2, x: 0), Work(agent: "fay", n: 0, x: 0, unsettled: 4),
      Work(agent: "other", n: 99, x: 1, role: "sales"),
    ]
    #expect(
      rows(work).map {
        $0.line("role", "agent", "peers", "n", "x", "rate", "unsettled", "expected", "own_mix", "gap", "flag")
      } == [
        "care ana 5 30 17 0.566667 3 0.693333 1.000000 -0.126667 -",
        "care bo 5 40 32 0.800000 0 0.666667 1.000000 0.133333 -",
        "care cy 5 30 17 0.566667 0 0.394444 1.000000 0.172222 -",
        "care dee 5 10 5 0.500000 0 0.742857 0.000000 -0.242857 low_n",
        "care eve 5 2 0 - 0 - - - too_few", "care fay 5 0 0 - 4 - - - too_few",
        "sales other 1 99 1 0.010101 0 - - - -",
      ])
  }

  @Test func `under twenty peers there are no quartiles, and under ten no shrunken gaps`() throws {
    for (count, hasGaps, hasQuartiles) in [
      (9, false, false), (10, true, false), (19, true, false), (20, true, true),
    ] {
      let rows = rows(peers(count - 1) + [Work(agent: "star", n: 300, x: 290)])
      #expect(rows.count == count && rows.allSatisfy { ($0["shrunken_gap"] != nil) == hasGaps })
      for column in ["quartile", "raw_quartile", "p_top_half", "p_fourth_quartile"] {
        #expect(rows.allSatisfy { ($0[column] != nil) == hasQuartiles }, "\(count) \(column)")
      }
      let star = try #require(rows.last)
      #expect(star["decision"] == (hasQuartiles ? "top_half" : "insufficient_evidence"))
      #expect(rows.allSatisfy { hasQuartiles || $0["more_contacts"] == nil })
    }
  }

  @Test func `planted agents are found, those with few contacts are not placed`() throws {
    let work =
      peers(22) + [
        Work(agent: "low", n: 300, x: 160), Work(agent: "new", n: 59, x: 59),
        Work(agent: "old", n: 60, x: 60),
        Work(agent: "star", n: 300, x: 285),
      ]
    let rows = Dictionary(uniqueKeysWithValues: rows(work).map { ($0["agent"] ?? "", $0) })
    let (low, new, old, star) = try (
      #require(rows["low"]), #require(rows["new"]), #require(rows["old"]), #require(rows["star"])
    )
    #expect(star.line("quartile", "raw_quartile", "decision", "more_contacts") == "1 1 top_half -")
    #expect(low.line("quartile", "raw_quartile", "decision", "more_contacts") == "4 4 fourth_quartile -")
    #expect(old.line("quartile", "decision") == "1 top_half")
    // One more contact decides what is certain but for the minimum.
    #expect(new.line("decision", "more_contacts") == "insufficient_evidence 1")
    #expect(try number(new, "p_top_half") > 0.8)
    // A gap is pulled towards 0, the more the fewer contacts.
    #expect(
      try number(star, "shrunken_gap") < number(star, "gap")
        && number(low, "shrunken_gap") > number(low, "gap"))
    let kept = try (
      number(star, "shrunken_gap") / number(star, "gap"), number(new, "shrunken_gap") / number(new, "gap")
    )
    #expect(kept.1 < kept.0)
    #expect(try number(star, "shrunken_lo") > 0 && number(low, "shrunken_hi") < 0)
  }

  @Test func `the expectation makes a hard mix no fault`() throws {
    // Half of 20 agents do bills, four of five resolved, half techs, two of five: all as good as their like,
    // but one.
    var work = (0..<20).map {
      Work(
        agent: "agent \(10 + $0)", callType: $0 < 10 ? "bill" : "tech", n: 200,
        x: ($0 < 10 ? 160 : 80) + Int64($0 % 5) * 8 - 16)
    }
    work[19].x = 120
    let rows = rows(work)
    let best = try #require(rows.last)
    // Ten do bills with .72 and more: .6 is eleventh of twenty, ⌈4 · 10.5/20⌉ = 3.
    #expect(best.line("quartile", "raw_quartile", "decision") == "1 3 top_half")
  }

  @Test func `agents with the same contacts share all that is said of them`() {
    let work = peers(20) + [Work(agent: "twin a", n: 300, x: 225), Work(agent: "twin b", n: 300, x: 225)]
    let twins = rows(work).suffix(2).map { row in row.filter { $0.key != "agent" } }
    #expect(twins[0] == twins[1] && twins[0]["quartile"] == "1")
  }

  @Test func `neither the order of counts nor codes show`() {
    let seed: UInt64 = 2_828
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(1) {
      var work: [Work] = []
      for agent in 0..<22 {
        for channel in ["chat", "voice"] {
          for callType in ["bill", "sale", "tech"] where dice.chance(80) {
            let n = Int64(dice.below(60) + 1)
            work.append(
              Work(
                agent: "agent \(10 + agent)", channel: channel, callType: callType, n: n,
                x: Int64(dice.below(Int(n) + 1)) / 3 + n / 2, unsettled: Int64(dice.below(4))))
          }
        }
      }
      let plain = rows(work)
      let codes = Set(work.flatMap { [$0.agent, $0.channel, $0.callType] }).sorted().shuffled(using: &dice)
      #expect(rows(work.shuffled(using: &dice), codes: codes) == plain, "seed \(seed), \(number)")
    }
  }

  @Test func `what a mix predicts has the same bits in any order`() throws {
    let seed: UInt64 = 3_162
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(100) {
      let peers = (0..<3).map { agent in
        (0..<30).map { callType in
          let n = Int64(dice.below(1000) + 10)
          return AgentStratum(
            agent: UInt32(agent), channel: 0, callType: UInt32(callType), n: n, x: Int64(dice.below(Int(n))),
            unsettled: 0)
        }
      }
      let plain = try #require(AgentExpectation(peers).share(of: peers[0]))
      let moved = try #require(AgentExpectation(peers.reversed()).share(of: peers[0].shuffled(using: &dice)))
      #expect(plain == moved, "seed \(seed), \(number)")
    }
  }

  // Peers' gaps .115, .105 … −.115: the top half begins at 0, the fourth quartile below (−.055 − .065)/2.
  @Test func `so many more contacts decide, one fewer does not`() throws {
    let budget = EvidenceBudget((0..<24).map { 0.115 - 0.01 * Double($0) })
    func peer(_ x: Double, _ n: Double, _ expected: Double) throws -> CaseMixShrinkage.Peer {
      try CaseMixShrinkage.Peer(seen: Proportion(successes: x, size: n), expected: expected)
    }
    // 65 of 100 where .62 is expected, with M = 50: Beta(96, 54), and m more at .64.
    let more = try #require(budget.moreContacts(peer(65, 100, 0.62), priorSize: 50))
    func belief(_ m: Int) -> BetaDistribution {
      BetaDistribution(alpha: 96 + 0.64 * Double(m), beta: 54 + 0.36 * Double(m))
    }
    #expect(belief(more).upperTail(0.62) >= 0.8 && belief(more - 1).upperTail(0.62) < 0.8 && more > 1)
    // 47 of 100 where .62 is: Beta(78, 72), gap −.1, under −.06.
    let fewer = try #require(budget.moreContacts(peer(47, 100, 0.62), priorSize: 50))
    func low(_ m: Int) -> BetaDistribution {
      BetaDistribution(alpha: 78 + 0.52 * Double(m), beta: 72 + 0.48 * Double(m))
    }
    #expect(
      fewer == 1
        ? low(1).lowerTail(0.56) >= 0.8
        : low(fewer).lowerTail(0.56) >= 0.8 && low(fewer - 1).lowerTail(0.56) < 0.8)
    // Between both: neither, once that is certain.
    let between = try #require(budget.moreContacts(peer(57.5, 100, 0.62), priorSize: 50))
    func third(_ m: Int) -> Double {
      let shapes = BetaDistribution(alpha: 88.5 + 0.59 * Double(m), beta: 61.5 + 0.41 * Double(m))
      return shapes.upperTail(0.56) - shapes.upperTail(0.62)
    }
    #expect(third(between) >= 0.8 && third(between - 1) < 0.8)
    // Exactly at the border no number would do; what is certain waits for the sixtieth contact alone.
    #expect(try budget.moreContacts(peer(62, 100, 0.62), priorSize: 50) == nil)
    #expect(try budget.moreContacts(peer(38, 40, 0.5), priorSize: 50) == 20)
  }
}
