import Canonical
import Tables

extension Boundary {
  /// What a boundary may look like, for messages.
  static let expected = "a date (2026-10-31) or an instant with offset (2026-10-31T06:00:00Z)"

  /// The boundary written as `yyyy-MM-dd`, or as ISO 8601 instant with `Z` or an offset.
  init?(written text: String) {
    if let day = CivilDate(iso: text) {
      self = .day(day)
    } else if let instant = Instant(written: text) {
      self = .instant(instant)
    } else {
      return nil
    }
  }

  /// As in a file: the day, or the instant in UTC.
  var text: String {
    switch self {
    case .day(let day): day.description
    case .instant(let instant): instant.description
    }
  }
}

extension Instant {
  /// The instant written as `yyyy-MM-ddTHH:mm[:ss[.SSS]]` with `Z` or ±hh:mm; nil for anything else.
  package init?(written text: String) {
    let halves = text.split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count == 2, let day = CivilDate(iso: String(halves[0])),
      let zoneStart = halves[1].firstIndex(where: { "Z+-".contains($0) }),
      let zone = offsetSeconds(halves[1][zoneStart...])
    else { return nil }
    let clock = halves[1][..<zoneStart].split(separator: ":", omittingEmptySubsequences: false)
    guard clock.count == 2 || clock.count == 3, let hour = digits(clock[0], upTo: 23),
      let minute = digits(clock[1], upTo: 59)
    else { return nil }
    var milliseconds: Int64 = 0
    if clock.count == 3 {
      let parts = clock[2].split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 2, let second = digits(parts[0], upTo: 59) else { return nil }
      milliseconds = second * 1000
      if parts.count == 2 {
        guard (1...9).contains(parts[1].count), parts[1].allSatisfy({ $0.isASCII && $0.isNumber }),
          let fraction = Int64((parts[1] + "00").prefix(3))
        else { return nil }
        milliseconds += fraction
      }
    }
    let minutes = Int64(day.days) * 1440 + hour * 60 + minute
    self.init(milliseconds: (minutes * 60 - zone) * 1000 + milliseconds)
  }
}

/// `Z`, ±hh or ±hh:mm as seconds east of UTC.
private func offsetSeconds(_ text: Substring) -> Int64? {
  if text == "Z" { return 0 }
  let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 1 || parts.count == 2, let hours = digits(parts[0], upTo: 18),
    let minutes = parts.count == 2 ? digits(parts[1], upTo: 59) : 0
  else { return nil }
  return (text.first == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
}

/// Exactly two digits up to a number.
private func digits(_ text: Substring, upTo maximum: Int64) -> Int64? {
  guard text.count == 2, text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int64(text),
    number <= maximum
  else { return nil }
  return number
}
