/// What a number measures, and so how people write it.
package enum Measure: Sendable, Equatable {
  /// A share 0…1, written in percent with one decimal.
  case share
  /// A difference of shares, written in points with its sign.
  case points
  /// Things counted.
  case count
  /// Days, whole or not.
  case days
  /// Seconds.
  case seconds
  /// A difference of seconds, with its sign.
  case secondsMore
  /// A probability, with three decimals.
  case probability
  /// A ratio or score, with two decimals.
  case plain
  /// The same with its sign.
  case signed
  /// Minor units of a currency, written in its major ones.
  case money(currency: String)

  /// A narrow blank that does not break, between a number and its unit.
  static let blank = "\u{a0}"
  /// The minus sign of typography.
  static let minus = "\u{2212}"

  /// The number with its unit.
  package func text(_ number: CellNumber) -> String {
    let unit = unitText
    return digits(number) + (unit.isEmpty ? "" : Measure.blank + unit)
  }

  /// The number without its unit, as a column of a table has it.
  package func digits(_ number: CellNumber) -> String {
    let value = number.millionths
    switch self {
    case .share: return Measure.decimal(value, unit: 10_000, decimals: 1)
    case .points:
      return Measure.sign(value, unit: 1_000) + Measure.decimal(abs(value), unit: 10_000, decimals: 1)
    case .count:
      // Of hundreds a tenth says nothing.
      let isWhole = value % 1_000_000 == 0 || abs(value) >= 100_000_000
      return Measure.decimal(value, unit: 1_000_000, decimals: isWhole ? 0 : 1)
    case .days: return Measure.decimal(value, unit: 1_000_000, decimals: value % 1_000_000 == 0 ? 0 : 1)
    case .seconds: return Measure.decimal(value, unit: 1_000_000, decimals: 0)
    case .secondsMore:
      return Measure.sign(value, unit: 1_000_000) + Measure.decimal(abs(value), unit: 1_000_000, decimals: 0)
    case .probability:
      return value < 500 && value > 0 ? "below 0.001" : Measure.decimal(value, unit: 1_000_000, decimals: 3)
    case .plain: return Measure.decimal(value, unit: 1_000_000, decimals: 2)
    case .signed:
      return Measure.sign(value, unit: 10_000) + Measure.decimal(abs(value), unit: 1_000_000, decimals: 2)
    case .money: return Measure.decimal(value, unit: 100_000_000, decimals: 0)
    }
  }

  /// The number with so many decimals, as ticks of an axis have it.
  func digits(_ number: CellNumber, decimals: Int) -> String {
    var unit: Int64 = 1_000_000
    switch self {
    case .share, .points: unit = 10_000
    case .money: unit = 100_000_000
    default: break
    }
    let isSigned = self == .points || self == .signed || self == .secondsMore
    let text = Measure.decimal(number.millionths, unit: unit, decimals: decimals)
    return isSigned && number.millionths > 0 ? "+" + text : text
  }

  /// The unit as written behind the number; empty where it has none.
  package var unitText: String {
    switch self {
    case .share: "%"
    case .points: "points"
    case .days: "days"
    case .seconds, .secondsMore: "s"
    case .money(let currency): currency
    case .count, .probability, .plain, .signed: ""
    }
  }

  /// The interval of two ends, in the words "lo to hi" without units.
  package func range(_ low: CellNumber, _ high: CellNumber) -> String {
    digits(low) + " to " + digits(high)
  }

  /// How its axis is called by Vega's number formats.
  var axisFormat: String {
    switch self {
    case .share: ".0%"
    case .points: "+.0%"
    case .count, .days, .seconds: ",.0f"
    case .secondsMore: "+,.0f"
    case .probability, .plain: ".2~f"
    case .signed: "+.2~f"
    case .money: ",.0f"
    }
  }

  /// The sign of what is left after rounding to a unit of millionths; nothing for what rounds to 0.
  private static func sign(_ value: Int64, unit: Int64) -> String {
    let rounded = abs(value) + unit / 2
    if rounded / unit == 0 { return "" }
    return value < 0 ? minus : "+"
  }

  /// A number of `unit` millionths with so many decimals, rounded half away from zero, thousands marked.
  private static func decimal(_ value: Int64, unit: Int64, decimals: Int) -> String {
    var step = unit
    for _ in 0..<decimals { step /= 10 }
    let steps = (value.magnitude + UInt64(step / 2)) / UInt64(step)
    var scale: UInt64 = 1
    for _ in 0..<decimals { scale *= 10 }
    let (whole, rest) = steps.quotientAndRemainder(dividingBy: scale)
    var text = grouped(String(whole))
    if decimals > 0 {
      let digits = String(rest)
      text += "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
    return (value < 0 && steps > 0 ? minus : "") + text
  }

  private static func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
