import Aggregate
import Canonical
import Dice
import Tables

@testable import Score

/// What the modules make of a history, put together as the pipeline does it, in partitions of any number.
struct SlowFCRModules {
  let tally: FCRTally
  let plan: FCRTally.Plan
  let vocabulary: CodeBook
  let coverage: Coverage
  let duplicates: Int

  /// Chicago in 2026.
  static let zone = ZoneTable(
    name: "America/Chicago", starts: [1_772_956_800, 1_793_516_400], offsets: [-21_600, -18_000, -21_600])

  init?(_ history: SlowFCRHistory, partitions: Int, using random: inout Dice) {
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
    let scoring = HistoryScoring(
      order: order, parameters: parameters, roster: roster, zone: Self.zone, vocabulary: &vocabulary)
    let plan = FCRTally.Plan(parameters, coverage: coverage)
    let tallies = Self.parted(chained, into: partitions, by: \.owner).map { part in
      var tally = FCRTally(plan)
      tally.observe(scoring.score(part))
      return tally
    }
    var total = FCRTally(plan)
    for tally in tallies.shuffled(using: &random) { total.merge(tally) }
    tally = total
    self.plan = plan
    self.vocabulary = vocabulary
    self.coverage = coverage
    self.duplicates = duplicates
  }

  private static func parted(_ legs: [Leg], into count: Int, by key: (Leg) -> Fingerprint) -> [[Leg]] {
    var parts = Array(repeating: [Leg](), count: count)
    for leg in legs { parts[Int(key(leg).high % UInt64(count))].append(leg) }
    return parts
  }

  /// The canonical batch of some rows of contacts, as Normalize would make it.
  private static func batch(_ rows: [SlowFCRRow]) -> CanonicalBatch {
    var batch = CanonicalBatch(table: .contacts)
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

extension SlowFCRRow {
  fileprivate func text(of column: String) -> String? {
    switch column {
    case "contact_id": contactID
    case "chain_id": chainID
    case "case_id": caseID
    case "customer_id": customerID
    case "channel": channel
    case "direction": direction
    case "outcome": outcome
    case "call_type": callType
    case "agent_id": agentID
    default: nil
    }
  }

  fileprivate func number(of column: String) -> Int64? {
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
