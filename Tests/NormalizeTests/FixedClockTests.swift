import Canonical
import Dice
import Testing

@testable import Normalize

@Suite struct FixedClockTests {
  @Test(arguments: [
    ("yyyy-MM-dd HH:mm:ss", 19), ("MM/dd/yyyy HH:mm:ss", 19), ("dd.MM.yyyy", 10), ("HH:mm", 5), ("yyMMdd", 6),
    ("yyyyMMddHHmmss", 14), ("'am' dd 'de' MM 'de' yyyy 'um' HH:mm:ss' Uhr'", 35),
    // A fraction, an offset, a name, AM and PM, and numbers of one digit have no fixed place.
    ("yyyy-MM-dd HH:mm:ss.SSS", -1), ("yyyy-MM-dd'T'HH:mmX", -1), ("dd MMM yyyy", -1), ("hh:mm a", -1),
    ("d.M.yyyy", -1), ("H:mm:ss", -1), ("epoch_s", -1),
    // Digits behind the point would be a fraction; of two years the second counts.
    ("HH:mm:ss.dd", -1), ("yyyy yyyy", -1),
  ])
  func `a format is fixed where all its letters are`(_ format: String, _ count: Int) throws {
    #expect(FixedClock(try DatePattern(format)).count == count)
  }

  @Test(arguments: [
    "yyyy-MM-dd HH:mm:ss", "MM/dd/yyyy HH:mm:ss", "dd.MM.yyyy", "dd.MM.yyyy HH:mm", "HH:mm", "yyMMddHHmmss",
    "'um' HH:mm:ss 'am' dd.MM.yyyy",
  ])
  func `a fixed format reads what its letters read one by one`(_ format: String) throws {
    let pattern = ClockFormat(try DatePattern(format), centuryPivot: 30)
    var dice = Dice(seed: 20_261_031)
    var (fixedMemo, stepMemo) = (DayMemo(), DayMemo())
    var read = 0
    for _ in 0..<5000 {
      func two(_ bound: Int) -> String { String("0\(dice.below(bound))".suffix(2)) }
      var text = format.replacing("yyyy", with: "20" + two(40)).replacing("yy", with: two(100))
      for (letters, bound) in [("MM", 14), ("dd", 33), ("HH", 26), ("mm", 62), ("ss", 62)] {
        text = text.replacing(letters, with: two(bound))
      }
      text.removeAll { $0 == "'" }
      let bytes = [0x37] + ISOClockTests.mutated(text, &dice) + [0x37]
      let expected = written(pattern.readSteps(bytes.span, 1, bytes.count - 1, &stepMemo))
      #expect(
        written(pattern.read(bytes.span, 1, bytes.count - 1, &fixedMemo)) == expected,
        "'\(String(decoding: bytes, as: UTF8.self))'")
      if expected != nil { read += 1 }
    }
    #expect(read > 300 && read < 5000)
  }
}
