import Canonical
import Foundation
import Testing

@testable import Configuration

@Suite struct AlignmentParametersTests {
  private func text(_ keys: String) -> String {
    """
    version: 1
    inputs: [{table: scorecards, source: hr, files: scorecards.csv}]
    parameters: {alignment: {\(keys)}}
    """
  }

  private static let thresholds = """
    version: 1
    bands:
      - {role_type: sales, weight_of: outcome, from: 0.5, source: ours}
      - {role_type: sales, weight_of: coaching, from: 0.1, to: 0.25, source: ours}
    """

  private func plan(_ keys: String) throws -> PipelinePlan {
    try Folder(["p.yaml": text(keys), "t.yaml": Self.thresholds]).plan()
  }

  private func settings(_ plan: PipelinePlan) -> [String: String] {
    let prefix = "parameters.alignment."
    return Dictionary(
      uniqueKeysWithValues: plan.settings.filter { $0.key.hasPrefix(prefix) }.map {
        (String($0.key.dropFirst(prefix.count)), "\($0.value) (\($0.origin))")
      })
  }

  @Test func `what the file says replaces the defaults`() throws {
    #expect(try plan("").alignment == AlignmentParameters())
    let own = try plan(
      "thresholds: t.yaml, job_metrics: [won, lost], quality_metrics: score, rework_statuses: again, "
        + "outcomes: {sales: [won, csat], supervisor: acr}"
    ).alignment
    let bands: [RoleType: [WeightBand]] = [
      .sales: [
        WeightBand(.metricClass(.outcome), from: 0.5, source: "ours"),
        WeightBand(.coaching, from: 0.1, to: 0.25, source: "ours"),
      ]
    ]
    #expect(own.bands == bands)
    #expect(own.jobMetrics == ["won", "lost"] && own.qualityMetrics == ["score"])
    #expect(own.reworkStatuses == ["again"])
    #expect(own.outcomes[.sales] == ["won", "csat"] && own.outcomes[.supervisor] == ["acr"])
    // What the file is silent of stays: who talks to customers has the outcomes of the defaults.
    #expect(own.outcomes[.customerFacing] == AlignmentParameters().outcomes[.customerFacing])
  }

  @Test func `effective values have their origin, bands of every kind of work among them`() throws {
    let defaults = try settings(plan(""))
    #expect(
      defaults["bands.customer_facing"] == "outcome 0.4.., efficiency ..0.2, jobs_completed ..0.0 (default)")
    #expect(defaults["bands.back_office"] == "efficiency 0.3..0.6, quality 0.25.. (default)")
    #expect(defaults["bands.supervisor"] == "people 0.3.., coaching 0.1.. (default)")
    #expect(defaults["outcomes.supervisor"] == "voc_resolution, acr (default)")
    #expect(defaults["quality_metrics"] == "qa, quality (default)")
    #expect(defaults["rework_statuses"] == "rework, reworked, reopened (default)")
    let own = try settings(plan("thresholds: t.yaml, outcomes: {sales: won}"))
    #expect(own.keys.sorted() == defaults.keys.sorted())
    #expect(own["bands.sales"] == "outcome 0.5.., coaching 0.1..0.25 (pipeline)")
    // The file says nothing of supervisors, so no policy holds for them.
    #expect(own["bands.supervisor"] == " (pipeline)")
    #expect(own["outcomes.sales"] == "won (pipeline)")
    #expect(own["job_metrics"] == defaults["job_metrics"])
  }

  @Test func `a rule of alignment is no rule of first contact resolution`() throws {
    let (one, other) = (try plan("quality_metrics: qa"), try plan("quality_metrics: score"))
    #expect(PipelinePlan.rules(of: one.settings) == PipelinePlan.rules(of: other.settings))
    #expect(one.settings != other.settings)
  }

  @Test(arguments: [
    ("thresholds: none.yaml", "3:38: none.yaml: no such file; check the path"),
    ("thresholds: ''", "3:38: thresholds is empty, expected a text"),
    ("thresholds: [t.yaml]", "3:38: thresholds is a list, expected a text"),
    ("job_metrics: []", "3:39: job_metrics is empty, expected at least one value"),
    ("quality_metrics: ''", "3:43: quality_metrics is empty, expected a text"),
    ("rework_statuses: {a: b}", "3:43: rework_statuses is a mapping, expected a list or a text"),
    ("outcomes: [csat]", "3:36: outcomes is a list, expected a mapping of keys"),
    (
      "outcomes: {sale: csat}",
      "3:37: unknown key 'sale', expected one of customer_facing, back_office, sales, supervisor, "
        + "gig_customer_facing, gig_back_office; did you mean 'sales'?"
    ),
    ("outcomes: {sales: []}", "3:44: sales is empty, expected at least one value"),
    (
      "threshold: t.yaml",
      "3:26: unknown key 'threshold', expected one of thresholds, job_metrics, quality_metrics, "
        + "rework_statuses, outcomes; did you mean 'thresholds'?"
    ),
  ])
  func `what is wrong is refused in its place`(_ keys: String, _ problem: String) throws {
    #expect(try Folder.problems(pipeline: text(keys)) == ["p.yaml:" + problem])
  }

  @Test func `problems of a file of thresholds are problems of the pipeline that names it`() throws {
    let bad = Self.thresholds.replacingOccurrences(of: "from: 0.5", with: "from: 50")
    #expect(
      try Folder.problems(pipeline: text("thresholds: t.yaml"), ["t.yaml": bad]) == [
        "p.yaml:3:38: t.yaml:3:50: from '50' is refused, expected a number from 0 to 1"
      ])
  }

  @Test func `a file of thresholds outside the project is refused`() throws {
    let problems = try Folder.problems(pipeline: text("thresholds: ../nobody.yaml"))
    #expect(
      problems.contains { $0.hasPrefix("p.yaml:3:38: path ") && $0.contains(" lies outside the project ") })
  }
}
