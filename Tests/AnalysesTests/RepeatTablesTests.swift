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
      for (place, grouping) in Grouping.ofContacts.enumerated() {
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
          basis: basis, isIndividual: true
        ) { _, code in book.text(of: code) }.tables)
    }

    /// Rows of one driver as texts under their columns.
    func rows(_ driver: String, isIndividual: Bool = false) -> [[String: String]] {
      tables.filter { ($0.folder == "individual") == isIndividual }.flatMap { CenterTables.texts($0.table) }
        .filter { $0["driver"] == driver }
    }
  }

  @Test func `a queue is held against what all queues make of its call types and channels, by hand`() throws {
    var center = Center()
    // Of all bills 30 of 90 come back, of cards 7 of 60.
    center.add(40, repeated: 20, callType: "bill", queue: "q1")
    center.add(10, repeated: 2, callType: "card", queue: "q1", agent: "bo")
    center.add(50, repeated: 10, callType: "bill", queue: "q2")
    center.add(50, repeated: 5, callType: "card", queue: "q2")
    let rows = center.rows("queue")
    #expect(rows.map { $0["group"] } == ["q1", "q2"])
    // Expected of q1: 40 × 30/90 + 10 × 7/60 = 14.5; seen 22, 7.5 more, 22/14.5 times as many.
    let first = try #require(rows.first)
    #expect(first["n"] == "50" && first["x"] == "22" && first["rate"] == "0.440000")
    #expect(first["expected"] == "14.500000" && first["excess"] == "7.500000")
    #expect(first["ratio"] == "1.517241")
    // Var O = 40·2/9 + 10·(7·53)/3600 = 9.919444; worth 14.5·35.5/9.919444 = 51.893 over G/(G − 1) = 50/49: 50.855.
    // Wilson of 0.44 on it is 0.312597 to 0.575831; over 14.5/50.
    #expect(first["ratio_lo"] == "1.077922" && first["ratio_hi"] == "1.985623")
    // 22 of 37 repeats.
    #expect(first["share"] == "0.594595" && first["people"] == "2" && first["flag"] == nil)
    // Of q2: 50 × 30/90 + 50 × 7/60 = 22.5; seen 15: what one has more the other has less.
    #expect(rows[1]["expected"] == "22.500000" && rows[1]["excess"] == "-7.500000")
    #expect(rows.allSatisfy { $0["window_days"] == "7" && $0["match"] == "reason" && $0["note"] == nil })
  }

  @Test func `a call type is held against all on its channels, a channel against all of its types`() {
    var center = Center()
    center.add(20, repeated: 10, callType: "bill", channel: "voice")
    center.add(10, repeated: 1, callType: "bill", channel: "chat")
    center.add(40, repeated: 8, callType: "card", channel: "voice")
    center.add(30, repeated: 12, callType: "card", channel: "chat")
    let types = center.rows("call_type")
    // bill: 20 × 18/60 + 10 × 13/40 = 9.25; seen 11. card: 40 × 18/60 + 30 × 13/40 = 21.75; seen 20.
    #expect(types.map { $0["group"] } == ["bill", "card"])
    #expect(types.map { $0["expected"] } == ["9.250000", "21.750000"])
    #expect(types.map { $0["excess"] } == ["1.750000", "-1.750000"])
    let channels = center.rows("channel")
    // chat: 10 × 11/30 + 30 × 20/70 = 12.238095; seen 13. voice: 20 × 11/30 + 40 × 20/70 = 18.761905; seen 18.
    #expect(channels.map { $0["group"] } == ["chat", "voice"])
    #expect(channels.map { $0["excess"] } == ["0.761905", "-0.761905"])
  }

  @Test func `a queue that has a call type to itself is not told from it`() {
    var center = Center()
    center.add(10, repeated: 5, callType: "fraud", queue: "q1")
    center.add(10, repeated: 1, callType: "bill", queue: "q1")
    center.add(30, repeated: 6, callType: "bill", queue: "q2")
    center.add(10, repeated: 4, callType: "bill", queue: "q2", channel: "chat")
    let rows = center.rows("queue")
    // q1: fraud as it is, 5, bills by voice as all, 10 × 7/40 = 1.75; seen 6. q2: 30 × 7/40 + 4 = 9.25; seen 10.
    #expect(rows.map { $0["group"] } == ["q1", "q2"])
    #expect(rows.map { $0["excess"] } == ["-0.750000", "0.750000"])
    var single = Center()
    single.add(30, repeated: 6)
    let row = single.rows("queue")
    #expect(row.count == 1 && row[0]["rate"] == "0.200000" && row[0]["share"] == "1.000000")
    #expect(row[0]["expected"] == "6.000000" && row[0]["excess"] == "0.000000")
    // All came back: nothing is left to predict.
    var all = Center()
    all.add(30, repeated: 30)
    for column in ["expected", "excess", "ratio", "ratio_lo", "ratio_hi"] {
      #expect(all.rows("queue")[0][column] == nil)
    }
  }

  @Test func `transfers stand against all contacts, and agents against all transfers`() {
    var center = Center()
    center.basis = .severalAgents
    center.add(20, repeated: 10, agent: "ana", transferred: true)
    center.add(10, repeated: 1, agent: "bo", transferred: true)
    center.add(60, repeated: 12, agent: "cy")
    let rows = center.rows("transfer")
    // Of all 23 of 90: 60 × 23/90 = 15.333333 of those not transferred, seen 12; 7.666667 of those that were, seen 11.
    #expect(rows.map { $0["group"] } == ["not_transferred", "transferred"])
    #expect(rows.map { $0["excess"] } == ["-3.333333", "3.333333"])
    #expect(rows.map { $0["people"] } == ["1", "2"])
    #expect(rows.allSatisfy { $0["note"] == "several_agents" })
    let agents = center.rows("agent_transfer", isIndividual: true)
    // Of all transfers 11 of 30. Ana: 7.333333; seen 10. Bo: 3.666667; seen 1.
    #expect(agents.map { $0["group"] } == ["ana", "bo"])
    #expect(agents.map { $0["excess"] } == ["2.666667", "-2.666667"])
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
    #expect(rows.map { $0["group"] } == ["a", "b", "q1", "q2"])
    #expect(rows.map { $0["flag"] } == ["withheld", "withheld", nil, "too_few"])
    #expect(rows[0].keys.sorted() == ["driver", "flag", "group", "match", "window_days"])
    #expect(rows[3]["n"] == "4" && rows[3]["x"] == "2" && rows[3]["rate"] == nil && rows[3]["excess"] == nil)
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
