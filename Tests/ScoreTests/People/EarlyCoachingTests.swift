import Canonical
import Tables
import Testing

@testable import Score

@Suite struct EarlyCoachingTests {
  private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

  /// Whether Ana, hired on 2026-01-01, was coached early by sessions at noon of these days.
  private func wasCoached(_ sessions: [(agent: String, day: String, status: String)]) throws -> Bool? {
    var vocabulary = CodeBook()
    let rows = try sessions.enumerated().map { number, session in
      [
        "session_id": "s\(number)", "coach_id": "cy", "agent_id": session.agent, "status": session.status,
        "held_at": String(Int64(try Self.day(session.day).days) * 86_400 + 43_200),
      ]
    }
    let coaching = EarlyCoaching(CanonicalSheet.table(.coaching, rows, &vocabulary), .utc)
    return coaching.wasCoached(vocabulary.code(of: "ana"), from: try Self.day("2026-01-01"))
  }

  @Test(arguments: [("2026-01-01", true), ("2026-03-31", true), ("2026-04-01", false)])
  func `the day of hire and day 90 are early, and day 91 is not`(day: String, isEarly: Bool) throws {
    // 31 + 28 + 31 = 90: day 90 is 31 March 2026. Bo's session begins the log.
    #expect(try wasCoached([("bo", "2025-12-31", "held"), ("ana", day, "held")]) == isEarly)
  }

  @Test func `sessions that were missed or of others coach nobody, and one without a status was held`() throws
  {
    let log = ("bo", "2025-12-31", "held")
    #expect(try wasCoached([log, ("ana", "2026-01-05", "missed"), ("bo", "2026-01-05", "held")]) == false)
    #expect(try wasCoached([log, ("ana", "2026-01-05", "cancelled")]) == false)
    #expect(try wasCoached([log, ("ana", "2026-01-05", "")]) == true)
    // A session of an earlier spell is not one of these days.
    #expect(try wasCoached([log, ("ana", "2025-12-31", "held")]) == false)
  }

  @Test func `nothing is known of who was hired before the log begins`() throws {
    #expect(try wasCoached([("ana", "2026-01-02", "held")]) == nil)
    #expect(try wasCoached([("ana", "2026-01-01", "missed")]) == false)
    #expect(try wasCoached([]) == nil)
  }
}
