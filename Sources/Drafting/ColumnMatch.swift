import Canonical

/// A column of the file that may fill a canonical column.
struct ColumnMatch {
  /// The canonical column.
  let column: ColumnSchema
  /// The file's column.
  let finding: ColumnFinding
  /// How well it fits; more is better.
  let score: Int
  /// How sure that is.
  let confidence: Confidence
  /// Why, for people.
  let reason: String

  /// A match found otherwise than by its name.
  init(_ column: ColumnSchema, _ finding: ColumnFinding, _ reason: String) {
    (self.column, self.finding, self.score, confidence) = (column, finding, 0, .guess)
    self.reason = reason
  }

  /// How well a column fits by name and content; nil where it does not.
  init?(_ terms: ColumnTerms, _ column: ColumnSchema, _ finding: ColumnFinding) {
    guard finding.isNameable, !finding.isEmpty, let name = ColumnMatch.nameScore(terms, finding.name) else {
      return nil
    }
    var (score, confidence, reason) = name
    guard ColumnMatch.fits(column, finding) else { return nil }
    switch column.type {
    case .oneOf, .boolean:
      let known = ColumnMatch.knownShare(column, finding)
      let isNamedSo = finding.name.squashed == ColumnName(whole: column.name).squashed
      guard known > 0 || isNamedSo else { return nil }
      guard confidence == .high || known * 2 > 100 else { return nil }
      if column.name == "outcome", confidence < .high, !ColumnMatch.tellsOutcomes(column, finding) {
        return nil
      }
      if column.name == "exit_type", !ColumnMatch.tellsExits(column, finding) { return nil }
      if known * 2 > 100 { score += 150 }
      if known < 100 { confidence = min(confidence, .likely) }
    case .key:
      if column.name.hasSuffix("_id"), column.isRequired {
        score += finding.content.isUnique ? 200 : -400
        if !finding.content.isUnique { confidence = min(confidence, .likely) }
      }
    case .instant:
      if finding.time?.hasTime == true { score += 50 }
    case .text:
      if column.isRequired, column.name == "person_id", finding.content.isUnique { score += 100 }
    default: break
    }
    (self.column, self.finding, self.score) = (column, finding, score)
    (self.confidence, self.reason) = (confidence, reason)
  }

  private static func nameScore(_ terms: ColumnTerms, _ name: ColumnName) -> (Int, Confidence, String)? {
    for (index, term) in terms.names.enumerated() where term.squashed == name.squashed {
      return (1000 - index * 10, .high, "its name")
    }
    for (index, term) in terms.others.enumerated() where term.squashed == name.squashed {
      return (500 - index * 10, .likely, "its name, which is often used so")
    }
    var best: (Int, Confidence, String)?
    for (index, term) in terms.names.enumerated() {
      guard let extra = name.extraWords(beyond: term), extra < 4 else { continue }
      // One word alone tells the meaning only at the end of a name.
      if term.words.count == 1, name.words.last != term.words[0] || extra > 2 { continue }
      let score = 300 - extra * 20 - index
      if best.map({ $0.0 < score }) ?? true {
        best = (score, .guess, "its name has '\(term.words.joined(separator: " "))' in it")
      }
    }
    return best
  }

  /// Whether the values can be what the canonical column holds.
  private static func fits(_ column: ColumnSchema, _ finding: ColumnFinding) -> Bool {
    let isTime = finding.time != nil || finding.countedTime != nil && finding.name.isOfTime
    switch column.type {
    case .instant, .date: return isTime
    case .seconds:
      return finding.duration != nil && finding.time == nil
        && (finding.numbers.map { $0.upperBound >= 0 } ?? true)
    case .number:
      return finding.isNumber && (column.name != "minutes" || ["min", nil].contains(finding.name.unit))
    case .integer: return finding.isNumber && finding.areWhole
    case .boolean: return finding.booleans != nil || finding.content.isFewWords && !finding.isNumber
    case .oneOf: return finding.content.isFewWords || finding.booleans != nil
    case .key: return finding.time == nil && finding.booleans == nil && finding.clockFormat == nil
    case .text:
      // Numbers are ids, not reasons.
      let mayBeNumber = column.name.hasSuffix("_id") || ["queue", "line_of_business"].contains(column.name)
      return finding.time == nil && finding.booleans == nil && finding.content.longest <= 200
        && finding.clockFormat == nil && (mayBeNumber || !finding.isNumber)
    }
  }

  /// The share of rows, in percent, whose word is known for the canonical column.
  static func knownShare(_ column: ColumnSchema, _ finding: ColumnFinding) -> Int {
    let known = finding.present.reduce(0) { sum, entry in
      sum + (proposal(entry.text, column, finding) == nil ? 0 : entry.count)
    }
    return finding.filled == 0 ? 0 : known * 100 / finding.filled
  }

  /// The canonical word for one of the column's words.
  static func proposal(_ word: String, _ column: ColumnSchema, _ finding: ColumnFinding) -> String? {
    switch column.type {
    case .boolean:
      if let booleans = finding.booleans {
        if booleans.yes.contains(word) { return "true" }
        return booleans.no.contains(word) ? "false" : nil
      }
      return EnumWords.proposal(word, for: column.name, ["true", "false"], name: finding.name)
    case .oneOf(let words): return EnumWords.proposal(word, for: column.name, words, name: finding.name)
    default: return nil
    }
  }

  /// A status that nobody left tells nothing.
  private static func tellsExits(_ column: ColumnSchema, _ finding: ColumnFinding) -> Bool {
    finding.present.contains { entry in proposal(entry.text, column, finding).map { !$0.isEmpty } ?? false }
  }

  /// A status that is always handled tells nothing.
  private static func tellsOutcomes(_ column: ColumnSchema, _ finding: ColumnFinding) -> Bool {
    finding.present.contains { entry in
      proposal(entry.text, column, finding).map { $0 != "handled" } ?? false
    }
  }
}

extension ColumnName {
  private static let time: Set<String> = [
    "time", "date", "timestamp", "datetime", "at", "on", "created", "updated", "start", "started", "end",
    "ended", "epoch", "ts", "day", "from", "to", "closed", "opened", "hired", "left",
  ]

  /// Whether it speaks of time.
  var isOfTime: Bool { has(ColumnName.time) }
}
