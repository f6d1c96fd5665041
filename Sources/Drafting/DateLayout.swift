/// How one text spells a day, with or without a time of day: its signs and the order of its parts, not its
/// digits.
struct DateLayout: Hashable {
  /// What the day is written with.
  enum Day: Hashable {
    /// Year, month, day with a sign between them.
    case yearFirst(String)
    /// Two numbers and a year of so many digits: which is the day the text does not say.
    case yearLast(String, yearDigits: Int)
    /// Digits alone: 8, or 12 and 14 with the time.
    case compact(Int)
    /// Day, name of the month, year.
    case dayName(String, String, yearDigits: Int)
    /// Name of the month, day, year.
    case nameDay(String, String, yearDigits: Int)
  }

  /// The time of day.
  struct Time: Hashable {
    /// What stands before it.
    var lead: String
    var hasSeconds: Bool
    /// What stands before AM or PM; nil where there is none.
    var period: String?
    /// What stands before the distance from UTC; nil where there is none.
    var offset: String?
  }

  /// What stands behind the weekday's name; nil where there is none.
  private(set) var weekday: String?
  /// The day.
  private(set) var day: Day
  /// The time of day; nil where there is none.
  private(set) var time: Time?

  /// Which numbers a text has, beside its layout.
  struct Numbers {
    /// The two numbers of the day and the month, in the order of the text.
    var first = 0
    var second = 0
    /// The year, where it stands last.
    var third = 0
    /// Whether these, and the hour, have two digits each.
    var areFirstTwo = true
    var areSecondTwo = true
    var isHourTwo = true
  }

  /// The layout of a text; nil where it is no day.
  init?(_ text: String) {
    guard let read = DateLayout.read(text) else { return nil }
    self = read.layout
  }

  private init(weekday: String?, day: Day, time: Time?) {
    (self.weekday, self.day, self.time) = (weekday, day, time)
  }

  /// Layout and numbers of a text; nil where it is no day.
  static func read(_ text: String) -> (layout: DateLayout, numbers: Numbers)? {
    guard text.utf8.count >= 6, text.utf8.count <= 48 else { return nil }
    var scan = TextScan(text)
    var numbers = Numbers()
    var weekday: String?
    if let word = scan.word, CalendarWords.isWeekday(word) {
      scan.skip()
      guard let sign = scan.sign else { return nil }
      weekday = sign
      scan.skip()
    }
    guard let day = readDay(&scan, &numbers) else { return nil }
    if case .compact(let digits) = day, digits > 8 {
      return scan.isAtEnd ? (DateLayout(weekday: weekday, day: day, time: nil), numbers) : nil
    }
    if scan.isAtEnd { return (DateLayout(weekday: weekday, day: day, time: nil), numbers) }
    guard let lead = readLead(&scan), let time = readTime(&scan, lead: lead, &numbers), scan.isAtEnd else {
      return nil
    }
    return (DateLayout(weekday: weekday, day: day, time: time), numbers)
  }

  /// The layout of a time of day without a day; nil where a text is none.
  static func clock(_ text: String) -> (time: Time, isHourTwo: Bool)? {
    var scan = TextScan(text)
    var numbers = Numbers()
    guard let time = readTime(&scan, lead: "", &numbers), scan.isAtEnd, time.offset == nil else { return nil }
    return (time, numbers.isHourTwo)
  }

