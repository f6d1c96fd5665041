import Canonical

/// Reads what tells how a date or time is written: `formats`, `century_pivot` and `zone`.
struct TimeReading {
  /// The canonical table.
  let table: TableSchema
  /// The canonical column.
  let column: ColumnSchema
  /// Where the value stands within its field.
  let position: FieldReading.Position
  /// Whether the machine knows a zone.
  let zoneExists: (String) -> Bool
  /// Reads a value that gives a text.
  let text: (ConfigurationValue) -> ValueMapping?

  /// Takes over what an entry says, and reports what does not belong there.
  func readTime(_ entry: StrictMapping, into mapping: inout ValueMapping) {
    let isPair = entry.has("date") || entry.has("time")
    if let value = entry["formats"],
      belongs("formats", entry, isPair ? "write it inside 'date' and 'time'" : nil)
    {
      mapping.formats = value.list(orOne: true, of: pattern) ?? []
      refuseSwapped(mapping.formats, value)
    }
    let inTime = if case .time = position { true } else { false }
    let remedy = isPair || inTime ? "write it inside 'date'" : nil
    if let value = entry["century_pivot"], belongs("century_pivot", entry, remedy),
      let pivot = value.integer(in: 0...99)
    {
      mapping.centuryPivot = pivot
    }
    if let value = entry["next_day_if_before"] { mapping.nextDayIfBefore = earlier(value, isPair: isPair) }
    let inPair =
      switch position {
      case .date, .time: true
      default: false
      }
    if let value = entry["zone"], belongs("zone", entry, inPair ? "write it beside 'date' and 'time'" : nil) {
      mapping.zone = zone(value) ?? .input
    }
  }

  /// Reports two formats that read one text as two days: which of them is right is never guessed.
  private func refuseSwapped(_ formats: [DatePattern], _ value: ConfigurationValue) {
    for (index, format) in formats.enumerated() {
      guard let other = formats[..<index].first(where: { $0.isSwapped(format) }) else { continue }
      value.report(
        "formats '\(other.text)' and '\(format.text)' read one text as two days; keep the one that the export has"
      )
    }
  }

  /// A zone by its name, or by what a column names.
  private func zone(_ value: ConfigurationValue) -> ZoneSource? {
    if value.isScalar { return value.zone(zoneExists).map { .named($0) } }
    guard let mapping = text(value) else { return nil }
    for (_, name) in mapping.map?.pairs ?? [] where !name.isEmpty && !zoneExists(name) {
      value.report(
        "\(quoted(name)) is no time zone of this machine, expected an IANA name such as America/Chicago")
    }
    return .text(mapping)
  }

  /// The instant of the table before which this one cannot be.
  private func earlier(_ value: ConfigurationValue, isPair: Bool) -> String? {
    let instants = table.columns.prefix { $0.name != column.name }.filter { $0.type == .instant }.map(\.name)
    guard case .whole = position, isPair, column.type == .instant, !instants.isEmpty else {
      value.report(
        "'next_day_if_before' belongs beside 'date' and 'time' of an instant that follows another; remove it")
      return nil
    }
    return value.word(of: instants)
  }

  /// Whether a key may stand here; `remedy` where its place is another.
  private func belongs(_ key: String, _ entry: StrictMapping, _ remedy: String?) -> Bool {
    if column.type != .instant, column.type != .date {
      entry.report(at: key, "'\(key)' is for dates and times, and \(column.name) is none; remove it")
    } else if position.isPart {
      entry.report(at: key, "'\(key)' belongs to the whole field; write it there")
    } else if let remedy {
      entry.report(at: key, "'\(key)' does not belong here; \(remedy)")
    } else {
      return true
    }
    return false
  }

  private func pattern(_ value: ConfigurationValue) -> DatePattern? {
    guard let text = value.filledText() else { return nil }
    do {
      let pattern = try DatePattern(text)
      if case .time = position {
        if !pattern.hasTime {
          value.report("format \(quoted(text)) tells no time of day; add hours, such as 'H:mm:ss'")
        }
      } else if !pattern.hasDate {
        value.report("format \(quoted(text)) tells no day; add year, month and day, such as 'yyyy-MM-dd'")
      }
      return pattern
    } catch {
      value.report(error.message)
      return nil
    }
  }
}
