import Report
import Testing

@Suite struct MeasureTests {
  @Test(
    arguments: [
      (Measure.share, 814_805, "81.5\u{a0}%"), (.share, 999_500, "100.0\u{a0}%"), (.share, 0, "0.0\u{a0}%"),
      (.points, -2_920, "\u{2212}0.3\u{a0}points"), (.points, 83_000, "+8.3\u{a0}points"),
      (.points, 400, "0.0\u{a0}points"),
      (.count, 13_848_000_000, "13,848"), (.count, 216_982_180, "217"), (.count, 13_703_372, "13.7"),
      (.count, -13_703_372, "\u{2212}13.7"), (.days, 7_000_000, "7\u{a0}days"),
      (.seconds, 240_400_000, "240\u{a0}s"),
      (.secondsMore, -18_600_000, "\u{2212}19\u{a0}s"), (.probability, 761_200, "0.761"),
      (.probability, 100, "below 0.001"),
      (.plain, 970_575, "0.97"), (.signed, -5_000, "\u{2212}0.01"), (.signed, 4_000, "0.00"),
      (.money(currency: "USD"), 2_304_502_000_000, "23,045\u{a0}USD"),
      (.count, 1_000_000_000_000, "1,000,000"),
    ] as [(Measure, Int64, String)])
  func `a number is written as people read it`(measure: Measure, millionths: Int64, text: String) {
    #expect(measure.text(CellNumber(millionths: millionths)) == text)
  }

  @Test func `an interval has its unit once, where the number has it`() {
    #expect(
      Measure.share.range(CellNumber(millionths: 807_538), CellNumber(millionths: 821_858)) == "80.8 to 82.2")
    #expect(
      Measure.points.range(CellNumber(millionths: -23_051), CellNumber(millionths: 17_211))
        == "\u{2212}2.3 to +1.7")
  }
}
