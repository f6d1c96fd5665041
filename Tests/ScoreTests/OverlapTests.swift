import Canonical
import Testing

@testable import Score

@Suite struct OverlapTests {
  @Test func `a start before the running end joins and a start equal to it does not`() throws {
    var log = CallLog()
    log.add("a", 0, 600)
    log.add("b", 599, 900)  // 599 < 600: joined, the running end is now 900
    log.add("c", 900, 950)  // 900 = 900: not joined
    #expect(try log.spans == [[0, 900], [900, 950]])
  }

  @Test func `the running end is the latest of all legs so far`() throws {
    var log = CallLog()
    log.add("a", 0, 3600)
    log.add("b", 100, 200)
    log.add("c", 3599, 3599)  // after b has ended, before a has
    #expect(try log.spans == [[0, 3600]])
  }

  @Test func `two calls without duration at the same instant are two conversations`() throws {
    var log = CallLog()
    log.add("a", 5)
    log.add("b", 5)
    #expect(try log.spans == [[5, 5], [5, 5]])
  }

  @Test(arguments: [Channel.chat, .video])
  func `voice is joined with chat and video`(channel: Channel) throws {
    var log = CallLog()
    log.add("a", 0, 600)
    log.add("b", 300, 900, channel: channel)
    #expect(try log.spans == [[0, 900]])
  }

  @Test(arguments: [Channel.email, .message, .task])
  func `a ticket open for ten days does not swallow the calls about it`(channel: Channel) throws {
    var log = CallLog()
    log.add("ticket", 0, 10 * day, channel: channel)
    log.add("call", day, day + 600)
    log.add("later", day + 600, day + 700)
    #expect(try log.spans == [[0, 10 * day], [day, day + 600], [day + 600, day + 700]])
  }

  @Test(arguments: [Channel.email, .message, .task])
  func `a ticket that begins during a call is not joined to it`(channel: Channel) throws {
    var log = CallLog()
    log.add("call", 0, 600)
    log.add("ticket", 300, 10 * day, channel: channel)
    log.add("second", 599, 700)  // joins the call over the ticket between them
    #expect(try log.spans == [[0, 700], [300, 10 * day]])
  }

  @Test(arguments: [Direction.outbound, .internal])
  func `an outbound or internal call is joined by chain only`(direction: Direction) throws {
    var log = CallLog()
    log.add("a", 0, 600, direction: direction)
    log.add("b", 300, 900)
    log.add("c", 400, 500, direction: direction)
    #expect(try log.spans == [[0, 600], [300, 900], [400, 500]])
  }

  @Test(arguments: Outcome.allCases)
  func `calls that overlap are joined whatever their outcome`(outcome: Outcome) throws {
    var log = CallLog()
    log.add("a", 0, 600, outcome: outcome)
    log.add("b", 300, 900)
    #expect(try log.spans == [[0, 900]])
    #expect(try log.conversation.status == .qualifying)
  }

  @Test func `a chain whose first leg is a call is joined, with the end of its email`() throws {
    var log = CallLog()
    log.add("a1", 0, 100, chain: "a")
    log.add("a2", 50, 1000, chain: "a", channel: .email)
    log.add("b", 999, 1200)  // before the chain's latest end, which is the email's
    #expect(try log.spans == [[0, 1200]])
  }

  @Test func `a chain whose first leg is an email is not joined though it has a call`() throws {
    var log = CallLog()
    log.add("a1", 0, 100, chain: "a", channel: .email)
    log.add("a2", 50, 1000, chain: "a")
    log.add("b", 60, 70)
    #expect(try log.spans == [[0, 1000], [60, 70]])
  }

  @Test func `a chain whose first leg is outbound is not joined though it has an inbound leg`() throws {
    var log = CallLog()
    log.add("a1", 0, 100, chain: "a", direction: .outbound)
    log.add("a2", 50, 1000, chain: "a")
    log.add("b", 60, 70)
    #expect(try log.spans == [[0, 1000], [60, 70]])
  }

  @Test func `legs of one chain are one conversation whatever their distance in time`() throws {
    var log = CallLog()
    log.add("a1", 0, 100, chain: "a")
    log.add("b", 20 * day, 20 * day + 50, channel: .email)
    log.add("a2", 40 * day, 40 * day + 100, chain: "a")
    #expect(try log.spans == [[0, 40 * day + 100], [20 * day, 20 * day + 50]])
  }

  @Test func `one chain id in two sources is two chains`() throws {
    var log = CallLog()
    log.add("a", 0, 100, source: 0, chain: "7")
    log.add("b", 500, 600, source: 1, chain: "7")
    #expect(try log.spans == [[0, 100], [500, 600]])
  }

  @Test func `legs without a chain are conversations of their own, even one named like a chain`() throws {
    var log = CallLog()
    log.add("7", 0, 10)
    log.add("8", 100, 110, chain: "7")
    #expect(try log.spans == [[0, 10], [100, 110]])
  }

  @Test func `contacts without a customer are never joined by overlap, but by chain`() throws {
    var log = CallLog()
    log.add("a", 0, 600, customer: nil)
    log.add("b", 300, 900, customer: nil)
    log.add("c1", 400, 500, chain: "c", customer: nil)
    log.add("c2", 700, 800, chain: "c", customer: nil)
    let piece = try log.scored()
    #expect(piece.conversations.count == 3)
    // Each is a cluster of its own.
    #expect(piece.customerEnds == [1, 2, 3])
  }

  @Test func `two customers who call at once are two conversations`() throws {
    var log = CallLog()
    log.add("a", 0, 600, customer: "kim")
    log.add("b", 300, 900, customer: "lou")
    #expect(try log.scored().conversations.count == 2)
  }
}
