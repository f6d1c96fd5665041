/// Why there is no number to tell, in a sentence.
enum RunAnswer {
  /// An analysis whose table the run does not have: what it lacks, where the manifest says it.
  static func notRun(_ what: String, _ rows: RunRows, analysis: String) -> Sentence {
    if let needs = rows.facts.lacks(analysis) {
      return "\(name: what) was not run: it needs \(name: needs)."
    }
    return "\(name: what) was not run: this pipeline does not ask for it."
  }

  /// A row without its number: withheld, too small, not estimable, or not there; nil where the number is.
  static func missing(_ what: String, _ row: TableRow?, value: String) -> Sentence? {
    guard let row else { return "There is no row for \(name: what) in this run." }
    if row.number(value) != nil { return nil }
    if row.isWithheld {
      return "\(name: what) is withheld: too few people stand behind it, or it would tell of too few."
    }
    switch row["flag"] {
    case "too_few":
      if let n = row.reading("n", .count) {
        return "\(name: what) is not told: only \(n) stand behind it, and a share of so few says nothing."
      }
      return "\(name: what) is not told: too few stand behind it."
    case "NOT_ESTIMABLE", "INSUFFICIENT":
      return "\(name: what) cannot be told from these data: \(name: reason(row["note"]))."
    default:
      return "\(name: what) has no number in this run\(name: row["note"].isEmpty ? "" : ": " + row["note"])."
    }
  }

  /// A number with its interval, as in "81.5 % (95 % interval 80.8 to 82.2)".
  static func number(
    _ row: TableRow, _ value: String, _ measure: Measure, low: String = "lo", high: String = "hi"
  ) -> Sentence? {
    guard let number = row.reading(value, measure) else { return nil }
    guard let interval = row.interval(measure, low, high) else { return "\(number) (without an interval)" }
    return "\(number) (95 % interval \(interval))"
  }

  /// A note without what the sentence around it says already.
  private static func reason(_ note: String) -> String {
    let prefix = "not estimable: "
    return note.hasPrefix(prefix)
      ? String(note.dropFirst(prefix.count)) : note.isEmpty ? "no reason is given" : note
  }

  /// The name of a group, for people.
  static func group(_ name: String) -> String { name.isEmpty ? "(none)" : name }

  /// An id such as `order_status`, for people.
  static func words(_ id: String) -> String { id.replacing("_", with: " ") }
}
