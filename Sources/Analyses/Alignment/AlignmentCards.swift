import Canonical
import Tables

/// The catalog of the numbers of alignment, in the order of their tables.
package enum AlignmentCards {
  /// All cards.
  package static let all: [RateCard] = [
    policyScore, index, explained, importance, gap, sign, conflict, bunching, upWhileDown, peopleUpWhileDown,
    reversal, qualityAgreement, proposal,
  ]

  private static let contract = "the product's contract on alignment, after TTEC and gigCX, \"EX = CX\""

  private static func card(
    _ id: String, _ title: String, question: String, unit: String, formula: String, source: String = contract,
    caution: String, minimumSample: Int = AlignmentParameters.minimumMonths.all, parameters: [String] = [],
    path: String
  ) -> RateCard {
    RateCard(
      id: id, title: title, question: question, unit: unit, formula: formula, source: source,
      caution: caution, minimumSample: minimumSample, parameters: parameters.map { "alignment." + $0 },
      path: path)
  }
}

// MARK: scores

extension AlignmentCards {
  /// How far scorecards are as policy asks.
  private static let policyScore = card(
    "policy_score", "Policy score", question: "Do our scorecards weigh what policy asks for?",
    unit: "points 0…100",
    formula:
      "100 less 100 × weight outside each band, 100 × what weights miss of 1, 100 × weight of metrics without data, and 20 × "
      + "the share of days without a scorecard and of days with several; at least 0; of a kind of work the mean of its "
      + "roles by people",
    caution: "bands are an opinion with a source: a center that serves otherwise sets its own",
    minimumSample: 1, parameters: ["bands", "job_metrics"],
    path: "Sources/Analyses/Alignment/Policy/RolePolicy.swift")

  /// How far weights agree with the data.
  private static let index = card(
    "alignment_index", "Alignment index", question: "Do weights go where the data see what matters?",
    unit: "share 0…1",
    formula: "1 − ½ Σ |weight − importance|, over metrics that could be held against the outcome",
    source: contract + "; total variation distance, Levin, Peres and Wilmer (2009)",
    caution:
      "noise spreads importance, so that even perfect weights have an index below 1; with few months much below",
    parameters: ["outcomes", "circular", "metric_names"],
    path: "Sources/Analyses/Alignment/Evidence/EvidenceFit.swift")

  /// How much metrics explain.
  private static let explained = card(
    "alignment_r2", "Explained share", question: "Do the metrics say anything of the outcome at all?",
    unit: "share 0…1",
    formula:
      "R² of the outcome of people's months on all metrics, each less the mean of its site and month; below 0.05, "
      + "adjusted, the verdict is NO_SIGNAL",
    caution:
      "months of few contacts are mostly chance, which nothing explains: a small R² is no proof of a bad metric",
    parameters: ["outcomes"], path: "Sources/Analyses/Alignment/Evidence/EvidenceReading.swift")

  /// What a metric explains.
  private static let importance = card(
    "importance", "Importance", question: "Which metrics move the outcome of this kind of work?",
    unit: "share 0…1",
    formula:
      "the mean over all orders of what the metric adds to R², over R² (LMG); 95 % interval of 1,000 draws of people",
    source: "Lindeman, Merenda and Gold (1980); Grömping (2006), doi:10.18637/jss.v017.i01",
    caution:
      "it is association: metrics that go together share what they explain, and what nobody measures is in none",
    parameters: ["outcomes", "circular", "metric_names"],
    path: "Sources/Analyses/Alignment/Evidence/EvidenceFit.swift")

  /// Weight less importance.
  private static let gap = card(
    "gap", "Gap", question: "Which metrics have more weight, or less, than what they explain?",
    unit: "share −1…1",
    formula: "the metric's part of the weight of metrics with an importance, less its importance",
    caution:
      "read it beside the interval of importance; weights may have reasons that no outcome shows, such as law",
    path: "Sources/Analyses/Alignment/Evidence/OutcomeEvidence.swift")

  /// Which way the outcome goes.
  private static let sign = card(
    "sign", "Sign", question: "Does the scorecard reward what goes with better outcomes?",
    unit: "up, down or unclear",
    formula:
      "the correlation of metric and outcome within sites and months; up or down where its 95 % interval leaves 0 out; "
      + "wrong_sign where the scorecard's direction is the other one",
    caution: "people who get harder contacts may take longer and resolve less: compare like with like first",
    path: "Sources/Analyses/Alignment/Evidence/EvidenceFit.swift")
}

// MARK: conflicts and gaming

