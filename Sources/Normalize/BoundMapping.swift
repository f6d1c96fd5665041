import Canonical
import Tables

/// A profile's mapping after its column names were found in one file's header.
///
/// Texts that the profile itself brings (constants, outputs of maps, separators) lie in `pool`, so
/// that every value of a row is a range of one piece of memory.
struct BoundMapping: Sendable {
  /// A range of the pool.
  typealias PoolRange = Range<Int>

  /// A value whose columns were found.
  struct Value: Sendable {
    var source: Source
    var nullTokens: TextSet
    var edits: [Edit]
    var map: Map?
    var reading: ValueMapping
    /// The formats of `reading`, made ready.
    var formats: [ClockFormat]
    /// Zone of times without offset.
    var zone: ZoneChoice
    /// A duration that is added to an instant; none or one.
    var plus: [Value]
    /// Place in the file, from 1, and name of the first column it reads; 0 where it reads none.
    var column: Int
    var columnName: String

    /// Whether its texts are all the file's own.
    var isInFile: Bool { map == nil && isUnmappedInFile }

    /// Whether it tells where its row stands.
    var dependsOnPosition: Bool {
      switch source {
      case .line, .rowNumber: true
      case .column, .absent, .constant: false
      case .concat(let parts, _, _), .coalesce(let parts), .sum(let parts):
        parts.contains(where: \.dependsOnPosition)
      case .when(let branches, let otherwise):
        branches.contains { $0.value.dependsOnPosition } || otherwise?.dependsOnPosition == true
      case .dateAndTime(let first, let second), .dateMinus(let first, let second, _),
        .elapsed(let first, let second):
        first.dependsOnPosition || second.dependsOnPosition
      }
    }

    /// Whether its texts are the file's own before its map.
    var isUnmappedInFile: Bool { isSourceInFile && !reading.edits.contains(where: \.isRewriting) }

    /// Whether they are before its edits.
    var isSourceInFile: Bool {
      switch source {
      case .column, .absent, .dateAndTime, .sum, .dateMinus, .elapsed: true
      case .constant, .concat, .line, .rowNumber: false
      case .coalesce(let parts): parts.allSatisfy(\.isInFile)
      case .when(let branches, let otherwise):
        branches.allSatisfy(\.value.isInFile) && otherwise?.isInFile ?? true
      }
    }
  }

  indirect enum Source: Sendable {
    case column(Int)
    case absent
    case constant(PoolRange)
    case concat([Value], separator: PoolRange, nullParts: Bool)
    case coalesce([Value])
    case when([(condition: Condition, value: Value)], otherwise: Value?)
    case dateAndTime(date: Value, time: Value)
    case sum([Value])
    case dateMinus(date: Value, amount: Value, unit: DayUnit)
    case elapsed(since: Value, until: Value)
    /// What stands before the number of the line.
    case line(PoolRange)
    case rowNumber
  }

  /// A `TextEdit` with its texts as bytes.
  enum Edit: Sendable {
    case item(separator: [UInt8], isLast: Bool)
    case cut(prefixes: [[UInt8]], suffixes: [[UInt8]])
    case collapseSpaces
    case lowercase
    case digits

    init(_ edit: TextEdit) {
      switch edit {
      case .item(let separator, let isLast): self = .item(separator: Array(separator.utf8), isLast: isLast)
      case .cut(let prefixes, let suffixes):
        self = .cut(prefixes: prefixes.map { Array($0.utf8) }, suffixes: suffixes.map { Array($0.utf8) })
      case .collapseSpaces: self = .collapseSpaces
      case .lowercase: self = .lowercase
      case .digits: self = .digits
      }
    }
  }

  /// A map of texts: code of the text in `book`, then the output's place in the pool.
  struct Map: Sendable {
    var book: CodeBook
    var outputs: [TextRanges.Place]
    var unknown: TextMap.Unknown
    /// Where `unknown` is a value, its place in the pool.
    var otherwise: TextRanges.Place
  }

