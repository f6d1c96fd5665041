/// The offsets of one time zone, as periods that follow one another.
///
/// Whoever reads the configuration fills it from the time-zone data of the machine; nothing below
/// asks the system for a zone.
public struct ZoneTable: Sendable, Equatable {
  /// IANA name, as written in the configuration.
  package let name: String
  /// UTC seconds at which period `index + 1` begins; ascending.
  @usableFromInline let starts: [Int64]
  /// Seconds east of UTC of each period; one more than `starts`.
  @usableFromInline let offsets: [Int64]

  /// A zone of `offsets.count` periods; period `i + 1` begins at UTC second `starts[i]`.
  public init(name: String, starts: [Int64], offsets: [Int64]) {
    precondition(offsets.count == starts.count + 1, "a zone has one period more than transitions")
    self.name = name
    self.starts = starts
    self.offsets = offsets
  }

  /// UTC itself.
  package static let utc = ZoneTable(name: "UTC", starts: [], offsets: [0])

  /// How a local time related to the instants of its zone.
  @frozen public enum LocalTime: Sendable {
    /// Exactly one instant has it.
    case plain
    /// Skipped by a clock that was put forward; moved forward by the length of the gap.
    case gap
    /// Repeated by a clock that was put back; the first of the two was taken.
    case fold
  }

  /// Seconds east of UTC at a UTC second.
  @inlinable public func offset(atUTC second: Int64) -> Int64 {
    offsets[period(ofUTC: second)]
  }

  /// Seconds east of UTC during the whole of a day in UTC; nil where they change.
  package func offset(duringDay day: CivilDate) -> Int64? {
    let first = Int64(day.days) * 86_400
    let period = period(ofUTC: first)
    return period == self.period(ofUTC: first + 86_399) ? offsets[period] : nil
  }

  /// The UTC second of a local one.
  @inlinable public func utc(fromLocal local: Int64) -> (second: Int64, kind: LocalTime) {
    let period = period(ofLocal: local)
    var kind = LocalTime.plain
    if period < starts.count {
      let (before, after) = (offsets[period], offsets[period + 1])
      if local >= starts[period] + min(before, after) { kind = after > before ? .gap : .fold }
    }
    return (local - offsets[period], kind)
  }

  /// The local day on which an instant lies.
  @inlinable public func day(of instant: Instant) -> CivilDate {
    let second = instant.seconds
    return CivilDate(days: Int32((second + offset(atUTC: second)).flooredQuotient(86_400)))
  }

  /// The first instant of a local day.
  package func midnight(of day: CivilDate) -> Instant {
    let local = Int64(day.days) * 86_400
    let (second, kind) = utc(fromLocal: local)
    // A midnight that the clocks skip: the day begins where they were put forward.
    if kind == .gap { return Instant(seconds: starts[period(ofUTC: second) - 1]) }
    return Instant(seconds: second)
  }

  /// The place of the period in force at a UTC second.
  @inlinable func period(ofUTC second: Int64) -> Int { upperBound(second) { starts[$0] } }

  /// The place of the period by whose offset a local second is read.
  @inlinable func period(ofLocal local: Int64) -> Int {
    // Period i + 1 is surely in force once the larger of the two local readings of its start is reached.
    upperBound(local) { starts[$0] + max(offsets[$0], offsets[$0 + 1]) }
  }

  /// How many boundaries are at most `value`; boundaries ascend.
  @inlinable func upperBound(_ value: Int64, _ boundary: (Int) -> Int64) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if boundary(middle) <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
