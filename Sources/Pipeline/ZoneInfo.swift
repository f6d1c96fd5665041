import Foundation
import Tables

/// The time-zone data of the machine.
package struct ZoneInfo {
  /// Folders that hold it, in the order they are asked.
  package static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"]

  /// Last year whose changes of clocks are written out; the clocks stand still after it.
  package static let lastYear = 2100

  /// Whether the machine knows a zone; `UTC` it always does.
  package static func exists(_ name: String) -> Bool { name == "UTC" || data(of: name) != nil }

  /// The offsets of a zone up to `lastYear`; the same from slim and fat files.
  /// - Throws: `configuration` where the zone or all time-zone data is missing, or its file is damaged.
  package static func table(named name: String) throws(StageFailure) -> ZoneTable {
    if name == "UTC" { return .utc }
    guard let data = data(of: name) else {
      guard folders.contains(where: { FileManager.default.fileExists(atPath: $0 + "/Etc") }) else {
        throw StageFailure(
          .configuration,
          "time zone '\(name)': this machine has no time-zone data; install the package 'tzdata'")
      }
      throw StageFailure(
        .configuration,
        "time zone '\(name)' is unknown, expected an IANA name such as America/Chicago"
          + (sibling(of: name).map { "; did you mean '\($0)'?" } ?? "; correct it"))
    }
    guard let table = table(named: name, data: data) else {
      throw StageFailure(
        .configuration, "time zone '\(name)': its file is damaged; install the package 'tzdata' again")
    }
    return table
  }

  /// The offsets that a TZif file tells; nil where it is damaged or counts leap seconds.
  ///
  /// Source: RFC 8536, sections 3 and 4.
  package static func table(named name: String, data: [UInt8]) -> ZoneTable? {
    var file = CompiledZone(bytes: data)
    guard let transitions = file.transitions() else { return nil }
    var changes = transitions.changes
    if let rule = transitions.footer.flatMap(ClockRule.init) {
      let last = changes.last?.start ?? Int64.min
      let year = changes.isEmpty ? 1900 : CivilDate(days: Int32(last.flooredQuotient(86_400))).parts.year
      // An end of summer time in one year may be the start of the next year's, so years overlap by one.
      let later = (year - 1...max(year, lastYear)).flatMap(rule.changes).filter { $0.start > last }
      changes += later.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
        .map(\.element)
    }
    var starts: [Int64] = []
    var offsets = [transitions.initialOffset]
    for (index, change) in changes.enumerated() {
      let isReplaced = index + 1 < changes.count && changes[index + 1].start == change.start
      if isReplaced || change.offset == offsets.last { continue }
      starts.append(change.start)
      offsets.append(change.offset)
    }
    return ZoneTable(name: name, starts: starts, offsets: offsets)
  }

  private static func data(of name: String) -> [UInt8]? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe = parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".."
        && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-+.".contains($0)) }
    }
    guard isSafe else { return nil }
    for folder in folders {
      if let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
        data.starts(with: Array("TZif".utf8))
      {
        return Array(data)
      }
    }
    return nil
  }

  /// The names of all zones that the machine knows.
  package static func allNames() -> [String] {
    var names: Set<String> = ["UTC"]
    for folder in folders {
      for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
      where !name.hasPrefix("posix") && !name.hasPrefix("right/") && !name.hasPrefix("localtime")
        && exists(name)
      {
        names.insert(name)
      }
    }
    return names.sorted()
  }

  /// A zone of the same name in another case or folder, such as `America/Chicago` for `chicago`.
  private static func sibling(of name: String) -> String? {
    let wanted = name.lowercased().replacingOccurrences(of: " ", with: "_")
    for folder in folders {
      let names = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted()
      let same = names.first { $0.lowercased() == wanted }
      let city = names.first {
        !$0.hasPrefix("posix/") && !$0.hasPrefix("right/") && $0.lowercased().hasSuffix("/" + wanted)
      }
      if let found = same ?? city, exists(found) { return found }
    }
    return nil
  }
}