  /// A condition whose column was found: whether a text is one of some.
  struct Condition: Sendable {
    /// Nil where the file lacks the column; its text is empty then.
    var column: Int?
    /// The texts asked for; nil: those that mean *missing*.
    var texts: TextSet?
    /// Whether the empty text is one of them.
    var holdsEmpty: Bool
    /// Whether the condition holds where the text is none of them.
    var isNegated: Bool
    var reason: String
  }

  /// The mapped columns, by place in the table; nil where the profile or the file has nothing for it.
  var fields: [Value?]
  /// The values of the columns that become rows, in the order of the rule; of one that the file lacks nil.
  var answers: [Value?]
  /// The id of the leg before a contact; nil where there is no rule of chains.
  var parent: Value?
  /// The words of the columns of words, by place in the table; of others none.
  var words: [CodeBook]
  var conditions: [Condition]
  /// The profile's texts that mean *missing*.
  var nullTokens: TextSet
  var pool: [UInt8]
  /// Places of the file's columns that are read.
  var usedColumns: Set<Int>

  /// Finds the columns of `mapping` in a file's header.
  /// - Parameter lineName: what stands before the numbers of lines.
  /// - Throws: `dataRefused` with every column that is missing or stands twice.
  init(
    _ mapping: ProfileMapping, header: HeaderColumns, file: String, lineName: String,
    zones: [String: ZoneTable], inputZone: String
  ) throws(StageFailure) {
    var binder = Binder(
      header: header, file: file, lineName: lineName, nullTokens: mapping.nullTokens, zones: zones,
      inputZone: inputZone)
    conditions = mapping.conditions.map { binder.bind($0, for: "where") }
    fields = Array(repeating: nil, count: mapping.table.columns.count)
    words = mapping.table.columns.map { column in
      var book = CodeBook()
      if case .oneOf(let words) = column.type { for word in words { _ = book.code(of: word) } }
      return book
    }
    for field in mapping.fields {
      let place = mapping.table.place(of: field.column)
      let value = binder.bind(field.value, for: "\(mapping.table.name).\(field.column)")
      if case .absent = value.source { continue }
      fields[place] = value
    }
    answers = []
    for answer in mapping.unpivot?.answers ?? [] {
      let value = binder.bind(answer.value, for: "\(mapping.table.name).\(mapping.unpivot?.value ?? "")")
      if case .absent = value.source { answers.append(nil) } else { answers.append(value) }
    }
    parent = mapping.parent.map { binder.bind($0, for: "chain.parent") }
    if !binder.problems.isEmpty { throw StageFailure(.dataRefused, binder.problems) }
    nullTokens = TextSet(mapping.nullTokens)
    pool = binder.pool
    usedColumns = binder.usedColumns
  }
}

/// Finds columns and lays the profile's texts into a pool.
private struct Binder {
  let header: HeaderColumns
  let file: String
  let lineName: String
  let nullTokens: [String]
  let zones: [String: ZoneTable]
  let inputZone: String
  var pool: [UInt8] = []
  var problems: [String] = []
  var usedColumns: Set<Int> = []

  /// The place of a column; nil where it is optional and absent, or where a problem was noted.
  mutating func place(of reference: ColumnReference, for target: String) -> Int? {
    for name in reference.names {
      let places = header.places(of: name)
      guard let place = places.first else { continue }
      if places.count > 1 {
        problems.append(
          "\(file): column '\(name)' for \(target) stands \(places.count) times in the header; "
            + "rename or remove all but one")
      }
      usedColumns.insert(place)
      return place
    }
    if !reference.isOptional {
      let wanted = reference.names.map { "'\($0)'" }.joined(separator: " or ")
      let found = header.names.map { "'\(TextShape.columnName($0))'" }.joined(separator: ", ")
      problems.append(
        "\(file): column \(wanted) for \(target) is missing; the header has \(found)")
    }
    return nil
  }

  mutating func store(_ text: String) -> Range<Int> {
    let start = pool.count
    pool.append(contentsOf: text.utf8)
    return start..<pool.count
  }

