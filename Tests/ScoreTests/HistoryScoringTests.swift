import Canonical
import Tables
import Testing

@testable import Score

@Suite struct HistoryScoringTests {
  /// Chicago in 2026: clocks go forward on 8 March and back on 1 November.
  private let chicago = ZoneTable(
    name: "America/Chicago", starts: [1_772_956_800, 1_793_516_400], offsets: [-21_600, -18_000, -21_600])

  private func group(_ grouping: Grouping, _ conversation: ScoredConversation, _ book: CodeBook) -> String {
    let place = Grouping.ofContacts.firstIndex(of: grouping) ?? 0
    return book.text(of: conversation.groups[place])
  }

  @Test func `the month is that of the start in the pipeline's zone`() throws {
    var log = CallLog()
    // 2026-11-01T00:00 in Chicago is 05:00 UTC, still summer time; the second before is in October.
    log.add("a", 1_793_509_199)
    log.add("b", 1_793_509_200)
    let months = try log.scored(zone: chicago).conversations.map(\.month.description)
    #expect(months == ["2026-10", "2026-11"])
    #expect(try log.scored().conversations.map(\.month.description) == ["2026-11", "2026-11"])
  }

  @Test func `the assignment is that of the local day of the start`() throws {
    var log = CallLog()
    // 2026-03-09T00:00 in Chicago is 05:00 UTC since clocks went forward the day before.
    log.add("a", 1_773_032_399)
    log.add("b", 1_773_032_400)
    var book = log.vocabulary
    let assignments = CanonicalSheet.table(
      .assignments, [["person_id": "ana", "from": "2026-03-09", "role_id": "r", "team_id": "Elm"]], &book)
    let roster = Roster(people: nil, assignments: assignments, roles: nil, vocabulary: &book)
    log.vocabulary = book
    let piece = try log.scored(roster: roster, zone: chicago)
    #expect(piece.conversations.map { group(.team, $0, log.vocabulary) } == ["", "Elm"])
  }

  @Test func `groups are those of the first leg and of the credited agent`() throws {
    var log = CallLog()
    log.add(
      "a1", 0, chain: "a", channel: .chat, callType: "bill", queue: "q1", line: "tv", agent: "ana")
    log.add("a2", 10, chain: "a", callType: "card", queue: "q2", line: "net", agent: "bo")
    let conversation = try log.scored().conversations[0]
    let texts = [Grouping.all, .channel, .queue, .callType, .lineOfBusiness, .agent, .team].map {
      group($0, conversation, log.vocabulary)
    }
    #expect(texts == ["all", "chat", "q1", "bill", "tv", "bo", ""])
  }

  @Test func `conversations of one customer stand together and in order, whatever the order of legs`() throws
  {
    var log = CallLog()
    for (number, customer) in ["kim", "lou", "kim", "lou", "kim"].enumerated() {
      log.add("\(number)", Int64(100 - number * 10), customer: customer)
    }
    let piece = try log.scored()
    #expect(piece.conversations.count == 5 && piece.customerEnds.count == 2)
    var start = 0
    for end in piece.customerEnds {
      let starts = piece.conversations[start..<end].map(\.start)
      #expect(starts == starts.sorted() && [2, 3].contains(starts.count))
      start = end
    }
  }

  @Test func `a conversation in two sources follows the other source's contact`() throws {
    var log = CallLog()
    log.add("a", 0, 100, source: 0)
    log.add("b", 500, source: 1)
    #expect(try log.gaps(.any)[0] == [nil, 400])
  }

  @Test func `no legs are no conversations`() throws {
    var log = CallLog()
    let piece = try log.scored()
    #expect(piece.conversations.isEmpty && piece.customerEnds.isEmpty)
  }

  @Test func `what a first contact cannot resolve is told by the call type of the first leg`() throws {
    var log = CallLog()
    log.add("a", 0, chain: "x", callType: "fraud")
    log.add("b", 10, chain: "x", callType: "bill")
    log.add("c", 100, chain: "y", callType: "bill")
    log.add("d", 110, chain: "y", callType: "fraud")
    log.add("e", 200)  // a blank one is no fraud
    log.add("f", 300, callType: "Fraud")
    let marks = try log.scored(unresolvable: ["fraud", "gone"]).conversations.map(\.isResolvableFirst)
    #expect(marks == [false, true, true, true])
    let unmarked = try log.scored().conversations.map(\.isResolvableFirst)
    #expect(unmarked == [true, true, true, true])
  }
}
