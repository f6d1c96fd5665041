import Canonical

/// The fields of a draft, in the order of the canonical table.
struct DraftedFields {
  /// The fields and the questions.
  private(set) var fields: [FieldDraft] = []
  /// Lines of the profile beside `fields`.
  var sections: [String] = []
  /// Columns of the file that they read.
  var used: Set<String> = []
  /// The file.
  let export: SampledExport
  /// Its columns, matched with those of the table.
  let match: TableMatch

  /// Drafts the fields of a table.
  init(_ export: SampledExport, _ match: TableMatch) {
    (self.export, self.match) = (export, match)
    for column in match.schema.columns {
      if var draft = field(column) {
        hint(at: column, &draft)
        fields.append(draft)
        used.formUnion(draft.columns)
      }
    }
    if isContacts { chain() }
  }

  private var isContacts: Bool { match.schema.name == TableSchema.contacts.name }

  private mutating func field(_ column: ColumnSchema) -> FieldDraft? {
    if match.schema.name == TableSchema.responses.name, ["item", "value"].contains(column.name) {
      if match.matches["item"] == nil || match.matches["value"] == nil { return unpivoted(column) }
    }
    if isContacts, column.name == "contact_id" || column.name == "chain_id" { return key(column) }
    if isContacts, column.name == "ended_at", isInOtherZone(column) { return nil }
    if isContacts, column.name == "handle_s", let draft = summed(column) { return draft }
    if isContacts, column.name == "customer_id", let draft = callers(column) { return draft }
    if let match = match.matches[column.name] { return FieldDraft(match, clock: clock(for: match)) }
    if isContacts, column.name == "ended_at", let draft = endClock(column) { return draft }
    if match.schema.name == "people", column.name == "left_on", let draft = leavers(column) { return draft }
    return column.isRequired ? substitute(column) : nil
  }

  /// Says beside a question about day and month what other columns of the file have.
  private func hint(at column: ColumnSchema, _ draft: inout FieldDraft) {
    guard draft.isQuestion, let asked = match.matches[column.name]?.finding,
      asked.time?.candidates.isEmpty == false,
      let other = export.columns.first(where: { $0.time?.order != nil })
    else { return }
    draft.add(
      hint: "\(YAMLText.quoted(other.content.name)) of the same file has \(other.time?.order?.words ?? "").")
  }
}
