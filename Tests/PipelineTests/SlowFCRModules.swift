import Aggregate
import Canonical
import Dice
import Tables

@testable import Score

/// What the modules make of a history, put together as the pipeline does it, in partitions of any number.
struct SlowFCRModules {
  let tally: FCRTally
  let figures: FCRFigures
  let parameters: FCRParameters
  let plan: FCRTally.Plan
  let vocabulary: CodeBook
  let coverage: Coverage
  let duplicates: Int
  /// Every conversation, by source and id of its first contact.
  let conversations: [String: ScoredConversation]

  /// Chicago in 2026.
  static let zone = ZoneTable(
    name: "America/Chicago", starts: [1_772_956_800, 1_793_516_400], offsets: [-21_600, -18_000, -21_600])

  init?(
    _ history: SlowFCRHistory, partitions: Int, zone: ZoneTable = Self.zone, using random: inout Dice
  ) {
    var vocabulary = CodeBook()
    var order = ContactIDs()
    var legs: [Leg] = []
    for (piece, file) in history.files.enumerated() {
      let batch = Self.batch(file.rows)
      // Sources by the byte order of their names: acd, chat.
      legs += Leg.legs(
        of: batch, source: file.source == "acd" ? 0 : 1, file: 0, piece: UInt32(piece), keep: nil,
        vocabulary: &vocabulary)
      order.pieces.append(batch.texts[batch.slots[batch.table.place(of: "contact_id")]])
    }
    let asOf = history.setting.asOf.map { Instant(seconds: Int64($0)) }
    var duplicates = 0
    var unique: [Leg] = []
    for var part in Self.parted(legs, into: partitions, by: \.contact) {
      let before = part.count
      _ = DuplicateRows.remove(from: &part, asOf: asOf)
      duplicates += before - part.count
      unique += part
    }
    let known = unique.map(\.start).filter { start in asOf.map { start <= $0.milliseconds } ?? true }
    let stretch = CoverageStretch.longest(known)
    guard
      let from = history.setting.coversFrom.map({ Instant(seconds: Int64($0)) }) ?? stretch?.first,
      let to = history.setting.coversTo.map({ Instant(seconds: Int64($0)) }) ?? stretch?.last
    else { return nil }
    let coverage = Coverage(from: from, to: to, asOf: asOf ?? to)
    let inside = unique.filter {
      coverage.from.milliseconds <= $0.start && $0.start <= coverage.to.milliseconds
    }
    var chained: [Leg] = []
    for var part in Self.parted(inside, into: partitions, by: \.chainOrContact) {
      _ = ChainCustomer.assign(to: &part, order: order)
      chained += part.shuffled(using: &random)
    }
    var parameters = FCRParameters()
    parameters.sharedIDMaximum = history.setting.sharedIDMaximum
    parameters.groupings = [.all, .channel, .callType, .agent]
    let roster = Roster(people: nil, assignments: nil, roles: nil, vocabulary: &vocabulary)
    let answers = Self.answers(history, chained, asOf: coverage.asOf, vocabulary: &vocabulary)
    let unresolvable = history.setting.unresolvable.sorted()
    let scoring = HistoryScoring(
      order: order, parameters: parameters, roster: roster, zone: zone, unresolvable: unresolvable,
      answers: answers, vocabulary: &vocabulary)
    let plan = FCRTally.Plan(parameters, coverage: coverage, hasUnresolvable: !unresolvable.isEmpty)
    let pieces = Self.parted(chained, into: partitions, by: \.owner).map { scoring.score($0) }
    let tallies = pieces.map { piece in
      var tally = FCRTally(plan)
      tally.observe(piece)
      return tally
    }
    var total = FCRTally(plan)
    for tally in tallies.shuffled(using: &random) { total.merge(tally) }
    tally = total
    figures = total.finish()
    self.parameters = parameters
    self.plan = plan
    self.vocabulary = vocabulary
    self.coverage = coverage
    self.duplicates = duplicates
    conversations = Self.named(pieces.flatMap(\.conversations), vocabulary)
  }

  /// Conversations by their queue, which names source and id of the first contact.
  private static func named(_ conversations: [ScoredConversation], _ vocabulary: CodeBook)
    -> [String: ScoredConversation]
  {
    let queue = Grouping.allCases.firstIndex(of: .queue) ?? 0
    return Dictionary(
      uniqueKeysWithValues: conversations.map { (vocabulary.text(of: $0.groups[queue]), $0) })
  }

