import Canonical
import Tables
import Testing

@testable import Score

@Suite struct SeatReplacementTests {
  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  /// Pairs as texts, of people with their first and last days and seats.
  private func pairs(_ people: [(id: String, hired: String, left: String, seat: String)]) throws -> [String] {
    var vocabulary = CodeBook()
    let spells = people.map { person in
      [
        "person_id": person.id, "worker_class": person.seat == "gig" ? "contractor" : "employee",
        "hired_on": person.hired, "left_on": person.left,
      ]
    }
    let assignments = people.map { person -> [String: String] in
      let parts = person.seat.split(separator: "/").map(String.init)
      return [
        "person_id": person.id, "from": person.hired, "to": person.left, "team_id": parts[0],
        "role_id": parts.count > 1 ? parts[1] : "r",
      ]
    }
    let resolution = EmploymentResolution(
      EmploymentResolution.Ground(
        people: CanonicalSheet.table(.people, spells, &vocabulary),
        assignments: CanonicalSheet.table(.assignments, assignments, &vocabulary), roles: nil,
        sources: ["hr"], last: try Self.day("2026-06-30"), zone: .utc), vocabulary: &vocabulary)
    func text(_ days: ClosedRange<CivilDate>) -> String {
      "\(days.lowerBound.description)..\(days.upperBound.description)"
    }
    return resolution.replacements.map { pair in
      "\(vocabulary.text(of: pair.leaver)) \(text(pair.lastDays)) "
        + "\(vocabulary.text(of: pair.replacement)) \(text(pair.firstDays))"
    }
  }

  @Test func `who left is paired with the first who was hired into the same team and role`() throws {
    let pairs = try pairs([
      ("ana", "2024-01-01", "2025-06-30", "A/r1"),
      // Another role, another team, too early, and too late.
      ("bo", "2025-07-02", "", "A/r2"), ("cy", "2025-07-02", "", "B/r1"), ("di", "2025-05-30", "", "A/r1"),
      ("ed", "2025-12-28", "", "A/r1"), ("flo", "2025-08-01", "", "A/r1"), ("gil", "2025-07-20", "", "A/r1"),
    ])
    // The last 90 days of Ana begin on 2 April; Gil's first 90 end on 17 October.
    #expect(pairs == ["ana 2025-04-02..2025-06-30 gil 2025-07-20..2025-10-17"])
  }

  @Test func `days begin a month before the last one and end half a year after it`() throws {
    for (hired, isPaired) in [
      ("2025-05-30", false), ("2025-05-31", true), ("2025-12-27", true), ("2025-12-28", false),
    ] {
      let pairs = try pairs([("ana", "2024-01-01", "2025-06-30", "A"), ("bo", hired, "", "A")])
      #expect(pairs.isEmpty != isPaired, "\(hired)")
    }
  }

  @Test func `nobody replaces two, and short stays are compared as long as they were`() throws {
    let pairs = try pairs([
      ("ana", "2025-06-01", "2025-06-30", "A"), ("bo", "2024-01-01", "2025-07-10", "A"),
      ("cy", "2025-07-05", "2025-07-14", "A"), ("di", "2025-09-01", "", "A"),
    ])
    #expect(
      pairs == [
        "ana 2025-06-01..2025-06-30 cy 2025-07-05..2025-07-14",
        "bo 2025-04-12..2025-07-10 di 2025-09-01..2025-11-29",
      ])
  }

  @Test func `first days that are not over are not compared, nor are contractors or people without a team`()
    throws
  {
    #expect(try pairs([("ana", "2024-01-01", "2026-03-01", "A"), ("bo", "2026-04-03", "", "A")]).isEmpty)
    #expect(try pairs([("ana", "2024-01-01", "2026-03-01", "A"), ("bo", "2026-04-02", "", "A")]).count == 1)
    #expect(try pairs([("ana", "2024-01-01", "2025-03-01", "gig"), ("bo", "2025-03-02", "", "gig")]).isEmpty)
  }
}
