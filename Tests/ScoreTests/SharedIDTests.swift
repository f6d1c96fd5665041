import Canonical
import Tables
import Testing

@testable import Score

@Suite struct SharedIDTests {
  /// A customer with `count` calls whose starts lie evenly between 0 and `span` seconds.
  private func log(calls count: Int64, within span: Int64) -> CallLog {
    var log = CallLog()
    for call in 0..<count {
      log.add("c\(call)", call == count - 1 ? span : call)
    }
    return log
  }

  @Test func `more than 30 chains within 30 days to the second are a switchboard's`() throws {
    #expect(try log(calls: 31, within: 30 * day).history().isShared)
  }

  @Test func `30 chains within 30 days are a person's`() throws {
    #expect(try !log(calls: 30, within: 30 * day).history().isShared)
  }

  @Test func `31 chains within 30 days and a second are a person's`() throws {
    #expect(try !log(calls: 31, within: 30 * day + 1).history().isShared)
  }

  @Test func `31 chains within 30 days anywhere in the run make the id shared for all of it`() throws {
    var log = log(calls: 31, within: 30 * day)
    log.add("before", -400 * day)
    log.add("after", 400 * day)
    let piece = try log.scored()
    #expect(piece.conversations.count == 33)
    #expect(piece.conversations.allSatisfy { !$0.links[0].isIdentified && $0.links[0].untilReturn == .max })
    #expect(piece.customerEnds == Array(1...33))
    #expect(piece.warnings.sorted.map(\.key.code) == [.sharedID])
  }

  @Test func `a maximum of 0 turns the rule off`() throws {
    #expect(try !log(calls: 31, within: 10).history(sharedIDMaximum: 0).isShared)
  }

  @Test func `legs of one chain count once`() throws {
    var log = CallLog()
    for leg in 0..<40 { log.add("c\(leg)", Int64(leg), chain: "one") }
    #expect(try !log.history().isShared)
  }

  @Test func `chains of every direction and outcome count`() throws {
    var log = CallLog()
    log.add("a", 0, direction: .outbound)
    log.add("b", 1, direction: .internal)
    log.add("c", 2, outcome: .abandoned)
    log.add("d", 3, channel: .email)
    #expect(try log.history(sharedIDMaximum: 3).isShared)
    #expect(try !log.history(sharedIDMaximum: 4).isShared)
  }

  @Test func `chains are counted before overlaps are joined, and a shared id's are never joined`() throws {
    var log = CallLog()
    for call in 0..<4 { log.add("c\(call)", Int64(call), 1000) }
    #expect(try log.history(sharedIDMaximum: 4).conversations.count == 1)
    #expect(try log.history(sharedIDMaximum: 3).isShared)
    #expect(try log.history(sharedIDMaximum: 3).conversations.count == 4)
  }

  @Test func `contacts without a customer are no shared id`() throws {
    var log = CallLog()
    for call in 0..<40 { log.add("c\(call)", Int64(call), customer: nil) }
    let piece = try log.scored()
    #expect(piece.warnings == WarningTally())
    #expect(piece.conversations.allSatisfy { !$0.links[0].isIdentified })
  }
}
