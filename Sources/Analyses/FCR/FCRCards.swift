import Tables

/// The catalog of the measures of first contact resolution, in the order of the table.
package enum FCRCards {
  /// All cards; one line a measure.
  package static let all: [RateCard] = [windowFCR, dispositionFCR]

  /// The card of a measure.
  package static func card(_ id: String) -> RateCard? { all.first { $0.id == id } }

  /// Nobody came back.
  package static let windowFCR = RateCard(
    id: "window_fcr",
    title: "First contact resolution by no return",
    unit: "share 0…1",
    formula: "resolved / (resolved + repeated), over settled first contacts: qualifying conversations "
      + "without an earlier qualifying one of the same key that ended within W days before their start, "
      + "whose window of W days closed inside the coverage; repeated when a later trigger of the same "
      + "key starts within W days of their end",
    source: "Genesys Cloud next-contact avoidance (7 days); Sharpen ACR (1, 3, 7 days); SQM internal "
      + "measure (30 days)",
    minimumSample: minimumSample,
    parameters: [
      "fcr.windows_days", "fcr.headline_days", "fcr.matches", "fcr.triggers", "fcr.shared_id_max",
    ],
    path: "Sources/Aggregate/WindowFCR.swift")

  /// The agent or system said so.
  package static let dispositionFCR = RateCard(
    id: "disposition_fcr",
    title: "Resolution as the agent or system asserted it",
    unit: "share 0…1",
    formula: "conversations whose last assertion is 'resolved' / qualifying conversations with an "
      + "assertion",
    source: "Five9: a switch per disposition",
    minimumSample: minimumSample,
    parameters: [],
    path: "Sources/Aggregate/FCRCell.swift")

  /// Under this denominator a rate is not printed.
  package static let minimumSample = 5

  /// Under this denominator a rate is printed and flagged.
  package static let lowSample = 30
}
