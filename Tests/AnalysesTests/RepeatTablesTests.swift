import Aggregate
import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct RepeatTablesTests {
  /// Settled first contacts, each of a customer of its own, and the tables made of them.
  private struct Center {
    var groupings: [Grouping] = [.all, .callType, .queue, .channel]
    var minimumPeople = 1
    var basis = RepeatTables.TransferBasis.mapped
    private var book = CodeBook()
    private var piece = ScoredPiece()
    private static let day: Int64 = 86_400

    /// Adds so many first contacts, some of them repeated.
    mutating func add(
      _ count: Int, repeated: Int, callType: String = "bill", queue: String = "q1", channel: String = "voice",
      agent: String = "ana", transferred: Bool = false
    ) {
      let texts: [Grouping: String] = [
        .all: "all", .agent: agent, .callType: callType, .queue: queue, .channel: channel,
      ]
      var groups = InlineArray<12, UInt32>(repeating: 0)
      for (place, grouping) in Grouping.allCases.enumerated() {
        groups[place] = book.code(of: texts[grouping] ?? "")
      }
      let start = Instant(seconds: 50 * Center.day)
      for number in 0..<count {
        var link = RepeatLink()
        link.isIdentified = true
        if number < repeated { link.untilReturn = 0 }
        var conversation = ScoredConversation(
          status: .qualifying, start: start, end: start, month: CivilDate(days: 50).month,
          isAssertedResolved: nil, hasCallType: true, agent: book.code(of: agent), groups: groups,
          links: InlineArray(repeating: link))
        conversation.wasTransferred = transferred
        piece.conversations.append(conversation)
        piece.customerEnds.append(piece.conversations.count)
      }
    }

    /// The tables at 7 days by reason, published.
    var tables: [DisclosedTable] {
      var parameters = FCRParameters()
      parameters.groupings = groupings
      let coverage = Coverage(
        from: Instant(seconds: 0), to: Instant(seconds: 100 * Center.day),
        asOf: Instant(seconds: 100 * Center.day))
      var tally = FCRTally(FCRTally.Plan(parameters, coverage: coverage))
      tally.observe(piece)
      var drivers = RepeatDriverTally(SettledFirsts(parameters, coverage: coverage), countsAgents: true)
      drivers.observe(piece)
      let disclosure = Disclosure(minimumPeople: minimumPeople)
      return disclosure.disclose(
        RepeatTables(
          drivers.finish(.reason), figures: tally.finish(), days: 7, match: .reason, groupings: groupings,
          basis: basis, disclosure: disclosure, isIndividual: true
        ) { _, code in book.text(of: code) }.tables)
    }

    /// Rows of one driver as texts under their columns.
    func rows(_ driver: String, isIndividual: Bool = false) -> [[String: String]] {
      tables.filter { ($0.folder == "individual") == isIndividual }.flatMap { CenterTables.texts($0.table) }
        .filter { $0["driver"] == driver }
    }
  }

  @Test func `a queue is held against what other queues make of its call types and channels, by hand`() throws
  {
    var center = Center()
    // q1: 20 of 40 bills come back, 2 of 10 cards. Others: 10 of 50 bills, 5 of 50 cards.
    center.add(40, repeated: 20, callType: "bill", queue: "q1")
    center.add(10, repeated: 2, callType: "card", queue: "q1", agent: "bo")
    center.add(50, repeated: 10, callType: "bill", queue: "q2")
    center.add(50, repeated: 5, callType: "card", queue: "q2")
    let rows = center.rows("queue")
    #expect(rows.map { $0["group"] } == ["q1", "q2"])
    // Expected of q1: 40 × 10/50 + 10 × 5/50 = 8 + 1 = 9; seen 22, 13 more, 22/9 times as many.
    let first = try #require(rows.first)
    #expect(first["n"] == "50" && first["x"] == "22" && first["rate"] == "0.440000")
    #expect(first["expected"] == "9.000000" && first["excess"] == "13.000000")
    #expect(first["ratio"] == "2.444444")
    // Var O = 40·0.2·0.8 + 10·0.1·0.9 = 7.3; worth 9·41/7.3 = 50.548 over G/(G − 1) = 50/49: 49.537.
    // Wilson of 0.44 on it is 0.311084 to 0.577552; over 9/50: 1.728247 and 3.208620.
    #expect(first["ratio_lo"] == "1.728247" && first["ratio_hi"] == "3.208620")
    // 22 of 37 repeats.
    #expect(first["share"] == "0.594595" && first["people"] == "2" && first["flag"] == nil)
    // Of q2: 50 × 20/40 + 50 × 2/10 = 25 + 10 = 35; seen 15, 20 fewer.
    #expect(rows[1]["expected"] == "35.000000" && rows[1]["excess"] == "-20.000000")
    #expect(rows.allSatisfy { $0["window_days"] == "7" && $0["match"] == "reason" && $0["note"] == nil })
  }

  @Test func `a call type is held against others on its channels, a channel against others of its types`() {
    var center = Center()
    center.add(20, repeated: 10, callType: "bill", channel: "voice")
    center.add(10, repeated: 1, callType: "bill", channel: "chat")
    center.add(40, repeated: 8, callType: "card", channel: "voice")
    center.add(30, repeated: 12, callType: "card", channel: "chat")
    let types = center.rows("call_type")
    // bill: 20 × 8/40 + 10 × 12/30 = 8; seen 11. card: 40 × 10/20 + 30 × 1/10 = 23; seen 20.
    #expect(types.map { $0["group"] } == ["bill", "card"])
    #expect(types.map { $0["expected"] } == ["8.000000", "23.000000"])
    #expect(types.map { $0["excess"] } == ["3.000000", "-3.000000"])
    let channels = center.rows("channel")
    // voice: 20 × 1/10 + 40 × 12/30 = 18; seen 18. chat: 10 × 10/20 + 30 × 8/40 = 11; seen 13.
    #expect(channels.map { $0["group"] } == ["chat", "voice"])
    #expect(channels.map { $0["excess"] } == ["2.000000", "0.000000"])
  }

  @Test func `where nobody else has a call type its channel decides, and where nobody is left nothing does`()
  {
    var center = Center()
    center.add(10, repeated: 5, callType: "fraud", queue: "q1")
    center.add(10, repeated: 1, callType: "bill", queue: "q1")
    center.add(30, repeated: 6, callType: "bill", queue: "q2")
    center.add(10, repeated: 4, callType: "bill", queue: "q2", channel: "chat")
    let rows = center.rows("queue")
    // q1: fraud as other voice calls, 10 × 6/30 = 2, bills as bills, 10 × 6/30 = 2; seen 6.
    // q2: bills by voice 30 × 1/10 = 3; nobody else chats: as all others, 10 × 6/20 = 3; seen 10.
    #expect(rows.map { $0["group"] } == ["q2", "q1"])
    #expect(rows.map { $0["expected"] } == ["6.000000", "4.000000"])
    // All in one group: no other to compare with.
    var single = Center()
    single.add(30, repeated: 6)
    let row = single.rows("queue")
    #expect(
      row.count == 1 && row[0]["x"] == "6" && row[0]["rate"] == "0.200000" && row[0]["share"] == "1.000000")
    for column in ["expected", "excess", "ratio", "ratio_lo", "ratio_hi"] { #expect(row[0][column] == nil) }
  }

  @Test func `transfers stand against what stays, and agents against other agents' transfers`() {
    var center = Center()
    center.basis = .severalAgents
    center.add(20, repeated: 10, agent: "ana", transferred: true)
    center.add(10, repeated: 1, agent: "bo", transferred: true)
    center.add(60, repeated: 12, agent: "cy")
    let rows = center.rows("transfer")
    // Transferred: 30 × 12/60 = 6; seen 11. Not: 60 × 11/30 = 22; seen 12.
    #expect(rows.map { $0["group"] } == ["transferred", "not_transferred"])
    #expect(rows.map { $0["excess"] } == ["5.000000", "-10.000000"])
    #expect(rows.map { $0["people"] } == ["2", "1"])
    #expect(rows.allSatisfy { $0["note"] == "several_agents" })
    let agents = center.rows("agent_transfer", isIndividual: true)
    // Ana: 20 × 1/10 = 2; seen 10. Bo: 10 × 10/20 = 5; seen 1.
    #expect(agents.map { $0["group"] } == ["ana", "bo"])
    #expect(agents.map { $0["excess"] } == ["8.000000", "-4.000000"])
    #expect(center.rows("agent_transfer").isEmpty)
  }

  @Test func `groups of too few people are withheld, of transfers both, and small samples have no rates`() {
    var center = Center()
    center.minimumPeople = 2
    for agent in ["ana", "bo"] {
      center.add(20, repeated: 5, queue: "q1", agent: agent)
      center.add(2, repeated: 1, queue: "q2", agent: agent)
    }
    center.add(20, repeated: 20, queue: "a", agent: "cy", transferred: true)
    // A single withheld queue would take another one with it.
    center.add(20, repeated: 1, queue: "b", agent: "dy")
    let rows = center.rows("queue")
    #expect(rows.map { $0["group"] } == ["q1", "q2", "a", "b"])
    #expect(rows.map { $0["flag"] } == [nil, "too_few", "withheld", "withheld"])
    #expect(rows[2].keys.sorted() == ["driver", "flag", "group", "match", "window_days"])
    #expect(rows[1]["n"] == "4" && rows[1]["x"] == "2" && rows[1]["rate"] == nil && rows[1]["excess"] == nil)
    // One agent's transfers: what is left of all would tell them.
    #expect(center.rows("transfer").map { $0["flag"] } == ["withheld", "withheld"])
    #expect(center.rows("agent_transfer", isIndividual: true).map { $0["flag"] } == ["low_n"])
  }

  @Test func `groupings that nobody asked for are no drivers`() {
    var center = Center()
    center.groupings = [.all, .queue]
    center.add(30, repeated: 6)
    center.add(30, repeated: 9, queue: "q2")
    let drivers = center.tables.flatMap { CenterTables.texts($0.table) }.map { $0["driver"] ?? "" }
    #expect(drivers == ["queue", "queue", "transfer"])
  }
}
