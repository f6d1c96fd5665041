import Canonical
import SketchedRuns
import Tables
import Testing

@testable import Report

/// What moved between two runs, and gates on it.
@Suite struct RunComparisonTests {
  private let before = PublishedFolder()

  /// A later run whose team Elm fell from 0.8 to 0.3, and which withholds Oak.
  private var after: PublishedFolder {
    var run = before
    run.id = "2026-07-31-bbbbbbbbbbbb"
    run.fcr[2] = "window_fcr,7,reason,team,Elm,all,25,8,0.3,0.16,0.5,0.3,1,0,2,12,"
    run.fcr[3] = "window_fcr,7,reason,team,\"Oak, West\",all,,,,,,,,,,,withheld"
    return run
  }

  @Test func `a change is judged by its interval`() throws {
    let comparison = RunComparison(try after.folder, since: try before.folder)
    // By hand, Zou and Donner: -0.5 - √(0.14² + 0.11²) to -0.5 + √(0.2² + 0.19²).
    #expect(
      comparison.moved.map(\.reference) == [
        "fcr.measure=window_fcr,window_days=7,match=reason,group_by=team,group=Elm,period=all"
      ])
    #expect(comparison.moved.first?.change.low.text == "-0.678045")
    #expect(comparison.moved.first?.change.high.text == "-0.224138")
    #expect(comparison.compared == 5 && comparison.onlyBefore == 1 && comparison.onlyAfter == 0)
  }

  @Test func `a run against itself has not moved`() throws {
    let comparison = RunComparison(try before.folder, since: try before.folder)
    #expect(comparison.moved.isEmpty && comparison.compared == 6)
  }

  @Test func `bins of turnover, whose edges move, are not compared by their numbers`() throws {
    func run(_ value: Double) throws -> RunFolder {
      try SketchedRows.run([
        (
          "turnover_knee", ["kind", "term", "estimate", "lo", "hi"],
          [
            ["knee", "knee", 0.2, 0.1, 0.3],
            ["bin", "1", .decimal(value), .decimal(value - 0.01), .decimal(value + 0.01)],
          ]
        )
      ]).folder
    }
    let comparison = RunComparison(try run(0.5), since: try run(0.9))
    #expect(comparison.compared == 1 && comparison.moved.isEmpty)
    #expect(comparison.onlyBefore == 0 && comparison.onlyAfter == 0)
  }

  @Test(arguments: [
    (ChangeGate(number: "fcr", notBelow: 0.7), true), (ChangeGate(number: "fcr", notBelow: 0.86), true),
    (ChangeGate(number: "fcr", notBelow: 0.87), false), (ChangeGate(number: "fcr", notAbove: 0.5), false),
    (ChangeGate(number: "fcr.team=Elm", fallAtMost: 0.2), false),
    (ChangeGate(number: "fcr.team=Elm", fallAtMost: 0.3), true),
    (ChangeGate(number: "fcr.team=Elm", riseAtMost: 0), true),
    (ChangeGate(number: "fcr.team=Oak, West", notBelow: 0.1), false),
  ])
  func `a gate fails where the interval leaves no doubt, or nobody can say`(
    _ gate: ChangeGate, _ holds: Bool
  ) throws {
    let check = try GateCheck([gate], try after.folder, since: try before.folder)
    #expect(check.failed.isEmpty == holds, "\(check.failed)")
    #expect(check.passed.count + check.failed.count == 1)
  }

  @Test func `a gate on nothing is refused`() throws {
    #expect(throws: StageFailure.self) {
      try GateCheck(
        [ChangeGate(number: "fcr.team=Nobody", notBelow: 0.5)], after.folder, since: before.folder)
    }
  }
}
