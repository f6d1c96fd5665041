import Canonical
import Tables

/// A date and time format whose letters all have their fixed places, so that a text is compared with
/// it as a whole.
struct FixedClock: Sendable {
  /// Bytes of a text; -1 where the format is not of this kind, and nothing can be read.
  private(set) var count = -1
  /// Zeros for digits and the bytes themselves for literals, eight bytes a word.
  private var template: [UInt64] = []
  /// 6 at digits, which carries into the upper half where there is more than 9.
  private var six: [UInt64] = []
  /// The upper half at digits, all bits elsewhere.
  private var mask: [UInt64] = []
  private var year = -1
  private var isShortYear = false
  private var month = -1
  private var day = -1
  private var hour = -1
  private var minute = -1
  private var second = -1

  /// Not for formats with names, AM and PM, fractions, offsets or numbers of one digit.
  init(_ pattern: DatePattern) {
    var bytes: [UInt8?] = []
    var found: [Int] = [-1, -1, -1, -1, -1, -1]
    var isShort = false
    guard pattern.special == .none else { return }
    for (index, element) in pattern.elements.enumerated() {
      let letter: Int
      switch element {
      case .literal(let text):
        bytes += text.map { $0 }
        continue
      case .year: letter = 0
      case .shortYear:
        letter = 0
        isShort = true
      case .month(exactlyTwo: true): letter = 1
      case .day(exactlyTwo: true): letter = 2
      case .hour24(exactlyTwo: true): letter = 3
      case .minute(exactlyTwo: true): letter = 4
      case .second(exactlyTwo: true):
        letter = 5
        // What stands behind seconds could be read as their fraction.
        if case .literal(let text)? = pattern.elements.dropFirst(index + 1).first,
          text.first == 0x2e || text.first == 0x2c
        {
          return
        }
      default: return
      }
      if found[letter] >= 0 { return }
      found[letter] = bytes.count
      bytes += Array(repeating: nil, count: element == .year ? 4 : 2)
    }
    if bytes.isEmpty { return }
    count = bytes.count
    (year, month, day, hour, minute, second) = (found[0], found[1], found[2], found[3], found[4], found[5])
    isShortYear = isShort
    for first in stride(from: 0, to: bytes.count, by: 8) {
      var word: (template: UInt64, six: UInt64, mask: UInt64) = (0, 0, .max)
      for (index, byte) in bytes[first...].prefix(8).enumerated() {
        word.template |= UInt64(byte ?? 0x30) << UInt64(index * 8)
        if byte == nil {
          word.six |= 0x06 << UInt64(index * 8)
          word.mask ^= 0x0f << UInt64(index * 8)
        }
      }
      template.append(word.template)
      six.append(word.six)
      mask.append(word.mask)
    }
  }

  /// Reads a text of `count` bytes; nil unless it has the shape and the calendar has the day.
  @inline(__always)
  func read(_ bytes: Span<UInt8>, _ start: Int, centuryPivot: Int, _ memo: inout DayMemo) -> ClockReading? {
    let (template, six, mask) = (template.span, six.span, mask.span)
    var place = start
    for index in 0..<template.count {
      let rest = bytes.word(at: place, count: start &+ count &- place) ^ template[index]
      if (rest | (rest &+ six[index])) & mask[index] != 0 { return nil }
      place &+= 8
    }
    var (y, m, d) = (1970, 1, 1)
    if year >= 0 {
      y = Digits.two(bytes, at: start &+ year)
      if isShortYear {
        y &+= y >= centuryPivot ? 1900 : 2000
      } else {
        y = y &* 100 &+ Digits.two(bytes, at: start &+ year &+ 2)
      }
    }
    if month >= 0 { m = Digits.two(bytes, at: start &+ month) }
    if day >= 0 { d = Digits.two(bytes, at: start &+ day) }
    let h = hour >= 0 ? Digits.two(bytes, at: start &+ hour) : 0
    let min = minute >= 0 ? Digits.two(bytes, at: start &+ minute) : 0
    let s = second >= 0 ? Digits.two(bytes, at: start &+ second) : 0
    guard h < 24, min < 60, s < 60, let date = memo.date(year: y, month: m, day: d) else { return nil }
    return ClockReading(day: date, milliseconds: Int64((h &* 60 &+ min) &* 60 &+ s) &* 1000)
  }
}
