import Tables

/// Gives all legs of a chain the customer of the first leg that names one.
package enum ChainCustomer {
  /// - Parameter legs: every leg of any chain in it; legs without a chain stay as they are.
  /// - Returns: how many chains name two customers.
  package static func assign(to legs: inout [Leg], order: ContactIDs) -> Int {
    var first: [Fingerprint: Int] = [:]
    var conflicts: Set<Fingerprint> = []
    for place in legs.indices where !legs[place].chain.isMissing && !legs[place].customer.isMissing {
      let chain = legs[place].chain
      guard let other = first[chain] else {
        first[chain] = place
        continue
      }
      if legs[other].customer != legs[place].customer { conflicts.insert(chain) }
      if order.precedes(legs[place], legs[other]) { first[chain] = place }
    }
    // Read all customers before any is changed.
    let customers = first.mapValues { legs[$0].customer }
    for place in legs.indices where !legs[place].chain.isMissing {
      if let customer = customers[legs[place].chain] { legs[place].customer = customer }
    }
    return conflicts.count
  }
}