  private static func readDay(_ scan: inout TextScan, _ numbers: inout Numbers) -> Day? {
    if let month = scan.word {
      guard CalendarWords.isMonth(month) else { return nil }
      scan.skip()
      guard let first = scan.takeSign(), let day = scan.takeDigits(), day.count < 3,
        let second = scan.takeSign(), let year = scan.takeDigits(), [2, 4].contains(year.count)
      else { return nil }
      numbers.areFirstTwo = day.count == 2
      return .nameDay(first, second, yearDigits: year.count)
    }
    guard let first = scan.takeDigits() else { return nil }
    if [8, 12, 14].contains(first.count) {
      // Other numbers of so many digits are ids.
      return ("1900"..."2100").contains(String(first.prefix(4))) ? .compact(first.count) : nil
    }
    guard first.count <= 4, let sign = scan.takeSign() else { return nil }
    if let month = scan.word {
      guard first.count < 3, CalendarWords.isMonth(month) else { return nil }
      scan.skip()
      guard let second = scan.takeSign(), let year = scan.takeDigits(), [2, 4].contains(year.count) else {
        return nil
      }
      numbers.areFirstTwo = first.count == 2
      return .dayName(sign, second, yearDigits: year.count)
    }
    guard sign.count == 1, "-/. ".contains(sign), let second = scan.takeDigits(), second.count < 3,
      scan.takeSign() == sign, let third = scan.takeDigits()
    else { return nil }
    if first.count == 4, third.count < 3 {
      numbers.first = Int(second) ?? 0
      numbers.second = Int(third) ?? 0
      (numbers.areFirstTwo, numbers.areSecondTwo) = (second.count == 2, third.count == 2)
      return numbers.first <= 12 ? .yearFirst(sign) : nil
    }
    guard first.count < 3, [2, 4].contains(third.count) else { return nil }
    (numbers.first, numbers.second, numbers.third) = (Int(first) ?? 0, Int(second) ?? 0, Int(third) ?? 0)
    (numbers.areFirstTwo, numbers.areSecondTwo) = (first.count == 2, second.count == 2)
    return .yearLast(sign, yearDigits: third.count)
  }

  private static func readLead(_ scan: inout TextScan) -> String? {
    if scan.word == "T" || scan.word == "t" {
      scan.skip()
      return "T"
    }
    guard let sign = scan.takeSign(), sign.contains(" ") || sign == "-" || sign == ",",
      sign.allSatisfy({ " ,-".contains($0) })
    else { return nil }
    return sign
  }

  private static func readTime(_ scan: inout TextScan, lead: String, _ numbers: inout Numbers) -> Time? {
    guard let hour = scan.takeDigits(), hour.count < 3, scan.takeSign() == ":",
      let minute = scan.takeDigits(),
      minute.count == 2
    else { return nil }
    numbers.isHourTwo = hour.count == 2
    var time = Time(lead: lead, hasSeconds: false, period: nil, offset: nil)
    if scan.sign == ":" {
      scan.skip()
      guard let second = scan.takeDigits(), second.count == 2 else { return nil }
      time.hasSeconds = true
      if scan.sign == "." || scan.sign == ",", scan.skipped().digits != nil {
        scan.skip()
        scan.skip()
      }
    }
    if scan.isAtEnd { return time }
    var blank = ""
    if let sign = scan.sign, sign.allSatisfy({ $0 == " " }) {
      blank = sign
      scan.skip()
    }
    if let word = scan.word, ["am", "pm"].contains(word.lowercased()) {
      scan.skip()
      time.period = blank
      blank = ""
      if let sign = scan.sign, sign.allSatisfy({ $0 == " " }) {
        blank = sign
        scan.skip()
      }
      if scan.isAtEnd { return time }
    }
    guard readOffset(&scan, &blank) else { return nil }
    time.offset = blank
    return time
  }

  private static func readOffset(_ scan: inout TextScan, _ blank: inout String) -> Bool {
    if let word = scan.word?.lowercased() {
      guard ["z", "utc", "gmt"].contains(word) else { return false }
      scan.skip()
      if scan.isAtEnd { return true }
    }
    guard let sign = scan.takeSign(), let last = sign.last, last == "+" || last == "-",
      sign.dropLast().allSatisfy({ $0 == " " }), let hours = scan.takeDigits()
    else { return false }
    if sign.count > 1 { blank = String(sign.dropLast()) }
    if hours.count == 4 || scan.isAtEnd { return hours.count == 4 || hours.count == 2 }
    return hours.count == 2 && scan.takeSign() == ":" && scan.takeDigits()?.count == 2
  }
}

/// English names of months and weekdays, which formats read.
enum CalendarWords {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// Whether a word names a month, in full or by three letters.
  static func isMonth(_ word: String) -> Bool { isOne(word, of: months) }

  /// Whether a word names a weekday, in full or by three letters.
  static func isWeekday(_ word: String) -> Bool { isOne(word, of: weekdays) }

  private static func isOne(_ word: String, of names: [String]) -> Bool {
    let word = word.lowercased()
    return names.contains { $0 == word || $0.prefix(3) == word }
  }
}
