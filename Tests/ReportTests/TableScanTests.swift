import Dice
import Output
import Report
import Tables
import Testing

@Suite struct TableScanTests {
  private func scan(_ text: String, _ selections: [RowSelection]) -> [[[String]]] {
    TableScan(Array(text.utf8), selections).rows.map { $0.map(\.cells) }
  }

  @Test func `rows are kept that fulfil all conditions, each selection for itself`() {
    let text = "kind,group,n\na,x,1\na,y,2\nb,x,3\na,x,\n"
    let found = scan(
      text,
      [RowSelection(["kind": ["a"], "group": ["x"]]), RowSelection(["group": ["x", "y"]]), .everything])
    #expect(found[0] == [["a", "x", "1"], ["a", "x", ""]])
    #expect(found[1].count == 4 && found[2].count == 4)
  }

  @Test func `quotes, line ends in quotes and prefixes are those of our writer`() {
    let text = "g,n\n\"a,\"\"b\"\"\",1\n\"two\nlines\",2\n'=cmd,3\n\"'-1, 2\",4\nplain,5\n"
    #expect(
      scan(text, [.everything])[0]
        == [["a,\"b\"", "1"], ["two\nlines", "2"], ["=cmd", "3"], ["-1, 2", "4"], ["plain", "5"]])
    #expect(scan(text, [RowSelection(["g": ["two\nlines"]])])[0] == [["two\nlines", "2"]])
    #expect(scan(text, [RowSelection(["n": ["5"]])])[0] == [["plain", "5"]])
  }

  @Test func `a limit ends the search, and a column that is not there keeps nothing`() {
    let text = "g,n\na,1\na,2\na,3\n"
    #expect(scan(text, [RowSelection(["g": ["a"]], limit: 2)])[0].count == 2)
    #expect(scan(text, [RowSelection(["h": ["a"]])])[0].isEmpty)
    #expect(scan(text, [RowSelection(["g": ["a"]], limit: 0)])[0].isEmpty)
  }

  @Test(arguments: ["", "g,n", "g,n\n"])
  func `a file without rows has none`(text: String) { #expect(scan(text, [.everything])[0].isEmpty) }

  @Test func `the last row may lack its line end`() {
    #expect(scan("g,n\na,1", [RowSelection(["g": ["a"]])])[0] == [["a", "1"]])
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `what is written is found again, as a scan of every cell would find it`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let names = [
      "a", "bb", "long name of a group", "x,y", "q\"q", "two\nlines", "=1", "🦊🦊🦊", " blank ", "longnamA",
      "longnamB1", "",
    ]
    let table = ReportTable(
      name: "t", description: "",
      columns: (0..<4).map { ReportTable.Column("c\($0)", .text, "") }, primaryKey: [],
      rows: (0..<60).map { _ in
        (0..<4).map { _ in
          let name = dice.pick(names)
          return name.isEmpty ? .missing : .text(name)
        }
      })
    let bytes = CSVDocument(table).bytes
    let texts = table.rows.map { row in
      row.map { cell in if case .text(let text) = cell { text } else { "" } }
    }
    for (first, second) in [(0, 3), (1, 2), (3, 0)] {
      let wanted = [dice.pick(names), dice.pick(names)]
      let other = [dice.pick(names)]
      var selection = RowSelection([:])
      selection.conditions = [
        (column: "c\(first)", texts: wanted), (column: "c\(second)", texts: other + wanted),
      ]
      let expected = texts.filter { wanted.contains($0[first]) && (other + wanted).contains($0[second]) }
      #expect(TableScan(bytes, [selection]).rows[0].map(\.cells) == expected, "seed \(seed)")
    }
  }
}
