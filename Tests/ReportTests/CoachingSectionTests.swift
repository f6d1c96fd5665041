import Output
import Report
import SketchedRuns
import Testing

@Suite struct CoachingSectionTests {
  private static let columns = [
    "metric", "estimand", "group", "time", "estimate", "lo", "hi", "n_treated", "flag", "note",
  ]

  private func row(_ metric: String, _ estimand: String, _ value: Double, _ low: Double, _ high: Double)
    -> [SketchedCell]
  {
    [
      .text(metric), .text(estimand), "all", nil, .decimal(value), .decimal(low), .decimal(high), 40, nil,
      nil,
    ]
  }

  private func answers(_ rows: [[SketchedCell]], outcome: String = "acr") throws -> [String] {
    let section = try SketchedRows.sections(
      [("coaching_effect", Self.columns, rows)],
      parameters: [["key": "parameters.coaching.outcome", "value": .string(outcome), "origin": "default"]])[
        "coaching"]
    return try #require(section).answers.map { $0.text.replacing("\u{a0}", with: " ") }
  }

  @Test func `an effect is better, worse, or cannot be told`() throws {
    let words = "Agents who were coached after a bad month changed by "
    #expect(
      try answers([row("acr", "simple", 0.031, 0.012, 0.05)])[0]
        == words
        + "+3.1 points (95 % interval +1.2 to +5.0) in contact resolution more than agents with as bad a month"
        + " whom nobody coached yet: better, beyond luck.")
    #expect(try answers([row("acr", "simple", -0.031, -0.05, -0.012)])[0].hasSuffix(": worse, beyond luck."))
    #expect(
      try answers([row("acr", "simple", 0.01, -0.01, 0.04)])[0].hasSuffix(
        ": these months cannot tell whether it helped."))
  }

  @Test func `less handle time is better`() throws {
    #expect(
      try answers([row("handle_s", "simple", -20, -30, -10)], outcome: "handle_s")[0].hasSuffix(
        ": better, beyond luck."))
    #expect(
      try answers([row("handle_s", "simple", 20, 10, 30)], outcome: "handle_s")[0].hasSuffix(
        ": worse, beyond luck."))
  }

  @Test func `luck is told beside it, and a placebo that finds something takes it back`() throws {
    let effect = [row("acr", "simple", 0.031, 0.012, 0.05)]
    let luck = [
      row("acr", "naive_before_after", 0.074, 0.05, 0.1), row("acr", "rtm_bias", 0.043, 0.02, 0.06),
    ]
    #expect(
      try answers(effect + luck)[1]
        == "Before and after alone would say +7.4 points; +4.3 points of it would have come anyway.")
    #expect(
      try answers(effect + [row("acr", "placebo", 0.03, 0.01, 0.05)])[1].hasSuffix(
        "where there is nothing: believe none of it."))
    #expect(
      try answers(effect + [row("acr", "placebo", 0.004, -0.02, 0.03)])[1].contains(
        "finds nothing, as it must"))
  }

  @Test func `what cannot be estimated has its reason`() throws {
    let row: [SketchedCell] = [
      "acr", "simple", "all", nil, nil, nil, nil, nil, "NOT_ESTIMABLE",
      "not estimable: too few agents have an outcome",
    ]
    #expect(
      try answers([row])[0]
        == "What coaching changed cannot be told from these data: too few agents have an outcome.")
  }

  @Test func `without a log it says what is needed`() throws {
    let section = try SketchedRows.sections([], notRun: [["id": "coaching", "needs": "coaching"]])["coaching"]
    #expect(section?.answers.map(\.text) == ["Coaching was not run: it needs coaching."])
  }
}
