import Tables

/// Local days and months of instants, with a memory of what was asked before.
///
/// One value serves one worker.
struct LocalDays {
  private var cursor: ZoneCursor
  /// Days in UTC that were asked for with their offsets, each at the place of its lower bits.
  private var offsets: [(day: Int32, milliseconds: Int32)]
  /// Months of days that were asked for, each at the place of its day's lower bits.
  private var months: [(day: Int32, month: Month)]

  /// Days that are remembered: a power of two above a year.
  private static let remembered: Int32 = 512
  /// Stands for the offset of a day that has several, or one of a day or more.
  private static let several = Int32.min
  private static let day: Int64 = 86_400_000

  /// The days of a zone.
  init(_ zone: ZoneTable) {
    cursor = ZoneCursor(zone)
    offsets = Array(repeating: (.min, 0), count: Int(LocalDays.remembered))
    months = Array(repeating: (.min, Month(number: 0)), count: Int(LocalDays.remembered))
  }

  /// The local day on which an instant lies.
  mutating func day(of instant: Instant) -> CivilDate {
    let day = instant.milliseconds.flooredQuotient(LocalDays.day)
    let offset = offset(of: Int32(truncatingIfNeeded: day))
    if offset == LocalDays.several { return cursor.day(of: instant) }
    let local = instant.milliseconds &- day &* LocalDays.day &+ Int64(offset)
    let shift: Int32 = local < 0 ? -1 : local >= LocalDays.day ? 1 : 0
    return CivilDate(days: Int32(truncatingIfNeeded: day) &+ shift)
  }

  /// The month of a day.
  mutating func month(of day: CivilDate) -> Month {
    let slot = Int(day.days & (LocalDays.remembered - 1))
    if months[slot].day == day.days { return months[slot].month }
    months[slot] = (day.days, day.month)
    return months[slot].month
  }

  /// Milliseconds east of UTC during the whole of a day in UTC.
  private mutating func offset(of day: Int32) -> Int32 {
    let slot = Int(day & (LocalDays.remembered - 1))
    let known = offsets[slot]
    if known.day == day { return known.milliseconds }
    let offset = cursor.zone.offset(duringDay: CivilDate(days: day)).map { $0 * 1000 }
    let isUsable = offset.map { abs($0) < LocalDays.day } ?? false
    offsets[slot] = (day, isUsable ? Int32(offset ?? 0) : LocalDays.several)
    return offsets[slot].milliseconds
  }
}
