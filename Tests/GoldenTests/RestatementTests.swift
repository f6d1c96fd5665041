import Foundation
import Testing

/// What moved since the run before, each reason alone and together, on a desk small enough to count.
///
/// On 20 January the windows of k0 to k9 have closed: 10 firsts, of which 2 came back, 8 / 10. By the 25th those of
/// k10 to k14 have closed too, of which 3 came back: 10 / 15.
@Suite struct RestatementTests {
  private static let columns =
    "n_before,x_before,rate_before,n,x,rate,change,newly_settled,late_rows,"
    + "corrected_rows,withdrawn_rows,changed_rules,unattributed"

  @Test func `a first run has no restatement, and one that moved nothing has none but its header`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    #expect(!desk.work.names("out/latest/tables").contains("restatements.csv"))
    // Another file, the same rows: another run, which moves nothing.
    desk.rows["first0"] = desk.rows["first0"]?.replacing("agent1", with: "agent1 ")
    let ending = try desk.run(to: 20)
    let table = desk.work.text("out/latest/tables/restatements.csv")
    #expect(table.split(separator: "\n").count == 1 && table.contains(Self.columns))
    #expect(ending.errors.contains("restated: 0 of 2 published numbers moved"), "\(ending.errors)")
  }

  @Test func `windows that closed are newly settled`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    desk.addLater()
    let ending = try desk.run(to: 25)
    #expect(
      desk.restated == [
        "10", "8", "0.8", "15", "10", "0.666667", "-0.133333", "-0.133333", "0", "0", "0", "0", "0",
      ])
    #expect(
      ending.errors.contains(
        "restated: window_fcr 7 days any: 0.8 -> 0.666667 (n 10 -> 15), -0.133333: newly settled -0.133333"))
  }

  @Test(arguments: [true, false])
  func `a contact of an earlier day that was not there is late`(inFileOfItsOwn: Bool) throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    desk.addLater()
    // k2 came back on the 13th: 7 / 10 as of then, 9 / 15 now.
    if !inFileOfItsOwn { desk.add("again2", "k2", "13") }
    try desk.run(to: 25, new: inFileOfItsOwn ? [RestatingDesk.row("again2", "k2", "13")] : [])
    #expect(
      desk.restated == [
        "10", "8", "0.8", "15", "9", "0.6", "-0.2", "-0.1", "-0.1", "0", "0", "0", "0",
      ])
  }

  @Test func `a contact that says something else is corrected`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    desk.addLater()
    // We called k1, not they us: 9 / 10 as of then, 11 / 15 now.
    desk.add("again1", "k1", "12", direction: "outbound")
    try desk.run(to: 25)
    #expect(
      desk.restated == [
        "10", "8", "0.8", "15", "11", "0.733333", "-0.066667", "-0.166667", "0", "0.1", "0", "0", "0",
      ])
  }

  @Test func `a contact that is gone is withdrawn`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    // As of the same day, so that nothing else moves: 9 / 10.
    desk.rows["again0"] = nil
    try desk.run(to: 20)
    #expect(
      desk.restated == ["10", "8", "0.8", "10", "9", "0.9", "0.1", "0", "0", "0", "0.1", "0", "0"])
  }

  @Test func `a coverage that begins later withdraws what it no longer holds`() throws {
    let desk = try RestatingDesk()
    desk.addLater()
    try desk.run(to: 25)
    // A week before the 10th is the 3rd: whether k0 to k9 are firsts is unknown now. Left are 2 of k10 to k14.
    try desk.run(from: "08", to: 25)
    #expect(
      desk.restated == [
        "15", "10", "0.666667", "5", "2", "0.4", "-0.266667", "0", "0", "0", "-0.266667", "0", "0",
      ])
  }

  @Test func `other parameters are changed rules`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    desk.addLater()
    // Only abandoned contacts count as coming back, and there are none: 15 / 15, which was 10 / 15.
    desk.triggers = "[abandoned]"
    try desk.run(to: 25)
    #expect(
      desk.restated == [
        "10", "8", "0.8", "15", "15", "1", "0.2", "-0.133333", "0", "0", "0", "0.333333", "0",
      ])
  }

  @Test func `late rows in a file of their own are told from corrected ones`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    desk.addLater()
    // k1 corrected: 9 / 10; then k2 and k3 late, on the day of the correction: 7 / 10; now 9 / 15.
    desk.add("again1", "k1", "12", direction: "outbound")
    try desk.run(
      to: 25, new: [RestatingDesk.row("again2", "k2", "12"), RestatingDesk.row("again3", "k3", "12")])
    #expect(
      desk.restated == [
        "10", "8", "0.8", "15", "9", "0.6", "-0.2", "-0.1", "-0.2", "0.1", "0", "0", "0",
      ])
  }

  @Test func `what cannot be told apart is not guessed`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    desk.addLater()
    // The same in one file: late on the 13th, corrected on the 12th, but who knows.
    desk.add("again1", "k1", "12", direction: "outbound")
    desk.add("again2", "k2", "13")
    desk.add("again3", "k3", "13")
    try desk.run(to: 25)
    #expect(
      desk.restated == [
        "10", "8", "0.8", "15", "9", "0.6", "-0.2", "-0.1", "0", "0", "0", "0", "-0.1",
      ])
  }

  @Test func `a new file that corrects and adds is not taken for late rows`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    desk.addLater()
    // again1 is in both files, and the later one counts; again2 and again3 are late.
    try desk.run(
      to: 25,
      new: [
        RestatingDesk.row("again1", "k1", "12", direction: "outbound"),
        RestatingDesk.row("again2", "k2", "13"),
        RestatingDesk.row("again3", "k3", "13"),
      ])
    #expect(
      desk.restated == [
        "10", "8", "0.8", "15", "9", "0.6", "-0.2", "-0.1", "0", "0", "0", "0", "-0.1",
      ])
  }

  @Test func `an earlier day says what was not settled then`() throws {
    let desk = try RestatingDesk()
    desk.addLater()
    try desk.run(to: 25)
    try desk.run(to: 20)
    #expect(
      desk.restated == [
        "15", "10", "0.666667", "10", "8", "0.8", "0.133333", "0.133333", "0", "0", "0", "0", "0",
      ])
  }

  @Test func `a run made again says the same, whatever it looks up`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    desk.addLater()
    try desk.run(to: 25)
    let first = desk.work.bytes("out/latest/tables/restatements.csv")
    // The newest run is the one that is replaced, so that rows of then are read again.
    try desk.run(to: 25, "--force")
    #expect(first != nil && desk.work.bytes("out/latest/tables/restatements.csv") == first)
  }

  @Test func `a previous run that cannot be read stops nothing`() throws {
    let desk = try RestatingDesk()
    try desk.run(to: 20)
    let folder = desk.work.names("out/runs").first { !$0.contains("/") } ?? ""
    desk.addLater()
    for (path, problem) in [
      ("tables/fcr.csv", "tables/fcr.csv cannot be read"),
      ("row_prints.csv", "row_prints.csv cannot be read"),
    ] {
      let whole = desk.work.text("out/runs/\(folder)/\(path)")
      try desk.work.put("out/runs/\(folder)/\(path)", whole.replacing(",", with: ";"))
      let ending = try desk.run(to: 25, "--force")
      #expect(ending.errors.contains("not_restated"), "\(ending.errors)")
      #expect(desk.work.text("out/latest/diagnostics.csv").contains(problem))
      #expect(!desk.work.names("out/latest/tables").contains("restatements.csv"))
      try desk.work.put("out/runs/\(folder)/\(path)", whole)
    }
  }
}