/// From a UTC second on, clocks are so many seconds east of UTC.
private struct ClockChange {
  var start: Int64
  var offset: Int64
}

/// The bytes of a TZif file, read from front to back.
private struct CompiledZone {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Offset before the first change, all changes in order, and the rule after the last one.
  mutating func transitions() -> (initialOffset: Int64, changes: [ClockChange], footer: String?)? {
    guard let first = header() else { return nil }
    if first.version == 0 { return block(first, width: 4).map { ($0.0, $0.1, nil) } }
    guard block(first, width: 4) != nil, let second = header(), let block = block(second, width: 8),
      take(1) == [0x0a]
    else { return nil }
    let footer = bytes[position...].prefix { $0 != 0x0a }
    return (block.0, block.1, footer.isEmpty ? nil : String(decoding: footer, as: UTF8.self))
  }

  private struct Header {
    var version: UInt8
    /// UT indicators, standard indicators, leap seconds, transitions, types and characters.
    var counts: [Int]
  }

  private mutating func header() -> Header? {
    guard let start = take(20), start.prefix(4).elementsEqual("TZif".utf8) else { return nil }
    var counts: [Int] = []
    for _ in 0..<6 {
      guard let count = integer(4), (0...bytes.count).contains(Int(count)) else { return nil }
      counts.append(Int(count))
    }
    return Header(version: start[start.startIndex + 4], counts: counts)
  }

  private mutating func block(_ header: Header, width: Int) -> (Int64, [ClockChange])? {
    let (leaps, times, types) = (header.counts[2], header.counts[3], header.counts[4])
    guard leaps == 0 else { return nil }
    var starts: [Int64] = []
    for _ in 0..<times {
      guard let start = integer(width) else { return nil }
      starts.append(start)
    }
    guard let kinds = take(times) else { return nil }
    var offsets: [Int64] = []
    for _ in 0..<types {
      guard let offset = integer(4), take(2) != nil else { return nil }
      offsets.append(offset)
    }
    guard take(header.counts[5] + header.counts[0] + header.counts[1]) != nil else { return nil }
    // A first block may be empty; the second one has at least one type.
    guard let initial = offsets.first else { return width == 4 ? (0, []) : nil }
    guard kinds.allSatisfy({ Int($0) < types }), zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      return nil
    }
    return (initial, zip(starts, kinds).map { ClockChange(start: $0, offset: offsets[Int($1)]) })
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= bytes.count - position else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// A big-endian number with sign.
  private mutating func integer(_ width: Int) -> Int64? {
    guard let bytes = take(width) else { return nil }
    let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return width == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
  }
}

/// When clocks change every year: the footer of a TZif file.
///
/// Source: POSIX.1-2017, Base Definitions 8.3, TZ; with signed hours to 167 from RFC 8536, section 3.3.1.
private struct ClockRule {
  private enum Day {
    /// Day 1…365 of a year whose February has 28 days.
    case julian(Int)
    /// Day 0…365.
    case ordinal(Int)
    /// Weekday 0 (Sunday)…6 of week 1…5 of a month; week 5 is its last.
    case weekday(Int, week: Int, month: Int)
  }

  private var standard: Int64
  private var summer: Int64?
  private var start = (day: Day.weekday(0, week: 2, month: 3), second: Int64(7200))
  private var end = (day: Day.weekday(0, week: 1, month: 11), second: Int64(7200))

  /// The rule that a footer tells; nil where it is none.
  init?(_ text: String) {
    var rest = text[...]
    guard Self.skipName(&rest), let west = Self.clock(&rest) else { return nil }
    standard = -west
    guard !rest.isEmpty else { return }
    guard Self.skipName(&rest) else { return nil }
    summer = rest.isEmpty || rest.first == "," ? standard + 3600 : Self.clock(&rest).map { -$0 }
    guard summer != nil else { return nil }
    guard !rest.isEmpty else { return }
    guard let start = Self.moment(&rest), let end = Self.moment(&rest), rest.isEmpty else { return nil }
    (self.start, self.end) = (start, end)
  }

