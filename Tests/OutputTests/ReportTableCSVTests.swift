import Dice
import Output
import Tables
import Testing

@Suite struct ReportTableCSVTests {
  private let columns: [ReportTable.Column] = [
    .init("group", .text, ""), .init("n", .integer, ""), .init("rate", .decimal, ""),
    .init("flag", .text, ""),
  ]

  private func table(_ rows: [[ReportTable.Cell]]) -> ReportTable {
    ReportTable(name: "t", description: "", columns: columns, primaryKey: ["group"], rows: rows)
  }

  @Test func `a table is read back as it was written`() {
    var random = Dice(seed: 17)
    let texts = [
      "all", "Elm, Oak", "\"quoted\"", "two\nlines", "=1+1", "-", "@x", " blank ", "é", "'", "a'b", "\r",
      "\t",
    ]
    for round in 0..<200 {
      let rows = (0..<random.below(6)).map { _ -> [ReportTable.Cell] in
        [
          .text(random.pick(texts)), random.pick([.missing, .integer(0), .integer(-7), .integer(.max)]),
          random.pick([.missing, .decimal(millionths: 899_359), .decimal(millionths: -1)]),
          random.pick([.missing, .text(random.pick(texts))]),
        ]
      }
      let read = ReportTable(csv: CSVDocument(table(rows)).bytes, like: table([]))
      #expect(read?.rows == rows, "round \(round), seed 17")
    }
  }

  @Test func `columns are found by name, and one that is lacking is missing`() {
    let read = ReportTable(csv: Array("rate,group,more\n0.5,all,x\n1,,y\n".utf8), like: table([]))
    #expect(
      read?.rows == [
        [.text("all"), .missing, .decimal(millionths: 500_000), .missing],
        [.missing, .missing, .decimal(millionths: 1_000_000), .missing],
      ])
  }

  @Test(arguments: [
    "", "n,rate\n1,2\n", "group,n\nall\n", "group,n\nall,1,2\n", "group,n\nall,x\n", "group,n\nall,1",
    "group,n\n\"all,1\n", "group,rate\nall,1e\n",
  ])
  func `what is no such table is refused`(text: String) {
    #expect(ReportTable(csv: Array(text.utf8), like: table([])) == nil)
  }
}
