import Canonical
import Testing

@testable import Configuration

@Suite struct TurnoverParametersTests {
  private func text(_ keys: String) -> String {
    """
    version: 1
    inputs: [{table: people, source: hr, files: people.csv}, {table: roles, source: wfm, files: roles.csv}]
    parameters: {turnover: {\(keys)}}
    """
  }

  private func plan(_ keys: String) throws -> PipelinePlan { try Folder(["p.yaml": text(keys)]).plan() }

  @Test func `what the file says replaces the defaults, and the origin is kept`() throws {
    let plan = try plan(
      "kinds: [seat, external], group_by: [team, all], threshold: 0.3, gig_idle_days: 14, snapshots: hr")
    #expect(plan.turnover.kinds == [.external, .seat] && plan.turnover.groupings == [.all, .team])
    #expect(plan.turnover.threshold == 0.3 && plan.turnover.gigIdleDays == 14)
    #expect(plan.turnover.snapshots == ["hr"] && plan.turnover.costPerContact == nil)
    let cost = try self.plan("cost_per_contact_minor: 640, currency: USD").turnover.costPerContact
    #expect(cost?.minor == 640 && cost?.currency == "USD")
    let setting = plan.settings.first { $0.key == "parameters.turnover.threshold" }
    #expect(setting?.value == "0.3" && setting?.origin == "pipeline")
  }

  @Test func `a rule of turnover is no rule of first contact resolution`() throws {
    let (one, other) = (try plan("threshold: 0.3"), try plan("threshold: 0.2"))
    #expect(PipelinePlan.rules(of: one.settings) == PipelinePlan.rules(of: other.settings))
    #expect(one.settings != other.settings)
  }

  @Test(arguments: [
    ("threshold: 20", "3:36: threshold '20' is refused, expected a number from 0 to 1"),
    ("gig_idle_days: 0", "3:40: gig_idle_days '0' is refused, expected a whole number from 1 to 366"),
    (
      "currency: USD", "3:24: turnover needs both cost_per_contact_minor and currency, or neither"
    ),
    ("snapshots: [wfm]", "3:37: snapshots 'wfm' is unknown, expected hr"),
    (
      "kind: [seat]",
      "3:25: unknown key 'kind', expected one of kinds, group_by, threshold, gig_idle_days, "
        + "snapshots, cost_per_contact_minor, currency; did you mean 'kinds'?"
    ),
  ])
  func `what is wrong is refused in its place`(_ keys: String, _ problem: String) throws {
    #expect(try Folder.problems(pipeline: text(keys)) == ["p.yaml:" + problem])
  }
}
