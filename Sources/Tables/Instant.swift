/// A point in time: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// Digits of a second beyond the third are cut off when text is read.
@frozen public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch; negative before 1970.
  public var milliseconds: Int64

  /// The instant so many milliseconds after the epoch.
  @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The instant so many whole seconds after the epoch.
  @inlinable public init(seconds: Int64) { milliseconds = seconds * 1000 }

  /// Whether one comes before another.
  @inlinable public static func < (lhs: Instant, rhs: Instant) -> Bool {
    lhs.milliseconds < rhs.milliseconds
  }

  /// Whole seconds since the epoch, rounded down.
  @inlinable public var seconds: Int64 { milliseconds.flooredQuotient(1000) }

  /// ISO 8601 in UTC with `Z`; milliseconds only where there are any.
  package var description: String {
    let day = CivilDate(days: Int32(seconds.flooredQuotient(86_400)))
    let clock = seconds - Int64(day.days) * 86_400
    let fraction = milliseconds - seconds * 1000
    let time =
      "\(padded(clock / 3600, 2)):\(padded(clock / 60 % 60, 2)):\(padded(clock % 60, 2))"
    return "\(day.description)T\(time)\(fraction == 0 ? "" : "." + padded(fraction, 3))Z"
  }
}

extension Int64 {
  /// The quotient rounded towards minus infinity; `divisor` is positive.
  @inlinable public func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

/// A number that is not negative, with leading zeros up to a width.
package func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
