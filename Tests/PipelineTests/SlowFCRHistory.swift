import Dice

/// A random history of few customers and many coincidences: ties, overlaps, exact edges, blanks.
struct SlowFCRHistory {
  /// Files in the order of reading, each of one source.
  let files: [(source: String, rows: [SlowFCRRow])]
  let setting: SlowFCRSetting
  /// Answers in the order of reading; most about a contact of `rows`.
  let responses: [SlowFCRResponse]

  var rows: [SlowFCRRow] { files.flatMap(\.rows) }

  /// Windows whose edges are hit on purpose.
  static let windows = [1, 3, 7, 14, 30]

  init(using random: inout Dice) {
    // A clock is put forward or back, and a month begins, within each of these spans.
    let origin = random.pick([Self.february20, Self.october20])
    // The longer ones close placebo windows, of 28 + W days.
    let span = random.pick([20, 45, 80, 120, 160]) * 86_400
    var setting = SlowFCRSetting()
    if random.chance(80) {
      setting.coversFrom = origin
      setting.coversTo = origin + span
    }
    if random.chance(25) { setting.asOf = origin + span - random.pick([0, 1, 3 * 86_400]) }
    setting.sharedIDMaximum = random.pick([0, 3, 6, 30])
    setting.unresolvable = random.pick([[], ["bill"], ["card"], ["bill", "gone"], ["bill", "card"]])
    let horizon = min(origin + span, setting.asOf ?? Int.max)
    var rows: [SlowFCRRow] = []
    let customers = (0..<random.below(4) + 1).map { "k\($0)" }
    for _ in 0..<(6 + random.below(32)) {
      var row = Self.row(
        after: rows, from: origin, to: origin + span, customers: customers, using: &random)
      if random.chance(20) { Self.moveToPlaceboEdge(&row, after: rows, origin...horizon, using: &random) }
      rows.append(row)
    }
    responses = Self.responses(about: rows, horizon, using: &random)
    var files: [(source: String, rows: [SlowFCRRow])] = []
    for row in rows {
      if files.last?.source != row.source || random.chance(20) { files.append((row.source, [])) }
      files[files.count - 1].rows.append(row)
    }
    self.files = files
    self.setting = setting
  }

  /// A history of these parts.
  init(
    files: [(source: String, rows: [SlowFCRRow])], setting: SlowFCRSetting, responses: [SlowFCRResponse]
  ) {
    self.files = files
    self.setting = setting
    self.responses = responses
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

  /// Puts a row where the placebo window of an earlier one begins or ends, or where its own closes coverage.
  private static func moveToPlaceboEdge(
    _ row: inout SlowFCRRow, after rows: [SlowFCRRow], _ span: ClosedRange<Int>, using random: inout Dice
  ) {
    let (month, window) = (28 * 86_400, random.pick(windows) * 86_400)
    let offset = random.pick([-1, 0, 0, 1])
    if random.chance(40) {
      let length = random.pick([0, 0, 300, 86_400])
      let start = span.upperBound - random.pick([0, month]) - window - length + offset
      if start < span.lowerBound { return }
      row.start = start
      row.endedAt = start + length
      if random.chance(50) { row.customerID = "k9" }
      row.direction = "inbound"
      row.chainID = nil
      return
    }
    let edge = month + random.pick([0, window, window]) + offset
    let bases = rows.filter {
      $0.customerID != nil && $0.direction == "inbound" && $0.outcome == "handled"
        && $0.start > span.lowerBound && $0.end + edge <= span.upperBound
    }
    if bases.isEmpty { return }
    let base = random.pick(bases)
    let length = row.end - row.start
    row.start = base.end + edge
    if row.endedAt != nil { row.endedAt = row.start + length }
    row.customerID = base.customerID
    row.direction = "inbound"
    row.chainID = nil
  }

  /// Some responses of one to four rows, to known and unknown contacts, twice, contradictory, or blank.
  private static func responses(
    about rows: [SlowFCRRow], _ horizon: Int, using random: inout Dice
  ) -> [SlowFCRResponse] {
    var responses: [SlowFCRResponse] = []
    var contacts: [String] = []
    for _ in 0..<random.below(24) {
      // Second responses are frequent; a response_id may be that of another response of the source.
      let contact =
        contacts.isEmpty || random.chance(70) ? random.pick(rows).contactID : random.pick(contacts)
      contacts.append(contact)
      var base = SlowFCRResponse(responseID: "\(random.below(60))", item: "resolved", value: 1)
      base.source = random.pick(["acd", "chat", "survey", "survey"])
      base.contactID = random.chance(12) ? random.pick([nil, "gone"]) : contact
      base.raterID = random.pick([nil, nil, "r1", "r2", "R3", "r10"])
      if random.chance(30) { base.subjectID = "ana" }
      for item in ["resolved", "contacts_to_resolve", "csat"] where random.chance(85) {
        responses.append(answer(base, item, using: &random))
        if random.chance(15) {
          responses.append(oddity(responses[responses.count - 1], contact, horizon, using: &random))
        }
      }
    }
    return responses.shuffled(using: &random)
  }

  private static func answer(
    _ base: SlowFCRResponse, _ item: String, using random: inout Dice
  ) -> SlowFCRResponse {
    var row = base
    row.item = item
    switch item {
    case "resolved": row.value = random.pick([0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 0.5])
    case "contacts_to_resolve": row.value = random.pick([1, 1, 1, 1, 1, 2, 2, 3, 0, 1.5])
    default: row.value = Double(random.below(5) + 1)
    }
    let least = item == "resolved" ? 0.0 : 1
    row.scaleMin = random.chance(6) ? 1 - least : random.pick([nil, least])
    row.scaleMax = random.pick(item == "resolved" ? [nil, 1] : [nil, 1, 5, 10])
    if random.chance(6) { row.scaleMax = 5 }
    return row
  }

  /// The same row once more, with something different.
  private static func oddity(
    _ row: SlowFCRResponse, _ contact: String, _ horizon: Int, using random: inout Dice
  ) -> SlowFCRResponse {
    var odd = row
    switch random.below(8) {
    case 0: odd.value = 1 - row.value
    case 1: odd.raterID = random.pick([nil, "r1", "r2", "R3"])
    case 2:
      odd.raterID = random.pick([nil, "r1", "r2", "R3"])
      odd.value = row.value == 1 ? 2 : 1
    case 3:
      odd.subjectID = "bo"
      odd.value = row.value == 1 ? 0 : 1
    case 4:
      odd.subjectID = "bo"
      odd.contactID = random.pick([nil, contact, "\(random.below(60))"])
    case 5: odd.instrument = random.pick(["pulse", "qa"])
    case 6: odd.answeredAt = horizon + random.pick([-1, 0, 1])
    default:
      odd.askedAt = horizon + random.pick([-1, 0, 1])
      if random.chance(30) { odd.answeredAt = horizon }
    }
    return odd
  }
}
