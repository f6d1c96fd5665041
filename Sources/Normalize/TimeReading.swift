import Tables

/// Reads the days and times of one column of a batch; it remembers the last day and the zone's offset.
struct TimeReading {
  /// Local times that the zone skips.
  private(set) var gaps = 0
  /// Local times that the zone repeats.
  private(set) var folds = 0

  private var zone: ZoneCursor
  private var iso = ISOClock()
  private var lastDay = DayMemo()

  /// A reading of times in a zone, where they tell no offset.
  init(_ zone: ZoneTable) { self.zone = ZoneCursor(zone) }

  /// Reads times in another zone from now on.
  /// - Returns: whether there is one.
  mutating func goTo(_ other: ZoneTable?) -> Bool {
    guard let other else { return false }
    if other.name != zone.zone.name { zone = ZoneCursor(other) }
    return true
  }

  /// Reads a day, or a day and time, by formats, the first that matches; by ISO 8601 where there are none.
  @inline(__always)
  mutating func reading(
    _ formats: Span<ClockFormat>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> ClockReading? {
    if formats.isEmpty { return iso.read(bytes, start, end) }
    for index in formats.indices {
      // Asked here and not within the format, which would be copied for every row.
      if formats[index].fixed.count == end &- start {
        let pivot = formats[index].centuryPivot
        if let read = formats[index].fixed.read(bytes, start, centuryPivot: pivot, &lastDay) { return read }
      } else if let read = formats[index].readSteps(bytes, start, end, &lastDay) {
        return read
      }
    }
    return nil
  }

  /// Reads a time of day: by formats, else `H:mm:ss`.
  mutating func timeOfDay(
    _ formats: Span<ClockFormat>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> ClockReading? {
    if !formats.isEmpty { return reading(formats, bytes, start, end) }
    guard let milliseconds = QuantityReading.clock(bytes, start, end), milliseconds < 86_400_000 else {
      return nil
    }
    return ClockReading(milliseconds: milliseconds)
  }

  /// Milliseconds since the epoch; on the next day where it would be before an instant.
  mutating func instant(_ reading: ClockReading, notBefore earliest: Int64) -> Int64 {
    let counted = (gaps, folds)
    let instant = instant(reading)
    if instant >= earliest { return instant }
    // Only the time that is used is counted.
    (gaps, folds) = counted
    var next = reading
    next.day.days += 1
    return self.instant(next)
  }

  /// Milliseconds since the epoch.
  @inline(__always)
  mutating func instant(_ reading: ClockReading) -> Int64 {
    let local = Int64(reading.day.days) &* 86_400_000 &+ reading.milliseconds
    if let offset = reading.offset { return local &- offset &* 1000 }
    let second = Int64(reading.day.days) &* 86_400 &+ reading.milliseconds / 1000
    let (utc, kind) = zone.utc(fromLocal: second)
    switch kind {
    case .plain: break
    case .gap: gaps += 1
    case .fold: folds += 1
    }
    return local &+ (utc &- second) &* 1000
  }
}
