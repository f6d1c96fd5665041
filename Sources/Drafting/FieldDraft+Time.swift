import Canonical

extension FieldDraft {
  /// A field of days or instants; a question where day and month could swap.
  static func time(_ match: ColumnMatch, _ clock: ColumnFinding?) -> FieldDraft {
    let (finding, name) = (match.finding, match.column.name)
    if finding.time == nil, let counted = finding.countedTime {
      return FieldDraft(
        name, "{from: \(YAMLText.scalar(finding.content.name)), formats: \(counted)}", match.confidence,
        [match.reason, "numbers that count time"])
    }
    guard let time = finding.time else {
      return FieldDraft(name, YAMLText.scalar(finding.content.name), .guess, [])
    }
    let open = match.column.isRequired ? [] : openEnds(finding)
    let zone = match.column.type == .instant ? zone(finding) : nil
    if !time.candidates.isEmpty {
      let rows =
        time.openRows == finding.filled ? "All \(finding.filled)" : "\(time.openRows) of \(finding.filled)"
      let doubt =
        time.isContradictory
        ? "Values of \(YAMLText.quoted(finding.content.name)) contradict each other."
        : "\(rows) values of \(YAMLText.quoted(finding.content.name)) read both ways."
      return FieldDraft(
        asking: "day or month first? \(doubt) Keep one line:",
        name, time.candidates.map { value(finding, $0.formats, clock, open, zone) })
    }
    var notes = [match.reason]
    if time.formats.isEmpty { notes.append("ISO 8601") }
    if let zone { notes.append("its name says \(zone)") }
    if let settlement = time.settlement { notes.append(settlement) }
    if match.column.type == .instant, !time.hasTime, clock == nil {
      notes.append("days without a time of day")
    }
    if time.unreadableRows > 0 {
      notes.append(
        "values that are no day of a calendar: \(time.unreadableRows), "
          + (match.column.isRequired ? "whose rows are rejected" : "which become missing"))
    }
    return FieldDraft(
      name, value(finding, time.formats, clock, open, zone), match.confidence, notes + [finding.blankShare])
  }

  /// What reads a day, with a time of day from another column where there is one.
  private static func value(
    _ finding: ColumnFinding, _ formats: [String], _ clock: ColumnFinding?, _ open: [String],
    _ zone: String?
  ) -> String {
    let name = YAMLText.scalar(finding.content.name)
    let own = (finding.missing + open).filter { !MissingWords.anywhere.contains($0) }
    let null = own.isEmpty ? "" : ", \"null\": [" + own.map(YAMLText.quoted).joined(separator: ", ") + "]"
    let keys = (formats.isEmpty ? "" : ", formats: " + YAMLText.oneOrList(formats)) + null
    let behind = zone.map { ", zone: \($0)" } ?? ""
    guard let clock, let format = clock.clockFormat else {
      return keys.isEmpty && zone == nil ? name : "{from: \(name)\(keys)\(behind)}"
    }
    let time = "{from: \(YAMLText.scalar(clock.content.name)), formats: \(YAMLText.quoted(format))}"
    return "{date: {from: \(name)\(keys)}, time: \(time)\(behind)}"
  }

  /// The zone of a column of local times whose name tells it.
  static func zone(_ finding: ColumnFinding) -> String? {
    finding.time?.isLocal == true && finding.name.has(["utc", "gmt"]) ? "Etc/UTC" : nil
  }

  /// Days that stand for an end that is open.
  private static func openEnds(_ finding: ColumnFinding) -> [String] {
    finding.present.map(\.text).filter { text in
      ["9999-12-31", "12/31/9999", "31/12/9999", "31.12.9999", "2999-12-31"].contains { text.hasPrefix($0) }
    }
  }
}
