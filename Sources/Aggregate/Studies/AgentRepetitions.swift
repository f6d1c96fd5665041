/// What customers with several contacts of one agent change of the intervals of some shares of that agent.
///
/// All sums are exact and add up in any order, as long as all contacts of a customer come in turn.
struct AgentRepetitions: Sendable {
  /// A contact of the present customer.
  struct Contact: Sendable {
    /// Code of the agent.
    var agent: UInt32
    /// A bit for each share whose denominator it is in, and whose numerator.
    var counts: UInt8
    var hits: UInt8
  }

  private let shares: Int
  private var sums: [UInt32: [RateTally.Repetition]] = [:]
  private var own: [Contact] = []

  /// No customer yet.
  /// - Parameter shares: how many shares there are, at most eight.
  init(shares: Int) {
    precondition(shares <= UInt8.bitWidth, "a bit for each share")
    self.shares = shares
  }

  /// About how many bytes it holds.
  var bytes: Int { sums.count * (64 + MemoryLayout<RateTally.Repetition>.stride * shares) }

  /// Adds a contact of the present customer.
  @inline(__always)
  mutating func add(_ contact: Contact) { own.append(contact) }

  /// Ends the present customer.
  @inline(__always)
  mutating func endCustomer() {
    if own.count > 1 { addCustomer() }
    own.removeAll(keepingCapacity: true)
  }

  /// Adds another's, of other customers.
  mutating func merge(_ other: AgentRepetitions) {
    for (agent, theirs) in other.sums {
      for share in theirs.indices { add(theirs[share], of: agent, share) }
    }
  }

  /// What is changed of a share of an agent.
  func repetition(of agent: UInt32, _ share: Int) -> RateTally.Repetition {
    sums[agent]?[share] ?? RateTally.Repetition()
  }

  @inline(never)
  private mutating func addCustomer() {
    own.sort { $0.agent < $1.agent }
    var start = 0
    while start < own.count {
      var end = start + 1
      while end < own.count, own[end].agent == own[start].agent { end += 1 }
      if end - start > 1 { add(start..<end) }
      start = end
    }
  }

  /// Adds the contacts of one agent.
  private mutating func add(_ places: Range<Int>) {
    for share in 0..<shares {
      var (n, x) = (Int64(0), Int64(0))
      for contact in own[places] {
        n += Int64(contact.counts >> UInt8(share) & 1)
        x += Int64(contact.hits >> UInt8(share) & 1)
      }
      if n > 1 { add(RateTally.Repetition(n: n, x: x, both: x), of: own[places.lowerBound].agent, share) }
    }
  }

  private mutating func add(_ repetition: RateTally.Repetition, of agent: UInt32, _ share: Int) {
    sums[agent, default: Array(repeating: RateTally.Repetition(), count: shares)][share].add(repetition)
  }
}
