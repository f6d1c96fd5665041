import Canonical
import Dice
import Testing

@testable import Normalize

@Suite struct QuantityReadingTests {
  /// Digits stand around the text, so that a reading past its end would show.
  private func seconds(_ patterns: [DurationPattern], _ text: String, comma: Bool = false) -> Int64? {
    let bytes = Array("7\(text)7".utf8)
    return QuantityReading.seconds(patterns.span, bytes.span, 1, bytes.count - 1, decimalComma: comma)
  }

  @Test(arguments: [
    ("s", "109", 109), ("s", "109.0", 109), ("s", "109.4", 109), ("s", "109.5", 110), ("s", "0.49", 0),
    ("s", ".5", 1), ("s", "5.", 5), ("s", "+5", 5), ("s", "0", 0), ("s", "-0", 0), ("s", "86400", 86_400),
    ("ms", "1499", 1), ("ms", "1500", 2), ("ms", "109000.0", 109), ("ms", "499.9", 0),
    // 1.5 · 60; 0.25 · 60; 0.008333 · 60 = 0.49998.
    ("min", "1.5", 90), ("min", "0.25", 15), ("min", "0.008333", 0), ("min", "1440", 86_400),
    // 1.5 · 3,600; 0.0002 · 3,600 = 0.72; 30 hours.
    ("h", "1.5", 5400), ("h", "0.0002", 1), ("h", "30", 108_000),
    // 42 seconds as spreadsheets keep them; a day and a half.
    ("d", "0.000486111", 42), ("d", "1.5", 129_600),
    ("H:mm:ss", "0:01:49", 109), ("H:mm:ss", "00:01:49", 109), ("H:mm:ss", "30:00:00", 108_000),
    // 123 · 3,600 + 45 · 60 + 6.
    ("H:mm:ss", "123:45:06", 445_506), ("H:mm:ss", "0:00:00.499", 0), ("H:mm:ss", "0:00:00.5", 1),
    ("H:mm:ss", "0:00:59.9", 60), ("H:mm:ss", "0:05:30,25", 330),
    ("m:ss", "2:23", 143), ("m:ss", "90:00", 5400), ("m:ss", "0:05.6", 6),
    ("h:mm:ss a", "12:02:23 AM", 143), ("h:mm:ss a", "12:00:00 PM", 43_200),
    ("h:mm:ss a", "1:00:00 am", 3600),
    ("h:mm:ss a", "11:59:59 p.m.", 86_399), ("h:mm:ss a", "1:00:00 PM", 46_800),
    ("yyyy-MM-dd H:mm:ss", "1900-01-01 00:02:23", 143), ("yyyy-MM-dd H:mm:ss", "1899-12-30 1:00:00", 3600),
    ("yyyy-MM-dd H:mm:ss", "1900-01-01 00:02:23.6", 144),
  ])
  func `a duration is so many whole seconds`(_ pattern: String, _ text: String, _ expected: Int64) throws {
    #expect(seconds([try #require(DurationPattern(rawValue: pattern))], text) == expected)
  }

  @Test(arguments: [
    ("s", "-1"), ("s", "-0.1"), ("s", "1e3"), ("s", "12 s"), ("s", "1,5"), ("s", "1 000"), ("s", "."),
    ("s", "-"),
    ("s", "+-5"), ("s", "5.5.5"), ("s", "0:05"), ("s", "NaN"), ("s", "9999999999999"), ("ms", "-1"),
    ("min", "1:30"), ("h", "-2"), ("h", "9999999999.5"),
    ("H:mm:ss", "0:60:00"), ("H:mm:ss", "0:00:60"), ("H:mm:ss", "1:2:3"), ("H:mm:ss", "-0:00:05"),
    ("H:mm:ss", "00:05:3O"), ("H:mm:ss", "5:30"), ("H:mm:ss", ":05:30"), ("H:mm:ss", "0:05:30."),
    ("H:mm:ss", "0:05:30:00"), ("H:mm:ss", "330"), ("H:mm:ss", "0:05:30 AM"), ("m:ss", "1:02:03"),
    ("m:ss", "2:60"),
    ("m:ss", "-2:00"), ("h:mm:ss a", "0:10:00 AM"), ("h:mm:ss a", "13:00:00 PM"), ("h:mm:ss a", "12:02:23"),
    ("h:mm:ss a", "12:02 AM"), ("h:mm:ss a", "12:02:23 XM"), ("yyyy-MM-dd H:mm:ss", "1900-02-30 00:02:23"),
    ("yyyy-MM-dd H:mm:ss", "1900-01-01"), ("yyyy-MM-dd H:mm:ss", "00:02:23"),
    ("yyyy-MM-dd H:mm:ss", "1900-01-01 "),
    ("yyyy-MM-dd H:mm:ss", "1900-01-01 -0:00:05"), ("yyyy-MM-dd H:mm:ss", "01/01/1900 00:02:23"),
  ])
  func `a negative or foreign duration is none`(_ pattern: String, _ text: String) throws {
    #expect(seconds([try #require(DurationPattern(rawValue: pattern))], text) == nil)
  }

