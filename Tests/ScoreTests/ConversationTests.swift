import Canonical
import Tables
import Testing

@testable import Score

@Suite struct ConversationTests {
  @Test func `call type, channel, queue and direction are those of the first leg, even blank`() throws {
    var log = CallLog()
    log.add("a1", 0, 10, chain: "a", channel: .email)
    log.add("a2", 5, 20, chain: "a", direction: .outbound, callType: "bill", queue: "second", line: "tv")
    let first = try log.conversation
    #expect(first.callType == 0 && first.queue == 0 && first.lineOfBusiness == 0)
    #expect(first.channel == UInt8(Channel.email.place))
    #expect(try log.conversation.status == .qualifying)
    #expect(try !log.scored().conversations[0].hasCallType)
  }

  @Test func `the first leg is the earliest, in whatever order the legs were read`() throws {
    var log = CallLog()
    log.add("a2", 5, 20, chain: "a", callType: "late")
    log.add("a1", 0, 10, chain: "a", callType: "early")
    #expect(try log.vocabulary.text(of: log.conversation.callType) == "early")
  }

  @Test func `the case is that of the first leg that has one`() throws {
    var log = CallLog()
    log.add("a1", 0, chain: "a")
    log.add("a2", 1, chain: "a", case: "17")
    log.add("a3", 2, chain: "a", case: "18")
    #expect(try log.conversation.caseID == Fingerprint("17").low)
  }

  @Test func `resolved is what the last leg that has it says`() throws {
    var log = CallLog()
    log.add("a1", 0, chain: "a", resolved: true)
    log.add("a2", 1, chain: "a", resolved: false)
    log.add("a3", 2, chain: "a")
    #expect(try log.conversation.isAssertedResolved == false)
    var silent = CallLog()
    silent.add("a", 0)
    #expect(try silent.conversation.isAssertedResolved == nil)
  }

  @Test func `the credited agent is that of the last handled leg with a known agent`() throws {
    var log = CallLog()
    log.add("a1", 0, chain: "a", agent: "ana")
    log.add("a2", 1, chain: "a", agent: "bo")
    log.add("a3", 2, chain: "a", agent: "")  // handled by nobody we know
    log.add("a4", 3, chain: "a", outcome: .abandoned, agent: "cy")  // not handled
    #expect(try log.vocabulary.text(of: log.conversation.creditedAgent) == "bo")
  }

