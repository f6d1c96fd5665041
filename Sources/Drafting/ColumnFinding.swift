import Normalize

/// What one column seems to hold.
struct ColumnFinding {
  /// Its values.
  let content: ColumnContent
  /// Its name taken apart.
  let name: ColumnName
  /// Texts in it that mean missing, whatever it holds.
  let missing: [String]
  /// The values without those.
  let present: [(text: String, count: Int)]
  /// How it spells days or instants; nil where it does not.
  let time: TimeFinding?
  /// Format of a time of day; nil where it holds none.
  let clockFormat: String?
  /// How it spells durations; nil where it cannot.
  let duration: DurationFinding?
  /// Whether all values are numbers, and whether these have a decimal comma.
  let isNumber: Bool
  let hasDecimalComma: Bool
  /// The smallest and the largest number.
  let numbers: ClosedRange<Int64>?
  /// Its words of yes and no; nil where it has others.
  let booleans: BooleanWords?
  /// Whether its values are phone numbers.
  let isPhone: Bool
  /// Whether the header has no other column of this name, so that it can be named.
  let isNameable: Bool

  /// Looks at a column.
  init(_ content: ColumnContent, isNameable: Bool) {
    self.content = content
    self.isNameable = isNameable
    name = ColumnName(content.name)
    let everywhere = MissingWords.found(content, MissingWords.anywhere)
    let wide = MissingWords.found(content, MissingWords.anywhere, MissingWords.amongTyped)
    func without(_ words: [String]) -> [(text: String, count: Int)] {
      words.isEmpty ? content.counts : content.counts.filter { !words.contains($0.text) }
    }
    let narrowed = without(wide)
    let time = ColumnFinding.isNoDay(narrowed) ? nil : TimeFinding(narrowed)
    let duration = DurationFinding(narrowed, unit: name.unit)
    isNumber =
      ColumnFinding.allNumbers(narrowed, comma: false) || ColumnFinding.allNumbers(narrowed, comma: true)
    hasDecimalComma = isNumber && !ColumnFinding.allNumbers(narrowed, comma: false)
    let comma = hasDecimalComma
    let values = isNumber ? narrowed.compactMap { TextProbe.millionths($0.text, decimalComma: comma) } : []
    numbers = values.min().flatMap { low in values.max().map { low...$0 } }
    self.time = time
    clockFormat = ColumnFinding.clockFormat(narrowed)
    self.duration = time == nil ? duration : nil
    booleans = BooleanWords(narrowed.map(\.text))
    let phones = content.counts.filter { !MissingWords.amongCallers.contains($0.text) }
    isPhone = !phones.isEmpty && phones.count { CellKind.isPhone($0.text) } * 10 >= phones.count * 8
    let isTyped = time != nil || duration != nil || isNumber || booleans != nil || clockFormat != nil
    missing = isTyped ? wide : everywhere
    present = isTyped ? narrowed : without(everywhere)
  }

  private static func allNumbers(_ counts: [(text: String, count: Int)], comma: Bool) -> Bool {
    // A few that are none do not make ids of them.
    let total = counts.reduce(0) { $0 + $1.count }
    let read = counts.reduce(0) {
      $0 + (TextProbe.millionths($1.text, decimalComma: comma) == nil ? 0 : $1.count)
    }
    return total > 0 && read * 20 >= total * 19
  }

  /// Whether all have a day that spreadsheets write before a time alone.
  private static func isNoDay(_ counts: [(text: String, count: Int)]) -> Bool {
    counts.allSatisfy { entry in ["1900-01-0", "1899-12-3"].contains { entry.text.hasPrefix($0) } }
  }

  private static func clockFormat(_ counts: [(text: String, count: Int)]) -> String? {
    guard !counts.isEmpty else { return nil }
    var (format, isHourTwo): (DateLayout.Time?, Bool) = (nil, true)
    for (text, _) in counts {
      guard let read = DateLayout.clock(text), format == nil || format == read.time else { return nil }
      format = read.time
      isHourTwo = isHourTwo && read.isHourTwo
    }
    let text = format?.format(isHourTwo: isHourTwo)
    guard let text, let format = TextProbe.Format(text) else { return nil }
    return counts.allSatisfy { format.read($0.text) != nil } ? text : nil
  }

