import Canonical
import Tables

/// The catalog of the measures of first contact resolution, in the order of the table.
package enum FCRCards {
  /// All cards; one line a measure.
  package static let all: [RateCard] = [
    windowFCR, windowFCRNet, acr, callResolution, repeatRate, oneAndDone, placebo, adjusted, vocFCR,
    vocResolution, dispositionFCR,
  ]

  /// Under this denominator a rate is not printed.
  package static let minimumSample = 5

  /// Under this denominator a rate is printed and flagged.
  package static let lowSample = 30

  private static let windows = [
    "fcr.windows_days", "fcr.headline_days", "fcr.matches", "fcr.triggers", "fcr.shared_id_max",
  ]

  private static func card(
    _ measure: FCRMeasure, _ title: String, question: String, formula: String, source: String,
    caution: String, parameters: [String] = windows, path: String
  ) -> RateCard {
    RateCard(
      id: measure.rawValue, title: title, question: question,
      unit: measure == .adjusted ? "ratio, may exceed 1" : "share 0…1", formula: formula,
      source: source, caution: caution, minimumSample: minimumSample, parameters: parameters,
      path: path)
  }
}

extension FCRCards {
  /// Nobody came back.
  static let windowFCR = card(
    .windowFCR, "First contact resolution by no return",
    question: "Did the customer come back within W days of a first contact?",
    formula: "resolved / (resolved + repeated), over settled first contacts: qualifying conversations "
      + "without an earlier qualifying one of the same key that ended within W days before their start, "
      + "whose window of W days closed inside the coverage; repeated when a later trigger of the same "
      + "key starts within W days of their end",
    source: "Genesys Cloud next-contact avoidance (7 days); Sharpen ACR (1, 3, 7 days); SQM internal "
      + "measure (30 days)",
    caution: "it cannot say that the customer was content: people who give up do not come back either, "
      + "and some come back by chance, about something that bears the same name",
    path: "Sources/Aggregate/Measures/WindowFCR.swift")

  /// Nobody came back, where a first contact can be enough.
  static let windowFCRNet = card(
    .windowFCRNet, "First contact resolution of what a first contact can resolve",
    question: "How good are we where one contact can be enough?",
    formula: "window_fcr, where a conversation of a call type marked resolvable_first: false is no first "
      + "contact; it still is a return and an earlier contact of others; without such marks it equals "
      + "window_fcr",
    source: "MetricNet: net first contact resolution leaves out what the first level cannot resolve",
    caution: "the marks are a decision of the center; whoever marks hard call types raises the number",
    parameters: windows + ["call_types"], path: "Sources/Aggregate/Measures/WindowFCRNet.swift")

  /// Nobody came back, whatever the place in a chain.
  static let acr = card(
    .acr, "Agent's contact resolution",
    question: "After a contact with this agent, did the customer stay away?",
    formula: "those that no later trigger of the same key follows within W days of their end / settled "
      + "qualifying conversations, whatever their place in a chain of contacts",
    source: "Sharpen active contact resolution (1, 3, 7 days)",
    caution: "agents are compared on this, never on window_fcr, which leaves out whoever gets the "
      + "returns of others; but mind the mix of call types before you compare two people",
    path: "Sources/Aggregate/Measures/ACR.swift")

  /// Nobody came back within 30 days.
  static let callResolution = card(
    .callResolution, "Contact resolution within 30 days, any reason",
    question: "What would SQM's internal measure say?",
    formula: "acr within 30 days under match any, always written",
    source: "SQM internal measure (30 days)",
    caution: "compare it only with the center's own average; the 88 % of SQM's surveys is held against "
      + "voc_resolution",
    parameters: ["fcr.triggers", "fcr.shared_id_max"], path: "Sources/Aggregate/Measures/CallResolution.swift"
  )

