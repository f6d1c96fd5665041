import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct FCRStudiesTests {
  /// Parameters whose headline is under these matches.
  private func parameters(_ matches: [Match], days: Int = 7) -> FCRParameters {
    var parameters = FCRParameters()
    parameters.matches = matches
    parameters.headlineDays = days
    parameters.windowDays = Set(parameters.windowDays + [days]).sorted()
    return parameters
  }

  private func plan(_ parameters: FCRParameters, _ coverage: Coverage = ScoredSheet.coverage)
    -> FCRStudies.Plan
  {
    let cuts = [UInt32(1): [20, 40, 41], 3: [70]].mapValues { $0.map { CivilDate(days: $0) } }
    return FCRStudies.Plan(
      parameters, coverage: coverage, hasSurveys: true, agentsFrom: Instant(seconds: 20 * day),
      calendar: AgentCalendar(cuts, from: CivilDate(days: 0)))
  }

  @Test(arguments: [[Match.any, .reason, .case], [.any], [.case]])
  func `any split of customers, and any order of merging, says the same`(_ matches: [Match]) {
    let seed: UInt64 = 20_261_122
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(2) {
      let parameters = parameters(matches, days: random.pick([1, 7, 366]))
      let plan = plan(parameters)
      let sheet = ScoredSheet(using: &random)
      var whole = FCRStudies(plan)
      whole.observe(sheet.piece())
      var parts = Array(repeating: [Int](), count: random.below(5) + 2)
      for customer in sheet.customers.indices { parts[random.below(parts.count)].append(customer) }
      var tallies = Array(repeating: FCRStudies(plan), count: 3)
      for part in parts { tallies[random.below(3)].observe(sheet.piece(part.shuffled(using: &random))) }
      tallies.shuffle(using: &random)
      var left = tallies[0]
      left.merge(tallies[1])
      left.merge(tallies[2])
      var right = tallies[1]
      right.merge(tallies[2])
      var outer = tallies[0]
      outer.merge(right)
      let words = StudyWords.words(whole, parameters)
      #expect(StudyWords.words(left, parameters) == words, "seed \(seed), sheet \(number)")
      #expect(StudyWords.words(outer, parameters) == words, "seed \(seed), sheet \(number)")
    }
  }

  /// A number of all, in words; nothing where there is none.
  private func words(_ figures: FCRFigures, _ number: FCRNumber, _ key: FCRCell.Key) -> String {
    guard let figure = figures.figure(number, of: key) else {
      return StudyWords.words(RateTally(n: 0, x: 0, .init()), people: 0)
    }
    return StudyWords.words(figure.rate, people: figure.people)
  }

  @Test(arguments: [[Match.any, .reason, .case], [.any], [.case]])
  func `rules that are numbers of the table are those numbers`(_ matches: [Match]) {
    let seed: UInt64 = 7_071
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(4) {
      var parameters = parameters(matches, days: random.pick([1, 7, 30]))
      parameters.groupings = [.all]
      let sheet = ScoredSheet(using: &random)
      let candidates = parameters.headlineCandidates
      // Numbers of match any that the parameters may not ask for.
      var every = parameters
      every.matches = Match.allCases
      let figures = sheet.tally(every, hasUnresolvable: true).finish()
      var tally = RuleTally(parameters, coverage: ScoredSheet.coverage)
      tally.observe(sheet.piece())
      let rules = tally.finish()
      for (place, match) in candidates.enumerated() {
        func any(_ measure: FCRMeasure, _ days: Int) -> FCRNumber {
          FCRNumber(measure, .init(days: days, match: .any))
        }
        let headline = FCRNumber.Variant(days: parameters.headlineDays, match: match)
        let pairs: [(PublishedDefinition, FCRNumber)] = [
          (.windowFCR, FCRNumber(.windowFCR, headline)), (.metricNet, FCRNumber(.windowFCRNet, headline)),
          (.sqmInternal, any(.callResolution, 30)), (.sharpen1, any(.acr, 1)), (.sharpen3, any(.acr, 3)),
          (.sharpen7, any(.acr, 7)), (.genesys, any(.acr, 7)), (.five9, FCRNumber(.dispositionFCR)),
        ]
        for (definition, name) in pairs {
          let found = StudyWords.words(
            rules.rate(.definition(definition), headline: place),
            people: rules.people(.definition(definition), headline: place))
          #expect(
            found == words(figures, name, ScoredSheet.all),
            "seed \(seed), sheet \(number), \(definition), \(match)")
        }
        // Behind what customers said stand respondents, whom rules do not count.
        let said = figures.figure(FCRNumber(.vocFCR), of: ScoredSheet.all)?.rate
        #expect(
          rules.rate(.definition(.sqmSurvey), headline: place) == said ?? RateTally(n: 0, x: 0, .init()))
      }
    }
  }

  @Test(arguments: [[Match.any, .reason, .case], [.any], [.case]])
  func `a curve says of each window what the table says`(_ matches: [Match]) throws {
    let seed: UInt64 = 1_414
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(4) {
      var parameters = parameters(matches, days: random.pick([1, 3, 7, 14, 30]))
      parameters.groupings = [.all, .callType]
      let sheet = ScoredSheet(using: &random)
      let figures = sheet.tally(parameters).finish()
      var tally = ReturnTally(parameters, coverage: ScoredSheet.coverage)
      tally.observe(sheet.piece())
      for (place, match) in parameters.headlineCandidates.enumerated() {
        let curves = tally.finish(headline: place)
        #expect(curves.first?.callType == nil && curves.dropFirst().allSatisfy { $0.callType != nil })
        for (key, cell) in figures.cells where key.month == nil && cell.qualifying > 0 {
          let code = key.grouping == .all ? nil : key.group
          let curve = curves.first { $0.callType == code }
          for days in parameters.windowDays {
            let name = FCRNumber(.windowFCR, .init(days: days, match: match))
            let figure = try #require(figures.figure(name, of: key))
            guard let curve else {
              // Nothing of this call type is identified.
              #expect(figure.rate.n == 0 && figure.unsettled == 0 && figure.firstUnknown == 0)
              continue
            }
            let (rate, people) = curve.fcr(within: days)
            #expect(
              StudyWords.words(rate, people: people) == StudyWords.words(figure.rate, people: figure.people),
              "seed \(seed), sheet \(number), \(key), \(days) days, \(match)")
            // Naive counting has all first contacts, whether known and settled or not.
            let waiting = (figure.unsettled ?? 0) + (figure.firstUnknown ?? 0)
            #expect(curve.naive(within: days).n == figure.rate.n + waiting, "seed \(seed), sheet \(number)")
            if days != parameters.headlineDays { continue }
            var survival = 1.0
            for day in 1...days {
              let (atRisk, returns) = curve.risk(on: day)
              if returns > 0 { survival *= 1 - Double(returns) / Double(atRisk) }
            }
            if let km = figure.survival {
              #expect(survival == km, "seed \(seed), sheet \(number), \(key), \(match)")
            }
          }
        }
      }
    }
  }

  @Test func `surveys say of all, channels and call types what the table says`() throws {
    let seed: UInt64 = 1_732
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(6) {
      var parameters = parameters(Match.allCases)
      parameters.groupings = [.all, .channel, .callType]
      let sheet = ScoredSheet(using: &random)
      let figures = sheet.tally(parameters).finish()
      var tally = SurveyTally(parameters, coverage: ScoredSheet.coverage)
      tally.observe(sheet.piece())
      let surveys = tally.finish(headline: 0)
      for (key, cell) in figures.cells where key.month == nil && cell.qualifying > 0 {
        let group: SurveyGroup =
          key.grouping == .all ? .all : key.grouping == .channel ? .channel(key.group) : .callType(key.group)
        let found = try #require(surveys.groups[group])
        #expect(found.answered.n == cell.qualifying)
        for (measure, share) in [
          (FCRMeasure.vocFCR, found.vocFCR), (.vocResolution, found.vocResolution),
        ] {
          let figure = try #require(figures.figure(FCRNumber(measure), of: key))
          #expect(
            StudyWords.words(share.rate, people: share.people)
              == StudyWords.words(figure.rate, people: figure.people),
            "seed \(seed), sheet \(number), \(key), \(measure)")
        }
      }
    }
  }

  @Test func `strata of agents add up to acr of all, from their first day on`() throws {
    let seed: UInt64 = 2_236
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(6) {
      let parameters = parameters(Match.allCases)
      let sheet = ScoredSheet(using: &random)
      let start = Instant(seconds: 20 * day)
      var tally = AgentMixTally(parameters, coverage: ScoredSheet.coverage, from: start)
      tally.observe(sheet.piece())
      let figures = sheet.filtered { $0.start >= start }.tally(parameters).finish()
      for (place, match) in parameters.headlineCandidates.enumerated() {
        let name = FCRNumber(.acr, .init(days: 7, match: match))
        let strata = tally.finish(headline: place)
        for agent in Set(strata.map(\.agent)) {
          let key = FCRCell.Key(grouping: .agent, group: agent, month: nil)
          let figure = try #require(figures.figure(name, of: key))
          let own = strata.filter { $0.agent == agent }
          let (n, x) = (own.reduce(0) { $0 + $1.n }, own.reduce(0) { $0 + $1.x })
          // Customers with several contacts too.
          let rate = tally.rate(of: agent, n: n, x: x, headline: place)
          #expect(rate == figure.rate, "seed \(seed), sheet \(number)")
          #expect(own.reduce(0) { $0 + $1.unsettled } == figure.unsettled, "seed \(seed), sheet \(number)")
        }
      }
    }
  }

  @Test func `a study that nobody wants, or that has no surveys or agents, is not made`() {
    var parameters = FCRParameters()
    parameters.studies = [.surveyBias, .agentRanks]
    let none = FCRStudies(
      FCRStudies.Plan(parameters, coverage: ScoredSheet.coverage, hasSurveys: false, agentsFrom: nil))
    #expect(none.rules == nil && none.returns == nil && none.surveys == nil && none.agents == nil)
    parameters.studies = [.agreement]
    let some = FCRStudies(plan(parameters))
    // Respondents stand behind what was said.
    #expect(some.rules != nil && some.returns == nil && some.surveys != nil && some.agents == nil)
  }
}
