/// What a tally of surveys says in the end.
package struct SurveyFigures: Sendable {
  /// A share of answers.
  package struct Answers: Sendable {
    /// The answers.
    package let rate: RateTally
    /// Distinct respondents who gave them.
    package let people: Int
  }

  /// What is told of a group.
  package struct Group: Sendable {
    /// Contacts with an answer, over all.
    package let answered: RateTally
    /// Answers that one contact resolved it.
    package let vocFCR: Answers
    /// Answers that it is resolved; every answer that counts is one of these.
    package let vocResolution: Answers
  }

  /// What is told of a stratum.
  package struct Stratum: Sendable {
    /// All contacts, and those with an answer.
    package private(set) var contacts: Int64 = 0
    package private(set) var answered: Int64 = 0
    /// Denominator and numerator of what was said.
    package private(set) var vocFCR = (n: Int64(0), x: Int64(0))
    package private(set) var vocResolution = (n: Int64(0), x: Int64(0))

    /// Adds counts in the order of a tally's.
    mutating func add(_ counts: SIMD8<Int64>) {
      contacts += counts[0]
      answered += counts[1]
      vocFCR = (vocFCR.n + counts[2], vocFCR.x + counts[3])
      vocResolution = (vocResolution.n + counts[4], vocResolution.x + counts[5])
    }
  }

  /// By group.
  package var groups: [SurveyGroup: Group] = [:]
  /// By stratum.
  package var strata: [SurveyStratum: Stratum] = [:]
}
