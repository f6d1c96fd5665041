import Canonical

@testable import Aggregate

/// Everything that a study says, as lines that tests compare.
enum StudyWords {
  /// A share with all that its interval needs.
  static func words(_ rate: RateTally, people: Int) -> String {
    "\(rate.x)/\(rate.n) worth \(rate.effectiveSize), \(rate.customers) customers, "
      + "squares \(rate.sizeSquares), people \(people)"
  }

  /// What a tally of rules says in the end.
  static func words(_ figures: RuleFigures, headlines: Int) -> [String] {
    var words = [
      "\(figures.sharedContacts) \(figures.hasCases) \(figures.hasAssertions) \(figures.hasAnswers)"
    ]
    for headline in 0..<headlines {
      for rule in Rule.all {
        let (rate, people) = (
          figures.rate(rule, headline: headline), figures.people(rule, headline: headline)
        )
        words.append("\(rule) \(StudyWords.words(rate, people: people))")
      }
      for definition in PublishedDefinition.allCases {
        words += figures.steps(to: definition, headline: headline).map { "\(definition) \($0)" }
      }
      for pair in MethodPair.all {
        words.append(
          "\(pair) \(figures.gap(pair, headline: headline)) \(figures.counts(pair, headline: headline))")
        words += figures.agents(pair, headline: headline).map { "\(pair) \($0)" }
      }
    }
    return words
  }

  /// What curves say, by code of the call type.
  static func words(_ curves: [ReturnCurve]) -> [String] {
    curves.flatMap { curve in
      (1...curve.lastDay).map { day in
        let fcr = curve.fcr(within: day)
        return "\(curve.callType.map(Int.init) ?? -1) \(day) \(words(fcr.rate, people: fcr.people)) "
          + "\(curve.naive(within: day)) \(curve.risk(on: day))"
      }
    }
  }

  /// What is told of surveys.
  static func words(_ figures: SurveyFigures) -> [String] {
    figures.groups.map { "\($0.key) \($0.value)" }.sorted()
      + figures.strata.map { "\($0.key) \($0.value)" }.sorted()
  }

  /// All studies together.
  static func words(_ studies: FCRStudies, _ parameters: FCRParameters) -> [String] {
    var all: [String] = []
    let headlines = parameters.headlineCandidates.count
    if let rules = studies.rules { all += words(rules.finish(), headlines: headlines) }
    for headline in 0..<headlines {
      if let returns = studies.returns { all += words(returns.finish(headline: headline)) }
      if let surveys = studies.surveys { all += words(surveys.finish(headline: headline)) }
      if let agents = studies.agents { all += agents.finish(headline: headline).map { "\($0)" } }
      if let stretches = studies.stretches {
        all += stretches.finish(headline: headline).counts.map { "\($0)" }
      }
    }
    return all
  }
}
