import Foundation
import Testing

@testable import Analyses

/// `docs/metrics.md` is made of the cards; `make docs` writes it again.
@Suite struct MetricsPageTests {
  private let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/metrics.md")

  @Test func `the page in docs is the one that the cards make`() throws {
    let page = MetricsPage.text(of: MetricsPage.cards)
    if ProcessInfo.processInfo.environment["FIRSTCONTACT_GOLDEN"] == "update" {
      try Data(page.utf8).write(to: path)
    }
    #expect(try String(contentsOf: path, encoding: .utf8) == page, "stale: run make docs")
  }

  @Test func `every card has a section with all of its lines`() {
    let page = MetricsPage.text(of: MetricsPage.cards)
    for card in FCRCards.all + TurnoverCards.all + CoachingCards.all {
      let lines = [
        "## \(card.id)\n", card.title, card.question, card.formula, card.source, card.caution, card.path,
      ]
      for line in lines { #expect(!line.isEmpty && page.contains(line), "\(card.id): \(line)") }
    }
  }
}
