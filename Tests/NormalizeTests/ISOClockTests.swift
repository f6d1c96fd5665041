import Dice
import Tables
import Testing

@testable import Normalize

@Suite struct ISOClockTests {
  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

  /// A time as an export may write it.
  private static func text(_ dice: inout Dice) -> String {
    let month = dice.below(14)
    let date = "\(1990 + dice.below(40))-\(two(month))-\(two(dice.below(33)))"
    let clock = "\(two(dice.below(25))):\(two(dice.below(61))):\(two(dice.below(61)))"
    let suffixes = [
      "", "Z", "z", ".5", ".123", ",123", ".123Z", ".1234", "+05:30", "-06:00", "+0530", " UTC",
    ]
    return date + dice.pick(["T", " ", "t", "T", "_"]) + clock + dice.pick(suffixes)
  }

  /// The text with some bytes put in the place of others.
  static func mutated(_ text: String, _ dice: inout Dice) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<dice.below(3) where !bytes.isEmpty {
      let place = dice.below(bytes.count)
      switch dice.below(3) {
      case 0: bytes[place] = dice.pick(Array("0129/:;-+. TZtz\0".utf8))
      case 1: bytes[place] ^= UInt8(1 << dice.below(8))
      default: bytes.remove(at: place)
      }
    }
    return bytes
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `the common form is read as the whole standard is`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var clock = ISOClock()
    var (common, read) = (0, 0)
    for _ in 0..<5000 {
      let text = Self.mutated(Self.text(&dice), &dice)
      // Digits stand around the text, so that a reading past its end would show.
      let bytes = [0x37] + text + [0x37]
      let expected = written(ClockReading.iso(bytes.span, 1, bytes.count - 1))
      #expect(
        written(clock.read(bytes.span, 1, bytes.count - 1)) == expected,
        "seed \(seed), '\(String(decoding: text, as: UTF8.self))'")
      if clock.common(bytes.span, 1, bytes.count - 1) != nil { common += 1 }
      if expected != nil { read += 1 }
    }
    #expect(common > 500 && read > common, "seed \(seed): \(common) common of \(read)")
  }

  @Test func `a date is remembered whole`() {
    var clock = ISOClock()
    // Two dates that differ in one byte each, and one that no calendar has, between readable ones.
    let texts = ["2026-10-31", "2026-10-30", "2026-11-30", "2026-11-31", "2026-11-30", "2027-11-30"]
    let found = texts.map { text -> String? in
      let bytes = Array("\(text)T06:07:08Z".utf8)
      return written(clock.read(bytes.span, 0, bytes.count))
    }
    #expect(found == texts.map { $0 == "2026-11-31" ? nil : "\($0)T06:07:08Z" })
  }
}
