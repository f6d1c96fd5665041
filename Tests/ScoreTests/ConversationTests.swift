import Canonical
import Tables
import Testing

@testable import Score

@Suite struct ConversationTests {
  @Test func `call type, channel, queue and direction are those of the first leg, even blank`() {
    var log = CallLog()
    log.add("a1", 0, 10, chain: "a", channel: .email)
    log.add("a2", 5, 20, chain: "a", direction: .outbound, callType: "bill", queue: "second", line: "tv")
    let first = log.conversation.first
    #expect(first.callType == 0 && first.queue == 0 && first.lineOfBusiness == 0)
    #expect(first.channel == UInt8(Channel.email.place))
    #expect(log.conversation.status == .qualifying)
    #expect(!log.scored().conversations[0].hasCallType)
  }

  @Test func `the first leg is the earliest, in whatever order the legs were read`() {
    var log = CallLog()
    log.add("a2", 5, 20, chain: "a", callType: "late")
    log.add("a1", 0, 10, chain: "a", callType: "early")
    #expect(log.vocabulary.text(of: log.conversation.first.callType) == "early")
  }

  @Test func `the case is that of the first leg that has one`() {
    var log = CallLog()
    log.add("a1", 0, chain: "a")
    log.add("a2", 1, chain: "a", case: "17")
    log.add("a3", 2, chain: "a", case: "18")
    #expect(log.conversation.caseID == Fingerprint("17"))
  }

  @Test func `resolved is what the last leg that has it says`() {
    var log = CallLog()
    log.add("a1", 0, chain: "a", resolved: true)
    log.add("a2", 1, chain: "a", resolved: false)
    log.add("a3", 2, chain: "a")
    #expect(log.conversation.isAssertedResolved == false)
    var silent = CallLog()
    silent.add("a", 0)
    #expect(silent.conversation.isAssertedResolved == nil)
  }

  @Test func `the credited agent is that of the last handled leg with a known agent`() {
    var log = CallLog()
    log.add("a1", 0, chain: "a", agent: "ana")
    log.add("a2", 1, chain: "a", agent: "bo")
    log.add("a3", 2, chain: "a", agent: "")  // handled by nobody we know
    log.add("a4", 3, chain: "a", outcome: .abandoned, agent: "cy")  // not handled
    #expect(log.vocabulary.text(of: log.conversation.creditedAgent) == "bo")
  }

  @Test func `a conversation ends at its latest end, not with its last leg`() {
    var log = CallLog()
    log.add("a1", 0, 900, chain: "a")
    log.add("a2", 100, 200, chain: "a")
    #expect(log.spans == [[0, 900]])
  }

  @Test func `it was handled when some leg was`() {
    var log = CallLog()
    log.add("a1", 0, chain: "a", outcome: .abandoned)
    log.add("a2", 1, chain: "a", outcome: .handled)
    log.add("a3", 2, chain: "a", outcome: .missed)
    #expect(log.conversation.status == .qualifying)
  }

  @Test func `it was abandoned when no leg was handled and some leg was abandoned`() {
    var log = CallLog()
    log.add("a1", 0, chain: "a", outcome: .voicemail)
    log.add("a2", 1, chain: "a", outcome: .abandoned)
    #expect(log.conversation.status == .abandoned)
  }

  @Test func `else it was what its first leg was`() {
    var log = CallLog()
    log.add("a1", 0, chain: "a", outcome: .voicemail)
    log.add("a2", 1, chain: "a", outcome: .missed)
    #expect(log.conversation.status == .voicemail)
  }

  @Test(arguments: zip(Outcome.allCases, ["qualifying", "abandoned", "voicemail", "missed", "self_served"]))
  func `an inbound contact qualifies when handled, else its outcome is the reason`(
    outcome: Outcome, status: String
  ) {
    var log = CallLog()
    log.add("a", 0, outcome: outcome)
    #expect(log.conversation.status.word == status)
  }

  @Test func `a handled contact without a credited agent is excluded as no_agent`() {
    var log = CallLog()
    log.add("a", 0, agent: "")
    #expect(log.conversation.status.word == "no_agent")
  }

  @Test(arguments: [Direction.outbound, .internal])
  func `direction is the reason whatever the outcome`(direction: Direction) {
    for outcome in Outcome.allCases {
      var log = CallLog()
      log.add("a", 0, direction: direction, outcome: outcome)
      #expect(log.conversation.status.word == direction.rawValue)
    }
  }

  @Test func `the direction is that of the first leg where legs differ`() {
    var log = CallLog()
    log.add("a1", 0, chain: "a", direction: .outbound)
    log.add("a2", 1, chain: "a")
    #expect(log.conversation.status == .outbound)
  }

  @Test func `at the same instant the source decides first, then the bytes of the contact id`() {
    var log = CallLog()
    log.add("b", 0, source: 1, chain: "x", callType: "fifth")
    log.add("9", 0, source: 0, chain: "x", callType: "third")
    log.add("10", 0, source: 0, chain: "x", callType: "first")  // "1" before "9"
    log.add("a", 0, source: 0, chain: "x", callType: "fourth")  // digits before letters
    log.add("100", 0, source: 0, chain: "x", callType: "second")  // a prefix comes first
    let sorted = log.legs.sorted { log.order.precedes($0, $1) }
    #expect(
      sorted.map { log.vocabulary.text(of: $0.callType) } == ["first", "second", "third", "fourth", "fifth"])
  }
}
