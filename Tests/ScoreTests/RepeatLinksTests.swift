import Canonical
import Testing

@testable import Score

@Suite struct RepeatLinksTests {
  @Test func `a gap runs from the end of one to the start of the next, to the second`() throws {
    var log = CallLog()
    log.add("a", 0, 100)
    log.add("b", 100 + 7 * day, 200 + 7 * day)
    log.add("c", 201 + 8 * day)
    #expect(
      try log.gaps(.any) == [[nil, 7 * day], [7 * day, day + 1], [day + 1, nil]])
  }

  @Test func `a gap across a night when clocks change is counted in UTC seconds`() throws {
    var log = CallLog()
    // 2026-03-07 and 08, 12:00 in Chicago: 18:00 and 17:00 UTC, 23 hours apart.
    log.add("a", 1_772_906_400)
    log.add("b", 1_772_989_200)
    #expect(try log.gaps(.any)[0] == [nil, 82_800])
  }

  @Test func `one that starts before the other has ended is 0 away`() throws {
    var log = CallLog()
    log.add("ticket", 0, 10 * day, channel: .email)
    log.add("call", day, day + 60)
    #expect(try log.gaps(.any) == [[nil, 0], [0, nil]])
  }

  @Test func `at the same instant the later in the order is the repeat`() throws {
    var log = CallLog()
    log.add("b", 50)
    log.add("a", 50)
    log.add("0", 50, source: 1)
    // In order: a and b of the first source, then 0 of the second.
    let piece = try log.scored()
    #expect(piece.conversations.map { $0.links[0].sincePrevious == RepeatLink.none } == [true, false, false])
    #expect(piece.conversations.map { $0.links[0].untilReturn == RepeatLink.none } == [false, false, true])
  }

  @Test func `the look-back takes the latest end of all earlier ones, not the end of the last`() throws {
    var log = CallLog()
    log.add("ticket", 0, 5 * day, channel: .email)
    log.add("call", day, day + 60)
    log.add("late", 6 * day)
    #expect(try log.gaps(.any).last == [day, nil])
  }

  @Test func `an outbound or internal contact is never a repeat and no look-back`() throws {
    for direction in [Direction.outbound, .internal] {
      var log = CallLog()
      log.add("a", 0)
      log.add("b", 100, direction: direction)
      log.add("c", 200)
      #expect(try log.gaps(.any) == [[nil, 200], [100, 100], [200, nil]])
    }
  }

  @Test func `an abandoned contact is a return but no look-back`() throws {
    var log = CallLog()
    log.add("a", 0)
    log.add("b", 100, outcome: .abandoned, agent: "")
    log.add("c", 300)
    #expect(try log.gaps(.any) == [[nil, 100], [100, 200], [300, nil]])
  }

  @Test func `a contact handled by nobody we know is a return but no look-back`() throws {
    var log = CallLog()
    log.add("a", 0)
    log.add("b", 100, agent: "")
    log.add("c", 300)
    #expect(try log.gaps(.any) == [[nil, 100], [100, 200], [300, nil]])
  }

  @Test(arguments: [Outcome.voicemail, .missed, .selfServed])
  func `a contact that nobody handled nor abandoned is no return`(outcome: Outcome) throws {
    var log = CallLog()
    log.add("a", 0)
    log.add("b", 100, outcome: outcome)
    #expect(try log.gaps(.any)[0] == [nil, nil])
  }

  @Test func `triggers may be narrowed to handled contacts or widened to voicemail`() throws {
    var log = CallLog()
    log.add("a", 0)
    log.add("b", 100, outcome: .abandoned)
    log.add("c", 200, outcome: .voicemail)
    log.add("d", 300)
    var parameters = FCRParameters()
    parameters.triggers = [.handled]
    #expect(try log.gaps(.any, parameters)[0] == [nil, 300])
    parameters.triggers = [.handled, .voicemail]
    #expect(try log.gaps(.any, parameters)[0] == [nil, 200])
  }

  @Test func `another reason is no repeat under reason, and one under any`() throws {
    var log = CallLog()
    log.add("a", 0, callType: "bill")
    log.add("b", 100, callType: "card")
    log.add("c", 300, callType: "bill")
    #expect(try log.gaps(.any)[0] == [nil, 100])
    #expect(try log.gaps(.reason) == [[nil, 300], [nil, nil], [300, nil]])
  }

  @Test func `a blank reason matches every reason, whichever side it stands on`() throws {
    var log = CallLog()
    log.add("a", 0, callType: "bill")
    log.add("b", 100)
    log.add("c", 300, callType: "card")
    // The blank b is a return for a and follows it; c follows b only: a is another reason.
    #expect(try log.gaps(.reason) == [[nil, 100], [100, 200], [200, nil]])
  }

  @Test func `an abandoned call without a reason is a return for every reason`() throws {
    var log = CallLog()
    log.add("a", 0, callType: "bill")
    log.add("b", 100, outcome: .abandoned)
    log.add("c", 300, callType: "bill")
    #expect(try log.gaps(.reason) == [[nil, 100], [100, 200], [300, nil]])
  }

  @Test func `under case only the same case of the same customer is a repeat`() throws {
    var log = CallLog()
    log.add("a", 0, case: "1")
    log.add("b", 100, case: "2")
    log.add("c", 200)
    log.add("d", 300, case: "1")
    #expect(try log.gaps(.case) == [[nil, 300], [nil, nil], [nil, nil], [300, nil]])
    let identified = try log.scored().conversations.map { $0.links[2].isIdentified }
    #expect(identified == [true, true, false, true])
  }

  @Test func `one case of two customers is two matters`() throws {
    var log = CallLog()
    log.add("a", 0, customer: "kim", case: "1")
    log.add("b", 100, customer: "lou", case: "1")
    #expect(try log.gaps(.case) == [[nil, nil], [nil, nil]])
  }

  @Test func `a case without a customer is unidentified under every match`() throws {
    var log = CallLog()
    log.add("a", 0, customer: nil, case: "1")
    let links = try log.scored().conversations[0].links
    #expect((0..<3).allSatisfy { !links[$0].isIdentified })
  }
}
