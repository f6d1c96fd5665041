import Tables

/// The days the sample covers, and the clock on the center's wall.
enum CenterCalendar {
  /// First day of the contacts.
  static let first = day(2026, 1, 1)
  /// First day that the contacts no longer cover.
  static let end = day(2026, 7, 1)
  /// From here on customers have issues, so that January also sees returns of December.
  static let warmUp = day(2025, 12, 1)
  /// From here on seats change hands in the roster.
  static let rosterFirst = day(2024, 7, 1)
  /// First day after 31 March, when a shared login changes hands and a team its supervisor.
  static let handover = day(2026, 4, 1)

  /// America/Chicago from 2025 to 2026.
  ///
  /// Source: IANA time zone database.
  static let zone = ZoneTable(
    name: "America/Chicago",
    starts: [
      Int64(day(2025, 3, 9).days) * 86_400 + 28_800, Int64(day(2025, 11, 2).days) * 86_400 + 25_200,
      Int64(day(2026, 3, 8).days) * 86_400 + 28_800, Int64(day(2026, 11, 1).days) * 86_400 + 25_200,
    ], offsets: [-21_600, -18_000, -21_600, -18_000, -21_600])

  /// UTC second at which coverage begins.
  static let firstSecond = zone.midnight(of: first).seconds
  /// UTC second at which coverage ends.
  static let endSecond = zone.midnight(of: end).seconds

  /// Contacts of an hour of the day in proportion; the center never closes.
  private static let hourWeights = [
    2, 1, 1, 1, 1, 3, 10, 30, 62, 80, 86, 82, 74, 76, 78, 74, 68, 58, 44, 32, 22, 14, 8, 4,
  ]

  /// Their sums before each hour, and of all.
  private static let hourSums = hourWeights.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }

  /// A day that every calendar has.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    guard let date = CivilDate(year: year, month: month, day: day) else {
      preconditionFailure("no such day: \(year)-\(month)-\(day)")
    }
    return date
  }

  /// A UTC second of a local day, at an hour when customers call.
  static func moment(on day: CivilDate, _ random: inout RandomStream) -> Int64 {
    let local = Int64(random.pick(hourWeights)) * 3600 + Int64(random.below(3600))
    return zone.utc(fromLocal: Int64(day.days) * 86_400 + local).second
  }

  /// Truth: the share of a day's moments, as `moment` draws them, that lie before a time of day, 0…1.
  static func shareOfDay(before second: Int64) -> Double {
    let hour = Int(second / 3600)
    let past = Double(hourSums[hour]) + Double(hourWeights[hour]) * Double(second % 3600) / 3600
    return past / Double(hourSums[24])
  }

  /// Hours that are no night.
  private static let dayHours: Range<Int64> = 7..<22

  /// Whether most customers sleep.
  static func isNight(_ second: Int64) -> Bool { !dayHours.contains(LocalClock(second).hour) }

  /// Seconds outside the nights since the calendar began; differences alone have a meaning.
  static func daySeconds(until second: Int64) -> Int64 {
    let clock = LocalClock(second)
    let (from, to) = (dayHours.lowerBound * 3600, dayHours.upperBound * 3600)
    return Int64(clock.date.days) * (to - from) + min(max(clock.second, from), to) - from
  }

  /// Whether a day is a Saturday or Sunday.
  static func isWeekend(_ day: CivilDate) -> Bool { day.weekday >= 5 }
}

/// Date and time of day of an instant in the center's zone, and their spellings.
struct LocalClock {
  /// Local day.
  let date: CivilDate
  /// Second of the local day.
  let second: Int64

  /// The reading at a UTC second.
  init(_ utc: Int64) {
    let local = utc + CenterCalendar.zone.offset(atUTC: utc)
    date = CivilDate(days: Int32(local.flooredQuotient(86_400)))
    second = local - Int64(date.days) * 86_400
  }

  /// 0…23.
  var hour: Int64 { second / 3600 }
  /// `HH:mm`.
  var shortTime: String { "\(padded(hour, 2)):\(padded(second / 60 % 60, 2))" }
  /// `HH:mm:ss`.
  var time: String { "\(shortTime):\(padded(second % 60, 2))" }
  /// `MM/dd/yyyy HH:mm:ss`.
  var american: String {
    let (year, month, day) = date.parts
    return "\(padded(Int64(month), 2))/\(padded(Int64(day), 2))/\(year) \(time)"
  }
  /// `yyyy-MM-dd HH:mm:ss`.
  var plain: String { "\(date.description) \(time)" }
  /// `dd.MM.yyyy`.
  var dayFirst: String {
    let (year, month, day) = date.parts
    return "\(padded(Int64(day), 2)).\(padded(Int64(month), 2)).\(year)"
  }
}

/// A duration as `H:mm:ss`.
func clockText(_ seconds: Int32) -> String {
  let seconds = Int64(seconds)
  return "\(seconds / 3600):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
}

/// Millionths as a fraction with so many decimals, 1…6, rounded half up.
func decimal(millionths: Int, digits: Int) -> String {
  var unit = 1
  for _ in digits..<6 { unit *= 10 }
  let scaled = (abs(millionths) + unit / 2) / unit
  let one = 1_000_000 / unit
  let text = "\(scaled / one).\(padded(Int64(scaled % one), digits))"
  return millionths < 0 && scaled > 0 ? "-" + text : text
}
