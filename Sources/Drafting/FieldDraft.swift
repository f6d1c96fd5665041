import Canonical

/// The lines of a draft that fill one canonical column, or ask how to.
struct FieldDraft {
  /// The canonical column.
  let column: String
  /// Its lines, without indentation.
  private(set) var lines: [String]
  /// Whether it is a question; then all its lines are comments.
  let isQuestion: Bool
  /// Questions within lines that already stand.
  private(set) var openWords = 0
  /// Whether it reads local times.
  private(set) var isLocal = false
  /// Columns of the file that it reads.
  private(set) var columns: [String] = []
  /// Texts that mean missing anywhere, and occur here.
  private(set) var missing: [String] = []

  /// A field on one line.
  init(_ column: String, _ value: String, _ confidence: Confidence, _ notes: [String]) {
    self.column = column
    isQuestion = false
    lines = ["\(column): \(value)  \(FieldDraft.note(confidence, notes))"]
  }

  /// A question with the lines of which one is to be kept.
  init(asking question: String, _ column: String, _ values: [String]) {
    self.column = column
    isQuestion = true
    lines = ["# ASK \(column): \(YAMLText.comment(question))"] + values.map { "# \(column): \($0)" }
  }

  /// The field that a match of columns gives.
  init(_ match: ColumnMatch, clock: ColumnFinding? = nil) {
    let finding = match.finding
    let draft =
      switch match.column.type {
      case .instant, .date: FieldDraft.time(match, clock)
      case .seconds: FieldDraft.duration(match)
      case .boolean, .oneOf: FieldDraft.words(match)
      default: FieldDraft.plain(match)
      }
    self = draft
    columns = [finding.content.name] + (clock.map { [$0.content.name] } ?? [])
    missing = (finding.missing + (clock?.missing ?? [])).filter { MissingWords.anywhere.contains($0) }
    if case .instant = match.column.type, finding.countedTime == nil, FieldDraft.zone(finding) == nil {
      isLocal = clock != nil || finding.time?.isLocal == true || finding.time?.hasTime == false
    }
  }

  /// Remembers which columns it reads.
  mutating func reads(_ findings: [ColumnFinding]) {
    columns = findings.map(\.content.name)
    missing = findings.flatMap(\.missing).filter { MissingWords.anywhere.contains($0) }
  }

  /// Adds a line to a question.
  mutating func add(hint: String) { lines.insert("# " + YAMLText.comment(hint), at: 1) }

  /// The comment at the end of a line.
  static func note(_ confidence: Confidence, _ notes: [String]) -> String {
    YAMLText.comment(
      "# "
        + ([confidence.word + ": " + (notes.first ?? "")] + notes.dropFirst())
        .filter { !$0.isEmpty }.joined(separator: "; "))
  }

  /// What stands for a column, with keys beside it.
  private static func source(_ finding: ColumnFinding, _ keys: [String]) -> String {
    let name = YAMLText.scalar(finding.content.name)
    return keys.isEmpty ? name : "{from: \(name), \(keys.joined(separator: ", "))}"
  }

  /// The key for texts that mean missing here and not everywhere.
  private static func nullKey(_ texts: [String]) -> [String] {
    let own = texts.filter { !MissingWords.anywhere.contains($0) }
    return own.isEmpty ? [] : ["\"null\": [" + own.map(YAMLText.quoted).joined(separator: ", ") + "]"]
  }

