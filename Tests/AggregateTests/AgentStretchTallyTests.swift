import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct AgentStretchTallyTests {
  private static let parameters = FCRParameters()

  private static func days(_ numbers: [Int32]) -> [CivilDate] { numbers.map { CivilDate(days: $0) } }

  private static func figures(_ sheet: ScoredSheet, _ calendar: AgentCalendar, headline: Int = 0)
    -> AgentFigures
  {
    var tally = AgentStretchTally(calendar, parameters, coverage: ScoredSheet.coverage)
    tally.observe(sheet.piece())
    return tally.finish(headline: headline)
  }

  @Test func `two stretches of an agent by hand`() throws {
    var sheet = ScoredSheet()
    func contact(_ start: Int64, return gap: Int64? = nil, handled: Int32 = -1, agent: UInt32 = 1)
      -> ScoredConversation
    {
      var contact = ScoredSheet.conversation(at: start * day, return: gap.map { $0 * day }, agent: agent)
      contact.handleSeconds = handled
      return contact
    }
    let answer = SurveyAnswer(
      respondent: 0, isResolved: true, tookOneContact: true, csat: 7_500, ces: 0)
    let silent = SurveyAnswer(respondent: 3, isResolved: nil, tookOneContact: nil, csat: 2_500)
    sheet.add([contact(50, return: 3, handled: 100), contact(53, handled: 50)], said: [[answer, silent]])
    sheet.add(contact(59, handled: -1))
    sheet.add(contact(60, handled: 7))
    // Of somebody whom the calendar does not have, and of no agent who counts.
    sheet.add(contact(60, agent: 7))
    var abandoned = contact(60, handled: 9)
    abandoned.status = .abandoned
    sheet.add(abandoned)

    let calendar = AgentCalendar([1: Self.days([60])], from: CivilDate(days: 0))
    let figures = Self.figures(sheet, calendar)
    var before = AgentCounts()
    before.qualifying = 3
    before.acr = .init(n: 3, x: 2)
    before.firsts = .init(n: 3, x: 2)
    before.repeats = .init(n: 3, x: 0)
    before.handle = .init(n: 2, sum: 150)
    before.vocResolution = .init(n: 1, x: 1)
    before.loneAnswers = 1
    before.csat = .init(n: 2, sum: 10_000)
    before.ces = .init(n: 1, sum: 0)
    var after = AgentCounts()
    after.qualifying = 1
    after.acr = .init(n: 1, x: 1)
    after.firsts = .init(n: 1, x: 1)
    after.repeats = .init(n: 1, x: 0)
    after.handle = .init(n: 1, sum: 7)
    #expect(figures.counts == [before, after])
    var both = before
    both += after
    #expect(figures.counts(of: 1, from: CivilDate(days: 0), through: CivilDate(days: 90)) == both)
    #expect(figures.counts(of: 1, from: CivilDate(days: 60), through: CivilDate(days: 90)) == after)
    #expect(figures.counts(of: 1, from: CivilDate(days: 59), through: CivilDate(days: 90)) == nil)
    #expect(figures.counts(of: 7, from: CivilDate(days: 60), through: CivilDate(days: 90)) == nil)
  }

  @Test func `months of agents are those that the numbers by agent have`() {
    let seed: UInt64 = 20_261_123
    var random = Dice(seed: seed)
    let months = [-1, 0, 1, 2, 3, 4].map { Month(number: CivilDate(days: 0).month.number + $0) }
    let cuts = months.map(\.firstDay).filter { $0.days > 0 }
    let calendar = AgentCalendar([1: cuts, 2: cuts, 3: cuts], from: CivilDate(days: 0))
    let candidates = Self.parameters.headlineCandidates
    for number in 0..<Rounds.count(20) {
      let sheet = ScoredSheet(using: &random)
      let numbers = sheet.tally(Self.parameters).finish()
      for (headline, match) in candidates.enumerated() {
        let figures = Self.figures(sheet, calendar, headline: headline)
        for agent in calendar.agents {
          for stretch in calendar.stretches(of: agent) {
            let key = FCRCell.Key(
              grouping: .agent, group: agent, month: calendar.firstDay(of: stretch).month)
            func expected(_ measure: FCRMeasure) -> AgentCounts.Share {
              let variant = FCRNumber.Variant(days: Self.parameters.headlineDays, match: match)
              let rate = numbers.figure(FCRNumber(measure, variant), of: key)?.rate
              return .init(n: rate?.n ?? 0, x: rate?.x ?? 0)
            }
            let counts = figures.counts[stretch]
            #expect(counts.acr == expected(.acr), "seed \(seed), sheet \(number)")
            #expect(counts.firsts == expected(.windowFCR), "seed \(seed), sheet \(number)")
            #expect(counts.repeats == expected(.repeatRate), "seed \(seed), sheet \(number)")
          }
        }
      }
    }
  }

  @Test func `a calendar finds the stretch of a day, and spans at cuts alone`() {
    let calendar = AgentCalendar(
      [2: Self.days([30, 10, 30]), 5: []], from: CivilDate(days: 0))
    #expect(calendar.count == 4 && calendar.agents == [2, 5])
    #expect(
      [-5, 0, 9, 10, 29, 30, 99].map { calendar.stretch(of: 2, on: CivilDate(days: $0)) } == [
        0, 0, 0, 1, 1, 2, 2,
      ])
    #expect(calendar.stretch(of: 5, on: CivilDate(days: 7)) == 3)
    #expect([0, 1, 3, 6].allSatisfy { calendar.stretch(of: $0, on: CivilDate(days: 7)) == nil })
    func span(_ first: Int32, _ last: Int32) -> Range<Int>? {
      calendar.stretches(of: 2, from: CivilDate(days: first), through: CivilDate(days: last))
    }
    #expect(span(10, 29) == 1..<2 && span(0, 29) == 0..<2 && span(10, 200) == 1..<3)
    #expect(span(11, 29) == nil && span(10, 28) == nil && span(10, 9) == nil)
    #expect(AgentCalendar([:], from: CivilDate(days: 0)).count == 0)
  }
}
