import Statistics

/// What coaching there was in a group and period: whole numbers that add up.
package struct ActivityCounts: Sendable, Equatable {
  /// Days on which agents were employed, by heads.
  package var agentDays: Int64 = 0
  /// Agents with such a day.
  package var agents: Int64 = 0
  /// Agents with a session, whatever became of it.
  package var invited: Int64 = 0
  /// Agents with a held session.
  package var coached: Int64 = 0

  /// Sessions of agents by what became of them.
  package var held: Int64 = 0
  package var missed: Int64 = 0
  package var cancelled: Int64 = 0
  /// Held sessions of which it is written down what led to them: planned ahead, and answering something.
  package var saidProactive: Int64 = 0
  package var saidReactive: Int64 = 0
  /// Held sessions of which it is inferred.
  package var inferredProactive: Int64 = 0
  package var inferredReactive: Int64 = 0
  /// Agents with one of these.
  package var knownAgents: Int64 = 0
  /// Held sessions without minutes.
  package var untimed: Int64 = 0
  /// Seconds of the other held sessions.
  package var timedSeconds: Int64 = 0
  /// Held sessions that left their agent with an action.
  package var withAction: Int64 = 0

  /// Agents with an action that was opened.
  package var charged: Int64 = 0
  /// Actions opened, and closed as far as is known.
  package var opened: Int64 = 0
  package var closed: Int64 = 0
  /// Actions opened whose day has come, and those of them that were closed by it.
  package var due: Int64 = 0
  package var closedOnTime: Int64 = 0
  /// Agents with an action whose day has come.
  package var dueAgents: Int64 = 0

  /// Supervisors with a day, and those whom their manager coached.
  package var supervisors: Int64 = 0
  package var coachedSupervisors: Int64 = 0

  /// Seconds of held sessions (x) over days (y), agent by agent.
  package var seconds = TotalsRatio.Sums()
  /// Days from one held session to the next: their sum (x) over how many (y), agent by agent.
  package var gaps = TotalsRatio.Sums()
  /// The same gaps, for how unequal they are.
  package var regularity = VariationCoefficient.Sums()

  /// Nothing counted.
  package init() {}

  /// Held sessions of which it is known what they were.
  package var known: Int64 { saidProactive + saidReactive + inferredProactive + inferredReactive }

  /// Sessions, whatever became of them.
  package var sessions: Int64 { held + missed + cancelled }

  /// Adds another's, of other people.
  package mutating func add(_ other: ActivityCounts) {
    agentDays += other.agentDays
    agents += other.agents
    invited += other.invited
    coached += other.coached
    held += other.held
    missed += other.missed
    cancelled += other.cancelled
    saidProactive += other.saidProactive
    saidReactive += other.saidReactive
    inferredProactive += other.inferredProactive
    inferredReactive += other.inferredReactive
    knownAgents += other.knownAgents
    untimed += other.untimed
    timedSeconds += other.timedSeconds
    withAction += other.withAction
    charged += other.charged
    opened += other.opened
    closed += other.closed
    due += other.due
    closedOnTime += other.closedOnTime
    dueAgents += other.dueAgents
    supervisors += other.supervisors
    coachedSupervisors += other.coachedSupervisors
    seconds.merge(other.seconds)
    gaps.merge(other.gaps)
    regularity.merge(other.regularity)
  }
}
