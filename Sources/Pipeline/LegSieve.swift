import Canonical
import Score
import Tables

/// Leaves of the rows of contacts those that count: one of each contact, inside the coverage.
struct LegSieve: Sendable {
  /// Where rows were read that lose to another one of their contact.
  var losers: WordSet
  /// What is covered.
  var boundary: CoverageBoundary
  /// What the losers take of the memory.
  var lease: MemoryLease?

  /// What was left, and what was not.
  struct Counts: Sendable {
    /// Rows left out, by account and reason.
    private(set) var excluded = ExcludedRows()
    /// Legs by the code of their agent.
    private(set) var legsByAgent: [Int] = []

    /// None yet.
    init() {}

    fileprivate mutating func exclude(_ leg: Leg, _ reason: String) { excluded.add(reason, file: leg.file) }

    fileprivate mutating func count(agent: UInt32) {
      if Int(agent) >= legsByAgent.count {
        legsByAgent += Array(repeating: 0, count: Int(agent) + 1 - legsByAgent.count + 1024)
      }
      legsByAgent[Int(agent)] += 1
    }

    /// Adds another's.
    mutating func merge(_ other: Counts) {
      excluded.merge(other.excluded)
      if other.legsByAgent.count > legsByAgent.count {
        legsByAgent += Array(repeating: 0, count: other.legsByAgent.count - legsByAgent.count)
      }
      for (agent, count) in other.legsByAgent.enumerated() { legsByAgent[agent] += count }
    }
  }

  /// Sifts legs in place, those from a place on.
  func sift(_ legs: inout [Leg], from start: Int = 0, _ counts: inout Counts) {
    legs.removeLast(legs.count - keep(&legs, from: start, &counts))
  }

  /// Moves the legs that count to the front.
  /// - Returns: how many there are then, those before `start` among them.
  private func keep(_ legs: inout [Leg], from start: Int, _ counts: inout Counts) -> Int {
    var legs = legs.mutableSpan
    let mayLose = losers.count > 0
    var kept = start
    for place in start..<legs.count {
      if mayLose, losers.contains(legs[place].place + 1) { continue }
      if !boundary.holds(legs[place].start), let reason = boundary.exclusion(of: legs[place].start) {
        counts.exclude(legs[place], reason)
        continue
      }
      let agent = legs[place].agent
      if agent != 0 { counts.count(agent: agent) }
      if kept < place { legs[kept] = legs[place] }
      kept += 1
    }
    return kept
  }
}
