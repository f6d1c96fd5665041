import Tables
import Testing

@testable import Output

/// Documents that are written a page at a time.
@Suite struct DocumentPageTests {
  private func table(_ rows: Range<Int64>) -> ReportTable {
    ReportTable(
      name: "t", description: "A row.", columns: [.init("a", .integer, "a"), .init("b", .text, "b")],
      primaryKey: [], rows: rows.map { [.integer($0), .text("=x\($0)")] })
  }

  @Test(arguments: [[], [0], [3], [1, 2], [2, 0, 1]] as [[Int64]])
  func `pages one behind the other are the document of all rows`(pages: [Int64]) {
    let count = pages.reduce(0, +)
    var (csv, json) = (CSVDocument(table(0..<0)).bytes, [UInt8]())
    var before: Int64 = 0
    for page in pages where page > 0 {
      let rows = table(before..<before + page)
      csv += CSVDocument(rows, isBegun: true).bytes
      json += JSONDocument(rows, before: Int(before), isLast: false).bytes
      before += page
    }
    json += JSONDocument(table(0..<0), before: Int(before)).bytes
    #expect(csv == CSVDocument(table(0..<count)).bytes)
    #expect(json == JSONDocument(table(0..<count)).bytes)
  }
}