  mutating func bind(_ condition: RowCondition, for target: String) -> BoundMapping.Condition {
    let texts: [String]?
    let isNegated: Bool
    switch condition.test {
    case .isIn(let listed): (texts, isNegated) = (listed, false)
    case .notIn(let listed): (texts, isNegated) = (listed, true)
    case .blank: (texts, isNegated) = (nil, false)
    case .notBlank: (texts, isNegated) = (nil, true)
    }
    return BoundMapping.Condition(
      column: place(of: condition.column, for: target), texts: texts.map { TextSet($0) },
      holdsEmpty: texts?.contains("") ?? true, isNegated: isNegated, reason: condition.reason)
  }

  mutating func bind(_ value: ValueMapping, for target: String) -> BoundMapping.Value {
    let source: BoundMapping.Source
    var column = 0
    switch value.source {
    case .column(let reference):
      if let place = place(of: reference, for: target) {
        source = .column(place)
        column = place + 1
      } else {
        source = .absent
      }
    case .constant(let text):
      source = .constant(store(text))
    case .concat(let parts, let separator, let nullParts):
      let bound = parts.map { bind($0, for: target) }
      source = .concat(bound, separator: store(separator), nullParts: nullParts)
      column = bound.first { $0.column > 0 }?.column ?? 0
    case .coalesce(let parts):
      let bound = parts.map { bind($0, for: target) }
      source = .coalesce(bound)
      column = bound.first { $0.column > 0 }?.column ?? 0
    case .when(let branches, let otherwise):
      let bound = branches.map {
        (condition: bind($0.condition, for: target), value: bind($0.value, for: target))
      }
      source = .when(bound, otherwise: otherwise.map { bind($0, for: target) })
      column = bound.first { $0.value.column > 0 }?.value.column ?? 0
    case .dateAndTime(let date, let time):
      let bound = (date: bind(date, for: target), time: bind(time, for: target))
      source = .dateAndTime(date: bound.date, time: bound.time)
      column = bound.date.column
    case .sum(let parts):
      let bound = parts.map { bind($0, for: target) }
      source = .sum(bound)
      column = bound.first { $0.column > 0 }?.column ?? 0
    case .dateMinus(let date, let amount, let unit):
      let bound = (date: bind(date, for: target), amount: bind(amount, for: target))
      source = .dateMinus(date: bound.date, amount: bound.amount, unit: unit)
      column = bound.amount.column
    case .elapsed(let since, let until):
      let bound = (since: bind(since, for: target), until: bind(until, for: target))
      source = .elapsed(since: bound.since, until: bound.until)
      column = bound.until.column
    case .line: source = .line(store("\(lineName):"))
    case .rowNumber: source = .rowNumber
    }
    return BoundMapping.Value(
      source: source, nullTokens: TextSet(nullTokens + value.nullTokens),
      edits: value.edits.map { BoundMapping.Edit($0) }, map: value.map.map { bind($0) }, reading: value,
      formats: value.formats.map { ClockFormat($0, centuryPivot: value.centuryPivot) },
      zone: zone(value.zone, for: target), plus: value.plus.map { bind($0, for: target) },
      column: column, columnName: column > 0 ? header.names[column - 1] : "")
  }

  private mutating func zone(_ source: ZoneSource, for target: String) -> ZoneChoice {
    switch source {
    case .input: .fixed(table(of: inputZone))
    case .named(let name): .fixed(table(of: name))
    case .text(let value):
      .named(bind(value, for: target), ZoneShelf(zones), otherwise: table(of: inputZone))
    }
  }

  private func table(of zone: String) -> ZoneTable {
    guard let table = zones[zone] else { preconditionFailure("zone \(zone) was not loaded") }
    return table
  }

  mutating func bind(_ map: TextMap) -> BoundMapping.Map {
    var book = CodeBook()
    var outputs: [TextRanges.Place] = [.none]
    for (from, to) in map.pairs {
      let code = Int(book.code(of: from))
      if code == outputs.count { outputs.append(place(in: store(to))) }
    }
    var otherwise = TextRanges.Place.none
    if case .value(let text) = map.unknown { otherwise = place(in: store(text)) }
    return BoundMapping.Map(book: book, outputs: outputs, unknown: map.unknown, otherwise: otherwise)
  }

  private func place(in pool: Range<Int>) -> TextRanges.Place {
    TextRanges.Place(start: UInt32(pool.lowerBound), end: UInt32(pool.upperBound))
  }
}
