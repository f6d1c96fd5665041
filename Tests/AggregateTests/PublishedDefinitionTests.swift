import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

/// The same thirteen contacts under every published rule, at the headline of 7 days and match reason.
///
/// Days 0 to 100 are covered.
///
/// | | day | any: earlier, return | reason | case: earlier, later | asserted | resolved, first |
/// |---|---|---|---|---|---|---|
/// | A | 50 | | | alone | yes | yes yes |
/// | B | 50 | , 2 | | | yes | yes no |
/// | C | 50 | , 5 | , 5 | , later | yes | yes yes; no no |
/// | D | 55 | 5, | 5, | earlier, | yes | yes yes |
/// | E | 3 | | | | | no yes |
/// | F | 98 | | | | yes | |
/// | G | 98 | , 1 | , 1 | | | yes – |
/// | H | 50 | no customer | | | yes | yes yes |
/// | I | 50 | an id that many share | | | no | |
/// | J | 50 | , 3 | , 3 | | | | no first contact can resolve it
/// | K | 50 | 20, 40 | 20, 40 | | | |
/// | L | 50 | | | alone, transferred | yes | |
/// | N | 50 | , 10 | , 10 | , later | no | |
@Suite struct PublishedDefinitionTests {
  private typealias Gaps = (since: Int64?, until: Int64?)

  private func contact(
    _ start: Int64 = 50, any: Gaps = (nil, nil), reason: Gaps? = nil, inCase: Gaps? = nil,
    identity: ContactFacts.Identity = .person, resolved: Bool? = nil, isTransferred: Bool = false,
    isResolvable: Bool = true
  ) -> ScoredConversation {
    var contact = ScoredSheet.conversation(
      at: start * day, resolved: resolved, isResolvableFirst: isResolvable)
    for (match, gaps) in [(Match.any, any), (.reason, reason ?? any), (.case, inCase ?? (nil, nil))] {
      var link = RepeatLink()
      link.isIdentified = identity == .person && (match != .case || inCase != nil)
      link.sincePrevious = gaps.since.map { $0 * day * 1000 } ?? RepeatLink.none
      link.untilReturn = gaps.until.map { $0 * day * 1000 } ?? RepeatLink.none
      contact.links[match.place] = link
    }
    contact.hasCustomer = identity != .blank
    contact.wasTransferred = isTransferred
    return contact
  }

  private func said(_ isResolved: Bool?, _ tookOne: Bool?) -> SurveyAnswer {
    SurveyAnswer(respondent: 0, isResolved: isResolved, tookOneContact: tookOne)
  }

  private var sheet: ScoredSheet {
    var sheet = ScoredSheet()
    func add(_ contact: ScoredConversation, _ answers: SurveyAnswer...) {
      sheet.add([contact], said: [answers])
    }
    add(contact(inCase: (nil, nil), resolved: true), said(true, true))  // A
    add(contact(any: (nil, 2), reason: (nil, nil), resolved: true), said(true, false))  // B
    add(contact(any: (nil, 5), inCase: (nil, 5), resolved: true), said(true, true), said(false, false))  // C
    add(contact(55, any: (5, nil), inCase: (5, nil), resolved: true), said(true, true))  // D
    add(contact(3), said(false, true))  // E
    add(contact(98, resolved: true))  // F
    add(contact(98, any: (nil, 1)), said(true, nil))  // G
    add(contact(identity: .blank, resolved: true), said(true, true))  // H
    add(contact(identity: .shared, resolved: false))  // I
    add(contact(any: (nil, 3), isResolvable: false))  // J
    add(contact(any: (20, 40)))  // K
    add(contact(inCase: (nil, nil), resolved: true, isTransferred: true))  // L
    add(contact(any: (nil, 10), inCase: (nil, 10), resolved: false))  // N
    sheet.add(ScoredSheet.conversation(status: .outbound, resolved: true))
    return sheet
  }

  private func figures(_ sheet: ScoredSheet, _ parameters: FCRParameters = FCRParameters()) -> RuleFigures {
    var tally = RuleTally(parameters, coverage: ScoredSheet.coverage)
    tally.observe(sheet.piece())
    return tally.finish()
  }

