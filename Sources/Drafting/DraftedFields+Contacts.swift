import Canonical

extension DraftedFields {
  /// The column with the time of day that belongs to a column of days.
  func clock(for match: ColumnMatch) -> ColumnFinding? {
    guard match.column.type == .instant, let time = match.finding.time, !time.hasTime else { return nil }
    let clocks = export.columns.filter { finding in
      finding.clockFormat != nil && finding.isNameable
        && finding.content.blanks <= match.finding.content.blanks
    }
    func bare(_ name: ColumnName) -> [String] {
      name.words.filter { !["date", "day", "time", "hour", "of"].contains($0) }
    }
    let wanted = bare(match.finding.name)
    if let pair = clocks.first(where: { bare($0.name) == wanted && $0.name.has(["time", "hour", "clock"]) }) {
      return pair
    }
    let starts = clocks.filter { $0.name.has(["start", "begin", "started"]) && $0.name.has(["time"]) }
    return match.column.name == "started_at" ? starts.first : nil
  }

  /// An end that has a time of day and shares its day with the start.
  func endClock(_ column: ColumnSchema) -> FieldDraft? {
    guard let start = match.matches["started_at"], clock(for: start) != nil, let time = start.finding.time,
      time.candidates.isEmpty
    else { return nil }
    let clocks = export.columns.filter { finding in
      finding.clockFormat != nil && finding.isNameable
        && finding.name.has(["end", "finish", "ended", "stop"])
        && finding.name.has(["time"])
    }
    guard let clock = clocks.first, let format = clock.clockFormat else { return nil }
    let formats = time.formats.isEmpty ? "" : ", formats: " + YAMLText.oneOrList(time.formats)
    var draft = FieldDraft(
      column.name,
      "{date: {from: \(YAMLText.scalar(start.finding.content.name))\(formats)}, "
        + "time: {from: \(YAMLText.scalar(clock.content.name)), formats: \(YAMLText.quoted(format))}, "
        + "next_day_if_before: started_at}", .guess, ["the day of the start, the next one after midnight"])
    draft.reads([clock])
    return draft
  }

  /// Whether the start is in UTC by its name, and the end in a zone that nobody tells.
  mutating func isInOtherZone(_ column: ColumnSchema) -> Bool {
    guard let start = match.matches["started_at"]?.finding, FieldDraft.zone(start) != nil,
      let end = match.matches[column.name]?.finding, end.time?.isLocal == true, FieldDraft.zone(end) == nil
    else { return false }
    sections.append(
      YAMLText.comment(
        "# ended_at is left out: '\(end.content.name)' may be in another zone than '\(start.content.name)'; "
          + "add it with its zone."))
    return true
  }

  /// Talk, hold and after-call work added up, where no column is their sum.
  func summed(_ column: ColumnSchema) -> FieldDraft? {
    if match.matches["handle_s"]?.finding.name.has(["handle", "handling"]) == true { return nil }
    let parts = [
      ["talktime", "totaltalk", "talk", "talkduration"], ["holdtime", "totalhold", "hold", "holdduration"],
      ["aftercallworktime", "acwtime", "totalacw", "acw", "wrapuptime", "wraptime", "aftercallwork"],
    ].map { names in
      export.columns.first {
        names.contains($0.name.squashed) && $0.isNameable && $0.duration?.patterns.isEmpty == false
      }
    }
    guard let talk = parts[0], parts[2] != nil, let patterns = talk.duration?.patterns else { return nil }
    let found = parts.compactMap { $0 }
    guard found.allSatisfy({ $0.duration?.patterns == patterns && $0.duration?.decimalComma == false }) else {
      return nil
    }
    var draft = FieldDraft(
      column.name,
      "{sum: \(YAMLText.list(found.map(\.content.name))), "
        + "duration: \(YAMLText.oneOrList(patterns.map(\.rawValue)))}",
      .likely, ["talk, hold and after-call work"])
    draft.reads(found)
    return draft
  }

  /// Who called, where the file has both numbers of a call: the other party depends on the direction.
  func callers(_ column: ColumnSchema) -> FieldDraft? {
    let pairs = [("ani", "dnis"), ("from", "to"), ("callingnumber", "callednumber"), ("src", "dst")]
    func named(_ name: String) -> ColumnFinding? {
      export.columns.first { $0.name.squashed == name && $0.isNameable && $0.isPhone }
    }
    guard let direction = match.matches["direction"] else { return nil }
    let outbound = direction.finding.present.map(\.text).filter {
      ColumnMatch.proposal($0, direction.column, direction.finding) == "outbound"
    }
    if let named = match.matches["customer_id"], named.confidence == .high,
      named.finding.name.has(["customer"])
    {
      return nil
    }
    for (from, to) in pairs {
      guard let caller = named(from), let called = named(to), !outbound.isEmpty else { continue }
      let test = condition(direction.finding, isOneOf: outbound)
      let value =
        "{when: [{\(test), from: \(YAMLText.scalar(called.content.name))}], "
        + "otherwise: {from: \(YAMLText.scalar(caller.content.name))}, digits: true}"
      var draft = FieldDraft(
        column.name, value, .likely, ["who calls in, and who is called in outbound rows"])
      draft.reads([caller, called])
      return draft
    }
    return nil
  }

  /// The keys of a condition on a column.
  func condition(_ finding: ColumnFinding, isOneOf texts: [String]) -> String {
    let list = texts.map(YAMLText.quoted).joined(separator: ", ")
    return "column: \(YAMLText.scalar(finding.content.name)), in: [\(list)]"
  }

  /// Legs that name the one before them.
  mutating func chain() {
    let names: Set = ["parentcallid", "parentid", "previouscontactid", "parentcontactid", "previouscallid"]
    guard match.matches["chain_id"] == nil, let id = match.matches["contact_id"]?.finding,
      id.content.isUnique,
      let parent = export.columns.first(where: { names.contains($0.name.squashed) && $0.isNameable })
    else { return }
    let ids = Set(id.content.counts.map(\.text))
    guard parent.content.counts.contains(where: { ids.contains($0.text) }) else { return }
    used.insert(parent.content.name)
    sections.append(
      "chain: {id: \(YAMLText.scalar(id.content.name)), parent: \(YAMLText.scalar(parent.content.name))}  "
        + "# likely: values of the second are ids of other rows")
  }
}
