import Aggregate
import Statistics

/// What the mix of an agent's contacts predicts, from the contacts of all their peers but themselves.
struct AgentExpectation {
  /// Settled contacts and resolved ones.
  struct Counts {
    var n: Int64 = 0
    var x: Int64 = 0

    mutating func add(_ stratum: AgentStratum) {
      n += stratum.n
      x += stratum.x
    }

    func without(_ other: Counts) -> Counts { Counts(n: n - other.n, x: x - other.x) }

    /// Their share, where they are enough to predict from.
    var share: Double? {
      n >= Int64(DirectStandardization.minimumSize) ? Double(x) / Double(n) : nil
    }
  }

  /// What an agent's contacts were counted as.
  private struct Mix: Hashable {
    var channel: UInt32?
    var callType: UInt32?
  }

  private var strata: [Mix: Counts] = [:]

  /// The contacts of some peers.
  init(_ peers: [[AgentStratum]]) {
    for stratum in peers.joined() {
      for mix in AgentExpectation.mixes(stratum) { strata[mix, default: Counts()].add(stratum) }
    }
  }

  /// The share that an agent's mix predicts, and the part of the contacts whose own channel and call type say
  /// so; nil where no peer has enough contacts of any kind.
  ///
  /// Where the others have fewer than ten contacts of a channel and call type, their call type predicts, and
  /// where that is not enough either all their contacts.
  func share(of agent: [AgentStratum]) -> (expected: Double, ownMix: Double)? {
    var own: [Mix: Counts] = [:]
    for stratum in agent {
      for mix in AgentExpectation.mixes(stratum) { own[mix, default: Counts()].add(stratum) }
    }
    var (predicted, exact, total) = ([Double](), Int64(0), Int64(0))
    for stratum in agent where stratum.n > 0 {
      let mixes = AgentExpectation.mixes(stratum)
      let shares = mixes.map { (strata[$0] ?? Counts()).without(own[$0] ?? Counts()).share }
      guard let share = shares.compactMap(\.self).first else { return nil }
      predicted.append(Double(stratum.n) * share)
      total += stratum.n
      if shares[0] != nil { exact += stratum.n }
    }
    if total == 0 { return nil }
    // In sorted order, so that no code shows in the last bit.
    var expected = CompensatedSum()
    for resolved in predicted.sorted() { expected.add(resolved) }
    return (min(1, expected.value / Double(total)), Double(exact) / Double(total))
  }

  /// What a stratum is part of, the finest first.
  private static func mixes(_ stratum: AgentStratum) -> [Mix] {
    [
      Mix(channel: stratum.channel, callType: stratum.callType),
      Mix(channel: nil, callType: stratum.callType),
      Mix(channel: nil, callType: nil),
    ]
  }
}
