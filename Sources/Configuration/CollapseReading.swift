import Canonical
import Tables

/// Reads `collapse`: which rows become one, and what an event of a log tells.
struct CollapseReading {
  /// The canonical table.
  let table: TableSchema
  /// Columns of a file without a header.
  let header: HeaderNames
  /// Whether the machine knows a zone.
  let zoneExists: (String) -> Bool

  /// A rule, and the fields of its events.
  struct Result {
    var rule: CollapseRule
    /// What each column is on rows of some events, in the order of the profile.
    var events: [String: [EventValue]] = [:]
  }

  /// What one column is on rows of one event.
  struct EventValue {
    var condition: RowCondition
    var mapping: ValueMapping
    /// Where it stands, for problems.
    var place: ConfigurationValue
  }

  /// The rule, and what is wrong with it.
  func result(_ value: ConfigurationValue) -> Result? {
    guard let entry = value.mapping(keys: ["by", "order", "fields", "event", "on"]) else { return nil }
    let names = table.columns.map(\.name)
    let by = entry.required("by", remedy: "list the columns that the rows of one row have in common")?
      .list(orOne: true) { $0.word(of: names) }
    let order = entry["order"]?.list(orOne: true) { ordered($0) } ?? []
    var functions: [String: FoldFunction] = [:]
    for (key, value) in entry["fields"]?.entries() ?? [] {
      guard let name = key.word(of: names), let column = table.columns.first(where: { $0.name == name }),
        let function = value.word(of: FoldFunction.allCases.map(\.rawValue)).flatMap(FoldFunction.init)
      else { continue }
      if !function.fits(column.type) {
        let fitting = FoldFunction.allCases.filter { $0.fits(column.type) }.map(\.rawValue)
        value.report(
          "\(function.rawValue) is not for \(table.name).\(name), expected \(fitting.joined(separator: ", "))"
        )
      } else if by?.contains(name) == true {
        key.report("\(name) stands in 'by' too, where all its values are equal; remove it here")
      }
      functions[name] = function
    }
    guard let by else { return nil }
    var result = Result(rule: CollapseRule(by: by, order: order, functions: functions))
    if let events = entry["on"] {
      result.events = self.events(events, entry["event"], table.unfolded(result.rule))
    } else if entry.has("event") {
      entry.report(at: "event", "'event' has no 'on' beside it; add one, or remove 'event'")
    }
    return result
  }

  private func ordered(_ value: ConfigurationValue) -> String? {
    guard let name = value.word(of: table.columns.map(\.name)) else { return nil }
    if let column = table.columns.first(where: { $0.name == name }), FoldFunction.max.fits(column.type) {
      return name
    }
    value.report("order '\(name)' has no order; name a column of times or numbers")
    return nil
  }

  private func events(
    _ value: ConfigurationValue, _ column: ConfigurationValue?, _ rowTable: TableSchema
  ) -> [String: [EventValue]] {
    var names = ["event"]
    if let column { names = columnNames(column, header) ?? names } else { header.check("event", value) }
    var events: [String: [EventValue]] = [:]
    for (key, fields) in value.entries() ?? [] {
      guard let event = key.trimmedText() else { continue }
      for (name, field) in fields.entries() ?? [] {
        guard let column = name.word(of: table.columns.map(\.name)).flatMap(rowTable.index(of:)) else {
          continue
        }
        let reading = FieldReading(
          table: rowTable, column: rowTable.columns[column], header: header, zoneExists: zoneExists)
        guard let mapping = reading.mapping(field) else { continue }
        let condition = RowCondition(column: ColumnReference(names: names), test: .isIn([event]))
        events[rowTable.columns[column].name, default: []].append(
          EventValue(condition: condition, mapping: mapping, place: field))
      }
    }
    return events
  }
}

extension CollapseReading.Result {
  /// What a column is on rows of any event: what the events say, else `other`.
  func mapping(of column: String, otherwise other: ValueMapping?) -> ValueMapping? {
    guard let values = events[column], let first = values.first else { return other }
    for value in values {
      if !value.mapping.givesText {
        value.place.report(
          "a pair of columns, a sum or a difference cannot differ by event; map '\(column)' in 'fields'")
        return nil
      }
      if value.mapping.readingText != (other ?? first.mapping).readingText {
        value.place.report(
          "'\(column)' is read otherwise elsewhere; give all its values the same formats, duration, decimal and zone"
        )
        return nil
      }
    }
    if let other, !other.givesText {
      first.place.report("'\(column)' is a pair, a sum or a difference in 'fields'; map it there alone")
      return nil
    }
    var whole = other ?? first.mapping
    (whole.map, whole.edits, whole.nullTokens) = (nil, [], [])
    whole.source = .when(
      values.map { ConditionalValue(condition: $0.condition, value: $0.mapping) }, otherwise: other)
    return whole
  }
}

extension ValueMapping {
  /// Whether it gives one text of a row.
  fileprivate var givesText: Bool {
    switch source {
    case .dateAndTime, .sum, .dateMinus, .elapsed: false
    default: true
    }
  }

  /// How its text is read, as text: two that are equal are read alike.
  fileprivate var readingText: String {
    "\(formats.map(\.text)) \(centuryPivot) \(nextDayIfBefore ?? "") \(zone) \(durations) \(decimalComma) \(plus)"
  }
}