extension AlignmentCards {
  /// Metrics that pull apart.
  private static let conflict = card(
    "conflict", "Conflicting metrics", question: "Do we ask for two things that pull against each other?",
    unit: "correlation −1…1",
    formula:
      "the correlation of two weighted metrics within sites and months, above 0 where who does well in one does well in "
      + "the other; conflict to −0.3 and surely below 0, redundant beyond 0.9 either way",
    caution:
      "a trade-off may be wanted, such as speed against care: then say so, and set both targets with it in mind",
    path: "Sources/Analyses/Alignment/Conflicts/MetricPair.swift")

  /// Months just inside the target.
  private static let bunching = card(
    "bunching", "Bunching at the target",
    question: "Are months just inside the target that should be just outside?",
    unit: "months",
    formula:
      "half of (inside − outside) − (outer inside − outer outside)/3, of four bins about the target; errors by person; "
      + "where other numbers are as round, beside what bunches there; GAMING where q ≤ 0.1 among all looks",
    source: "own contrast, after McCrary (2008), doi:10.1016/j.jeconom.2007.05.005",
    caution: "it cannot tell an honest last effort from what is only counted; it accuses nobody",
    minimumSample: 20, path: "Sources/Analyses/Alignment/Gaming/TargetBunching.swift")

  /// Metric up, outcome down.
  private static let upWhileDown = card(
    "metric_up_outcome_down", "Metric up, outcome down",
    question: "Does the metric get better while what it stands for gets worse?",
    unit: "standard deviations a month",
    formula:
      "slopes over 6 months or more of what people are above their own mean, errors allowing for months like the one "
      + "before; DIVERGING where q of the larger one-sided p ≤ 0.1 among all looks",
    source: contract + "; Santer et al. (2000), doi:10.1029/1999JD901105",
    caution: "two trends may have two causes, so it is no sign that anybody games; look at when each began",
    minimumSample: AlignmentParameters.minimumTrendMonths,
    path: "Sources/Analyses/Alignment/Gaming/DivergingTrends.swift")

  /// The same person by person.
  private static let peopleUpWhileDown = card(
    "people_up_outcome_down", "People whose metric is up and outcome down",
    question: "Of how many people does the metric get better while their outcome gets worse?",
    unit: "share 0…1",
    formula:
      "people with both one-sided q ≤ 0.1 among people, beside others of their site and month / people with 6 months or "
      + "more; GAMING where q that there is anybody (Simes) ≤ 0.1 among all looks",
    caution: "who they are is not told: it is a reason to look at the metric, not at them",
    minimumSample: AlignmentParameters.minimumTrendMonths,
    path: "Sources/Analyses/Alignment/Gaming/DivergingTrends.swift")

  /// Simpson's paradox.
  private static let reversal = card(
    "simpson", "Reversed sign",
    question: "Does a plain comparison show the opposite of what holds within sites and months?",
    unit: "correlation −1…1",
    formula:
      "the correlation within sites and months beside that of all months together; REVERSAL where they differ in sign and "
      + "q of the larger p ≤ 0.1 among all looks",
    source: contract + "; Simpson (1951), J. Royal Statistical Society B 13(2), 238–241",
    caution: "within a site there may be further mixtures, such as kinds of contacts",
    path: "Sources/Analyses/Alignment/Gaming/SignReversal.swift")

  /// SQM's check.
  private static let qualityAgreement = card(
    "qa_goes_with_fcr", "Quality scores that go with resolution",
    question: "Of how many people is the quality score higher in months in which they resolve more?",
    unit: "share 0…1",
    formula:
      "people whose quality and contact resolution go together over months, one-sided p ≤ 0.05, beside others of their "
      + "site and month / people with 6 months or more of both",
    source: "SQM Group, research on FCR: one quality score in five goes with it",
    caution: "0.05 would by chance; months of few contacts hide what is there",
    minimumSample: AlignmentParameters.minimumTrendMonths,
    path: "Sources/Analyses/Alignment/Gaming/QualityAgreement.swift")

  /// What to change.
  private static let proposal = card(
    "proposed", "Proposed weight",
    question: "Which weights would keep to the bands and go where the data ask for them?",
    unit: "share 0…1",
    formula:
      "the weight, moved to the nearer end of the interval of its importance where it is outside; 0 where it rewards what "
      + "goes with worse outcomes or is the same for everybody; then classes scaled into their bands, in whole percents",
    caution:
      "a proposal for people to discuss, no rule; a metric that is weighted is a metric that will be gamed",
    minimumSample: 1, parameters: ["bands", "job_metrics"],
    path: "Sources/Analyses/Alignment/Proposal/WeightProposal.swift")
}
