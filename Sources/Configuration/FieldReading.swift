import Canonical
import Tables

/// Reads what becomes one canonical column.
struct FieldReading {
  /// The canonical table.
  let table: TableSchema
  /// Its column.
  let column: ColumnSchema
  /// Columns of a file without a header.
  let header: HeaderNames
  /// Whether the machine knows a zone.
  let zoneExists: (String) -> Bool

  /// Where a value stands within its field.
  enum Position {
    /// It is the field.
    case whole
    /// It is a part of another value; what it gives becomes the cell where `isFinal`.
    case part(isFinal: Bool)
    /// It is a part of a sum.
    case addend
    /// It gives the day of an instant.
    case date
    /// It gives the time of day of an instant.
    case time

    /// Whether it is a part of another value, or of a sum.
    var isPart: Bool {
      switch self {
      case .part, .addend: true
      case .whole, .date, .time: false
      }
    }

    /// Whether what it gives becomes the cell.
    var isFinal: Bool {
      switch self {
      case .whole: true
      case .part(let isFinal): isFinal
      case .addend, .date, .time: false
      }
    }
  }

  private static let sources = [
    "from", "const", "concat", "coalesce", "sum", "when", "date", "time", "minus", "since", "until", "line",
    "row_number",
  ]
  private static let textModifiers =
    ["optional", "sep", "null_parts", "map", "unknown", "null"] + TextEditReading.keys
  private static let modifiers =
    textModifiers + [
      "otherwise", "formats", "century_pivot", "zone", "duration", "decimal", "next_day_if_before", "plus",
    ]

  /// What may stand beside the columns that become rows.
  static let cellModifiers = ["map", "unknown", "null", "duration", "decimal"] + TextEditReading.keys

  /// How the cells of columns are read that become rows; their source is put in by whoever asks.
  func cell(_ entry: StrictMapping) -> ValueMapping? {
    value(entry, at: .whole, from: .constant(""))
  }

  /// The mapping of the field; nil after it has reported why not.
  func mapping(_ value: ConfigurationValue) -> ValueMapping? {
    let earlier = value.problems.count
    guard let mapping = self.value(value, at: .whole) else { return nil }
    // A duration that was refused is reported already.
    if column.type == .seconds, mapping.durations.isEmpty, value.problems.count == earlier,
      let name = firstColumn(mapping.source)
    {
      value.report(
        "\(quoted(name)) maps to \(table.name).\(column.name), which needs a unit; "
          + "write 'duration: s' or 'duration: \"H:mm:ss\"'")
    }
    return mapping
  }

  private func value(_ value: ConfigurationValue, at position: Position) -> ValueMapping? {
    if value.isScalar {
      return columnNames(value, header).map { ValueMapping(.column(ColumnReference(names: $0))) }
    }
    guard !value.isList else {
      value.report(
        "\(value.name) is a list, expected a column or a mapping; write '{from: […]}' or '{coalesce: […]}'")
      return nil
    }
    let keys = Self.sources + Self.modifiers
    guard let entry = value.mapping(keys: keys) else { return nil }
    return self.value(entry, at: position)
  }

  private func value(
    _ entry: StrictMapping, at position: Position, from given: ValueSource? = nil
  ) -> ValueMapping? {
    let map = entry["map"].flatMap { textMap($0, entry, isFinal: position.isFinal) }
    let source = given ?? source(entry, at: position)
    if given == nil { refuseStrays(entry) }
    let reading = TimeReading(
      table: table, column: column, position: position, zoneExists: zoneExists,
      text: { self.value($0, at: .part(isFinal: false)) })
    guard var mapping = source.map({ ValueMapping($0) }) else {
      var unused = ValueMapping(.constant(""))
      reading.readTime(entry, into: &unused)
      readNumber(entry, at: position, into: &unused)
      return nil
    }
    mapping.edits = TextEditReading().edits(entry)
    mapping.map = map
    mapping.nullTokens = entry["null"]?.list(orOne: true) { $0.trimmedText() } ?? []
    reading.readTime(entry, into: &mapping)
    readNumber(entry, at: position, into: &mapping)
    if let plus = entry["plus"] { mapping.plus = self.plus(plus, at: position) }
    return mapping
  }

