/// Where a value comes from, and how its text is read.
public struct ValueMapping: Sendable {
  /// Where its text comes from.
  public var source: ValueSource
  /// Texts that mean *missing*, beside the profile's.
  public var nullTokens: [String] = []
  /// Changes of its text, in the order of `TextEdit`, before its map.
  public var edits: [TextEdit] = []
  /// Texts that stand for others.
  public var map: TextMap?
  /// Date and time formats, tried in order; none: ISO 8601.
  public var formats: [DatePattern] = []
  /// Two-digit years from this on are 19yy, others 20yy.
  public var centuryPivot = 70
  /// Canonical column of an instant before which it cannot be: a time of day that would be stands on the
  /// next day.
  public var nextDayIfBefore: String?
  /// A duration that is added to an instant; none or one.
  public var plus: [ValueMapping] = []
  /// Zone of times without offset.
  public var zone = ZoneSource.input
  /// Duration spellings, tried in order; none: seconds.
  public var durations: [DurationPattern] = []
  /// Whether the comma is the decimal sign.
  public var decimalComma = false

  /// A value read as a canonical cell.
  public init(_ source: ValueSource) { self.source = source }
}

/// Where a value's text comes from.
public indirect enum ValueSource: Sendable {
  /// A column of the file.
  case column(ColumnReference)
  /// Always this text.
  case constant(String)
  /// The parts joined; `nullTokens` apply to the joined text, or to each part where `nullParts` is
  /// set: then one missing part makes the whole missing.
  case concat([ValueMapping], separator: String, nullParts: Bool)
  /// The first value that is not missing.
  case coalesce([ValueMapping])
  /// The value beside the first condition that holds; `otherwise` where none does, else missing.
  case when([ConditionalValue], otherwise: ValueMapping?)
  /// A day and a time of day from two values.
  case dateAndTime(date: ValueMapping, time: ValueMapping)
  /// The sum of numbers or durations, of which missing ones are none; missing where all are.
  case sum([ValueMapping])
  /// A day that lies an amount of time before another, as where tenure is told and no date.
  case dateMinus(date: ValueMapping, amount: ValueMapping, unit: DayUnit)
  /// The seconds from one instant to a later one.
  case elapsed(since: ValueMapping, until: ValueMapping)
  /// `<file name>:<line>`, for rows without an id.
  case line
  /// The number of the row in its file, from 1, among those that could be cut into fields.
  case rowNumber
}

/// Which zone times without offset are in.
public indirect enum ZoneSource: Sendable {
  /// The input's.
  case input
  /// An IANA zone.
  case named(String)
  /// The IANA zone that a text of the row names; where it is missing, the input's.
  case text(ValueMapping)
}

/// Units of an amount of days.
public enum DayUnit: String, CaseIterable, Sendable {
  case days, weeks, months, years

  /// How many millionths of a day it has: a year has 365.25 days, a month a twelfth of that.
  public var millionths: Int64 {
    switch self {
    case .days: 1_000_000
    case .weeks: 7_000_000
    case .months: 30_437_500
    case .years: 365_250_000
    }
  }
}

/// One branch of `when`.
public struct ConditionalValue: Sendable {
  /// When it is taken.
  public var condition: RowCondition
  /// What is taken.
  public var value: ValueMapping

  /// A branch.
  public init(condition: RowCondition, value: ValueMapping) {
    self.condition = condition
    self.value = value
  }
}

/// Texts that stand for others, matched exactly after trimming.
public struct TextMap: Sendable {
  /// What to do with a text that the map does not name.
  public enum Unknown: Sendable, Equatable {
    /// The row is rejected.
    case error
    /// The value is missing.
    case null
    /// The text stays.
    case keep
    /// This text.
    case value(String)
  }

  /// From text to text, in the order of the profile.
  public var pairs: [(from: String, to: String)]
  /// What to do with all others.
  public var unknown: Unknown

  /// A map.
  public init(pairs: [(from: String, to: String)], unknown: Unknown) {
    self.pairs = pairs
    self.unknown = unknown
  }
}

/// A condition on one column of the file.
public struct RowCondition: Sendable {
  /// How the column's text is compared, after trimming.
  public enum Test: Sendable, Equatable {
    case isIn([String])
    case notIn([String])
    case blank
    case notBlank
  }

  /// The column.
  public var column: ColumnReference
  /// The comparison; `equals` is `isIn` of one.
  public var test: Test
  /// Under which reason a row that fails is counted; `where` only.
  public var reason: String

  /// A condition.
  public init(column: ColumnReference, test: Test, reason: String = "not_selected") {
    self.column = column
    self.test = test
    self.reason = reason
  }
}
