/// Settled first contacts under one match by what they have in common, and how many of them were repeated.
package struct RepeatDrivers: Sendable {
  /// Contacts with equal codes.
  package struct Mix: Sendable {
    /// Codes; 0 where missing.
    package let callType: UInt32
    package let queue: UInt32
    package let channel: UInt32
    /// Whether they were transferred.
    package let wasTransferred: Bool
    /// How many, and how many of them were repeated.
    package let n: Int64
    package let x: Int64
  }

  /// Transferred contacts of one agent with equal codes.
  package struct AgentMix: Sendable {
    /// Codes; 0 where missing.
    package let agent: UInt32
    package let callType: UInt32
    package let channel: UInt32
    /// How many, and how many of them were repeated.
    package let n: Int64
    package let x: Int64
  }

  /// All, in no order.
  package let mixes: [Mix]
  /// Those that were transferred, in no order; none where agents are not counted.
  package let agentMixes: [AgentMix]

  private let repetitions: [RateTally.Repetition]
  private let agentRepetitions: AgentRepetitions
  /// The match, by its place among those that may become the headline.
  private let match: Int
  private let people: [Int]
  /// By agent: how many transferred ones, and how many of them were repeated.
  private let agentCounts: [UInt32: SIMD2<Int64>]

  /// Such contacts; `repetitions` and `people` of those that were not transferred, then of those that were.
  init(
    mixes: [Mix], agentMixes: [AgentMix], repetitions: [RateTally.Repetition],
    agentRepetitions: AgentRepetitions, match: Int, people: [Int]
  ) {
    (self.mixes, self.agentMixes, self.people) = (mixes, agentMixes, people)
    (self.repetitions, self.agentRepetitions, self.match) = (repetitions, agentRepetitions, match)
    agentCounts = agentMixes.reduce(into: [:]) { $0[$1.agent, default: .zero] &+= SIMD2($1.n, $1.x) }
  }

  /// The repeat rate of those that were transferred, or not, and the distinct credited agents behind it.
  package func transfers(_ wasTransferred: Bool) -> FCRFigure {
    let group = mixes.filter { $0.wasTransferred == wasTransferred }
    let place = wasTransferred ? 1 : 0
    return FCRFigure(
      rate: RateTally(
        n: group.reduce(0) { $0 + $1.n }, x: group.reduce(0) { $0 + $1.x }, repetitions[place]),
      people: people[place])
  }

  /// The repeat rate of what one agent was credited with and was transferred.
  package func transfers(of agent: UInt32) -> FCRFigure {
    let counts = agentCounts[agent] ?? .zero
    return FCRFigure(
      rate: RateTally(n: counts[0], x: counts[1], agentRepetitions.repetition(of: agent, match)),
      people: 1)
  }
}