  private func source(_ entry: StrictMapping, at position: Position) -> ValueSource? {
    var given = Self.sources.filter(entry.has)
    if given == ["date", "time"] || given == ["date", "minus"] { given = ["date"] }
    if given == ["since", "until"] { given = ["since"] }
    guard given.count == 1, let key = given.first, let value = entry[key] else {
      let found = given.isEmpty ? "none; add one" : given.joined(separator: " and ") + "; keep one"
      entry.report(
        at: given.dropFirst().first ?? "",
        "a value has exactly one of from, const, concat, coalesce, sum, when, line, row_number, date with time "
          + "or minus, since with until, found \(found)")
      return nil
    }
    let isFinal = position.isFinal && !entry.has("map")
    switch key {
    case "from":
      let isOptional = entry["optional"]?.truth() ?? false
      return columnNames(value, header).map {
        .column(ColumnReference(names: $0, isOptional: isOptional))
      }
    case "const":
      guard let text = value.trimmedText() else { return nil }
      if isFinal, let problem = column.problem(ofCell: text) {
        value.report("const \(quoted(text)) is no value of \(table.name).\(column.name), \(problem)")
      }
      return .constant(text)
    case "concat":
      let separator = entry["sep"].map { $0.text() ?? "" } ?? ""
      let nullParts = entry["null_parts"]?.truth() ?? false
      return parts(value, isFinal: false).map {
        .concat($0, separator: separator, nullParts: nullParts)
      }
    case "coalesce": return parts(value, isFinal: isFinal).map { .coalesce($0) }
    case "when":
      let branches = value.list(orOne: false) { branch($0, isFinal: isFinal) }
      let otherwise = entry["otherwise"].flatMap { self.value($0, at: .part(isFinal: isFinal)) }
      return branches.map { .when($0, otherwise: otherwise) }
    case "sum": return sum(value, entry, at: position)
    case "line": return value.truth(only: true).map { _ in .line }
    case "since", "until": return elapsed(entry, at: position)
    case "row_number": return value.truth(only: true).map { _ in .rowNumber }
    default:
      refuse(TextEditReading.keys, entry, "the parts of a date")
      return entry.has("minus") ? dateMinus(entry, at: position) : dateAndTime(entry, at: position)
    }
  }

  private func sum(_ value: ConfigurationValue, _ entry: StrictMapping, at position: Position) -> ValueSource?
  {
    guard case .whole = position, [.seconds, .number, .integer].contains(column.type) else {
      entry.report(at: "sum", "'sum' makes a whole field of durations or numbers; use another source here")
      return nil
    }
    refuse(["map", "null"] + TextEditReading.keys, entry, "the parts of a sum")
    return value.list(orOne: false) { self.value($0, at: .addend) }.map { .sum($0) }
  }

  private func parts(_ value: ConfigurationValue, isFinal: Bool) -> [ValueMapping]? {
    value.list(orOne: false) { self.value($0, at: .part(isFinal: isFinal)) }
  }

  private func branch(_ value: ConfigurationValue, isFinal: Bool) -> ConditionalValue? {
    let keys =
      conditionKeys + ["from", "const", "concat", "coalesce", "when", "otherwise", "line", "row_number"]
      + Self.textModifiers
    guard let entry = value.mapping(keys: keys) else { return nil }
    var condition = RowCondition(entry, header)
    if entry["optional"]?.truth() == true { condition?.column.isOptional = true }
    let chosen = self.value(entry, at: .part(isFinal: isFinal))
    guard let condition, let chosen else { return nil }
    return ConditionalValue(condition: condition, value: chosen)
  }

  private func dateAndTime(_ entry: StrictMapping, at position: Position) -> ValueSource? {
    guard case .whole = position, column.type == .instant else {
      let name = "\(table.name).\(column.name)"
      let why =
        column.type == .instant ? "'date' and 'time' make the whole field" : "\(name) is no instant"
      entry.report(at: entry.has("date") ? "date" : "time", "\(why); use another source here")
      return nil
    }
    let day = entry.required("date", remedy: "a 'time' needs its date")
    let clock = entry.required("time", remedy: "a 'date' with time needs it; or write 'from'")
    let date = day.flatMap { value($0, at: .date) }
    let time = clock.flatMap { value($0, at: .time) }
    guard let date, let time else { return nil }
    return .dateAndTime(date: date, time: time)
  }

  /// The seconds between two instants: `{since: {from: A, formats: …}, until: {from: B, formats: …}}`.
  private func elapsed(_ entry: StrictMapping, at position: Position) -> ValueSource? {
    let isPlace =
      switch position {
      case .whole, .addend: column.type == .seconds
      default: false
      }
    guard isPlace else {
      entry.report(
        at: "since", "'since' with 'until' is a whole duration or a part of its sum; use another source here")
      return nil
    }
    refuse(["map", "null"] + TextEditReading.keys, entry, "'since' and 'until'")
    let since = entry.required("since", remedy: "'until' needs the instant from which is counted")
    let until = entry.required("until", remedy: "'since' needs the instant up to which is counted")
    let reading = other(.instant)
    guard let since = since.flatMap(reading.mapping), let until = until.flatMap(reading.mapping) else {
      return nil
    }
    return .elapsed(since: since, until: until)
  }

  /// A duration that is added to an instant.
  private func plus(_ value: ConfigurationValue, at position: Position) -> [ValueMapping] {
    guard case .whole = position, column.type == .instant else {
      value.report("'plus' makes a whole field of instants later; remove it")
      return []
    }
    return other(.seconds).mapping(value).map { [$0] } ?? []
  }

  /// Reads a part of the field that is of another type.
  private func other(_ type: ColumnType) -> FieldReading {
    FieldReading(
      table: table, column: ColumnSchema(column.name, type, column.description), header: header,
      zoneExists: zoneExists)
  }

  /// Reports what is said of a text where there is none but those of the parts.
  private func refuse(_ keys: [String], _ entry: StrictMapping, _ parts: String) {
    for key in keys where entry.has(key) {
      entry.report(at: key, "'\(key)' belongs to \(parts); write it there")
    }
  }

