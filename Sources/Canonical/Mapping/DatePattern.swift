/// A date and time format in Unicode (TR35) letters, taken apart.
///
/// One letter takes one or two digits, two letters exactly two, `yyyy` exactly four; literal
/// letters stand in single quotes. `ss` also takes a fraction of a second where one follows.
/// Source: Unicode Technical Standard #35, part 4, Date Field Symbol Table.
public struct DatePattern: Sendable, Equatable {
  /// One piece of a format.
  public enum Element: Sendable, Equatable {
    /// Four digits.
    case year
    /// Two digits, by the century pivot.
    case shortYear
    /// Digits of a month.
    case month(exactlyTwo: Bool)
    /// English name of a month; full or its first three letters.
    case monthName
    /// Digits of a day.
    case day(exactlyTwo: Bool)
    /// English name of a weekday, full or its first three letters; must agree with the date.
    case weekdayName
    /// Hours 0…23.
    case hour24(exactlyTwo: Bool)
    /// Hours 1…12.
    case hour12(exactlyTwo: Bool)
    /// Minutes.
    case minute(exactlyTwo: Bool)
    /// Seconds, with a fraction where one follows.
    case second(exactlyTwo: Bool)
    /// Digits of a fraction of a second.
    case fraction
    /// AM or PM, in any case.
    case dayPeriod
    /// `Z`, `UTC`, `GMT`, ±hh, ±hhmm or ±hh:mm.
    case offset
    /// These bytes.
    case literal([UInt8])
  }

  /// A format that is no date in letters.
  public enum Special: Sendable, Equatable {
    /// Letters.
    case none
    /// Seconds since 1970, with a fraction where one follows.
    case epochSeconds
    /// Milliseconds since 1970.
    case epochMilliseconds
    /// Days since 1899-12-30, with a fraction for the time of day; from March 1900 on.
    case excelSerial
    /// A time of day as a fraction of a day.
    case dayFraction

    /// As written in a profile.
    static let names: [String: Special] = [
      "epoch_s": .epochSeconds, "epoch_ms": .epochMilliseconds, "excel_serial": .excelSerial,
      "day_fraction": .dayFraction,
    ]
  }

  /// As written.
  public let text: String
  /// Its pieces, in order; none for the special ones.
  public let elements: [Element]
  /// Whether it is no date in letters.
  public let special: Special

  /// Why a format cannot be used.
  public struct Problem: Error, Equatable {
    /// One line for people, without place.
    public let message: String
  }

  /// Takes a format apart.
  public init(_ text: String) throws(Problem) {
    self.text = text
    if let special = Special.names[text] {
      elements = []
      self.special = special
      return
    }
    special = .none
    var elements: [Element] = []
    let characters = Array(text.unicodeScalars)
    var index = 0
    func literal(_ bytes: [UInt8]) {
      if case .literal(let before)? = elements.last {
        elements.removeLast(); elements.append(.literal(before + bytes))
      } else {
        elements.append(.literal(bytes))
      }
    }
    while index < characters.count {
      let letter = characters[index]
      if letter == "'" {
        literal(try DatePattern.quotedText(characters, &index, in: text))
        continue
      }
      guard letter.properties.isAlphabetic, letter.isASCII else {
        literal(Array(String(letter).utf8))
        index += 1
        continue
      }
      var length = 0
      while index < characters.count, characters[index] == letter {
        length += 1
        index += 1
      }
      elements.append(try DatePattern.element(letter, length, in: text))
    }
    self.elements = elements
    if elements.contains(where: { if case .hour12 = $0 { true } else { false } })
      != elements.contains(.dayPeriod)
    {
      throw Problem(message: "format '\(text)' needs both 'h' and 'a', or 'H' alone")
    }
  }

  /// The bytes between two single quotes; two quotes in a row are one, also inside.
  private static func quotedText(
    _ characters: [Unicode.Scalar], _ index: inout Int, in text: String
  ) throws(Problem) -> [UInt8] {
    var quoted = ""
    index += 1
    while index < characters.count {
      let isDoubled = index + 1 < characters.count && characters[index + 1] == "'"
      if characters[index] == "'" && !(isDoubled && !quoted.isEmpty) {
        index += 1
        return Array((quoted.isEmpty ? "'" : quoted).utf8)
      }
      if characters[index] == "'" { index += 1 }
      quoted.unicodeScalars.append(characters[index])
      index += 1
    }
    throw Problem(message: "format '\(text)' has a quote that does not end")
  }

  private static func element(_ letter: Unicode.Scalar, _ length: Int, in text: String)
    throws(Problem) -> Element
  {
    let two = length == 2
    switch (letter, length) {
    case ("y", 4), ("u", 4): return .year
    case ("y", 2), ("u", 2): return .shortYear
    case ("M", 1), ("M", 2), ("L", 1), ("L", 2): return .month(exactlyTwo: two)
    case ("M", 3), ("M", 4), ("L", 3), ("L", 4): return .monthName
    case ("d", 1), ("d", 2): return .day(exactlyTwo: two)
    case ("E", 1...4): return .weekdayName
    case ("H", 1), ("H", 2): return .hour24(exactlyTwo: two)
    case ("h", 1), ("h", 2): return .hour12(exactlyTwo: two)
    case ("m", 1), ("m", 2): return .minute(exactlyTwo: two)
    case ("s", 1), ("s", 2): return .second(exactlyTwo: two)
    case ("S", 1...9): return .fraction
    case ("a", 1): return .dayPeriod
    case ("X", 1...3), ("x", 1...3), ("Z", 1...5), ("z", 1...4), ("V", 2), ("O", 1...4): return .offset
    default:
      throw Problem(
        message: "format '\(text)' has '\(String(repeating: Character(letter), count: length))', which is no "
          + "date or time letter here; write literal text in single quotes")
    }
  }

  /// Whether it tells a day.
  public var hasDate: Bool {
    (special != .none && special != .dayFraction)
      || (elements.contains { $0 == .year || $0 == .shortYear }
        && elements.contains { if case .month = $0 { true } else { $0 == .monthName } }
        && elements.contains { if case .day = $0 { true } else { false } })
  }

  /// Whether it tells a time of day.
  public var hasTime: Bool {
    special != .none
      || elements.contains {
        switch $0 {
        case .hour24, .hour12: true
        default: false
        }
      }
  }
}