  private static func plain(_ match: ColumnMatch) -> FieldDraft {
    let finding = match.finding
    var keys: [String] = []
    var notes = [match.reason]
    if match.column.name == "customer_id" {
      let callers = MissingWords.found(finding.content, MissingWords.amongCallers)
      if finding.isPhone {
        keys.append("digits: true")
        notes.append("phone numbers")
        keys += nullKey(callers.filter { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
      } else {
        keys += nullKey(callers)
      }
    } else if match.column.type == .number, finding.hasDecimalComma {
      keys.append("decimal: \",\"")
    }
    if let item = listItem(match) {
      keys.append("split: {sep: \";\", take: \(item)}")
      notes.append("lists, of which the \(item) counts")
    }
    if match.column.name != "customer_id" { keys += nullKey(finding.missing) }
    if match.column.isRequired, case .key = match.column.type, finding.content.isUnique,
      match.reason != "no value repeats"
    {
      notes.append("no value repeats")
    }
    if match.column.isRequired, finding.filled < finding.content.rows {
      notes.append("rows without it are rejected")
    }
    return FieldDraft(
      match.column.name, source(finding, keys), match.confidence, notes + [finding.blankShare])
  }

  /// Which item of a list in a cell counts; nil where the cells hold none.
  private static func listItem(_ match: ColumnMatch) -> String? {
    let items = ["queue": "first", "call_type": "first", "agent_id": "last", "disposition": "last"]
    guard let item = items[match.column.name] else { return nil }
    let hasLists = match.finding.present.contains { entry in
      entry.text.split(separator: ";").count { $0.contains { $0 != " " } } > 1
    }
    return hasLists ? item : nil
  }

  private static func duration(_ match: ColumnMatch) -> FieldDraft {
    let (finding, name) = (match.finding, match.column.name)
    guard let duration = finding.duration else { return plain(match) }
    let decimal = duration.decimalComma ? ["decimal: \",\""] : []
    func value(_ patterns: [String]) -> String {
      source(finding, ["duration: " + YAMLText.oneOrList(patterns)] + decimal + nullKey(finding.missing))
    }
    guard !duration.patterns.isEmpty else {
      return FieldDraft(
        asking: "the unit of \(YAMLText.quoted(finding.content.name)) is not said. Keep one line:", name,
        ["s", "ms", "min", "h"].map { value([$0]) })
    }
    var notes = [match.reason]
    var confidence = match.confidence
    if duration.patterns.contains(.minuteClock) {
      notes.append("read as minutes and seconds")
      confidence = min(confidence, .likely)
    }
    if duration.unreadableRows > 0 {
      notes.append("values that are no duration: \(duration.unreadableRows), which become missing")
    }
    return FieldDraft(
      name, value(duration.patterns.map(\.rawValue)), confidence, notes + [finding.blankShare])
  }

  /// A field of words, with a map unless they are read as they are.
  private static func words(_ match: ColumnMatch) -> FieldDraft {
    let (finding, column) = (match.finding, match.column)
    if column.type == .boolean, finding.booleans?.areNative == true {
      return FieldDraft(
        column.name, source(finding, nullKey(finding.missing)), match.confidence,
        [match.reason, finding.blankShare])
    }
    var allowed = ["true", "false"]
    if case .oneOf(let words) = column.type { allowed = words }
    var (known, unknown): ([String], [String]) = ([], [])
    for (text, count) in finding.present.sorted(by: { ($1.count, $0.text) < ($0.count, $1.text) }) {
      // Words of columns that may name people are not shown.
      let isShown = !finding.looksPersonal || ColumnMatch.proposal(text, column, finding) != nil
      let rows = "\(count) \(count == 1 ? "row" : "rows")"
      if let proposal = ColumnMatch.proposal(text, column, finding) {
        let note = proposal.isEmpty ? "# \(rows); missing" : "# \(rows)"
        known.append("    \(YAMLText.quoted(text)): \(YAMLText.quoted(proposal))  \(note)")
      } else {
        let word = isShown ? YAMLText.quoted(text) : "a word that is not shown here"
        unknown.append("    # ASK \(word) (\(rows)): one of \(allowed.joined(separator: ", "))")
        if isShown { unknown.append("    # \(YAMLText.quoted(text)): \(YAMLText.quoted(allowed[0]))") }
      }
    }
    guard !known.isEmpty else {
      let words =
        finding.looksPersonal ? "" : ": " + finding.present.map { "'\($0.text)'" }.joined(separator: ", ")
      return FieldDraft(
        asking:
          "no word of \(YAMLText.quoted(finding.content.name)) is known\(words). "
          + "Write a map, or leave it out:",
        column.name, ["{from: \(YAMLText.scalar(finding.content.name)), map: {\"…\": \(allowed[0])}}"])
    }
    var draft = FieldDraft(column.name, "", match.confidence, [match.reason, finding.blankShare])
    draft.lines = ["\(column.name):  \(note(match.confidence, [match.reason, finding.blankShare]))"]
    draft.lines.append("  from: \(YAMLText.scalar(finding.content.name))")
    draft.lines += nullKey(finding.missing).map { "  " + $0 }
    draft.lines += ["  map:"] + known + unknown
    draft.openWords = unknown.count { $0.hasPrefix("    # ASK") }
    return draft
  }
}
