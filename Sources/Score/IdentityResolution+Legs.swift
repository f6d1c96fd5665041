import Tables

extension IdentityResolution {
  /// Gives legs the ids of their agents and customers.
  /// - Returns: how many of them an alias gave another agent.
  package func resolve(_ legs: inout [Leg]) -> Int {
    if changesNothing { return 0 }
    var joined = 0
    for place in legs.indices {
      let agent = legs[place].agent
      resolve(&legs[place])
      if legs[place].agent != agent { joined += 1 }
    }
    return joined
  }
}
