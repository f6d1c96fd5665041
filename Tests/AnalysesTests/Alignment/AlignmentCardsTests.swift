import Tables
import Testing

@testable import Analyses

@Suite struct AlignmentCardsTests {
  @Test func `each look for gaming has a card, ids are told once and nothing is empty`() {
    let ids = AlignmentCards.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(GamingSign.Check.allCases.map(\.rawValue)).isSubset(of: ids))
    for card in AlignmentCards.all {
      let lines = [card.title, card.question, card.unit, card.formula, card.source, card.caution, card.path]
      #expect(lines.allSatisfy { !$0.isEmpty } && card.question.hasSuffix("?"), "\(card.id)")
    }
  }
}
