import Output
import Tables
import Testing

struct DiagnosticTableTests {
  @Test func `findings are listed by severity, code and place, unmatched agents before all`() {
    let findings = [
      Diagnostic(.info, code: "aaa", count: 1, message: "i"),
      Diagnostic(.warning, code: "header_only", source: "b", file: "x.csv", count: 1, message: "w"),
      Diagnostic(.warning, code: "header_only", source: "a", file: "y.csv", count: 1, message: "w"),
      Diagnostic(.error, code: "zzz", count: 1, message: "e"),
      Diagnostic(
        .warning, code: "unmatched_agents", source: "acd", subject: "agent_id", count: 9, message: "u"),
    ]
    let expected = """
      severity,code,source,file,subject,count,message
      warning,unmatched_agents,acd,,agent_id,9,u
      error,zzz,,,,1,e
      warning,header_only,a,y.csv,,1,w
      warning,header_only,b,x.csv,,1,w
      info,aaa,,,,1,i

      """
    let forward = CSVDocument(DiagnosticTable.table(of: findings)).bytes
    let backward = CSVDocument(DiagnosticTable.table(of: findings.reversed())).bytes
    #expect(String(decoding: forward, as: UTF8.self) == expected)
    #expect(backward == forward)
  }

  @Test func `a tally's warnings carry their counts and words`() {
    var tally = WarningTally()
    tally.add(.coverageGap, "2026-08-03", count: 2)
    tally.add(.byteOrderMark)
    let findings = Diagnostic.warnings(of: tally, source: "acd", file: "a.csv")
    #expect(findings.map(\.code) == ["byte_order_mark", "coverage_gap"])
    #expect(findings.map(\.count) == [1, 2])
    #expect(findings[1].subject == "2026-08-03" && findings[1].source == "acd" && findings[1].file == "a.csv")
    #expect(findings[1].message == WarningWording.message(for: .coverageGap))
  }
}
