import Tables

/// Gives all legs of a chain the customer of the first leg that names one.
package enum ChainCustomer {
  /// What is known of a chain so far.
  private struct Chain {
    /// Start and source of its first leg that names a customer.
    var start: Int64
    var source: UInt16
    /// That customer; read before any is changed.
    var customer: Fingerprint
    /// Whether it names two customers.
    var isConflict = false
    /// Whether two legs that name different ones start first, at the same instant in the same source.
    var isTied = false

    /// Takes in another leg that names a customer.
    mutating func observe(_ leg: Leg) {
      let isOther = customer != leg.customer
      if isOther { isConflict = true }
      if (leg.start, leg.source) < (start, source) {
        (start, source, customer, isTied) = (leg.start, leg.source, leg.customer, false)
      } else if isOther, leg.start == start, leg.source == source {
        isTied = true
      }
    }
  }

  /// - Parameter legs: every leg of any chain in it; legs without a chain stay as they are.
  /// - Returns: how many chains name two customers.
  /// - Throws: what reading an id again throws.
  package static func assign(to legs: inout [Leg], order: ContactOrder) throws -> Int {
    var table = PlaceTable()
    var chains: [Chain] = []
    observe(legs.span, &table, &chains)
    if chains.contains(where: \.isTied) { try settle(legs.span, table, &chains, order) }
    guard !chains.isEmpty else { return 0 }
    var span = legs.mutableSpan
    for place in span.indices where !span[place].chain.isMissing {
      guard let number = table.existingNumber(of: span[place].chain) else { continue }
      span[place].customer = chains[number].customer
    }
    return chains.count(where: \.isConflict)
  }

  private static func observe(_ legs: Span<Leg>, _ table: inout PlaceTable, _ chains: inout [Chain]) {
    for place in legs.indices {
      let leg = legs[place]
      if leg.chain.isMissing || leg.customer.isMissing { continue }
      let number = table.number(of: leg.chain)
      if number == chains.count {
        chains.append(Chain(start: leg.start, source: leg.source, customer: leg.customer))
      } else {
        chains[number].observe(leg)
      }
    }
  }

  /// Lets the ids decide where the first legs of a chain are of different customers.
  private static func settle(
    _ legs: Span<Leg>, _ table: PlaceTable, _ chains: inout [Chain], _ order: ContactOrder
  ) throws {
    var best: [Int: ContactOrder.Contestant] = [:]
    for place in legs.indices {
      let leg = legs[place]
      if leg.chain.isMissing || leg.customer.isMissing { continue }
      guard let number = table.existingNumber(of: leg.chain), chains[number].isTied,
        leg.start == chains[number].start, leg.source == chains[number].source
      else { continue }
      let contestant = try order.contestant(UInt32(place), legs)
      if let other = best[number], !contestant.precedes(other) { continue }
      best[number] = contestant
    }
    for (number, contestant) in best { chains[number].customer = legs[Int(contestant.leg)].customer }
  }
}
