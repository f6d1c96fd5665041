import Output
import Report
import SketchedRuns
import Testing

@Suite struct NotRunSectionTests {
  @Test func `what lacks a table is told with what it needs, what was not asked for by its table`() throws {
    let section = try SketchedRows.sections(
      [("fcr", SketchedRows.fcr, [])],
      notRun: [
        ["id": "turnover.kinds.gig_churn", "needs": "tasks"], ["id": "alignment", "needs": "scorecards"],
      ])[
        "not-run"]
    let found = try #require(section).answers.map(\.text)
    #expect(found[0].hasPrefix("2 analyses lack something, and 5 tables"))
    #expect(found[1...2] == ["turnover.kinds.gig_churn needs tasks.", "alignment needs scorecards."])
    #expect(found.contains("There is no table turnover: turnover is not part of this run."))
    #expect(
      !found.contains {
        $0.hasPrefix("There is no table alignment") || $0.hasPrefix("There is no table fcr:")
      })
  }

  @Test func `a run with everything says so`() throws {
    var run = SketchedRun.whole(.of(3))
    run.set("not_run", [])
    let page = try RunPage(of: run.folder) { _ in "" }
    #expect(
      page.sections.first { $0.id == "not-run" }?.answers.map(\.text) == [
        "Everything that this page can show was run."
      ])
  }
}
