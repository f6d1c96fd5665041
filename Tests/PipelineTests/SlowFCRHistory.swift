import Dice

/// A random history of few customers and many coincidences: ties, overlaps, exact edges, blanks.
struct SlowFCRHistory {
  /// Files in the order of reading, each of one source.
  let files: [(source: String, rows: [SlowFCRRow])]
  let setting: SlowFCRSetting

  var rows: [SlowFCRRow] { files.flatMap(\.rows) }

  /// Windows whose edges are hit on purpose.
  static let windows = [1, 3, 7, 14, 30]

  init(using random: inout Dice) {
    // A clock is put forward or back, and a month begins, within each of these spans.
    let origin = random.pick([Self.february20, Self.october20])
    let span = random.pick([20, 45, 80]) * 86_400
    var setting = SlowFCRSetting()
    if random.chance(80) {
      setting.coversFrom = origin
      setting.coversTo = origin + span
    }
    if random.chance(25) { setting.asOf = origin + span - random.pick([0, 1, 3 * 86_400]) }
    setting.sharedIDMaximum = random.pick([0, 3, 6, 30])
    var rows: [SlowFCRRow] = []
    let customers = (0..<random.below(4) + 1).map { "k\($0)" }
    for _ in 0..<(6 + random.below(28)) {
      rows.append(
        Self.row(after: rows, from: origin, to: origin + span, customers: customers, using: &random))
    }
    var files: [(source: String, rows: [SlowFCRRow])] = []
    for row in rows {
      if files.last?.source != row.source || random.chance(20) { files.append((row.source, [])) }
      files[files.count - 1].rows.append(row)
    }
    self.files = files
    self.setting = setting
  }

  static let february20 = 1_771_545_600
  static let october20 = 1_792_454_400

  private static func row(
    after rows: [SlowFCRRow], from: Int, to: Int, customers: [String], using random: inout Dice
  ) -> SlowFCRRow {
    // Few ids, so that some rows are versions of others; a chain may be named like a contact.
    var row = SlowFCRRow(contactID: "\(random.below(60))", start: 0)
    row.source = random.pick(["acd", "acd", "chat"])
    row.start = start(after: rows, from: from, to: to, using: &random)
    if random.chance(70) {
      row.endedAt = row.start + random.pick([0, 0, 1, 300, 3600, 86_400, 10 * 86_400])
    }
    if random.chance(50) { row.handleSeconds = random.pick([0, 60, 3600]) }
    if random.chance(30) { row.chainID = "\(random.below(8))" }
    if random.chance(60) { row.caseID = "case\(random.below(3))" }
    if random.chance(90) { row.customerID = random.pick(customers) }
    row.channel = random.pick(["voice", "voice", "voice", "chat", "video", "email", "message", "task"])
    row.direction = random.pick([
      "inbound", "inbound", "inbound", "inbound", "inbound", "outbound", "internal",
    ])
    row.outcome = random.pick([
      "handled", "handled", "handled", "handled", "handled", "abandoned", "voicemail", "missed",
      "self_served",
    ])
    if random.chance(75) { row.callType = random.pick(["bill", "card"]) }
    if random.chance(90) { row.agentID = random.pick(["ana", "bo", "cy"]) }
    if random.chance(50) { row.resolved = random.chance(60) }
    if random.chance(40) { row.updatedAt = random.pick([from, to - 86_400, to, to + 86_400]) }
    return row
  }

  /// A start on an hour of the span, or where a rule has its edge.
  private static func start(
    after rows: [SlowFCRRow], from: Int, to: Int, using random: inout Dice
  ) -> Int {
    let window = random.pick(windows) * 86_400
    let offset = random.pick([-1, 0, 0, 0, 1])
    switch random.below(10) {
    case 0: return from + random.pick([0, window]) + offset
    case 1: return to - random.pick([0, window, window + 3600]) + offset
    case 2, 3: return rows.isEmpty ? from : random.pick(rows).start
    case 4: return (rows.isEmpty ? from : random.pick(rows).end) + offset
    case 5, 6: return (rows.isEmpty ? from : random.pick(rows).end + window) + offset
    default: return from + random.below((to - from) / 3600) * 3600
    }
  }
}
