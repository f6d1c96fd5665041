/// A minute of a history as a calendar shows it.
struct WrittenTime {
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  /// 0 is Sunday.
  let weekday: Int

  /// Minutes that Phoenix, which never changes its clocks, is behind UTC.
  static let phoenix = 7 * 60
  /// Seconds from 1970 to the beginning of a history.
  static let epoch = 1_769_904_000

  /// The minute by UTC, or by a clock that is behind it.
  init(_ minute: Int, behind: Int = 0) {
    // From 1 January, so that the days before the history have a date too.
    let shifted = minute - behind + 31 * 1440
    let dayOfYear = shifted / 1440
    let months = [0, 31, 59, 90]
    let index = months.lastIndex { $0 <= dayOfYear } ?? 0
    month = index + 1
    day = dayOfYear - months[index] + 1
    hour = shifted % 1440 / 60
    self.minute = shifted % 60
    // 1 January 2026 was a Thursday.
    weekday = (dayOfYear + 4) % 7
  }

  /// `2026-02-03`.
  var date: String { "2026-\(two(month))-\(two(day))" }
  /// `10:15:00`.
  var clock: String { "\(two(hour)):\(two(minute)):00" }
  /// `2/3/26 10:15 AM`.
  var american: String {
    "\(month)/\(day)/26 \((hour + 11) % 12 + 1):\(two(minute)) \(hour < 12 ? "AM" : "PM")"
  }
  /// `02/03/2026`.
  var slashed: String { "\(two(month))/\(two(day))/2026" }
  /// `Tue, 3 Feb 2026 10:15:00`.
  var mail: String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    return "\(days[weekday]), \(day) \(["Jan", "Feb", "Mar", "Apr"][month - 1]) 2026 \(clock)"
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

/// A number of minutes as hours, minutes and seconds.
func clockLength(_ minutes: Int) -> String {
  let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
  return "\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest):00"
}