  @Test func `every spelling is covered above, and longer spellings mean the same`() {
    #expect(
      DurationPattern.allCases.map(\.rawValue).sorted() == [
        "H:mm:ss", "d", "h", "h:mm:ss a", "m:ss", "min", "ms", "s", "yyyy-MM-dd H:mm:ss",
      ])
    #expect(DurationPattern(spelled: "HH:mm:ss.SSS") == .clock)
    #expect(DurationPattern(spelled: "H:mm:ss[.fff]") == .clock)
    #expect(DurationPattern(spelled: "mm:ss") == .minuteClock)
    #expect(DurationPattern(spelled: "hh:mm:ss a") == .twelveHourClock)
    #expect(DurationPattern(spelled: "yyyy-MM-dd HH:mm:ss") == .dated)
    #expect(DurationPattern(spelled: "H:mm") == nil)
  }

  @Test func `of several spellings the first that reads the text is taken`() {
    let spellings: [DurationPattern] = [.clock, .minutes]
    #expect(seconds(spellings, "0:01:49") == 109)
    #expect(seconds(spellings, "2") == 120)
    #expect(seconds(spellings, "2x") == nil)
    #expect(seconds([.milliseconds, .seconds], "5000") == 5)
  }

  @Test func `a decimal comma is read where it is the sign`() {
    #expect(seconds([.seconds], "109,6", comma: true) == 110)
    #expect(seconds([.minutes], "1,5", comma: true) == 90)
    #expect(seconds([.seconds], "109.6", comma: true) == nil)
    #expect(seconds([.seconds], "1.109,6", comma: true) == nil)
  }

  @Test func `half a second before noon rounds to noon`() {
    // 11:59:59.6 AM is 43,199.6 s after midnight, PM 86,399.6 s; 12:59:59.6 AM is 3,599.6 s.
    #expect(seconds([.twelveHourClock], "11:59:59.6 AM") == 43_200)
    #expect(seconds([.twelveHourClock], "11:59:59.6 PM") == 86_400)
    #expect(seconds([.twelveHourClock], "12:59:59.6 AM") == 3600)
  }

  /// 2⁶³ millionths of a second are 2,562,047,788.015 hours; nothing a file holds may end the process.
  @Test func `a duration longer than numbers go is unreadable, and stops nothing`() async {
    await #expect(processExitsWith: .success) {
      for (pattern, text) in [
        (DurationPattern.hours, "2562047788.9"), (.minutes, "153722867280.99"), (.hours, "999999999999.9"),
        (.minutes, "999999999999.9"), (.seconds, "999999999999.9"), (.milliseconds, "999999999999.9"),
        (.clock, "999999999:59:59.9"),
      ] {
        let bytes = Array(text.utf8)
        _ = QuantityReading.seconds([pattern].span, bytes.span, 0, bytes.count, decimalComma: false)
      }
    }
  }

  @Test(
    arguments: [
      ("1", 1_000_000), ("-1.5", -1_500_000), (".25", 250_000), ("+2", 2_000_000), ("0.1234564", 123_456),
      ("0.1234565", 123_457), ("-0.1234565", -123_457), ("999999999999", 999_999_999_999_000_000),
      ("007", 7_000_000),
    ] as [(String, Int64)])
  func `a number is kept in millionths, rounded half away from zero`(_ text: String, _ expected: Int64) {
    let bytes = Array("7\(text)7".utf8)
    #expect(QuantityReading.millionths(bytes.span, 1, bytes.count - 1, decimalComma: false) == expected)
  }

  @Test(
    arguments: [("3", 3), ("-3", -3), ("3.0", 3), ("3.000", 3), ("3.5", nil), ("x", nil), ("3e0", nil)]
      as [(String, Int64?)])
  func `a whole number may have a decimal part of zeros`(_ text: String, _ expected: Int64?) {
    let bytes = Array("7\(text)7".utf8)
    #expect(QuantityReading.integer(bytes.span, 1, bytes.count - 1) == expected)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `plain digits and plain clocks are read as durations in general are`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var (digits, clocks) = (0, 0)
    for _ in 0..<5000 {
      let text = (0..<(1 + dice.below(11))).map { _ in dice.pick(Array("0123456789".utf8)) }
      let clock = "\(dice.below(120)):\(10 + dice.below(60)):\(10 + dice.below(60))"
      for text in [text, ISOClockTests.mutated(clock, &dice)] where !text.isEmpty {
        let bytes = [0x37] + text + [0x37]
        // With a fraction behind it a clock is read the long way.
        let longer = [0x37] + text + Array(".0".utf8) + [0x37]
        if let seconds = QuantityReading.plainDigits(bytes.span, 1, bytes.count - 1) {
          digits += 1
          #expect(
            QuantityReading.seconds([.seconds].span, bytes.span, 1, bytes.count - 1, decimalComma: false)
              == seconds, "seed \(seed), \(text)")
        }
        if let seconds = QuantityReading.plainClock(bytes.span, 1, bytes.count - 1) {
          clocks += 1
          #expect(
            QuantityReading.seconds([.clock].span, longer.span, 1, longer.count - 1, decimalComma: false)
              == seconds, "seed \(seed), \(text)")
        }
      }
    }
    #expect(digits > 3000 && clocks > 1000, "seed \(seed)")
  }
}
