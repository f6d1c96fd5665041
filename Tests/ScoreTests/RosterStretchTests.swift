import Canonical
import Dice
import Tables
import Testing

@testable import Score

/// Stretches of equal standing against a plain search through spells and assignments.
@Suite struct RosterStretchTests {
  private struct Span {
    var row: Int
    var from: Int64
    var to: Int64
    var text: String
    var site: String
  }

  private static func iso(_ day: Int64) -> String { CivilDate(days: Int32(day)).description }

  @Test func `a standing is what a plain search finds`() throws {
    let seed: UInt64 = 31
    var random = Dice(seed: seed)
    for number in 0..<60 {
      var book = CodeBook()
      let names = ["ana", "bo", "cy", "di"]
      var spells: [String: [Span]] = [:]
      var spans: [String: [Span]] = [:]
      var (people, assignments): ([[String: String]], [[String: String]]) = ([], [])
      for row in 0..<random.below(9) {
        let (name, from) = (random.pick(Array(names.dropLast())), Int64(random.below(1500)))
        let span = Span(
          row: row, from: from, to: .max, text: random.pick(["agency", "employee"]),
          site: random.pick(["", "Elm", "Oak"]))
        spells[name, default: []].append(span)
        people.append([
          "person_id": name, "hired_on": Self.iso(from), "worker_class": span.text, "site": span.site,
        ])
      }
      for row in 0..<random.below(20) {
        let (name, from) = (random.pick(names), Int64(random.below(1500)))
        let to = random.chance(30) ? Int64.max : from + Int64(random.below(400)) - 3
        let span = Span(
          row: row, from: from, to: to, text: "team \(row)", site: random.pick(["", "", "Ash"]))
        spans[name, default: []].append(span)
        assignments.append([
          "person_id": name, "from": Self.iso(from), "to": to == .max ? "" : Self.iso(to), "role_id": "r",
          "team_id": span.text, "site": span.site,
        ])
      }
      let hasAssignments = random.chance(80)
      let roster = Roster(
        people: CanonicalSheet.table(.people, people, &book),
        assignments: hasAssignments ? CanonicalSheet.table(.assignments, assignments, &book) : nil,
        roles: nil,
        vocabulary: &book)
      for _ in 0..<300 {
        let (name, today) = (random.pick(names + ["eve"]), Int64(random.below(3000) - 100))
        let found = roster.standing(of: book.code(of: name), on: CivilDate(days: Int32(today)))
        let held =
          hasAssignments ? spans[name, default: []].filter { $0.from <= today && today <= $0.to } : []
        let assignment = held.max { ($0.from, $0.row) < ($1.from, $1.row) }
        let ordered = spells[name, default: []].sorted { ($0.from, $0.row) < ($1.from, $1.row) }
        let begun = ordered.last { $0.from <= today }
        let spell = begun ?? ordered.first
        var band = ""
        if let begun, assignment != nil || !hasAssignments {
          band = Roster.bands.first { today - begun.from <= $0.last }?.name ?? ""
        }
        let site = assignment.map(\.site).flatMap { $0.isEmpty ? nil : $0 } ?? spell?.site ?? ""
        let texts = [found.team, found.workerClass, found.site, found.tenureBand].map { book.text(of: $0) }
        #expect(
          texts == [assignment?.text ?? "", spell?.text ?? "", site, band],
          "seed \(seed), roster \(number), \(name) on \(today)")
        #expect(found.isAssigned == (assignment != nil))
        #expect(roster.knows(book.code(of: name)) == (spells[name] != nil))
      }
    }
  }

  @Test func `what nothing is grouped by is missing, and all else is what it was`() {
    var book = CodeBook()
    let people = CanonicalSheet.table(
      .people,
      [["person_id": "ana", "hired_on": "2024-01-01", "worker_class": "employee", "site": "Elm"]], &book)
    let assignments = CanonicalSheet.table(
      .assignments,
      [
        [
          "person_id": "ana", "from": "2024-01-01", "to": "2024-06-30", "role_id": "r", "team_id": "t",
          "site": "Oak",
        ]
      ], &book)
    let all = Roster(people: people, assignments: assignments, roles: nil, vocabulary: &book)
    for grouping in [Grouping.site, .team, .workerClass, .tenureBand, .agent] {
      let one = Roster(
        people: people, assignments: assignments, roles: nil, groupings: [grouping], vocabulary: &book)
      for day in stride(from: Int32(19_600), to: 20_100, by: 7) {
        var wanted = all.standing(of: book.code(of: "ana"), on: CivilDate(days: day))
        wanted.forget(Grouping.ofContacts.filter { $0 != grouping })
        let found = one.standing(of: book.code(of: "ana"), on: CivilDate(days: day))
        #expect(found == wanted && found.isAssigned == (19_723...19_904).contains(day))
      }
    }
    // 2024-01-01 is day 19,723, 2024-06-30 day 19,904.
    #expect(all.standing(of: book.code(of: "ana"), on: CivilDate(days: 19_900)).team != 0)
  }

  @Test func `days and months are those of the zone and the calendar`() {
    let seed: UInt64 = 32
    var random = Dice(seed: seed)
    // A clock that is put back and forward at odd times, once over midnight.
    let zone = ZoneTable(
      name: "odd", starts: [1000, 86_400 * 30 + 1800, 86_400 * 31, 86_400 * 200],
      offsets: [0, 3600, -7200, 60, 0])
    var days = LocalDays(zone)
    for _ in 0..<20_000 {
      let instant = Instant(
        milliseconds: Int64(random.below(86_400_000))
          * Int64(random.below(random.chance(1) ? 20_000 : 300) - 20))
      let day = days.day(of: instant)
      #expect(day == zone.day(of: instant), "seed \(seed), \(instant)")
      #expect(days.month(of: day) == day.month)
    }
  }
}
