import Canonical
import Tables

/// Tells how single texts would be read, for who drafts a profile.
package enum TextProbe {
  /// A day and time of day as a text tells them.
  package struct Clock: Sendable {
    /// The day; 1970-01-01 where the text tells none.
    package var day: CivilDate
    /// Milliseconds since midnight.
    package var milliseconds: Int64
    /// Whether it tells its distance from UTC.
    package var hasOffset: Bool

    init(_ reading: ClockReading) {
      (day, milliseconds, hasOffset) = (reading.day, reading.milliseconds, reading.offset != nil)
    }
  }

  /// A format made ready to read many texts.
  package struct Format: Sendable {
    private let format: ClockFormat

    /// The format; nil where it is none.
    package init?(_ text: String) {
      guard let pattern = try? DatePattern(text) else { return nil }
      format = ClockFormat(pattern, centuryPivot: 70)
    }

    /// What it reads; nil unless the whole text matches.
    package func read(_ text: String) -> Clock? {
      var memo = DayMemo()
      let bytes = Array(text.utf8)
      return format.readSteps(bytes.span, 0, bytes.count, &memo).map { Clock($0) }
    }
  }

  /// What ISO 8601 reads.
  package static func iso(_ text: String) -> Clock? {
    let bytes = Array(text.utf8)
    return ClockReading.iso(bytes.span, 0, bytes.count).map { Clock($0) }
  }

  /// A duration in whole seconds.
  package static func seconds(_ text: String, _ pattern: DurationPattern, decimalComma: Bool = false)
    -> Int64?
  {
    let bytes = Array(text.utf8)
    return QuantityReading.seconds([pattern].span, bytes.span, 0, bytes.count, decimalComma: decimalComma)
  }

  /// A number in millionths.
  package static func millionths(_ text: String, decimalComma: Bool = false) -> Int64? {
    let bytes = Array(text.utf8)
    return QuantityReading.millionths(bytes.span, 0, bytes.count, decimalComma: decimalComma)
  }

  /// Yes or no, where a text is read as one without a map.
  package static func boolean(_ text: String) -> Bool? {
    let bytes = Array(text.utf8)
    return ColumnReading.boolean(bytes.span, 0, bytes.count).map { $0 == 1 }
  }
}