  @Test func `it was transferred when some leg says so or two different agents handled it`() throws {
    func wasTransferred(_ add: (inout CallLog) -> Void) throws -> Bool {
      var log = CallLog()
      add(&log)
      let conversation = try #require(try log.scored().conversations.first)
      #expect(try conversation.wasTransferred == log.conversation.wasTransferred)
      return conversation.wasTransferred
    }
    #expect(try !wasTransferred { $0.add("a1", 0) })
    #expect(try wasTransferred { $0.add("a1", 0, transferred: true) })
    // A leg that says so counts wherever it stands, handled or not.
    let outcomes: [Outcome] = [.handled, .abandoned, .missed]
    for outcome in outcomes {
      #expect(
        try wasTransferred {
          $0.add("a1", 0, chain: "a")
          $0.add("a2", 1, chain: "a", outcome: outcome, transferred: true)
          $0.add("a3", 2, chain: "a")
        })
    }
    func byAgents(_ agents: [(name: String, outcome: Outcome)]) throws -> Bool {
      try wasTransferred { log in
        for (place, agent) in agents.enumerated() {
          log.add("a\(place)", Int64(place), chain: "a", outcome: agent.outcome, agent: agent.name)
        }
      }
    }
    #expect(try byAgents([("ana", .handled), ("bo", .handled)]))
    #expect(try byAgents([("ana", .handled), ("", .handled), ("bo", .handled), ("bo", .handled)]))
    #expect(try !byAgents([("ana", .handled), ("", .handled), ("ana", .handled)]))
    // Nobody took it from Ana: it rang at Bo's, or was given up there.
    #expect(try !byAgents([("ana", .handled), ("bo", .missed), ("bo", .abandoned)]))
    #expect(try !byAgents([("bo", .missed), ("ana", .handled)]))
  }

  @Test func `its handle time is that of the credited agent since it was last handed to them`() throws {
    func seconds(_ legs: [(agent: String, outcome: Outcome, handled: Int32?)]) throws -> Int32 {
      var log = CallLog()
      for (place, leg) in legs.enumerated() {
        log.add(
          "a\(place)", Int64(place), chain: "a", outcome: leg.outcome, agent: leg.agent,
          handled: leg.handled)
      }
      let conversation = try #require(try log.scored().conversations.first)
      #expect(try conversation.handleSeconds == log.conversation.handleSeconds)
      return conversation.handleSeconds
    }
    #expect(try seconds([("ana", .handled, 300)]) == 300)
    #expect(try seconds([("ana", .handled, 300), ("bo", .handled, 40), ("bo", .handled, 2)]) == 42)
    #expect(try seconds([("ana", .handled, 300), ("bo", .handled, 40), ("ana", .handled, 2)]) == 2)
    // What others or nobody handled is not theirs; what is not said is not 0.
    #expect(try seconds([("ana", .handled, 5), ("", .handled, 9), ("ana", .abandoned, 7)]) == 5)
    #expect(try seconds([("", .handled, 9), ("ana", .handled, 5)]) == 5)
    #expect(try seconds([("ana", .handled, 5), ("ana", .handled, nil)]) == -1)
    #expect(try seconds([("ana", .handled, nil), ("ana", .handled, 5)]) == -1)
    #expect(try seconds([("ana", .handled, .max), ("ana", .handled, 5)]) == .max)
    #expect(try seconds([("ana", .handled, 0)]) == 0)
  }

  @Test func `two overlapping calls with two agents were transferred too`() throws {
    var log = CallLog()
    log.add("a1", 0, 100, agent: "ana")
    log.add("a2", 50, 200, agent: "bo")
    #expect(try log.scored().conversations.map(\.wasTransferred) == [true])
  }

  @Test func `a conversation ends at its latest end, not with its last leg`() throws {
    var log = CallLog()
    log.add("a1", 0, 900, chain: "a")
    log.add("a2", 100, 200, chain: "a")
    #expect(try log.spans == [[0, 900]])
  }

  @Test func `it was handled when some leg was`() throws {
    var log = CallLog()
    log.add("a1", 0, chain: "a", outcome: .abandoned)
    log.add("a2", 1, chain: "a", outcome: .handled)
    log.add("a3", 2, chain: "a", outcome: .missed)
    #expect(try log.conversation.status == .qualifying)
  }

  @Test func `it was abandoned when no leg was handled and some leg was abandoned`() throws {
    var log = CallLog()
    log.add("a1", 0, chain: "a", outcome: .voicemail)
    log.add("a2", 1, chain: "a", outcome: .abandoned)
    #expect(try log.conversation.status == .abandoned)
  }

  @Test func `else it was what its first leg was`() throws {
    var log = CallLog()
    log.add("a1", 0, chain: "a", outcome: .voicemail)
    log.add("a2", 1, chain: "a", outcome: .missed)
    #expect(try log.conversation.status == .voicemail)
  }

  @Test(arguments: zip(Outcome.allCases, ["qualifying", "abandoned", "voicemail", "missed", "self_served"]))
  func `an inbound contact qualifies when handled, else its outcome is the reason`(
    outcome: Outcome, status: String
  ) throws {
    var log = CallLog()
    log.add("a", 0, outcome: outcome)
    #expect(try log.conversation.status.word == status)
  }

  @Test func `a handled contact without a credited agent is excluded as no_agent`() throws {
    var log = CallLog()
    log.add("a", 0, agent: "")
    #expect(try log.conversation.status.word == "no_agent")
  }

  @Test(arguments: [Direction.outbound, .internal])
  func `direction is the reason whatever the outcome`(direction: Direction) throws {
    for outcome in Outcome.allCases {
      var log = CallLog()
      log.add("a", 0, direction: direction, outcome: outcome)
      #expect(try log.conversation.status.word == direction.rawValue)
    }
  }

  @Test func `the direction is that of the first leg where legs differ`() throws {
    var log = CallLog()
    log.add("a1", 0, chain: "a", direction: .outbound)
    log.add("a2", 1, chain: "a")
    #expect(try log.conversation.status == .outbound)
  }

  @Test func `at the same instant the source decides first, then the bytes of the contact id`() throws {
    var log = CallLog()
    log.add("b", 0, source: 1, chain: "x", callType: "fifth")
    log.add("9", 0, source: 0, chain: "x", callType: "third")
    log.add("10", 0, source: 0, chain: "x", callType: "first")  // "1" before "9"
    log.add("a", 0, source: 0, chain: "x", callType: "fourth")  // digits before letters
    log.add("100", 0, source: 0, chain: "x", callType: "second")  // a prefix comes first
    var places = OwnerOrder(log.legs.span).places
    #expect(try log.order.settle(&places, 0..<places.count, log.legs.span) { _ in true })
    #expect(
      places.map { log.legs[Int($0)] }.map { log.vocabulary.text(of: $0.callType) } == [
        "first", "second", "third", "fourth", "fifth",
      ])
  }
}
