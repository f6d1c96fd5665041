import Canonical
import Testing

@testable import Configuration

@Suite struct CoachingParametersTests {
  private func text(_ keys: String) -> String {
    """
    version: 1
    inputs: [{table: coaching, source: hr, files: coaching.csv}]
    parameters: {coaching: {\(keys)}}
    """
  }

  private func plan(_ keys: String) throws -> PipelinePlan { try Folder(["p.yaml": text(keys)]).plan() }

  @Test func `what the file says replaces the defaults, and the origin is kept`() throws {
    #expect(try plan("").coaching == CoachingParameters())
    let plan = try plan(
      "onset: any_session, outcomes: [qa, acr], outcome: qa, quality_metrics: score, paid_metric: hours, "
        + "perceived_item: remembered")
    #expect(plan.coaching.onset == .anySession && plan.coaching.outcomes == [.acr, .qa])
    #expect(plan.coaching.outcome == .qa && plan.coaching.qualityMetrics == ["score"])
    #expect(plan.coaching.paidMetric == "hours" && plan.coaching.perceivedItem == "remembered")
    let own = plan.settings.filter { $0.key.hasPrefix("parameters.coaching.") }
    #expect(own.map(\.value) == ["any_session", "acr, qa", "qa", "score", "hours", "remembered"])
    #expect(own.allSatisfy { $0.origin == "pipeline" })
    let defaults = try self.plan("").settings.filter { $0.key.hasPrefix("parameters.coaching.") }
    #expect(defaults.map(\.key) == own.map(\.key) && defaults.allSatisfy { $0.origin == "default" })
  }

  @Test func `a rule of coaching is no rule of first contact resolution`() throws {
    let (one, other) = (try plan("onset: reactive"), try plan("onset: any_session"))
    #expect(PipelinePlan.rules(of: one.settings) == PipelinePlan.rules(of: other.settings))
    #expect(one.settings != other.settings)
  }

  @Test func `agents are counted where contacts and people are asked for together`() throws {
    func counts(_ analyses: String) throws -> Bool {
      try Folder(["p.yaml": text("") + "\nanalyses: [\(analyses)]"]).plan().countsAgents
    }
    #expect(try counts("fcr, coaching") && counts("fcr, turnover"))
    #expect(try !counts("coaching") && !counts("fcr, career"))
  }

  @Test(arguments: [
    (
      "onset: any", "3:32: onset 'any' is unknown, expected one of reactive, any_session"
    ),
    (
      "outcomes: [acr, csatt]",
      "3:41: outcomes 'csatt' is unknown, expected one of acr, voc_resolution, csat, qa, handle_s; did you mean "
        + "'csat'?"
    ),
    ("outcome: [acr]", "3:34: outcome is a list, expected a text"),
    ("outcomes: acr", "3:35: outcomes is a text, expected a list"),
    ("quality_metrics: []", "3:42: quality_metrics is empty, expected at least one value"),
    ("paid_metric: ''", "3:38: paid_metric is empty, expected a text"),
    (
      "perceived: minutes",
      "3:25: unknown key 'perceived', expected one of onset, outcomes, outcome, quality_metrics, paid_metric, "
        + "perceived_item"
    ),
  ])
  func `what is wrong is refused in its place`(_ keys: String, _ problem: String) throws {
    #expect(try Folder.problems(pipeline: text(keys)) == ["p.yaml:" + problem])
  }
}
