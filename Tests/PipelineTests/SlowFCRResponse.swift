/// A row of responses as the oracle sees it: one answer.
struct SlowFCRResponse {
  var source = "survey"
  var responseID: String
  var instrument = "voc"
  var item: String
  var value: Double
  var scaleMin: Double?
  var scaleMax: Double?
  var askedAt: Int?
  var answeredAt: Int?
  var subjectID: String?
  var raterID: String?
  var contactID: String?

  /// What it says to "was it resolved?"; nil for another item, another value and another scale.
  var resolved: Bool? {
    guard item == "resolved", (scaleMin ?? 0) == 0, (scaleMax ?? 1) == 1 else { return nil }
    return value == 1 ? true : value == 0 ? false : nil
  }

  /// How many contacts it took; nil for another item, no whole number from 1, and another scale.
  var contactsToResolve: Int? {
    guard item == "contacts_to_resolve", (scaleMin ?? 1) == 1, value >= 1 else { return nil }
    return Int(exactly: value)
  }
}

/// One voc response: all rows of a source with one response_id.
struct SlowFCRAnswer {
  /// The qualifying conversation it is about; nil is excluded.
  let conversation: SlowFCRConversation?
  /// nil where not answered, or answered differently.
  let resolved: Bool?
  let contactsToResolve: Int?
  let respondent: String

  /// - Parameter rows: at least one, of the same response.
  init(_ rows: [SlowFCRResponse], conversation: SlowFCRConversation?) {
    self.conversation = conversation
    resolved = Self.only(rows.compactMap(\.resolved))
    contactsToResolve = Self.only(rows.compactMap(\.contactsToResolve))
    // Without a rater, or with several, it is the customer, else somebody of its own.
    respondent =
      (Self.only(rows.compactMap(\.raterID)) ?? conversation?.customer).map { "person \($0)" }
      ?? "response \(rows[0].source) \(rows[0].responseID)"
  }

  private static func only<Value: Hashable>(_ values: [Value]) -> Value? {
    Set(values).count == 1 ? values[0] : nil
  }
}

extension SlowFCR {
  /// Every voc response of the known rows, in the order of their first rows.
  var answers: [SlowFCRAnswer] {
    var groups: [[SlowFCRResponse]] = []
    for row in Self.withoutDuplicates(responses) {
      // SPEC 3: "of responses answered_at, else asked_at decides".
      guard row.instrument == "voc", (row.answeredAt ?? row.askedAt ?? Int.min) <= horizon else { continue }
      let home = groups.firstIndex { group in
        group[0].source == row.source && group[0].responseID == row.responseID
      }
      if let home { groups[home].append(row) } else { groups.append([row]) }
    }
    return groups.map { SlowFCRAnswer($0, conversation: conversation(of: $0)) }
  }

  /// SPEC 2: the key is (response_id, item, subject_id, rater_id); the last one read is kept.
  static func withoutDuplicates(_ rows: [SlowFCRResponse]) -> [SlowFCRResponse] {
    var kept: [SlowFCRResponse] = []
    for row in rows {
      let twin = kept.firstIndex { other in
        other.source == row.source && other.responseID == row.responseID && other.item == row.item
          && other.subjectID == row.subjectID && other.raterID == row.raterID
      }
      if let twin { kept[twin] = row } else { kept.append(row) }
    }
    return kept
  }

  /// The qualifying conversation inside coverage that has the only contact these rows name as a leg.
  private func conversation(of rows: [SlowFCRResponse]) -> SlowFCRConversation? {
    let named = Set(rows.compactMap(\.contactID))
    guard named.count == 1, let contact = named.first else { return nil }
    let holders = conversations.filter { $0.legs.contains { $0.contactID == contact } }
    let legs = holders.flatMap(\.legs).filter { $0.contactID == contact }
    let sources = Set(legs.map(\.source))
    let own = rows[0].source
    guard let source = sources.contains(own) ? own : sources.count == 1 ? sources.first : nil else {
      return nil
    }
    return holders.first { holder in
      holder.status == "qualifying"
        && holder.legs.contains { $0.contactID == contact && $0.source == source }
    }
  }

  /// One unit for each response with the items of the measure.
  func said(_ measure: SlowFCRMeasure) -> [SlowFCRUnit] {
    answers.compactMap { answer in
      guard let conversation = answer.conversation, let resolved = answer.resolved else { return nil }
      if measure == .vocResolution {
        return SlowFCRUnit(conversation, .counts(resolved), person: answer.respondent)
      }
      return answer.contactsToResolve.map { contacts in
        SlowFCRUnit(conversation, .counts(resolved && contacts == 1), person: answer.respondent)
      }
    }
  }
}
