import Canonical
import Tables

/// All conversations of one customer, in the order (start, source, contact id).
///
/// One value serves many customers, one after the other, so that its storage is made once.
struct CustomerHistory {
  /// The conversations of this customer.
  private(set) var conversations: [Conversation] = []
  /// How many conversations this customer has.
  var count: Int { conversations.count }
  /// Whether the id stands for one person; false for no id and for a switchboard's.
  private(set) var isIdentified = false
  /// Whether the id is a switchboard's.
  private(set) var isShared = false
  /// Whether each leg is a conversation of its own.
  private(set) var isSimple = true

  /// Legs of one chain, or a leg without one.
  private struct Chain {
    var start: Int64
    var end: Int64
    var mayOverlap: Bool
    var legCount = 1
    /// Number of its conversation.
    var conversation = 0
  }

  private var chains: [Chain] = []
  /// Number of the chain of each leg, from the first leg of the customer on.
  private var chainNumbers: [UInt32] = []
  private var table = PlaceTable()
  /// Numbers of the chains that have an id, by their numbers in the table.
  private var named: [UInt32] = []
  /// More chains than this within 30 days make the id a switchboard's; 0: off.
  private let sharedIDMaximum: Int

  /// No conversations yet.
  /// - Parameter sharedIDMaximum: more chains than this within 30 days make the id a switchboard's; 0: off.
  init(sharedIDMaximum: Int) { self.sharedIDMaximum = sharedIDMaximum }

  /// Builds the conversations of one customer from all their legs.
  /// - Parameters:
  ///   - places: places of legs, within `range` those of one customer, or of one chain without one, by
  ///     start and source; those that tie are put in order.
  /// - Throws: what reading an id again throws.
  mutating func gather(
    _ places: inout [UInt32], _ range: Range<Int>, _ legs: Span<Leg>, order: ContactOrder
  ) throws {
    let hasCustomer = !legs[Int(places[range.lowerBound])].customer.isMissing
    chain(places.span, range, legs)
    isShared = hasCustomer && isSwitchboard
    isIdentified = hasCustomer && !isShared
    let isSettled: Bool
    if isShared {
      // Each chain stands alone, so that only the order within chains matters: a switchboard's ids are
      // not read by the thousand.
      let (chains, numbers, first) = (chains, chainNumbers, range.lowerBound)
      isSettled = try order.settle(&places, range, legs) { run in
        run.contains { chains[Int(numbers[$0 - first])].legCount > 1 }
      }
    } else {
      isSettled = try order.settle(&places, range, legs) { _ in true }
    }
    if isSettled { chain(places.span, range, legs) }
    number(joining: isIdentified)
    conversations.removeAll(keepingCapacity: true)
    for place in range {
      let number = conversation(ofLeg: place - range.lowerBound)
      if number == conversations.count {
        conversations.append(Conversation(legs[Int(places[place])]))
      } else {
        conversations[number].append(legs[Int(places[place])])
      }
    }
  }

  /// Number of the conversation of a leg, both counted from the customer's first.
  func conversation(ofLeg leg: Int) -> Int { chains[Int(chainNumbers[leg])].conversation }

  /// Finds the chain of each leg; chains are in the order of their first legs.
  private mutating func chain(_ places: Span<UInt32>, _ range: Range<Int>, _ legs: Span<Leg>) {
    chains.removeAll(keepingCapacity: true)
    chainNumbers.removeAll(keepingCapacity: true)
    named.removeAll(keepingCapacity: true)
    table.reset(capacity: range.count)
    for place in range {
      let leg = legs[Int(places[place])]
      var number = chains.count
      if !leg.chain.isMissing {
        let name = table.number(of: leg.chain)
        if name == named.count { named.append(UInt32(number)) } else { number = Int(named[name]) }
      }
      if number == chains.count {
        chains.append(Chain(start: leg.start, end: leg.end, mayOverlap: leg.mayOverlap))
      } else {
        chains[number].end = max(chains[number].end, leg.end)
        chains[number].legCount += 1
      }
      chainNumbers.append(UInt32(number))
    }
  }

  private var isSwitchboard: Bool {
    CustomerHistory.isSwitchboard(chains.count, sharedIDMaximum) { chains[$0].start }
  }

  /// Whether more than `maximum` of some chains start within 30 × 86,400 s, both ends included.
  @inline(__always)
  static func isSwitchboard(_ count: Int, _ maximum: Int, _ start: (Int) -> Int64) -> Bool {
    guard maximum > 0, count > maximum else { return false }
    let span = Int64(FCRParameters.sharedIDDays) * 86_400_000
    return (maximum..<count).contains { start($0) - start($0 - maximum) <= span }
  }

  /// Numbers the conversations: one for each chain, but one for those that may and do overlap, which is
  /// a start before the running end; equal to it does not.
  private mutating func number(joining: Bool) {
    var count = 0
    var running: (number: Int, end: Int64)?
    for place in chains.indices {
      let chain = chains[place]
      if joining, chain.mayOverlap, let last = running, chain.start < last.end {
        chains[place].conversation = last.number
        running = (last.number, max(last.end, chain.end))
      } else {
        chains[place].conversation = count
        if joining, chain.mayOverlap { running = (count, chain.end) }
        count += 1
      }
    }
  }
}
