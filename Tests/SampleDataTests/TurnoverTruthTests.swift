import Tables
import Testing

@testable import SampleData

/// `truth/turnover.csv` against the HR system's export, with the same simple logic as `TruthTests`.
@Suite struct TurnoverTruthTests {
  private let sample = WrittenSample(seed: 11, size: 0.2)

  private var truth: [[String]] {
    sample.lines(of: "truth/turnover.csv").dropFirst().filter { !$0.isEmpty }.map { line in
      String(decoding: line, as: UTF8.self).split(separator: ",").map(String.init)
    }
  }

  /// The month of a day written `M/d/yyyy`, as `yyyy-MM`.
  private func month(_ text: String) -> String {
    let parts = text.split(separator: "/")
    return "\(parts[2])-\(parts[0].count == 1 ? "0" : "")\(parts[0])"
  }

  @Test func `separations are those of the export, by month, site, kind of contract and way to leave`() {
    let exits = [
      "Terminate_Employee_Voluntary": "voluntary", "Terminate_Employee_Involuntary": "involuntary",
      "Terminate_Other": "other", "Unknown": "unknown",
    ]
    let classes = ["Employee": "employee", "Contractor": "contractor", "Agency Worker": "agency"]
    var found: [String: Int] = [:]
    var spells: Set<[String]> = []
    for record in sample.records(of: "exports/hr-positions.csv")
    where record.code != "too_few_fields" && !record.cells[4].isEmpty {
      let cells = record.cells
      guard spells.insert([cells[0], cells[3]]).inserted else { continue }
      let key = [month(cells[4]), cells[8], classes[cells[2]] ?? "", exits[cells[5]] ?? ""]
      found[key.joined(separator: " "), default: 0] += 1
    }
    #expect(found.count > 20)
    var expected: [String: Int] = [:]
    for row in truth {
      for (place, name) in ["voluntary", "involuntary", "other", "unknown"].enumerated() {
        let count = Int(row[5 + place]) ?? 0
        if count > 0 { expected["\(row[0]) \(row[1]) \(row[2]) \(name)"] = count }
      }
      #expect(Int(row[4]) == row[5...8].reduce(0) { $0 + (Int($1) ?? 0) })
    }
    #expect(found == expected)
  }

  @Test func `person-days of all are those that a count of each day's people gives`() {
    let roster = Roster(seed: 11, seats: 200)
    let (first, end) = (CenterCalendar.rosterFirst.days, CenterCalendar.end.days)
    var days = 0
    for spell in roster.workers.flatMap(\.spells) {
      for day in first..<end { days += spell.hired.days <= day && day <= spell.left?.days ?? end ? 1 : 0 }
    }
    #expect(truth.reduce(0) { $0 + (Int($1[3]) ?? 0) } == days)
  }
}
