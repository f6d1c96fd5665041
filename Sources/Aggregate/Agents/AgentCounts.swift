/// What is counted of an agent's qualifying conversations in some span of days: exact, and added exactly.
package struct AgentCounts: Sendable, Equatable {
  /// Qualifying conversations.
  package var qualifying: Int64 = 0
  /// Those that were handed on.
  package var transferred: Int64 = 0
  /// Contact resolution (`acr`) at the headline.
  package var acr = Share()
  /// First contact resolution (`window_fcr`) at the headline.
  package var firsts = Share()
  /// Contacts that were repeats (`repeat_rate`) at the headline.
  package var repeats = Share()
  /// Seconds that the agent's own legs were handled, of conversations whose legs all say it.
  package var handle = Sum()
  /// Answers to whether it is resolved (`voc_resolution`).
  package var vocResolution = Share()
  /// Those of people who answered only once in the whole run: at least so many answered.
  package var loneAnswers: Int64 = 0
  /// Satisfaction and effort as answered, each in ten-thousandths of its scale: 0 is the lowest answer.
  package var csat = Sum()
  package var ces = Sum()

  /// Some of so many.
  package struct Share: Sendable, Equatable {
    package var n: Int64 = 0
    package var x: Int64 = 0

    /// Nothing counted.
    package init() {}

    /// x of n.
    package init(n: Int64, x: Int64) { (self.n, self.x) = (n, x) }

    /// x over n, 0…1; nil where n is 0.
    package var rate: Double? { n == 0 ? nil : Double(x) / Double(n) }

    fileprivate static func += (lhs: inout Share, rhs: Share) {
      (lhs.n, lhs.x) = (lhs.n + rhs.n, lhs.x + rhs.x)
    }
  }

  /// A sum of so many.
  package struct Sum: Sendable, Equatable {
    package var n: Int64 = 0
    package var sum: Int64 = 0

    /// Nothing counted.
    package init() {}

    /// A sum of n values.
    package init(n: Int64, sum: Int64) { (self.n, self.sum) = (n, sum) }

    /// sum over n; nil where n is 0.
    package var mean: Double? { n == 0 ? nil : Double(sum) / Double(n) }

    fileprivate static func += (lhs: inout Sum, rhs: Sum) {
      (lhs.n, lhs.sum) = (lhs.n + rhs.n, lhs.sum + rhs.sum)
    }
  }

  /// Nothing counted.
  package init() {}

  /// Adds what was counted in other days.
  package static func += (lhs: inout AgentCounts, rhs: AgentCounts) {
    lhs.qualifying += rhs.qualifying
    lhs.transferred += rhs.transferred
    lhs.loneAnswers += rhs.loneAnswers
    lhs.acr += rhs.acr
    lhs.firsts += rhs.firsts
    lhs.repeats += rhs.repeats
    lhs.vocResolution += rhs.vocResolution
    lhs.handle += rhs.handle
    lhs.csat += rhs.csat
    lhs.ces += rhs.ces
  }
}
