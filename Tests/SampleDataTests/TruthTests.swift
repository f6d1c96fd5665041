import Testing

@testable import SampleData

@Suite struct TruthTests {
  private let sample = WrittenSample(seed: 11, size: 0.2)
  private let calls = (1...6).map { "exports/acd-2026-0\($0).csv" }

  @Test func `every file has the rows, rejects and duplicates that the truth names`() {
    var seen: [String: Set<[String]>] = [:]
    for row in sample.table(columns: 6) where row[0].hasPrefix("exports/") {
      let (path, records) = (row[0], sample.records(of: row[0]))
      let rejected = records.count { $0.code.map(WrittenSample.rejectedCodes.contains) ?? false }
      #expect(Int(row[1]) == records.count, "\(path)")
      #expect(Int(row[2]) == rejected, "\(path)")
      #expect(Int(row[3]) == records.count - rejected, "\(path)")
      let source = String(path.split(separator: "-")[0])
      var duplicates = 0
      for record in records where !(record.code.map(WrittenSample.rejectedCodes.contains) ?? false) {
        let key: [String] =
          switch source {
          case "exports/hr": [record.cells[0], record.cells[3]]
          case "exports/responses.csv": [record.cells[0], record.cells[2]]
          case "exports/aliases.csv": [record.cells[2], record.cells[4]]
          default: [record.cells[0]]
          }
        if !seen[source, default: []].insert(key).inserted { duplicates += 1 }
      }
      #expect(Int(row[4]) == duplicates, "\(path)")
    }
  }

  @Test func `late rows are those of the month before that are no duplicates`() {
    var seen: Set<String> = []
    for (index, path) in calls.enumerated() {
      var late = 0
      for record in sample.records(of: path) where record.code == nil || record.code == "repaired_quote" {
        let (id, time) = (record.cells[0], record.cells[2])
        let month = time.contains("/") ? Int(time.prefix(2)) : Int(time.dropFirst(5).prefix(2))
        if seen.insert(id).inserted, let month, month < index + 1 { late += 1 }
      }
      let row = sample.table(columns: 6).first { $0[0] == path }
      #expect(row.flatMap { Int($0[5]) } == late)
    }
  }

  @Test func `blank customers, switchboards and unknown agents are as many as the truth names`() {
    var legs: [String: [String]] = [:]
    for path in calls {
      for record in sample.records(of: path) {
        let isOwn = record.code.map { FaultCode(rawValue: $0)?.isInPlace ?? false } ?? true
        if isOwn { legs[record.cells[0]] = record.cells }
      }
    }
    let rows = Array(legs.values)
    #expect(
      sample.count(after: "(ANI `anonymous`):") == rows.count { $0[10].isEmpty && $0[11] == "anonymous" })
    for number in ["+13125550100", "+13125550200"] {
      #expect(sample.count(after: "switchboard `\(number)`:") == rows.count { $0[11] == number })
      #expect((sample.count(after: "switchboard `\(number)`:") ?? 0) > 180)
    }
    for login in Roster.unknownLogins {
      #expect(sample.count(after: "unknown agent `\(login)`:") == rows.count { $0[7] == login })
    }
    #expect(sample.count(after: "outbound voice:") == rows.count { $0[4] == "Outbound" })
  }

  @Test func `every planted line shows its fault`() {
    for row in sample.table(columns: 4) where row[0].hasPrefix("exports/") {
      let lines = sample.lines(of: row[0])
      guard let number = Int(row[1]), number >= 1, number <= lines.count else {
        Issue.record("no line \(row[1]) in \(row[0])")
        continue
      }
      let line = lines[number - 1]
      let text = String(decoding: line, as: UTF8.self)
      let delimiter: UInt8 = row[0].contains("chat") ? 0x3b : 0x2c
      let width = lines[row[0].contains("q1") ? 1 : 0].count { $0 == delimiter }
      let shows: Bool =
        switch row[2] {
        case "too_few_fields": line.count { $0 == delimiter } < width
        case "too_many_fields": line.count { $0 == delimiter } > width
        case "text_after_quote": text.contains("\"Solved\"x") || text.contains("\"ok\" thanks")
        case "unterminated_quote":
          text.hasSuffix("\"never closed") && !lines[number...].joined().contains(0x22)
        case "nul_byte": line.contains(0)
        case "invalid_text": line.contains(0xe9)
        case "required_missing": line.first == delimiter || text.contains(",,")
        case "required_unreadable":
          ["02/30/2026", "31.06.2026", ",five,"].contains { text.contains($0) }
        case "unknown_value": ["Bounced", "Fax", "pigeon"].contains { text.contains($0) }
        case "end_before_start": ["09:40", "2026-02-03T08"].contains { text.contains($0) }
        case "repaired_quote": text.contains("3/4\" f") || text.contains(" \"called")
        case "unreadable_value": text.contains("3O") || text.contains("n/a")
        case "trimmed_blanks": text.contains("  Solved ,") || text.contains(" Closed  ;")
        case "local_time_gap": text.contains("03/08/2026 02:30:00")
        case "local_time_fold": text.contains("11/02/2025 01:30:00")
        case "test_call": text.contains(",Test,")
        case "unknown_contact": text.contains(",309900999")
        case "several_responses": text.hasPrefix("R-9900000")
        case "other_scale": text.contains(",resolved,4,1,5,")
        case "answered_early": text.hasPrefix("R-9900000")
        // PlantedRowsTests looks at their dates.
        case "overlapping_assignments", "no_assignment": text.hasPrefix("P")
        case "blank_line": line.isEmpty
        case "byte_order_mark": line.starts(with: [0xef, 0xbb, 0xbf])
        case "separator_line": text == "sep=;"
        case "control_z": line == [0x1a]
        default: false
        }
      #expect(shows, "\(row[0]):\(number) \(row[2])")
    }
  }

  @Test func `no file has so many bad rows that it is refused`() {
    let files = sample.table(columns: 6).filter { $0[0].hasPrefix("exports/") }
    for row in files { #expect((Int(row[2]) ?? 10) < 10) }
    #expect(files.count == 13)
  }

  @Test func `every kind of bad row of the contract is planted`() {
    let codes = Set(sample.table(columns: 4).map { $0[2] })
    for code in FaultCode.allCases { #expect(codes.contains(code.rawValue), "\(code)") }
  }
}
