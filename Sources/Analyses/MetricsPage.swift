import Tables

/// The page that explains every measure, made of the cards; `docs/metrics.md` is this text.
package enum MetricsPage {
  /// All cards of the program, in the order of the page.
  package static let cards = FCRCards.all + TurnoverCards.all + CoachingCards.all + AlignmentCards.all

  /// The page in Markdown.
  /// - Parameter cards: in the order of the table.
  package static func text(of cards: [RateCard]) -> String {
    let rows = cards.map { "| [`\($0.id)`](#\($0.id)) | \($0.question) |" }
    let introduction = """
      # Measures

      This page is made of the cards in the source (`make docs`); do not edit it. What a conversation, a
      first contact, a key or an interval is stands in [definitions.md](definitions.md); how to read the
      numbers of a real center stands in [fcr.md](fcr.md), [turnover.md](turnover.md), [coaching.md](coaching.md) and [alignment.md](alignment.md).

      | measure | the question it answers |
      |---|---|
      """
    return ([introduction + "\n" + rows.joined(separator: "\n")] + cards.map(section))
      .joined(separator: "\n\n") + "\n"
  }

  private static func section(of card: RateCard) -> String {
    let parameters = card.parameters.map { "`\($0)`" }.joined(separator: ", ")
    let lines = [
      "**\(card.title).** \(card.question)",
      "",
      "- *formula*: \(card.formula)",
      "- *unit*: \(card.unit)",
      "- *source*: \(card.source)",
      "- *mind*: \(card.caution)",
      "- *smallest sample*: \(card.minimumSample); under it no rate is printed",
      "- *parameters*: \(parameters.isEmpty ? "none" : parameters)",
      "- *computed in*: [\(card.path)](../\(card.path))",
    ]
    return "## \(card.id)\n\n" + lines.joined(separator: "\n")
  }
}
