import Canonical
import Testing

@testable import Configuration

@Suite struct TurnoverParametersTests {
  private func read(_ keys: String) throws -> PipelineReadingOutcome {
    let folder = try Folder()
    try folder.write(
      "p.yaml",
      """
      version: 1
      inputs: [{table: people, source: hr, files: people.csv}, {table: roles, source: wfm, files: roles.csv}]
      parameters: {turnover: {\(keys)}}
      """)
    do {
      return .plan(try decodePipeline(path: folder.path("p.yaml")) { _ in true })
    } catch {
      return .problems(error.problems.map { String($0.split(separator: "p.yaml:").last ?? "") })
    }
  }

  private enum PipelineReadingOutcome {
    case plan(PipelinePlan)
    case problems([String])
  }

  @Test func `what the file says replaces the defaults, and the origin is kept`() throws {
    guard
      case .plan(let plan) = try read(
        "kinds: [seat, external], group_by: [team, all], threshold: 0.3, gig_idle_days: 14, snapshots: hr")
    else {
      Issue.record("refused")
      return
    }
    #expect(plan.turnover.kinds == [.external, .seat] && plan.turnover.groupings == [.all, .team])
    #expect(plan.turnover.threshold == 0.3 && plan.turnover.gigIdleDays == 14)
    #expect(plan.turnover.snapshots == ["hr"])
    let setting = plan.settings.first { $0.key == "parameters.turnover.threshold" }
    #expect(setting?.value == "0.3" && setting?.origin == "pipeline")
  }

  @Test func `a rule of turnover is no rule of first contact resolution`() throws {
    guard case .plan(let one) = try read("threshold: 0.3"), case .plan(let other) = try read("threshold: 0.2")
    else {
      Issue.record("refused")
      return
    }
    #expect(PipelinePlan.rules(of: one.settings) == PipelinePlan.rules(of: other.settings))
    #expect(one.settings != other.settings)
  }

  @Test(arguments: [
    ("threshold: 20", "3:36: threshold '20' is refused, expected a number from 0 to 1"),
    ("gig_idle_days: 0", "3:40: gig_idle_days '0' is refused, expected a whole number from 1 to 366"),
    ("snapshots: [wfm]", "3:37: snapshots 'wfm' is unknown, expected one of hr"),
    (
      "kind: [seat]",
      "3:25: unknown key 'kind', expected one of kinds, group_by, threshold, gig_idle_days, "
        + "snapshots; did you mean 'kinds'?"
    ),
  ])
  func `what is wrong is refused in its place`(_ keys: String, _ problem: String) throws {
    guard case .problems(let problems) = try read(keys) else {
      Issue.record("accepted")
      return
    }
    #expect(problems == [problem])
  }
}
