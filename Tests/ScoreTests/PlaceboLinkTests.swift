import Canonical
import Tables
import Testing

@testable import Score

/// `RepeatLinks.Found.untilPlacebo`: how far the next trigger is from 28 days after the end.
@Suite struct PlaceboLinkTests {
  /// Seconds from 28 days after each conversation's end to the next trigger from then on; nil for none.
  private func gaps(_ log: CallLog, _ parameters: FCRParameters = FCRParameters()) throws -> [Int64?] {
    var log = log
    return try log.scored(parameters).conversations.map {
      $0.untilPlacebo == RepeatLink.none ? nil : $0.untilPlacebo / 1000
    }
  }

  private func event(_ start: Int64, _ end: Int64, isTrigger: Bool = true) -> RepeatLinks.Event {
    RepeatLinks.Event(
      start: start, end: end, callType: 0, caseID: 0, isQualifying: false, isTrigger: isTrigger)
  }

  @Test func `the next trigger counts from the instant itself, one a moment earlier does not`() {
    let events = [event(0, 10), event(109, 109), event(110, 110), event(115, 115)]
    // 10 + 100 = 110; 109, 110 and 115 are followed by none.
    #expect(RepeatLinks.untilTrigger(events, after: 100) == [0] + Array(repeating: RepeatLink.none, count: 3))
    #expect(RepeatLinks.untilTrigger(events, after: 99)[0] == 0)
    #expect(RepeatLinks.untilTrigger(events, after: 101)[0] == 4)
    #expect(RepeatLinks.untilTrigger(events, after: 106)[0] == RepeatLink.none)
  }

  @Test func `what is no trigger is passed over, but has a gap of its own`() {
    let events = [event(0, 0, isTrigger: false), event(50, 50, isTrigger: false), event(70, 70)]
    #expect(RepeatLinks.untilTrigger(events, after: 40) == [30, RepeatLink.none, RepeatLink.none])
    #expect(RepeatLinks.untilTrigger([], after: 40).isEmpty)
  }

  @Test func `28 days run from the end in UTC seconds`() throws {
    var log = CallLog()
    log.add("a", 0, 100)
    log.add("b", 28 * day + 99)
    log.add("c", 28 * day + 100)
    log.add("d", 35 * day + 101)
    // c is 28 days after a to the second. b's 28 days end on day 56.
    #expect(try gaps(log) == [0, nil, nil, nil])
    var late = CallLog()
    late.add("a", 0, 100)
    late.add("d", 35 * day + 101)
    #expect(try gaps(late) == [7 * day + 1, nil])
  }

  @Test func `of a ticket that ends after the next starts, 28 days run from its own end`() throws {
    var log = CallLog()
    log.add("ticket", 0, 40 * day, channel: .email)
    log.add("call", day, day + 60)
    log.add("later", 30 * day)
    log.add("last", 70 * day)
    // The ticket: day 68, and the last is 2 days on. The call: a minute into day 29, the next is on
    // day 30. Later: day 58, 12 days before the last.
    #expect(try gaps(log) == [2 * day, day - 60, 12 * day, nil])
  }

  @Test func `ends that are out of the order of starts do not confuse it`() {
    let events = [event(0, 500), event(10, 20), event(15, 300), event(320, 320), event(601, 602)]
    #expect(RepeatLinks.untilTrigger(events, after: 100) == [1, 200, 201, 181, RepeatLink.none])
  }

  @Test func `the trigger may be abandoned, of another reason or case, but not outbound`() throws {
    var log = CallLog()
    log.add("a", 0, case: "1", callType: "bill")
    log.add("b", 29 * day, direction: .outbound)
    log.add("c", 30 * day, outcome: .voicemail)
    log.add("d", 31 * day, case: "2", outcome: .abandoned, callType: "card")
    #expect(try gaps(log)[0] == 3 * day)
    var parameters = FCRParameters()
    parameters.triggers = [.voicemail]
    #expect(try gaps(log, parameters)[0] == 2 * day)
  }

  @Test func `without an identity there is none`() throws {
    var log = CallLog()
    log.add("a", 0, customer: nil)
    log.add("b", 28 * day, customer: nil)
    #expect(try gaps(log) == [nil, nil])
    var shared = CallLog()
    for number in 0...3 { shared.add("\(number)", Int64(number) * 28 * day / 3) }
    var parameters = FCRParameters()
    parameters.sharedIDMaximum = 3
    #expect(try gaps(shared, parameters) == [nil, nil, nil, nil])
    parameters.sharedIDMaximum = 4
    #expect(try gaps(shared, parameters) == [0, nil, nil, nil])
  }
}

extension RepeatLinks {
  /// Milliseconds from `delay` after each event's end to the start of the next trigger from then on.
  fileprivate static func untilTrigger(_ events: [Event], after delay: Int64) -> [Int64] {
    var links = RepeatLinks()
    links.find(events.span, placeboDelay: delay)
    return links.found.map(\.untilPlacebo)
  }
}