  /// Somebody was there before.
  static let repeatRate = card(
    .repeatRate, "Repeat rate",
    question: "How many of today's contacts are about something that an earlier contact did not resolve?",
    formula: "those with an earlier qualifying conversation of the same key that ended within W days "
      + "before their start / qualifying conversations whose look-back of W days is inside the coverage",
    source: "the nightly counterpart of window_fcr: it looks back, so no window has to close",
    caution: "it is not 1 − window_fcr: a chain of three contacts has one first contact and two repeats",
    path: "Sources/Aggregate/Measures/RepeatRate.swift")

  /// Nobody was there before or came back.
  static let oneAndDone = card(
    .oneAndDone, "One and done",
    question: "How many contacts stand alone?",
    formula: "those with neither an earlier qualifying conversation nor a later trigger of the same key "
      + "within W days / qualifying conversations whose look-back is full and whose window has closed",
    source: "Zendesk one-touch resolution, told by contacts instead of replies",
    caution: "a transfer does not make two contacts: the legs of one conversation count once",
    path: "Sources/Aggregate/Measures/OneAndDone.swift")

  /// Somebody came back by chance.
  static let placebo = card(
    .placebo, "Returns by chance",
    question: "How often would the same customer be back anyway?",
    formula: "those with a trigger of the same customer from 28 days to 28 + W days after their end / "
      + "first contacts under match any whose later window closed inside the coverage",
    source: "placebo test: the same window, moved to where the first contact can no longer be the cause",
    caution: "where matters drag on beyond 28 days some of these returns are no chance",
    parameters: ["fcr.windows_days", "fcr.triggers", "fcr.shared_id_max"],
    path: "Sources/Aggregate/Measures/Placebo.swift")

  /// Nobody came back but by chance.
  static let adjusted = card(
    .adjusted, "First contact resolution without coincidences",
    question: "What would FCR under match any be, if nobody came back by chance?",
    formula: "1 − (repeat share − placebo) / (1 − placebo), both shares over the first contacts of "
      + "placebo, for W up to 28 days; a ratio that may exceed 1, with a delta interval clustered by "
      + "customer; x is empty",
    source: "Abbott (1925), Journal of Economic Entomology 18(2), 265–267: the share beyond what "
      + "happens anyway",
    caution: "it takes chance returns to be independent of what happened at the first contact",
    parameters: ["fcr.windows_days", "fcr.triggers", "fcr.shared_id_max"],
    path: "Sources/Aggregate/Measures/Adjusted.swift")

  /// The customer says that one contact was enough.
  static let vocFCR = card(
    .vocFCR, "First contact resolution as customers say it",
    question: "Do customers say that one contact resolved it?",
    formula: "responses with resolved 1 and contacts_to_resolve 1 / responses that answer both, about a "
      + "contact that is part of a qualifying conversation",
    source: "SQM survey method",
    caution: "those who answer are not those who do not: a survey that reaches angry customers more "
      + "often tells less than its interval says",
    parameters: [], path: "Sources/Aggregate/Measures/VocFCR.swift")

  /// The customer says that it is resolved.
  static let vocResolution = card(
    .vocResolution, "Resolution as customers say it",
    question: "Do customers say that it is resolved?",
    formula: "responses with resolved 1 / responses that answer resolved, about a contact that is part "
      + "of a qualifying conversation",
    source: "SQM call resolution; its 88 % is held against this, never against FCR",
    caution: "those who answer are not those who do not; and what is resolved today may be back tomorrow",
    parameters: [], path: "Sources/Aggregate/Measures/VocResolution.swift")

  /// The agent or system said so.
  static let dispositionFCR = card(
    .dispositionFCR, "Resolution as the agent or system asserted it",
    question: "What did the agent or the system say?",
    formula: "conversations whose last assertion is 'resolved' / qualifying conversations with an "
      + "assertion",
    source: "Five9: a switch per disposition",
    caution: "compare it with window_fcr; do not replace one with the other",
    parameters: [], path: "Sources/Aggregate/Measures/DispositionFCR.swift")
}
