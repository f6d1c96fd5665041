import Output
import Tables
import Testing

struct RejectTableTests {
  @Test func `each listed reject is a row, with empty cells where no column is at fault`() {
    var first = RejectList()
    first.append(Reject(firstLine: 3, lastLine: 4, code: .strayQuote, message: "a quote"))
    var second = RejectList()
    second.append(
      Reject(
        firstLine: 7, lastLine: 7, code: .requiredMissing, column: 2, columnName: "started_at",
        message: "started_at is missing"))
    let table = RejectTable.table(of: [
      .init(source: "acd", path: "b.csv", rejects: first),
      .init(source: "acd", path: "a.csv", rejects: second),
    ])
    #expect(
      String(decoding: CSVDocument(table).bytes, as: UTF8.self) == """
        source,file,line_first,line_last,code,column,column_name,message
        acd,b.csv,3,4,stray_quote,,,a quote
        acd,a.csv,7,7,required_missing,2,started_at,started_at is missing

        """)
  }

  @Test func `a run without rejects has the header alone`() {
    let table = RejectTable.table(of: [.init(source: "acd", path: "a.csv", rejects: RejectList())])
    #expect(table.name == "rejects" && table.rows.isEmpty && table.columns.count == 8)
  }
}
