import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct CallResolutionTests {
  private let month = 30 * day

  /// What a conversation alone is, whatever windows are asked for.
  private func word(_ conversation: ScoredConversation) -> String {
    var sheet = ScoredSheet()
    sheet.add(conversation)
    guard let figure = figure(sheet, days: [1], [.reason]) else { return "no number" }
    if figure.unsettled == 1 { return "unsettled" }
    if figure.unidentified == 1 { return "unidentified" }
    return figure.rate.n == 0 ? "left out" : figure.rate.x == 1 ? "hit" : "miss"
  }

  private func figure(_ sheet: ScoredSheet, days: [Int], _ matches: [Match]) -> FCRFigure? {
    var parameters = FCRParameters()
    (parameters.windowDays, parameters.headlineDays, parameters.matches) = (days, days[0], matches)
    parameters.measures = [.callResolution]
    let variant = FCRNumber.Variant(days: 30, match: .any)
    return sheet.tally(parameters).finish()
      .figure(FCRNumber(.callResolution, variant), of: ScoredSheet.all)
  }

  @Test func `a return on day 30 to the second is one, a second later is none`() {
    #expect(word(ScoredSheet.conversation(return: month)) == "miss")
    #expect(word(ScoredSheet.conversation(return: month + 1)) == "hit")
  }

  @Test func `30 days must close inside the coverage, to the second`() {
    #expect(word(ScoredSheet.conversation(at: 70 * day)) == "hit")
    #expect(word(ScoredSheet.conversation(at: 70 * day + 1)) == "unsettled")
    #expect(word(ScoredSheet.conversation(at: 60 * day, until: 70 * day + 1)) == "unsettled")
  }

  @Test func `its place in a chain does not matter, its identity does`() {
    #expect(word(ScoredSheet.conversation(at: 0, since: 0)) == "hit")
    #expect(word(ScoredSheet.conversation(isIdentified: false)) == "unidentified")
    #expect(word(ScoredSheet.conversation(status: .noAgent)) == "left out")
  }

  @Test func `it is one number under match any whatever windows and matches are asked for`() throws {
    // Under reason and case they come back; under any another contact comes first.
    var conversation = ScoredSheet.conversation(return: 29 * day)
    conversation.links[1].untilReturn = RepeatLink.none
    conversation.links[2] = RepeatLink()
    var sheet = ScoredSheet()
    sheet.add(conversation)
    for days in [[1], [7, 14], [30], [60]] {
      for matches in [[Match.reason], [.case], Match.allCases] {
        #expect(figure(sheet, days: days, matches)?.counts == [1, 0])
      }
    }
    let numbers = FCRNumber.all(of: .callResolution, FCRParameters())
    #expect(numbers == [FCRNumber(.callResolution, FCRNumber.Variant(days: 30, match: .any))])
  }

  @Test func `it is acr within 30 days under any, in months too`() throws {
    let seed: UInt64 = 63
    var random = Dice(seed: seed)
    let variant = FCRNumber.Variant(days: 30, match: .any)
    var parameters = FCRParameters()
    parameters.monthsInFull = true
    for sheet in 0..<30 {
      let figures = ScoredSheet(using: &random).tally(parameters, hasUnresolvable: true).finish()
      for key in figures.cells.keys {
        #expect(
          figures.figure(FCRNumber(.callResolution, variant), of: key)
            == figures.figure(FCRNumber(.acr, variant), of: key), "seed \(seed), \(sheet), \(key)")
      }
    }
  }
}