  /// The rule's x/n, then the reason, x/n and changes of each step.
  private func words(_ definition: PublishedDefinition, headline: Int = 0) -> [String] {
    let figures = figures(sheet)
    let rate = figures.rate(.definition(definition), headline: headline)
    return ["\(rate.x)/\(rate.n)"]
      + figures.steps(to: definition, headline: headline).map {
        "\($0.reason.rawValue) \($0.x)/\($0.n) \($0.changed)"
      }
  }

  // A, B, K, L and N are resolved, C and J came back; D is no first one, E cut off, F and G open, H and I
  // unknown.
  @Test func `ours has five of seven, and four where the reason does not matter`() {
    #expect(words(.windowFCR) == ["5/7"])
    // B came back about something else.
    #expect(words(.windowFCR, headline: 1) == ["4/7"])
  }

  // B is a return; D and E, which have none, are judged too.
  @Test(arguments: [PublishedDefinition.genesys, .sharpen7])
  func `Genesys, and Sharpen within 7 days, judge every contact and any return`(
    _ definition: PublishedDefinition
  ) {
    #expect(words(definition) == ["6/9", "any_reason 4/7 1", "every_contact 6/9 2"])
    #expect(words(definition, headline: 1) == ["6/9", "every_contact 6/9 2"])
  }

