import Report
import Testing

@Suite struct ShareChangeTests {
  private func row(_ rate: String, _ low: String, _ high: String) -> TableRow {
    TableRow(places: ["rate": 0, "lo": 1, "hi": 2], cells: [rate, low, high])
  }

  // 0.80 (0.76 to 0.83) less 0.75 (0.71 to 0.79): 0.05, from 0.05 − √(0.04² + 0.04²) = −0.006569
  // to 0.05 + √(0.03² + 0.04²) = 0.1.
  @Test func `the interval is made of both intervals`() throws {
    let change = try #require(ShareChange(of: row("0.8", "0.76", "0.83"), since: row("0.75", "0.71", "0.79")))
    #expect(change.difference.millionths == 50_000)
    #expect(change.low.millionths == -6_569)
    #expect(change.high.millionths == 100_000)
    #expect(!change.isBeyondChance)
  }

  // Newcombe (1998), table II, method 10, contrast (a): 56/70 less 48/80 is 0.2, 0.0524 to 0.3339.
  // Wilson's intervals of the two: 0.6919 to 0.8769 and 0.4904 to 0.7005 (to four decimals, so the ends are to 1e-4).
  @Test func `it is that of Newcombe where the intervals are Wilson's`() throws {
    let change = try #require(
      ShareChange(of: row("0.8", "0.691848", "0.876904"), since: row("0.6", "0.490352", "0.70053")))
    #expect(abs(change.low.double - 0.0524) < 0.0005)
    #expect(abs(change.high.double - 0.3339) < 0.0005)
    #expect(change.isBeyondChance)
  }

  @Test func `without an end there is no change`() {
    #expect(ShareChange(of: row("0.8", "", "0.83"), since: row("0.75", "0.71", "0.79")) == nil)
    #expect(ShareChange(of: row("0.8", "0.7", "0.83"), since: row("", "", "")) == nil)
  }
}