  /// The changes of one year; they may fall into the next or the last one.
  func changes(in year: Int) -> [ClockChange] {
    guard let summer else { return [ClockChange(start: Self.newYear(year) * 86_400, offset: standard)] }
    let changes = [
      ClockChange(start: Self.second(start, year) - standard, offset: summer),
      ClockChange(start: Self.second(end, year) - summer, offset: standard),
    ]
    return changes[0].start <= changes[1].start ? changes : changes.reversed()
  }

  private static func newYear(_ year: Int) -> Int64 {
    Int64(CivilDate(year: year, month: 1, day: 1)?.days ?? 0)
  }

  private static func second(_ moment: (day: Day, second: Int64), _ year: Int) -> Int64 {
    let first = newYear(year)
    let day: Int64
    switch moment.day {
    case .julian(let number):
      let isLeap = CivilDate.length(month: 2, year: year) == 29
      day = first + Int64(number) - (isLeap && number > 59 ? 0 : 1)
    case .ordinal(let number): day = first + Int64(number)
    case .weekday(let weekday, let week, let month):
      guard let start = CivilDate(year: year, month: month, day: 1) else { return first * 86_400 }
      let ahead = (weekday - (start.weekday + 1) % 7 + 7) % 7
      let number = ahead + (week - 1) * 7
      day =
        Int64(start.days) + Int64(number < CivilDate.length(month: month, year: year) ? number : number - 7)
    }
    return day * 86_400 + moment.second
  }

  /// `EST`, or `<-03>`.
  private static func skipName(_ rest: inout Substring) -> Bool {
    if rest.first == "<" {
      guard let close = rest.firstIndex(of: ">") else { return false }
      rest = rest[rest.index(after: close)...]
      return true
    }
    let name = rest.prefix { $0.isLetter }
    rest = rest[name.endIndex...]
    return name.count >= 3
  }

  /// `[±]h[:mm[:ss]]` in seconds.
  private static func clock(_ rest: inout Substring) -> Int64? {
    let sign: Int64 = rest.first == "-" ? -1 : 1
    if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
    guard let hours = number(&rest, 0...167) else { return nil }
    var seconds = Int64(hours) * 3600
    for unit in [Int64(60), 1] where rest.first == ":" {
      rest = rest.dropFirst()
      guard let part = number(&rest, 0...59) else { return nil }
      seconds += Int64(part) * unit
    }
    return sign * seconds
  }

  /// `,Mm.w.d`, `,Jn` or `,n`, each with an optional `/time`; two in the morning where it has none.
  private static func moment(_ rest: inout Substring) -> (day: Day, second: Int64)? {
    guard rest.first == "," else { return nil }
    rest = rest.dropFirst()
    let day: Day
    if rest.first == "M" {
      rest = rest.dropFirst()
      guard let month = number(&rest, 1...12), separator(&rest), let week = number(&rest, 1...5),
        separator(&rest), let weekday = number(&rest, 0...6)
      else { return nil }
      day = .weekday(weekday, week: week, month: month)
    } else if rest.first == "J" {
      rest = rest.dropFirst()
      guard let count = number(&rest, 1...365) else { return nil }
      day = .julian(count)
    } else {
      guard let count = number(&rest, 0...365) else { return nil }
      day = .ordinal(count)
    }
    guard rest.first == "/" else { return (day, 7200) }
    rest = rest.dropFirst()
    return clock(&rest).map { (day, $0) }
  }

  private static func separator(_ rest: inout Substring) -> Bool {
    guard rest.first == "." else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func number(_ rest: inout Substring, _ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), range.contains(number) else { return nil }
    rest = rest[digits.endIndex...]
    return number
  }
}
