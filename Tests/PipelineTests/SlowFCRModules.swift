import Aggregate
import Canonical
import Dice
import Tables

@testable import Pipeline
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
  /// Repeated first contacts under each match that may become the headline.
  let pairs: [RepeatPair]

  /// Chicago in 2026.
  static let zone = ZoneTable(
    name: "America/Chicago", starts: [1_772_956_800, 1_793_516_400], offsets: [-21_600, -18_000, -21_600])

  init?(
    _ history: SlowFCRHistory, partitions: Int, zone: ZoneTable = Self.zone, using random: inout Dice
  ) throws {
    var vocabulary = CodeBook()
    let (legs, order) = Self.read(history, &vocabulary)
    let asOf = history.setting.asOf.map { Instant(seconds: Int64($0)) }
    var duplicates = 0
    var unique: [Leg] = []
    for var part in Self.parted(legs, into: partitions, by: .contact, using: &random) {
      var best = BestLegs(.contact, asOf: asOf)
      best.take(&part) { _ in duplicates += 1 }
      unique += best.legs
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
    for var part in Self.parted(inside, into: partitions, by: .chain, using: &random) {
      _ = try ChainCustomer.assign(to: &part, order: order)
      chained += part
    }
    var parameters = FCRParameters()
    parameters.sharedIDMaximum = history.setting.sharedIDMaximum
    parameters.groupings = [.all, .channel, .callType, .agent]
    let roster = Roster(people: nil, assignments: nil, roles: nil, vocabulary: &vocabulary)
    let answers = Self.answers(
      history, chained, into: partitions, stated: asOf, asOf: coverage.asOf, using: &random)
    let unresolvable = history.setting.unresolvable.sorted()
    let scoring = HistoryScoring(
      order: order, parameters: parameters, roster: roster, zone: zone, unresolvable: unresolvable,
      keepsOrigins: true, vocabulary: &vocabulary)
    let plan = FCRTally.Plan(parameters, coverage: coverage, hasUnresolvable: !unresolvable.isEmpty)
    let parts = Self.parted(chained, into: partitions, by: .owner, using: &random)
    var tallies: [FCRTally] = []
    var conversations: [ScoredConversation] = []
    var pairs: [RepeatPair] = []
    let firsts = SettledFirsts(parameters, coverage: coverage)
    for (part, answers) in zip(parts, answers) {
      var tally = FCRTally(plan)
      try scoring.score(part, answers: answers, batch: random.pick([1, 3, 100])) { piece in
        conversations += piece.conversations
        pairs += RepeatPair.pairs(in: piece, firsts)
        tally.observe(piece)
      }
      tallies.append(tally)
    }
    var total = FCRTally(plan)
    for tally in tallies.shuffled(using: &random) { total.merge(tally) }
    tally = total
    figures = total.finish()
    self.pairs = pairs
    self.parameters = parameters
    self.plan = plan
    self.vocabulary = vocabulary
    self.coverage = coverage
    self.duplicates = duplicates
    self.conversations = Self.named(conversations, vocabulary)
  }

  /// Conversations by their queue, which names source and id of the first contact.
  private static func named(_ conversations: [ScoredConversation], _ vocabulary: CodeBook)
    -> [String: ScoredConversation]
  {
    let queue = Grouping.ofContacts.firstIndex(of: .queue) ?? 0
    return Dictionary(
      uniqueKeysWithValues: conversations.map { (vocabulary.text(of: $0.groups[queue]), $0) })
  }

  /// The legs of a history's files, and what decides their order at one instant.
  private static func read(
    _ history: SlowFCRHistory, _ vocabulary: inout CodeBook
  ) -> (legs: [Leg], order: ContactOrder) {
    var legs: [Leg] = []
    var ids: [UInt64: [UInt8]] = [:]
    for (account, file) in history.files.enumerated() {
      let batch = batch(file.rows)
      // Sources by the byte order of their names: acd, chat.
      let read = Leg.legs(
        of: batch, source: file.source == "acd" ? 0 : 1, first: UInt64(account) << 40, keep: nil,
        codes: LegCodes(batch, merging: &vocabulary))
      for (leg, row) in zip(read, file.rows) { ids[leg.place] = Array(row.contactID.utf8) }
      legs += read
    }
    return (legs, ContactOrder { [ids] leg in ids[leg.place] ?? [] })
  }

  /// What customers said, joined to the legs, by partition of customers.
  private static func answers(
    _ history: SlowFCRHistory, _ legs: [Leg], into count: Int, stated: Instant?, asOf: Instant,
    using random: inout Dice
  ) -> [ContactAnswers] {
    let rows = history.responses.enumerated().flatMap { place, row in
      SurveyRow.rows(
        of: batch([row], of: .responses),
        source: UInt16(["acd", "chat", "survey"].firstIndex(of: row.source) ?? 3),
        first: UInt64(history.files.count) << 40 + UInt64(place), keep: nil)
    }
    var responses: [VocResponse] = []
    let keys = SurveyRow.keys(of: rows, byKeepRule: false)
    for part in parted(SurveyRow.pack(rows), SurveyRow.width, keys, into: count, using: &random) {
      var rows: [SurveyRow] = []
      SurveyRow.unpack(part, count: part.count, into: &rows)
      var settled = VocResponses(rows, stated: stated, asOf: asOf)
      responses += settled.takeAboutContacts()
    }
    let (matches, contacts) = ContactMatch.pack(legs)
    var answers: [PlacedAnswer] = []
    for (said, found) in zip(
      parted(
        VocResponse.pack(responses), VocResponse.width, VocResponse.keys(of: responses), into: count,
        using: &random),
      parted(matches, ContactMatch.width, contacts, into: count, using: &random))
    {
      var (responses, matches) = ([VocResponse](), [ContactMatch]())
      VocResponse.unpack(said, count: said.count, into: &responses)
      ContactMatch.unpack(found, count: found.count, into: &matches)
      var join = SurveyJoin(stated: stated)
      join.know(matches)
      answers += join.join(responses) { _ in true }
    }
    var people = RespondentNumbers()
    people.note(answers.filter { !$0.isFurther && !$0.person.isMissing })
    people.number(&answers, after: 0)
    return parted(
      PlacedAnswer.pack(answers), PlacedAnswer.width, PlacedAnswer.keys(of: answers), into: count,
      using: &random
    ).map { part in
      var answers: [PlacedAnswer] = []
      PlacedAnswer.unpack(part, count: part.count, into: &answers)
      return ContactAnswers(answers)
    }
  }

  /// Legs that belong together, in no order, as they come back from their words.
  private static func parted(
    _ legs: [Leg], into count: Int, by key: LegLayout.Key, using random: inout Dice
  ) -> [[Leg]] {
    let columns = Set(TableSchema.contacts.columns.map(\.name))
    let layout = LegLayout(columns: columns, hasKeepRule: false)
    return parted(
      layout.pack(legs), layout.width, LegLayout.keys(of: legs, by: key), into: count, using: &random
    ).map { part in
      var legs: [Leg] = []
      layout.unpack(part, count: part.count, into: &legs)
      return legs
    }
  }

  /// The words of records whose keys fall together, in no order.
  private static func parted(
    _ words: [UInt64], _ width: Int, _ keys: [UInt64], into count: Int, using random: inout Dice
  ) -> [[UInt64]] {
    var parts = Array(repeating: [UInt64](), count: count)
    for record in keys.indices.shuffled(using: &random) {
      parts[Int(keys[record] % UInt64(count))] += words[record * width..<(record + 1) * width]
    }
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
        case .key:
          let text = row.text(of: column.name) ?? ""
          batch.keys[slot].append(text.isEmpty ? .missing : Fingerprint(text))
        case .text: batch.codes[slot].append(batch.books[slot].code(of: row.text(of: column.name) ?? ""))
        case .oneOf(let words):
          let word = words.firstIndex { $0 == row.text(of: column.name) }
          batch.numbers[slot].append(word.map { Int64($0) } ?? CanonicalBatch.missing)
        default: batch.numbers[slot].append(row.number(of: column.name) ?? CanonicalBatch.missing)
        }
      }
      batch.offsets.append(UInt32(batch.count) * 100)
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
