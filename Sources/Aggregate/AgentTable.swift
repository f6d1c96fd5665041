/// Where the rows of agents and groups of one grouping stand, as a plain table while it stays small.
struct AgentTable: Sendable {
  /// Whether it is kept: groupings with many groups have none.
  private(set) var isKept = true
  /// Whether every group is of one agent, so that the group alone tells the row.
  let isOfOneAgent: Bool
  /// Places of an agent; of all where groups are of one agent.
  private(set) var stride = 0
  /// By agent and place of the group: the row + 1; 0 where the pair was not met.
  private(set) var places: [UInt32] = []

  /// The most that it holds: 4 MB, and 512 groups.
  private static let most = 1 << 20
  private static let mostGroups = 512

  /// No pair yet.
  init(isOfOneAgent: Bool) { self.isOfOneAgent = isOfOneAgent }

  /// About how many bytes it holds.
  var bytes: Int { 4 * places.capacity }

  /// The row + 1 of a pair; 0 where the table does not tell.
  /// - Parameter ordinal: the place of the group in its grouping.
  @inline(__always)
  func place(_ agent: Int, _ ordinal: Int) -> UInt32 {
    let place = agent &* stride &+ ordinal
    return ordinal < stride && place < places.count ? places[place] : 0
  }

  /// Sets the row of a pair, where the table is kept.
  /// - Parameter ordinal: the place of the group in its grouping.
  mutating func set(_ agent: Int, _ ordinal: Int, _ place: UInt32) {
    if isOfOneAgent {
      if ordinal >= stride {
        stride = max(64, (ordinal + 1) * 2)
        places.append(contentsOf: repeatElement(0, count: stride - places.count))
      }
      places[ordinal] = place
      return
    }
    if isKept, ordinal >= stride { widen(to: max(4, (ordinal + 1) * 2)) }
    let wanted = (agent + 1) * stride
    if stride > AgentTable.mostGroups || wanted > AgentTable.most {
      (isKept, stride, places) = (false, 0, [])
    }
    if !isKept { return }
    if wanted > places.count {
      places.append(contentsOf: repeatElement(0, count: wanted - places.count))
    }
    places[agent * stride + ordinal] = place
  }

  private mutating func widen(to wide: Int) {
    let agents = stride == 0 ? 0 : places.count / stride
    if wide > AgentTable.mostGroups || agents * wide > AgentTable.most {
      (isKept, stride, places) = (false, 0, [])
      return
    }
    var more = Array(repeating: UInt32(0), count: agents * wide)
    for agent in 0..<agents {
      for place in 0..<stride { more[agent * wide + place] = places[agent * stride + place] }
    }
    (stride, places) = (wide, more)
  }
}