  // Beyond that F is resolved so far and G is not; H has no caller id. I stays out: many share its id.
  @Test func `QueueMetrics judges open windows, and takes blank ids as resolved`() {
    #expect(
      words(.queueMetrics) == [
        "8/12", "any_reason 4/7 1", "every_contact 6/9 2", "unsettled 7/11 2", "blank_id 8/12 1",
      ])
  }

  // Within 30 days K is no first one, N came back; then D, E and K are judged: K came back after 40 days
  // only.
  @Test func `SQM's internal measure takes 30 days`() {
    #expect(words(.sqmInternal) == ["5/9", "any_reason 4/7 1", "window 2/6 2", "every_contact 5/9 3"])
  }

  // Within a day B, C and J did not come back, D, E, F and G are known first ones, and G came back.
  @Test func `Sharpen within a day judges contacts whose week is open`() {
    #expect(words(.sharpen1) == ["10/11", "any_reason 4/7 1", "window 10/11 7", "every_contact 10/11 0"])
  }

  // Within three days C did not come back, D and E are first ones; F and G are open.
  @Test func `Sharpen within three days judges those whose third day has closed`() {
    #expect(words(.sharpen3) == ["7/9", "any_reason 4/7 1", "window 7/9 3", "every_contact 7/9 0"])
  }

  // 90 days before day 50 nothing is covered; of all taken for first ones E alone is settled. D and K are
  // none, C, G, J and N came back so far.
  @Test func `eGain takes 90 days so far`() {
    #expect(words(.eGain) == ["5/9", "window 0/0 7", "unknown_first 1/1 1", "unsettled 5/9 8"])
  }

  @Test func `MetricNet leaves out what no first contact can resolve`() {
    #expect(words(.metricNet) == ["5/6", "unresolvable 5/6 1"])
  }

  // Nobody said anything about J and K. Of A, B, C, L and N, C is asserted though it came back, N is not.
  // Then D, nobody at the beginning, F, and H with I.
  @Test func `Five9 takes the word of the disposition`() {
    #expect(
      words(.five9) == [
        "7/9", "not_judged 4/5 2", "said_not_seen 4/5 2", "not_first 5/6 1", "unknown_first 5/6 0",
        "unsettled 6/7 1", "unidentified 7/9 2",
      ])
  }

  // Solved cases: A; D, whose contact is not its first; L, which was transferred.
  @Test func `Zendesk takes solved cases of one contact without a transfer`() {
    #expect(
      words(.zendesk) == [
        "1/3", "not_judged 2/2 5", "said_not_seen 1/2 1", "not_first 1/3 1", "unknown_first 1/3 0",
        "unsettled 1/3 0", "unidentified 1/3 0",
      ])
  }

  // Cases by their first contact: A, C and L are asserted, though C came back; N is not, though it did not
  // come back within 7 days.
  @Test func `ServiceNow takes the first contact of each case`() {
    #expect(
      words(.serviceNow) == [
        "3/4", "not_judged 3/4 3", "said_not_seen 3/4 2", "not_first 3/4 0", "unknown_first 3/4 0",
        "unsettled 3/4 0", "unidentified 3/4 0",
      ])
  }

  // Answers to both items: A, B, two about C, D, E and H. Seven contacts of ours go and four answers come:
  // those about A and B, which did not come back, and about C. B says no, one of C's says yes; then D, E and
  // H.
  @Test func `SQM's survey takes what customers say`() {
    #expect(
      words(.sqmSurvey) == [
        "4/7", "not_judged 2/4 11", "said_not_seen 2/4 2", "not_first 3/5 1", "unknown_first 3/6 1",
        "unsettled 3/6 0", "unidentified 4/7 1",
      ])
  }

  @Test func `what the data hold is known`() {
    let all = figures(sheet)
    #expect(all.sharedContacts == 1 && all.hasCases && all.hasAssertions && all.hasAnswers)
    var bare = ScoredSheet()
    bare.add(contact())
    let none = figures(bare)
    #expect(none.sharedContacts == 0 && !none.hasCases && !none.hasAssertions && !none.hasAnswers)
  }

  // Asserted against acr: A, B, D and L are confirmed, C denied, N missed; F is open. Of customers who differ
  // by one each way: Σ D² = 2, Σ D·n = 0. Said against window_fcr: A, one of C's denied, B missed, the other
  // of C's open: D is 1 of 2 and −1 of 1. Asserted against said: A, one of C's, D and H confirmed, B and the
  // other of C's denied: D is 1 of 1 and 1 of 2.
  @Test func `two by two of what was said and seen`() {
    let figures = figures(sheet)
    func words(_ pair: MethodPair) -> [Int64] {
      let (counts, gap) = (figures.counts(pair, headline: 0), figures.gap(pair, headline: 0))
      return [counts.confirmed, counts.denied, counts.missed, counts.open, gap.squares, gap.products]
    }
    let ofAgents = MethodPair(claim: .dispositionFCR, check: .acr)
    #expect(words(ofAgents) == [4, 1, 1, 0, 2, 0])
    #expect(words(MethodPair(claim: .vocFCR, check: .windowFCR)) == [1, 1, 1, 1, 2, 1])
    #expect(words(MethodPair(claim: .dispositionFCR, check: .vocFCR)) == [4, 2, 0, 0, 2, 3])
    let agents = figures.agents(ofAgents, headline: 0)
    #expect(
      agents.count == 1 && agents[0].agent == 1 && agents[0].counts == figures.counts(ofAgents, headline: 0))
    #expect(figures.agents(MethodPair(claim: .dispositionFCR, check: .windowFCR), headline: 0).isEmpty)
  }

  @Test(arguments: [[Match.any, .reason, .case], [.any], [.case]])
  func `steps lead from ours to the rule, and change no more than they say`(_ matches: [Match]) {
    let seed: UInt64 = 2_645
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(20) {
      var parameters = FCRParameters()
      parameters.matches = matches
      parameters.headlineDays = random.pick([1, 7, 14, 90, 366])
      let figures = figures(ScoredSheet(using: &random), parameters)
      for headline in parameters.headlineCandidates.indices {
        let ours = figures.rate(.definition(.windowFCR), headline: headline)
        for definition in PublishedDefinition.allCases {
          var before = (n: ours.n, x: ours.x)
          for step in figures.steps(to: definition, headline: headline) {
            #expect(step.x <= step.n, "seed \(seed), sheet \(number), \(definition)")
            #expect(abs(step.n - before.n) <= step.changed, "seed \(seed), sheet \(number), \(definition)")
            #expect(abs(step.x - before.x) <= step.changed, "seed \(seed), sheet \(number), \(definition)")
            before = (step.n, step.x)
          }
          let rate = figures.rate(.definition(definition), headline: headline)
          #expect(before == (rate.n, rate.x), "seed \(seed), sheet \(number), \(definition)")
        }
      }
    }
  }
}
