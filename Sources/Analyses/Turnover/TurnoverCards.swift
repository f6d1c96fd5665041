import Canonical
import Tables

/// The catalog of the kinds of turnover, in the order of the table.
package enum TurnoverCards {
  /// All cards; one a kind.
  package static let all: [RateCard] = [
    external, seat, voluntary, involuntary, other, unknown, regretted, gigChurn,
  ]

  /// Person days under which there is no rate.
  private static let minimumSample = 1

  private static func card(
    _ kind: TurnoverKind, _ title: String, question: String, separations: String, source: String,
    caution: String, parameters: [String] = ["turnover.threshold"],
    path: String = "Sources/Score/People/EmploymentResolution.swift"
  ) -> RateCard {
    RateCard(
      id: kind.rawValue, title: title, question: question, unit: "separations a year and head",
      formula: "separations / person days × 365.25, with the exact 95 % interval of a Poisson count; "
        + separations, source: source, caution: caution, minimumSample: minimumSample,
      parameters: parameters, path: path)
  }
}

extension TurnoverCards {
  private static let practice =
    "HR practice: separations over average headcount, with the headcount of every day"

  /// Left the employer.
  static let external = card(
    .external, "External turnover", question: "How many of our people leave us in a year?",
    separations:
      "separations are last days with the employer (left_on, inclusive); employees, agency workers and "
      + "others count by heads, contractors do not",
    source: "SQM, FCR research: turnover above 20 % a year hurts FCR; " + practice,
    caution:
      "a month of a team is mostly chance: read the interval and the band, or the twelve months; an export "
      + "without leavers shows none")

  /// Left the role.
  static let seat = card(
    .seat, "Seat turnover", question: "How many seats must be filled again in a year?",
    separations:
      "separations are last days in a role: exits, other roles, and moves that are called promotion, "
      + "lateral, demotion or exit_center",
    source: "SQM, career development: promotions and laterals empty a seat as exits do",
    caution: "it is not external turnover: who is promoted stays with the employer", parameters: [])

  /// Left of their own will.
  static let voluntary = card(
    .voluntary, "Voluntary turnover", question: "How many people choose to leave us?",
    separations: "separations are external ones with exit_type voluntary",
    source: "exit_type of the HR system",
    caution: "who is about to be dismissed often resigns; and what HR "
      + "writes down differs between systems")

  /// Were made to leave.
  static let involuntary = card(
    .involuntary, "Involuntary turnover", question: "How many people do we dismiss?",
    separations: "separations are external ones with exit_type involuntary",
    source: "exit_type of the HR system", caution: "it says nothing about whether that was right")

  /// Left for another reason.
  static let other = card(
    .other, "Other turnover", question: "How many people leave us for reasons that are nobody's choice?",
    separations: "separations are external ones with exit_type other",
    source: "exit_type of the HR system",
    caution: "systems differ in what they put here: look at the map of "
      + "exit_type in the profile")

  /// Nobody wrote down why.
  static let unknown = card(
    .unknown, "Turnover without a reason", question: "Of how many leavers do we not know why?",
    separations:
      "separations are external ones with exit_type unknown or none, and those whose day was inferred",
    source: "exit_type of the HR system",
    caution: "where it is large, voluntary and involuntary are too low by an unknown part of it")

  /// Left out of the top half.
  static let regretted = card(
    .regretted, "Regretted turnover", question: "How many of our better agents choose to leave us?",
    separations: "separations are voluntary ones of agents who are in the top half of their role by contact "
      + "resolution with a probability of 0.8 or more (agent_ranks); only months whose contacts tell, and period "
      + "all is those months",
    source: "the product's contract: voluntary by agents in the top half of their peers",
    caution:
      "a lower bound: of agents with few contacts, and of roles with few agents, nobody knows; person days "
      + "are those of all", parameters: ["turnover.threshold", "fcr.headline_days", "fcr.matches"],
    path: "Sources/Analyses/FCR/Agents/AgentRanks.swift")

  /// Took no task any more.
  static let gigChurn = card(
    .gigChurn, "Gig churn", question: "How many contractors stop taking tasks in a year?",
    separations: "contractors alone; person days run from a completed task until 28 days have passed without "
      + "another, and the last of these is the separation",
    source: "the product's contract: 28 days without a completed task, censored",
    caution: "it is not turnover: nobody left an employer, and many come back, as new beginnings",
    parameters: ["turnover.gig_idle_days"], path: "Sources/Score/People/GigActivity.swift")
}
