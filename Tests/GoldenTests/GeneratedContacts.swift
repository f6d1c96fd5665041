import Dice

/// Contacts of a made-up center as lines of a canonical CSV file, the same for the same seed.
struct GeneratedContacts {
  /// The header.
  static let header =
    "contact_id,started_at,ended_at,chain_id,case_id,customer_id,channel,direction,queue,call_type,"
    + "agent_id,outcome,resolved,updated_at\n"

  /// One line a row, in no order.
  private(set) var lines: [String] = []
  private var random: Dice

  /// So many rows over 60 days of 40 customers: chains, cases, overlaps, blank reasons, outbound calls,
  /// abandoned ones, rows that are not readable, and several versions of some rows.
  ///
  /// Versions of a row have different times of change, unless they are copies of one another.
  init(rows: Int, seed: UInt64) {
    random = Dice(seed: seed)
    for number in 1...rows {
      let versions = random.below(12) == 0 ? 2 : 1
      let start = random.below(60 * 1440)
      for version in 1...versions { lines.append(row(number, start, version)) }
      if random.below(25) == 0 { lines.append(lines[lines.count - 1]) }
    }
    lines.append("broken,row\n")
    lines.append("late,2026-02-30T10:00:00Z,,,,k1,,,,,,,,\n")
  }

  private mutating func row(_ number: Int, _ start: Int, _ version: Int) -> String {
    let isAbandoned = random.below(10) == 0
    let end = start + random.below(90)
    let agent = random.below(12)
    let reason = ["billing", "technical", "cancel", ""][random.below(4)]
    let cells = [
      "c\(number)", time(start), random.below(5) == 0 ? "" : time(end),
      random.below(6) == 0 ? "s\(random.below(60))" : "",
      random.below(3) == 0 ? "t\(random.below(50))" : "",
      random.below(12) == 0 ? "" : "k\(random.below(40))",
      ["voice", "voice", "chat", "email", ""][random.below(5)],
      random.below(9) == 0 ? "outbound" : "inbound", "q\(random.below(3))",
      isAbandoned ? "" : reason, isAbandoned ? "" : "agent\(agent)",
      isAbandoned ? "abandoned" : "handled", ["true", "false", ""][random.below(3)],
      time(start + 2000 + version),
    ]
    return cells.joined(separator: ",") + "\n"
  }

  /// A minute of 2026, counted from 1 January, with a zone's offset.
  private func time(_ minute: Int) -> String {
    let day = minute / 1440
    let starts = [0, 31, 59, 90]
    let month = (starts.lastIndex { $0 <= day } ?? 0)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "2026-\(two(month + 1))-\(two(day - starts[month] + 1))T\(two(minute % 1440 / 60)):"
      + "\(two(minute % 60)):00Z"
  }
}
