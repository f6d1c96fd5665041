/// How a duration is spelled in an export.
public enum DurationPattern: String, Sendable, CaseIterable {
  /// A number of seconds.
  case seconds = "s"
  /// A number of milliseconds.
  case milliseconds = "ms"
  /// A number of minutes.
  case minutes = "min"
  /// A number of hours.
  case hours = "h"
  /// A number of days, as spreadsheets keep durations.
  case days = "d"
  /// Hours beyond 24, minutes and seconds, with a fraction where one follows.
  case clock = "H:mm:ss"
  /// Minutes beyond 60 and seconds, with a fraction where one follows.
  case minuteClock = "m:ss"
  /// A time of day with AM or PM, 12 AM being hour 0.
  case twelveHourClock = "h:mm:ss a"
  /// A date that is dropped, then a time of day.
  case dated = "yyyy-MM-dd H:mm:ss"

  /// Also understands the spellings with an explicit optional fraction or two-digit hours.
  public init?(spelled text: String) {
    let bare = text.replacingSuffix(["[.fff]", "[.SSS]", ".SSS"])
    switch bare {
    case "HH:mm:ss": self = .clock
    case "mm:ss": self = .minuteClock
    case "hh:mm:ss a": self = .twelveHourClock
    case "yyyy-MM-dd HH:mm:ss": self = .dated
    default: self.init(rawValue: bare)
    }
  }
}

extension String {
  /// The text without the first of these endings that it has.
  fileprivate func replacingSuffix(_ endings: [String]) -> String {
    for ending in endings where hasSuffix(ending) { return String(dropLast(ending.count)) }
    return self
  }
}
