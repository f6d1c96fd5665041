import Canonical

/// Which columns of a file fill which columns of one canonical table.
struct TableMatch {
  /// The table.
  let schema: TableSchema
  /// The best match of each canonical column that has one.
  private(set) var matches: [String: ColumnMatch] = [:]

  /// Canonical columns that may be read from one column of the file.
  private static let shared: [Set<String>] = [
    ["outcome", "resolved", "disposition"], ["channel", "direction"],
  ]
  /// Canonical columns that hardly another table has.
  private static let telling: [String: Set<String>] = [
    "contacts": ["direction", "queue", "customer_id", "handle_s", "wait_s", "outcome", "channel"],
    "people": ["hired_on", "left_on", "exit_type", "exit_reason"],
    "assignments": ["from", "to", "supervisor_id", "fte"],
    "responses": ["response_id", "answered_at", "item", "value"],
  ]
  /// Required columns that a draft can do without.
  private static let replaceable: Set<String> = [
    "contact_id", "worker_class", "instrument", "response_id", "person_id",
  ]

  /// A column that tells a tenure, from which a first day can be counted back.
  let tenure: ColumnFinding?
  /// Columns that are questions of a survey, with their items.
  let questions: [(column: ColumnFinding, item: String)]

  /// Matches a file's columns.
  init(_ schema: TableSchema, _ columns: [ColumnFinding]) {
    self.schema = schema
    tenure = columns.first(where: \.isTenure)
    questions = columns.compactMap { finding in finding.surveyItem.map { (finding, $0) } }
    var candidates: [(place: Int, match: ColumnMatch)] = []
    for terms in ColumnTerms.all where terms.table == schema.name {
      guard let place = schema.index(of: terms.column) else { continue }
      for finding in columns {
        ColumnMatch(terms, schema.columns[place], finding).map { candidates.append((place, $0)) }
      }
    }
    candidates.sort { left, right in
      (-left.match.score, left.place, left.match.finding.content.place)
        < (-right.match.score, right.place, right.match.finding.content.place)
    }
    var users: [Int: [String]] = [:]
    for (_, match) in candidates where matches[match.column.name] == nil {
      let others = users[match.finding.content.place, default: []]
      let isFree = others.allSatisfy { other in
        TableMatch.shared.contains { $0.contains(other) && $0.contains(match.column.name) }
      }
      if isFree {
        matches[match.column.name] = match
        users[match.finding.content.place, default: []].append(match.column.name)
      }
    }
    guessByContent(columns)
  }

  /// How well the table fits the file.
  var score: Int {
    let telling = TableMatch.telling[schema.name, default: []]
    var score = 0
    for column in schema.columns {
      if let match = matches[column.name] {
        score += match.confidence.rawValue * (column.isRequired ? 2 : 1)
        if match.confidence == .high, telling.contains(column.name) { score += column.isRequired ? 6 : 2 }
      } else if column.isRequired {
        score += missingScore(column.name)
      }
    }
    return score
  }

  private func missingScore(_ column: String) -> Int {
    switch (schema.name, column) {
    case ("people", "hired_on"): tenure == nil ? -9 : 4
    case ("responses", "item"): 0
    case ("responses", "value"): questions.isEmpty ? -9 : 4
    default: TableMatch.replaceable.contains(column) ? -2 : -9
    }
  }

  /// Whether the file has a column that hardly another table has, or what stands for one.
  var isTypical: Bool {
    if schema.name == "people" && tenure != nil || schema.name == "responses" && !questions.isEmpty {
      return true
    }
    guard let telling = TableMatch.telling[schema.name] else { return true }
    return matches.contains { telling.contains($0.key) && $0.value.confidence > .guess }
  }

  /// The columns that are used.
  var usedPlaces: Set<Int> { Set(matches.values.map(\.finding.content.place)) }

  /// Finds by their content what no name told.
  private mutating func guessByContent(_ columns: [ColumnFinding]) {
    func unused(_ isFit: (ColumnFinding) -> Bool) -> [ColumnFinding] {
      columns.filter { $0.isNameable && !$0.isEmpty && !usedPlaces.contains($0.content.place) && isFit($0) }
    }
    func add(_ name: String, _ finding: ColumnFinding?, _ reason: String) {
      guard matches[name] == nil, let finding, let place = schema.index(of: name) else { return }
      matches[name] = ColumnMatch(schema.columns[place], finding, reason)
    }
    let isNamed = columns.contains { $0.name.isKnown }
    if schema.name == TableSchema.contacts.name {
      // A log of changes: what changed last is what happened.
      if matches["started_at"] == nil, let updated = matches.removeValue(forKey: "updated_at") {
        add("started_at", updated.finding, "the time of the change")
      }
      let times = unused {
        $0.time?.hasTime == true && !$0.name.has(["synced"]) || !isNamed && $0.countedTime != nil
      }
      add(
        "started_at", times.first, times.count == 1 ? "the only column of times" : "the first column of times"
      )
      let days = unused { $0.time != nil }
      add("started_at", days.first, "the first column of days")
      if !isNamed {
        add("contact_id", unused { $0.content.isUnique && $0.time == nil }.first, "no value repeats")
      }
      let phones = unused { $0.isPhone && !$0.isNumber || $0.isPhone && !isNamed }
      add("customer_id", phones.count == 1 ? phones.first : nil, "the only column of phone numbers")
    }
  }
}
