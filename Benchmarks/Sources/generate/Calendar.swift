/// The days that the exports speak of, as text: seconds are counted from the first instant covered.
struct Calendar {
  /// Days from 1970-01-01 to the first day covered, 2026-01-01.
  static let firstDay = 20_454
  static let firstWeekday = 4  // a Thursday; Monday is 1
  /// Days covered, to 2026-06-30, and those known, to 2026-07-31.
  static let days = 181
  static let daysKnown = 212
  static let daySeconds = 86_400

  /// The days as text: `2026-01-01T` and so on.
  private let stamps: [[UInt8]]
  private let twoDigits: [[UInt8]]
  /// The month of each day covered, from 0.
  let months: [Int]

  init() {
    stamps = (0..<Self.daysKnown).map { Array((Self.date(Self.firstDay + $0) + "T").utf8) }
    twoDigits = (0..<60).map { [48 + UInt8($0 / 10), 48 + UInt8($0 % 10)] }
    months = (0..<Self.days).map { Self.civil(Self.firstDay + $0).month - 1 }
  }

  /// Appends an instant like `2026-01-05T13:45:10Z`.
  func append(_ seconds: Int, to file: inout TextFile) {
    let (day, second) = seconds.quotientAndRemainder(dividingBy: Self.daySeconds)
    file.append(stamps[day])
    file.append(twoDigits[second / 3600])
    file.append(UInt8(ascii: ":"))
    file.append(twoDigits[second / 60 % 60])
    file.append(UInt8(ascii: ":"))
    file.append(twoDigits[second % 60])
    file.append(UInt8(ascii: "Z"))
  }

  /// A day since 1970-01-01 like `2026-01-05`.
  static func date(_ day: Int) -> String {
    func padded(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let (year, month, day) = civil(day)
    return "\(year)-\(padded(month))-\(padded(day))"
  }

  /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
  private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let z = day + 719_468
    let era = z / 146_097
    let ofEra = z - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let shifted = (5 * ofYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shifted + 2) / 5 + 1)
  }
}
