import Dice

/// Histories that tell the same story otherwise, or less of it.
extension SlowFCRHistory {
  /// The same with other rows, which keep their files.
  func changed(_ setting: SlowFCRSetting? = nil, _ change: (SlowFCRRow) -> SlowFCRRow?) -> SlowFCRHistory {
    SlowFCRHistory(
      files: files.map { ($0.source, $0.rows.compactMap(change)) }, setting: setting ?? self.setting,
      responses: responses)
  }

  /// No contact twice, so that the order of reading decides nothing.
  var withoutDuplicates: SlowFCRHistory {
    var met: Set<String> = []
    return changed { met.insert("\($0.source) \($0.contactID)").inserted ? $0 : nil }
  }

  /// Every contact is about some case.
  func withCases(using random: inout Dice) -> SlowFCRHistory {
    changed { row in
      var row = row
      row.caseID = row.caseID ?? "case\(random.below(3))"
      return row
    }
  }

  /// The same rows in another order, in files of other lengths.
  func shuffled(using random: inout Dice) -> SlowFCRHistory {
    var files: [(source: String, rows: [SlowFCRRow])] = []
    for row in rows.shuffled(using: &random) {
      if files.last?.source != row.source || random.chance(30) { files.append((row.source, [])) }
      files[files.count - 1].rows.append(row)
    }
    return SlowFCRHistory(files: files, setting: setting, responses: responses)
  }

  /// Everything so many days later.
  func shifted(days: Int) -> SlowFCRHistory {
    let shift = days * 86_400
    var later = setting
    later.coversFrom = setting.coversFrom.map { $0 + shift }
    later.coversTo = setting.coversTo.map { $0 + shift }
    later.asOf = setting.asOf.map { $0 + shift }
    let moved = changed(later) { row in
      var row = row
      row.start += shift
      row.endedAt = row.endedAt.map { $0 + shift }
      row.updatedAt = row.updatedAt.map { $0 + shift }
      return row
    }
    let answers = responses.map { response in
      var response = response
      response.askedAt = response.askedAt.map { $0 + shift }
      response.answeredAt = response.answeredAt.map { $0 + shift }
      return response
    }
    return SlowFCRHistory(files: moved.files, setting: later, responses: answers)
  }

  /// Everybody and everything under another name; contacts keep the order of theirs.
  func renamed(_ name: (String) -> String) -> SlowFCRHistory {
    var setting = setting
    setting.unresolvable = Set(setting.unresolvable.map(name))
    let changed = changed(setting) { row in
      var row = row
      row.contactID = "contact-" + row.contactID
      row.customerID = row.customerID.map(name)
      row.agentID = row.agentID.map(name)
      row.caseID = row.caseID.map(name)
      row.chainID = row.chainID.map(name)
      row.callType = row.callType.map(name)
      return row
    }
    let answers = responses.map { response in
      var response = response
      response.responseID = name(response.responseID)
      response.contactID = response.contactID.map { "contact-" + $0 }
      response.raterID = response.raterID.map(name)
      response.subjectID = response.subjectID.map(name)
      return response
    }
    return SlowFCRHistory(files: changed.files, setting: setting, responses: answers)
  }

  /// A history in which nothing known at an instant can be changed by what comes after it.
  ///
  /// What SPEC makes a late change is left out: contacts twice and their `updated_at`, shared ids, chains
  /// and overlaps that reach across the instant.
  func settleable(at instant: Int) -> SlowFCRHistory {
    var setting = setting
    (setting.sharedIDMaximum, setting.asOf) = (0, nil)
    (setting.coversFrom, setting.coversTo) = (coversFrom, coversTo)
    let torn = Set(rows.filter { $0.start <= instant }.map(Self.chain)).intersection(
      rows.filter { $0.start > instant }.map(Self.chain))
    return withoutDuplicates.changed(setting) { row in
      var row = row
      row.updatedAt = nil
      if torn.contains(Self.chain(row)) { row.chainID = nil }
      let mayOverlap = ["voice", "chat", "video"].contains(row.channel) || row.chainID != nil
      if mayOverlap, row.start <= instant, row.end > instant { row.endedAt = instant }
      return row
    }
  }

  /// What was known at an instant: rows that start by then.
  func cut(at instant: Int, without late: SlowFCRRow? = nil) -> SlowFCRHistory {
    var setting = setting
    setting.coversTo = instant
    return changed(setting) { row in
      let isLate = row.source == late?.source && row.contactID == late?.contactID
      return row.start <= instant && !isLate ? row : nil
    }
  }

  /// An instant within the coverage at which some windows close to the second.
  func instant(using random: inout Dice) -> Int {
    let delays = [0] + Self.windows + Self.windows.map { 28 + $0 }
    var edges = rows.map(\.start)
    for row in rows { edges += delays.map { row.end + $0 * 86_400 } }
    edges = edges.filter { coversFrom < $0 && $0 < coversTo }
    return edges.isEmpty ? (coversFrom + coversTo) / 2 : random.pick(edges)
  }

  private static func chain(_ row: SlowFCRRow) -> String? { row.chainID.map { "\(row.source) \($0)" } }

  private var coversFrom: Int { setting.coversFrom ?? rows.map(\.start).min() ?? 0 }
  private var coversTo: Int { setting.coversTo ?? rows.map(\.start).max() ?? 0 }
}