  /// What customers said, joined to the legs; sources by the byte order of their names.
  private static func answers(
    _ history: SlowFCRHistory, _ legs: [Leg], asOf: Instant, vocabulary: inout CodeBook
  ) -> ContactAnswers {
    var table = SmallTable(.responses)
    for row in history.responses {
      table.append(
        batch([row], of: .responses),
        source: UInt16(["acd", "chat", "survey"].firstIndex(of: row.source) ?? 3),
        file: 0, vocabulary: &vocabulary)
    }
    _ = table.settle(asOf: nil, keepColumn: [:])
    _ = table.exclude(after: asOf, by: ["answered_at", "asked_at"])
    let responses = VocResponses(table, vocabulary: vocabulary)
    let starts = Dictionary(legs.map { ($0.contact, $0.start) }, uniquingKeysWith: min)
    let customers = Dictionary(uniqueKeysWithValues: legs.map { ($0.contact, $0.customer) })
    return ContactAnswers(responses, sources: [0, 1], starts: starts, customers: customers)
  }

  private static func parted(_ legs: [Leg], into count: Int, by key: (Leg) -> Fingerprint) -> [[Leg]] {
    var parts = Array(repeating: [Leg](), count: count)
    for leg in legs { parts[Int(key(leg).high % UInt64(count))].append(leg) }
    return parts
  }

  /// The canonical batch of some rows, as Normalize would make it.
  private static func batch<Row: SlowFCRCells>(
    _ rows: [Row], of table: TableSchema = .contacts
  ) -> CanonicalBatch {
    var batch = CanonicalBatch(table: table)
    for row in rows {
      for (place, column) in batch.table.columns.enumerated() {
        let slot = batch.slots[place]
        switch column.type {
        case .key, .orderedKey:
          let text = Array((row.text(of: column.name) ?? "").utf8)
          batch.keys[slot].append(
            text.isEmpty ? .missing : Fingerprint(text, from: 0, to: text.count))
          batch.texts[slot].append(text, from: 0, to: text.count)
        case .text: batch.codes[slot].append(batch.books[slot].code(of: row.text(of: column.name) ?? ""))
        case .oneOf(let words):
          let word = words.firstIndex { $0 == row.text(of: column.name) }
          batch.numbers[slot].append(word.map { Int64($0) } ?? CanonicalBatch.missing)
        default: batch.numbers[slot].append(row.number(of: column.name) ?? CanonicalBatch.missing)
        }
      }
      batch.lines.append(UInt32(batch.count))
      batch.count += 1
    }
    return batch
  }
}

/// A row whose cells can be read by the names of columns.
protocol SlowFCRCells {
  /// Text of a column; nil where missing.
  func text(of column: String) -> String?
  /// Number of a column, as canonical batches keep it; nil where missing.
  func number(of column: String) -> Int64?
}

extension SlowFCRResponse: SlowFCRCells {
  func text(of column: String) -> String? {
    switch column {
    case "response_id": responseID
    case "instrument": instrument
    case "item": item
    case "subject_id": subjectID
    case "rater_id": raterID
    case "contact_id": contactID
    default: nil
    }
  }

  func number(of column: String) -> Int64? {
    switch column {
    case "value": Int64((value * 1_000_000).rounded())
    case "scale_min": scaleMin.map { Int64(($0 * 1_000_000).rounded()) }
    case "scale_max": scaleMax.map { Int64(($0 * 1_000_000).rounded()) }
    case "asked_at": askedAt.map { Int64($0) * 1000 }
    case "answered_at": answeredAt.map { Int64($0) * 1000 }
    default: nil
    }
  }
}

extension SlowFCRRow: SlowFCRCells {
  func text(of column: String) -> String? {
    switch column {
    case "contact_id": contactID
    case "chain_id": chainID
    case "case_id": caseID
    case "customer_id": customerID
    case "channel": channel
    case "direction": direction
    case "outcome": outcome
    case "call_type": callType
    // No figure is grouped by it: it tells conversations apart.
    case "queue": "\(source) \(contactID)"
    case "agent_id": agentID
    default: nil
    }
  }

  func number(of column: String) -> Int64? {
    switch column {
    case "started_at": Int64(start) * 1000
    case "ended_at": endedAt.map { Int64($0) * 1000 }
    case "handle_s": handleSeconds.map { Int64($0) }
    case "resolved": resolved.map { $0 ? 1 : 0 }
    case "updated_at": updatedAt.map { Int64($0) * 1000 }
    default: nil
    }
  }
}
