import Tables

/// English names of months and weekdays, in full or by their first three letters, in any case.
enum CalendarName {
  /// The index of the month, from 0, whose name stands here.
  static func month(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Int? {
    index(in: months, bytes, &position, end)
  }

  /// The index of the weekday, Monday being 0, whose name stands here.
  static func weekday(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Int? {
    index(in: weekdays, bytes, &position, end)
  }

  private static let months = keys([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ])
  private static let weekdays = keys([
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ])

  /// Each name as a number of its letters, in full and by its first three.
  private static func keys(_ names: [String]) -> [(full: UInt128, short: UInt128)] {
    names.map { name in
      let letters = Array(name.utf8)
      let key = { (letters: ArraySlice<UInt8>) in letters.reduce(0) { $0 << 8 | UInt128($1) } }
      return (key(letters[...]), key(letters.prefix(3)))
    }
  }

  private static func index(
    in names: [(full: UInt128, short: UInt128)], _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int
  ) -> Int? {
    var (key, behind): (UInt128, Int) = (0, position)
    while behind < end, (bytes[behind] | 0x20) &- 0x61 < 26 {
      // No name is longer than nine letters.
      if behind - position == 9 { return nil }
      key = key << 8 | UInt128(bytes[behind] | 0x20)
      behind += 1
    }
    guard let index = names.firstIndex(where: { $0.full == key || $0.short == key }) else { return nil }
    position = behind
    return index
  }
}
