import Tables
import Testing

@testable import SampleData

/// Planted rows that can be read but mislead: answers of the survey and dates of positions.
@Suite struct PlantedRowsTests {
  private static let seed: UInt64 = 11
  private let sample = WrittenSample(seed: seed, size: 0.2)
  private let roster = Roster(seed: seed, seats: 200)

  /// Cells of the planted rows of a code.
  private func planted(_ code: String, in path: String) -> [[String]] {
    sample.records(of: path).filter { $0.code == code }.map(\.cells)
  }

  /// The contact of an id, from its customer's own history.
  private func contact(_ id: String) -> SampleContact? {
    guard let number = Int64(id.drop { !$0.isNumber }.suffix(10)) else { return nil }
    let customer = Customer(seed: PlantedRowsTests.seed, index: Int32(number / 1000))
    let history = CustomerHistory(seed: PlantedRowsTests.seed, customer: customer, roster: roster)
    return history.contacts.first { $0.id == id }
  }

  private let answers = "exports/responses.csv"

  @Test func `answers about unknown contacts name ids that no export has`() {
    let rows = planted("unknown_contact", in: answers)
    #expect(rows.count == 3)
    let all = sample.files.filter { $0.key.hasPrefix("exports/") && $0.key != answers }
    for row in rows {
      #expect(contact(row[11]) == nil)
      for (path, bytes) in all {
        #expect(!String(decoding: bytes, as: UTF8.self).contains(row[11]), "\(path)")
      }
    }
  }

  @Test func `a second response to a contact says the contrary of the first`() {
    let rows = planted("several_responses", in: answers)
    #expect(rows.count == 2)
    for row in rows {
      let others = sample.records(of: answers).filter {
        $0.code == nil && $0.cells[11] == row[11] && $0.cells[2] == "resolved"
      }
      #expect(others.map { $0.cells[3] } == [row[3] == "1" ? "0" : "1"])
      #expect(others.first?.cells[0] != row[0])
    }
  }

  @Test func `planted answers on another scale and before the contact are about contacts without another`() {
    for code in ["other_scale", "answered_early"] {
      let rows = planted(code, in: answers)
      #expect(rows.count == 2)
      for row in rows {
        let about = sample.records(of: answers).filter { $0.cells.count > 11 && $0.cells[11] == row[11] }
        #expect(about.count == 1)
        let start = contact(row[11]).map { Instant(seconds: $0.start).description }
        #expect(start.map { (row[7] < $0) == (code == "answered_early") } == true)
      }
    }
  }

  /// A person's positions as written, by first day.
  private func positions(of person: String) -> [(from: Int32, to: Int32?)] {
    let rows = sample.records(of: "exports/hr-positions.csv").filter { $0.cells[0] == person }
    return rows.compactMap { row in day(row.cells[9]).map { ($0, day(row.cells[10])) } }.sorted {
      $0.0 < $1.0
    }
  }

  /// Days since 1970 of `M/d/yyyy`.
  private func day(_ text: String) -> Int32? {
    let parts = text.split(separator: "/").compactMap { Int(String($0)) }
    return parts.count == 3 ? CivilDate(year: parts[2], month: parts[0], day: parts[1])?.days : nil
  }

  @Test func `a planted position overlaps the next one and another leaves days out`() throws {
    for (code, distance) in [("overlapping_assignments", -10), ("no_assignment", 12)] {
      let rows = planted(code, in: "exports/hr-positions.csv")
      #expect(rows.count == 1)
      let row = try #require(rows.first)
      let all = positions(of: row[0])
      let end = try #require(day(row[10]))
      let place = try #require(all.firstIndex { $0.to == end })
      #expect(Int(all[place + 1].from - end) - 1 == distance, "\(code) of \(row[0])")
    }
  }

  @Test func `somebody took contacts on the days that the hole leaves out`() throws {
    let row = try #require(planted("no_assignment", in: "exports/hr-positions.csv").first)
    let end = try #require(day(row[10]))
    var taken = 0
    for index in 0..<Int32(1400) {
      let customer = Customer(seed: PlantedRowsTests.seed, index: index)
      let history = CustomerHistory(seed: PlantedRowsTests.seed, customer: customer, roster: roster)
      taken += history.contacts.count { leg in
        let started = LocalClock(leg.start).date.days
        return roster.personID(of: leg.agent) == row[0] && leg.direction == .inbound && started > end
          && started <= end + 12
      }
    }
    #expect(taken > 0)
  }
}

@Suite struct ClaimTests {
  private let roster = Roster(seed: 5, seats: 400)

  /// Handled contacts of some customers whose outcome was drawn.
  private var contacts: [SampleContact] {
    (0..<Int32(3000)).flatMap { index in
      let customer = Customer(seed: 5, index: index)
      return CustomerHistory(seed: 5, customer: customer, roster: roster).contacts.filter {
        $0.chance >= 0 && $0.agent >= 0 && $0.claim >= 0
      }
    }
  }

  @Test func `over-claiming agents claim unresolved issues resolved, the others half of them`() {
    let unsolved = contacts.filter { !$0.isSolved }
    for (isOver, expected) in [(true, 0.93), (false, 0.55)] {
      let own = unsolved.filter { roster.workers[Int($0.agent)].isOverClaiming == isOver }
      let share = Double(own.count { $0.claim == 1 }) / Double(own.count)
      // Some 150 and 2,000 contacts: five standard errors are 0.1 and 0.06.
      #expect(abs(share - expected) < (isOver ? 0.1 : 0.06), "\(own.count)")
      #expect(own.count > 100)
    }
  }

  @Test func `about one agent in twelve over-claims and no supervisor does`() {
    let agents = roster.workers.filter { $0.postings.contains { $0.role != 4 } }
    let share = Double(agents.count(where: \.isOverClaiming)) / Double(agents.count)
    #expect((0.04...0.13).contains(share))
    #expect(
      roster.workers.filter { $0.postings.allSatisfy { $0.role == 4 } }.allSatisfy { !$0.isOverClaiming })
  }

  @Test func `customers who were not helped answer more often`() {
    let sample = WrittenSample(seed: 5, size: 0.5)
    let roster = Roster(seed: 5, seats: 200)
    let records = sample.records(of: "exports/responses.csv")
    let answered = Set(records.filter { $0.code == nil }.map { $0.cells[11] })
    var (helped, others) = ((asked: 0.0, answered: 0.0), (asked: 0.0, answered: 0.0))
    for index in 0..<Int32(3500) {
      let customer = Customer(seed: 5, index: index)
      let history = CustomerHistory(seed: 5, customer: customer, roster: roster)
      for contact in history.contacts where contact.isCovered && SurveyExport.canAsk(contact) {
        let count = answered.contains(contact.id) ? 1.0 : 0
        if contact.isSolved {
          helped = (helped.asked + 1, helped.answered + count)
        } else {
          others = (others.asked + 1, others.answered + count)
        }
      }
    }
    // 0.045 of some 6,000 and 0.081 of some 2,400; four standard errors are 0.011 and 0.022. The last two
    // days' answers come too late.
    #expect(abs(helped.answered / helped.asked - 0.045) < 0.012)
    #expect(abs(others.answered / others.asked - 0.081) < 0.023)
  }
}
