import Tables

/// The days of agents, cut into stretches in which nothing changes that an analysis asks for: what is counted by
/// stretch is known of any span of days that begins and ends at cuts.
package struct AgentCalendar: Sendable, Equatable {
  /// Where the stretches of each agent begin, by code, and where the last one's end.
  private let firsts: [UInt32]
  /// First days of all stretches, agent by agent.
  private let days: [Int32]

  /// A calendar with stretches that begin on these days, for each agent.
  /// - Parameters:
  ///   - cuts: days by code, in any order, none before `first`.
  ///   - first: the first day of everybody; earlier days count for it.
  package init(_ cuts: [UInt32: [CivilDate]], from first: CivilDate) {
    var (firsts, days): ([UInt32], [Int32]) = ([], [])
    for agent in 0..<(cuts.keys.max().map { $0 + 1 } ?? 0) {
      firsts.append(UInt32(days.count))
      guard let own = cuts[agent] else { continue }
      days.append(first.days)
      for day in own.sorted() where days[days.count - 1] != day.days { days.append(day.days) }
    }
    firsts.append(UInt32(days.count))
    (self.firsts, self.days) = (firsts, days)
  }

  /// How many stretches there are.
  package var count: Int { days.count }

  /// Codes of the agents that it has, ascending.
  package var agents: [UInt32] {
    (0..<UInt32(firsts.count - 1)).filter { !stretches(of: $0).isEmpty }
  }

  /// An agent's stretches in their order; none for somebody whom it does not have.
  package func stretches(of agent: UInt32) -> Range<Int> {
    guard Int(agent) + 1 < firsts.count else { return 0..<0 }
    return Int(firsts[Int(agent)])..<Int(firsts[Int(agent) + 1])
  }

  /// The stretch of an agent that holds a day; nil for somebody whom it does not have.
  package func stretch(of agent: UInt32, on day: CivilDate) -> Int? {
    let own = stretches(of: agent)
    if own.isEmpty { return nil }
    var (low, count) = (own.lowerBound, own.count)
    let days = days.span
    while count > 1 {
      let half = count / 2
      low = days[low + half] <= day.days ? low + half : low
      count -= half
    }
    return low
  }

  /// The first day of a stretch.
  package func firstDay(of stretch: Int) -> CivilDate { CivilDate(days: days[stretch]) }

  /// An agent's stretches from a day through another; both must be at cuts: nil where one is not.
  package func stretches(of agent: UInt32, from first: CivilDate, through last: CivilDate) -> Range<Int>? {
    guard let low = stretch(of: agent, on: first), firstDay(of: low) == first,
      let high = stretch(of: agent, on: last), first <= last
    else { return nil }
    let end = high + 1
    let isCut = end == stretches(of: agent).upperBound || firstDay(of: end).days == last.days + 1
    return isCut ? low..<end : nil
  }
}