  /// A day that lies an amount of time before another: `{date: 2020-01-01, minus: {from: C, unit: months}}`.
  private func dateMinus(_ entry: StrictMapping, at position: Position) -> ValueSource? {
    guard case .whole = position, column.type == .date else {
      entry.report(at: "minus", "'minus' makes a whole field of dates; use another source here")
      return nil
    }
    let day = entry.required("date", remedy: "write the day from which the amount is taken")
    guard let day, let minus = entry["minus"] else { return nil }
    let keys = ["unit"] + Self.sources.filter { !["sum", "date", "time", "minus"].contains($0) }
    guard let inner = minus.mapping(keys: keys + Self.textModifiers) else { return nil }
    let unit = inner.required("unit", remedy: "write one of days, weeks, months, years")?
      .word(of: DayUnit.allCases.map(\.rawValue)).flatMap { DayUnit(rawValue: $0) }
    let amount = value(inner, at: .part(isFinal: false))
    guard let date = constantDay(day) ?? value(day, at: .date), let amount, let unit else { return nil }
    return .dateMinus(date: date, amount: amount, unit: unit)
  }

  /// A day as written; nil where the value is something else.
  private func constantDay(_ value: ConfigurationValue) -> ValueMapping? {
    guard value.isScalar, let text = value.text(), column.problem(ofCell: text) == nil else { return nil }
    return ValueMapping(.constant(text))
  }

  private func textMap(_ value: ConfigurationValue, _ entry: StrictMapping, isFinal: Bool) -> TextMap? {
    guard let entries = value.entries() else { return nil }
    var pairs: [(from: String, to: String)] = []
    var unknown = TextMap.Unknown.error
    for (key, value) in entries {
      guard let from = key.trimmedText(), let to = value.trimmedText() else { continue }
      if isFinal, !to.isEmpty, let problem = column.problem(ofCell: to) {
        value.report("\(quoted(to)) is no value of \(table.name).\(column.name), \(problem)")
      }
      if from == "otherwise" { unknown = .value(to) } else { pairs.append((from, to)) }
    }
    if let written = entry["unknown"] {
      if unknown != .error {
        written.report("'unknown' and the map's 'otherwise' are both given; keep one of them")
      }
      switch written.word(of: ["error", "null", "keep"]) {
      case "null": unknown = .null
      case "keep": unknown = .keep
      default: unknown = .error
      }
    }
    if entries.isEmpty { value.report("map is empty, expected at least one text; write it, or remove 'map'") }
    return TextMap(pairs: pairs, unknown: unknown)
  }

  /// Modifiers whose companion is not there.
  private func refuseStrays(_ entry: StrictMapping) {
    let companions = [
      ("optional", "from"), ("sep", "concat"), ("null_parts", "concat"), ("otherwise", "when"),
      ("unknown", "map"),
    ]
    for (key, companion) in companions where entry.has(key) && !entry.has(companion) {
      // There it is said of the column that is compared.
      if key == "optional", entry.has("column") { continue }
      entry.report(at: key, "'\(key)' has no '\(companion)' beside it; add one, or remove '\(key)'")
    }
  }

  private func readNumber(_ entry: StrictMapping, at position: Position, into mapping: inout ValueMapping) {
    let isSeconds = column.type == .seconds
    if let value = entry["duration"] {
      if isSeconds, case .whole = position {
        mapping.durations = value.list(orOne: true, of: durationPattern) ?? []
      } else {
        let why = isSeconds ? "belongs to the whole field" : "is for durations, and \(column.name) is none"
        entry.report(at: "duration", "'duration' \(why); \(isSeconds ? "write it there" : "remove it")")
      }
    }
    if let value = entry["decimal"] {
      if isSeconds || column.type == .number, case .whole = position {
        mapping.decimalComma = value.word(of: [".", ","]) == ","
      } else {
        entry.report(at: "decimal", "'decimal' is for whole fields of numbers and durations; remove it")
      }
    }
  }

  private func durationPattern(_ value: ConfigurationValue) -> DurationPattern? {
    guard let text = value.trimmedText() else { return nil }
    if let pattern = DurationPattern(spelled: text) { return pattern }
    let spellings = DurationPattern.allCases.map(\.rawValue)
    value.report("duration \(quoted(text)) is unknown, \(expectation(text, among: spellings))")
    return nil
  }
}

/// The first column that a value reads; nil where it reads none.
private func firstColumn(_ source: ValueSource) -> String? {
  switch source {
  case .column(let column): column.names.first
  case .constant, .line, .rowNumber: nil
  case .concat(let parts, _, _), .coalesce(let parts), .sum(let parts):
    parts.lazy.compactMap { firstColumn($0.source) }.first
  case .when(let branches, let otherwise):
    branches.lazy.compactMap { firstColumn($0.value.source) }.first
      ?? otherwise.flatMap { firstColumn($0.source) }
  case .dateAndTime(let date, _): firstColumn(date.source)
  case .dateMinus(_, let amount, _): firstColumn(amount.source)
  // It has its unit.
  case .elapsed: nil
  }
}
