import Canonical
import Tables

/// All conversations of one customer, in the order (start, source, contact id).
struct CustomerHistory {
  /// The conversations.
  private(set) var conversations: [Conversation]
  /// Whether the id stands for one person; false for no id and for a switchboard's.
  let isIdentified: Bool
  /// Whether the id is a switchboard's.
  let isShared: Bool

  /// Builds the conversations of one customer from all their legs.
  /// - Parameters:
  ///   - legs: all legs of one customer, or of one conversation without one, in order.
  ///   - sharedIDMaximum: more chains than this within 30 days make the id a switchboard's; 0: off.
  init(legs: ArraySlice<Leg>, order: ContactIDs, sharedIDMaximum: Int) {
    let chains = CustomerHistory.chains(legs)
    let hasCustomer = !(legs.first?.customer.isMissing ?? true)
    isShared =
      hasCustomer && sharedIDMaximum > 0
      && CustomerHistory.isSwitchboard(chains.map(\.start), maximum: sharedIDMaximum)
    isIdentified = hasCustomer && !isShared
    conversations = isIdentified ? CustomerHistory.joined(chains, order) : chains
  }

  /// Legs of one chain together, the chains in the order of their first legs.
  private static func chains(_ legs: ArraySlice<Leg>) -> [Conversation] {
    var places: [Fingerprint: Int] = [:]
    var groups: [[Leg]] = []
    for leg in legs {
      if !leg.chain.isMissing, let place = places[leg.chain] {
        groups[place].append(leg)
      } else {
        if !leg.chain.isMissing { places[leg.chain] = groups.count }
        groups.append([leg])
      }
    }
    return groups.map { Conversation(legs: $0) }
  }

  /// Whether more than `maximum` chains start within 30 × 86,400 s, both ends included.
  private static func isSwitchboard(_ starts: [Int64], maximum: Int) -> Bool {
    let span = Int64(FCRParameters.sharedIDDays) * 86_400_000
    guard starts.count > maximum else { return false }
    return (maximum..<starts.count).contains { starts[$0] - starts[$0 - maximum] <= span }
  }

  /// Joins the chains that may and do overlap: a start before the running end; equal to it does not.
  private static func joined(_ chains: [Conversation], _ order: ContactIDs) -> [Conversation] {
    var result: [Conversation] = []
    var running: Int?
    for chain in chains {
      if chain.mayOverlap, let place = running, chain.start < result[place].end {
        result[place].join(chain, order: order)
      } else {
        if chain.mayOverlap { running = result.count }
        result.append(chain)
      }
    }
    return result
  }
}