  /// Whether no row has a value.
  var isEmpty: Bool { present.isEmpty }

  /// Rows that have a value.
  var filled: Int { present.reduce(0) { $0 + $1.count } }

  /// How often a value is missing, for people.
  var blankShare: String {
    guard content.rows > 0 else { return "no rows" }
    let missing = content.rows - filled
    if missing == 0 { return "" }
    let percent = missing * 100 / content.rows
    return percent == 0 ? "under 1 % blank" : "\(percent) % blank"
  }

  private static let persons: Set<String> = [
    "agent", "user", "users", "employee", "customer", "caller", "manager", "supervisor", "assignee",
    "requester",
    "person", "rater", "owner", "member", "staff", "worker", "login", "agents", "operator", "coach",
    "respondent",
    "first", "last", "full", "contact", "display", "recipient",
  ]
  private static let addresses: Set<String> = [
    "email", "mail", "phone", "ani", "dnis", "ip", "address", "remote",
  ]

  /// Whether its values may name people, so that none of them is shown.
  var looksPersonal: Bool {
    let isNamedSo =
      name.has(ColumnFinding.addresses) || name.words.last.map(ColumnFinding.persons.contains) == true
      || name.words.last == "name" && (name.words.count == 1 || name.has(ColumnFinding.persons))
      || name.has(["users", "agents"])
    return isNamedSo || isPhone || present.contains { $0.text.contains("@") || CellKind.isPhone($0.text) }
  }

  /// Whether its numbers are whole.
  var areWhole: Bool {
    present.allSatisfy {
      (TextProbe.millionths($0.text, decimalComma: hasDecimalComma) ?? 0) % 1_000_000 == 0
    }
  }

  /// Whether it tells how long somebody has been there.
  var isTenure: Bool {
    let names = [
      "yearsatcompany", "tenure", "stag", "seniority", "yearsofservice", "lengthofservice", "tenuremonths",
      "tenureyears", "monthsemployed", "yearsemployed",
    ]
    return isNumber && isNameable && names.contains(name.squashed)
  }

  /// The item that it is, where it is a question of a survey; nil where it is none.
  var surveyItem: String? {
    guard isNameable, isNumber || booleans != nil, !isEmpty else { return nil }
    let known = ColumnTerms.surveyItems.first {
      $0.names.contains { ColumnName(whole: $0).squashed == name.squashed }
    }
    // Of the known items only one is answered with yes or no.
    if let known { return isNumber || known.item == "resolved" ? known.item : nil }
    guard isNumber else { return nil }
    let digits = name.squashed.dropFirst()
    return name.squashed.first == "q" && !digits.isEmpty && digits.allSatisfy(\.isNumber)
      ? name.squashed : nil
  }

  /// Whether a text is a number of milliseconds from 1970 to a day from 2000 to 2040.
  private static func isMilliseconds(_ text: String) -> Bool {
    text.utf8.count < 14 && Int64(text).map { (946_684_800_000..<2_208_988_800_000).contains($0) } ?? false
  }

  /// The special format of numbers that count time; nil where they do not seem to.
  var countedTime: String? {
    if !present.isEmpty, present.allSatisfy({ ColumnFinding.isMilliseconds($0.text) }) { return "epoch_ms" }
    guard isNumber, let numbers else { return nil }
    func isWithin(_ low: Int64, _ high: Int64) -> Bool {
      numbers.lowerBound >= low * 1_000_000 && numbers.upperBound <= high * 1_000_000
    }
    // From 2000 to 2040.
    if isWithin(946_684_800, 2_208_988_800) { return "epoch_s" }
    if isWithin(36_526, 51_500), name.has(["date", "time", "at", "on", "start", "end", "day"]) {
      return "excel_serial"
    }
    return nil
  }
}
