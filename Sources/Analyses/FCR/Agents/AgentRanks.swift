import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `individual/agent_ranks`: where agents stand among peers of their role once the mix of their
/// contacts and luck are accounted for.
struct AgentRanks {
  /// What was counted, by agent, channel and call type.
  let strata: [AgentStratum]
  /// The settled contacts of an agent as a share, given n and x.
  let rate: (UInt32, Int64, Int64) -> RateTally
  /// Days of the headline's window, and its match.
  let days: Int
  let match: Match
  /// First day that counts.
  let from: CivilDate
  /// Code of an agent's role; 0 where there is none.
  let role: (UInt32) -> UInt32
  /// What a role or an agent is called.
  let roleName: (UInt32) -> String
  let agentName: (UInt32) -> String

  /// One agent with what is known of them.
  private struct Agent {
    let code: UInt32
    let name: String
    let strata: [AgentStratum]
    let seen: AgentExpectation.Counts
    let unsettled: Int64
    let expectation: (expected: Double, ownMix: Double)?
    var standing: AgentStanding?
  }

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: FCRStudy.agentRanks.rawValue,
        description: "One agent among the peers of the same role per row.",
        columns: columns, primaryKey: ["role", "agent"], rows: []),
      guardedColumns: columns[2...].map(\.name).filter { $0 != "flag" }, rows: rows, isIndividual: true)
  }

  private var columns: [ReportTable.Column] {
    [
      .init("role", .text, "role_id at the end; empty where there is none: all such agents are peers"),
      .init("agent", .text, "the credited agent"),
      .init("peers", .integer, "agents of the role with settled contacts, this one among them"),
    ]
      + RateCells.columns(
        rate:
          "acr at the headline (\(days) days, match \(match.rawValue)) of contacts from \(from) on, share 0…1"
      )
      + [
        .init("unsettled", .integer, "contacts whose window is still open; in no denominator"),
        .init(
          "expected", .decimal,
          "share that the mix of channels and call types predicts from all peers but the agent"),
        .init(
          "own_mix", .decimal,
          "part of n whose very channel and call type at least ten contacts of peers have; the rest is predicted from "
            + "the call type, or from all"),
        .init("gap", .decimal, "rate less expected, −1…1"),
        .init("shrunken_gap", .decimal, "gap pulled towards 0 the more the fewer contacts (beta-binomial)"),
        .init("shrunken_lo", .decimal, "lower end of its 95 % interval"),
        .init("shrunken_hi", .decimal, "upper end of its 95 % interval"),
        .init("quartile", .integer, "1 (best) to 4 by shrunken gap; empty under 20 peers"),
        .init("raw_quartile", .integer, "1 (best) to 4 by rate alone, the strict rule; empty under 20 peers"),
        .init("p_top_half", .decimal, "probability of quartile 1 or 2; empty under 20 peers"),
        .init("p_fourth_quartile", .decimal, "probability of quartile 4; empty under 20 peers"),
        .init(
          "decision", .text,
          "top_half, fourth_quartile or neither from a probability of 0.8 on, else insufficient_evidence; so under 60 "
            + "settled contacts or 20 peers"),
        .init(
          "more_contacts", .integer,
          "further settled contacts that would decide it if they go on as estimated; empty where it is decided, under "
            + "20 peers, or where no number would"),
        RateCells.flagColumn,
      ]
  }

  /// Codes of those who are in the top half of their peers, as far as it is certain enough.
  var topHalf: Set<UInt32> {
    Set(roles.flatMap(\.agents).filter { $0.standing?.decision == .topHalf }.map(\.code))
  }

  private var rows: [GuardedRow] {
    roles.flatMap { role in
      let count = role.agents.count { $0.seen.n > 0 }
      return role.agents.filter { $0.seen.n + $0.unsettled > 0 }
        .map { row($0, role: role.name, peers: count) }
    }
  }

  /// The agents of each role, placed among their peers.
  private var roles: [(name: String, agents: [Agent])] {
    let byAgent = Dictionary(grouping: strata, by: \.agent)
    let byRole = Dictionary(grouping: byAgent.keys.sorted(), by: role)
    return byRole.map { (name: roleName($0.key), agents: $0.value) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      .map { role in (role.name, agents(role.agents.compactMap { byAgent[$0] })) }
  }

  /// The agents of one role.
  private func agents(_ peers: [[AgentStratum]]) -> [Agent] {
    let expectation = AgentExpectation(peers)
    var agents = peers.map { strata -> Agent in
      var seen = AgentExpectation.Counts()
      for stratum in strata { seen.add(stratum) }
      return Agent(
        code: strata[0].agent, name: agentName(strata[0].agent), strata: strata, seen: seen,
        unsettled: strata.reduce(0) { $0 + $1.unsettled }, expectation: expectation.share(of: strata))
    }
    // By name, so that no code shows.
    agents.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    place(&agents)
    return agents
  }

  /// Places the agents who have settled contacts and an expectation.
  private func place(_ agents: inout [Agent]) {
    let placed = agents.indices.filter { agents[$0].seen.n > 0 && agents[$0].expectation != nil }
    let peers = placed.compactMap { place -> CaseMixShrinkage.Peer? in
      let agent = agents[place]
      guard let seen = try? Proportion(successes: Double(agent.seen.x), size: Double(agent.seen.n)),
        let expected = agent.expectation?.expected
      else { return nil }
      return CaseMixShrinkage.Peer(seen: seen, expected: expected)
    }
    guard peers.count == placed.count, let shrinkage = try? CaseMixShrinkage(peers) else { return }
    var standings = shrinkage.units.map { AgentStanding(gap: $0) }
    if placed.count >= AgentStanding.minimumPeers { rank(&standings, peers, shrinkage.priorSize) }
    for (standing, place) in zip(standings, placed) { agents[place].standing = standing }
  }

  /// Ranks enough peers.
  private func rank(_ standings: inout [AgentStanding], _ peers: [CaseMixShrinkage.Peer], _ size: Double?) {
    let gaps = standings.map(\.gap.gap)
    guard let shrunken = try? RankQuartiles(gaps), let raw = try? RankQuartiles(peers.map(\.seen.share)),
      let probabilities = try? RankProbabilities(
        standings.map(\.gap.posterior), draws: AgentStanding.draws, seed: AgentRanks.seed)
    else { return }
    let (quartiles, rawQuartiles) = (shrunken.quartiles, raw.quartiles)
    let budget = EvidenceBudget(gaps)
    for place in standings.indices {
      let probability = probabilities.units[place]
      standings[place].quartile = quartiles[place]
      standings[place].rawQuartile = rawQuartiles[place]
      standings[place].probabilities = probability
      if peers[place].seen.size >= Double(AgentStanding.minimumContacts) {
        standings[place].decision = AgentStanding.decision(
          topHalf: probability.topHalf, fourthQuartile: probability.fourthQuartile)
      }
      if standings[place].decision == .insufficientEvidence, let size {
        standings[place].moreContacts = budget.moreContacts(peers[place], priorSize: size)
      }
    }
  }

  /// Of the draws: the analysis' id as a number.
  private static let seed: UInt64 = FCRStudy.agentRanks.rawValue.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }

  private func row(_ agent: Agent, role: String, peers: Int) -> GuardedRow {
    let rate = RateCells(self.rate(agent.strata[0].agent, agent.seen.n, agent.seen.x))
    let isPrinted = rate.millionths != nil
    func number(_ value: Double?) -> ReportTable.Cell {
      isPrinted ? value.map { .number($0) } ?? .missing : .missing
    }
    func integer(_ value: Int?) -> ReportTable.Cell { value.map { .integer(Int64($0)) } ?? .missing }
    let standing = agent.standing
    let gap = agent.expectation.map { Double(agent.seen.x) / Double(max(1, agent.seen.n)) - $0.expected }
    var cells: [ReportTable.Cell] = [.name(role), .name(agent.name), .integer(Int64(peers))]
    cells += rate.counts + rate.estimates + [.integer(agent.unsettled)]
    cells += [number(agent.expectation?.expected), number(agent.expectation?.ownMix), number(gap)]
    cells += [standing?.gap.gap, standing?.gap.low, standing?.gap.high].map(number)
    cells += [integer(standing?.quartile), integer(standing?.rawQuartile)]
    cells += [standing?.probabilities?.topHalf, standing?.probabilities?.fourthQuartile].map(number)
    cells += [
      .text((standing?.decision ?? .insufficientEvidence).rawValue), integer(standing?.moreContacts),
      rate.flag,
    ]
    return GuardedRow(cells, people: 1)
  }
}
