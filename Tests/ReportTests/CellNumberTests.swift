import Report
import Testing

@Suite struct CellNumberTests {
  @Test(
    arguments: [
      ("0.814805", 814_805), ("1", 1_000_000), ("-0.25", -250_000), ("0", 0), ("13848", 13_848_000_000),
      ("0.5", 500_000),
      ("-0.000001", -1),
    ] as [(String, Int64)])
  func `a cell is read exactly`(text: String, millionths: Int64) {
    #expect(CellNumber(text)?.millionths == millionths)
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".5", "1.2345678", "+1", "1e3", "abc", "--1", "1,000", "99999999999999", "1.+5",
    "0.-5",
  ])
  func `what is no number of a table is none`(text: String) {
    #expect(CellNumber(text) == nil)
  }
}
