import Canonical

extension DraftedFields {
  /// The id of a contact, or the chain of its legs.
  mutating func key(_ column: ColumnSchema) -> FieldDraft? {
    let found = match.matches["contact_id"]
    if column.name == "chain_id" {
      if let found = match.matches["chain_id"] { return FieldDraft(found) }
      guard let found, legs(of: found) != nil else { return nil }
      return FieldDraft(
        "chain_id", YAMLText.scalar(found.finding.content.name), .guess,
        ["rows of one id are legs of one conversation"])
    }
    guard let found else { return composite(column, "no column is an id") }
    let (rows, values) = (found.finding.filled, found.finding.present.count)
    if rows == values { return FieldDraft(found) }
    let repeats = "\(values) ids in \(rows) rows"
    if let legs = legs(of: found) {
      var draft = FieldDraft(
        "contact_id", concat(legs.columns), .guess,
        ["\(repeats), so a row seems to be a leg; these columns together tell rows apart", copies(legs)])
      draft.reads(legs.columns)
      return draft
    }
    var draft = FieldDraft(
      "contact_id", YAMLText.scalar(found.finding.content.name), .guess,
      [
        found.reason,
        "\(repeats): of rows with one id the latest is kept; if they are legs, use {line: true}",
      ])
    draft.reads([found.finding])
    return draft
  }

  /// Columns that tell the rows of one id apart, where these are no versions of one row.
  private func legs(of id: ColumnMatch) -> KeyFinding? {
    let (rows, values) = (id.finding.filled, id.finding.present.count)
    guard !id.finding.content.isUnique, match.matches["updated_at"] == nil, values < rows else { return nil }
    guard Set(export.rows).count > values else { return nil }
    return KeyFinding(export, with: id.finding)
  }

  func composite(_ column: ColumnSchema, _ reason: String) -> FieldDraft {
    let unique = export.columns.filter { finding in
      finding.isNameable && finding.content.isUnique && finding.content.rows > 1
        && finding.content.longest <= 80 && finding.time == nil && finding.clockFormat == nil
        && !finding.isPhone && !match.usedPlaces.contains(finding.content.place)
        && (finding.duration == nil || finding.isNumber)
    }
    if let one = unique.first(where: { $0.name.has(["id", "number", "key", "uuid"]) }) ?? unique.first {
      var draft = FieldDraft(
        column.name, YAMLText.scalar(one.content.name), .guess, [reason + " by its name", "no value repeats"])
      draft.reads([one])
      return draft
    }
    guard let key = KeyFinding(export) else {
      let copied = export.rows.count - Set(export.rows).count
      let copies = copied == 0 ? "" : "exact copies of rows (\(copied)) count, too"
      return FieldDraft(
        column.name, "{line: true}", .guess,
        [reason, "and no few columns together are unique: the line in its file", copies])
    }
    var draft = FieldDraft(
      column.name, concat(key.columns), .guess,
      [reason, "these columns together tell rows apart", copies(key)])
    draft.reads(key.columns)
    return draft
  }

  private func copies(_ key: KeyFinding) -> String {
    key.copies == 0 ? "" : "exact copies of rows (\(key.copies)) count once"
  }

  private func concat(_ columns: [ColumnFinding]) -> String {
    "{concat: \(YAMLText.list(columns.map(\.content.name))), sep: \"|\"}"
  }
}
