import Canonical
import Score
import Tables

extension ContactPass {
  /// Hands over the contacts of one customer with too many of them, and of a few others.
  func visit(
    _ records: StoredRecords, crowd: UInt64, _ scratch: inout Scratch, _ body: (inout [Leg]) throws -> Void
  ) throws {
    let chains = ContactPass(
      store: workspace.store(width: layout.width, expecting: records.count), layout: layout, key: .chain,
      workspace: workspace, sieve: nil)
    var others: [Leg] = []
    var customer = Fingerprint.missing
    try pages(of: records) { legs in
      sieve?.sift(&legs, &scratch.counts)
      var own: [Leg] = []
      for leg in legs {
        if customer.isMissing, leg.owner.high == crowd { customer = leg.customer }
        if !leg.customer.isMissing, leg.customer == customer { own.append(leg) } else { others.append(leg) }
      }
      try chains.store.append(layout.pack(own), keys: LegLayout.keys(of: own, by: .chain))
    }
    let isSwitchboard = try chains.surelyHasMoreChains(than: sharedIDMaximum)
    if isSwitchboard { scratch.switchboards += 1 }
    for partition in 0..<chains.partitionCount {
      try chains.visit(partition, &scratch) { legs in
        if isSwitchboard {
          for place in legs.indices {
            legs[place].customer = .missing
            legs[place].isOfSwitchboard = true
          }
          try body(&legs)
        } else {
          others += legs
        }
      }
    }
    if !others.isEmpty { try body(&others) }
  }

  /// Whether more chains than so many surely start within 30 days: on that many days in turn.
  private func surelyHasMoreChains(than maximum: Int) throws -> Bool {
    var chainsByDay: [Int64: Int] = [:]
    var legs: [Leg] = []
    for partition in 0..<partitionCount {
      var starts: [Fingerprint: Int64] = [:]
      try store.look(at: partition).read { words, count in
        legs.removeAll(keepingCapacity: true)
        layout.unpack(words, count: count, into: &legs)
        for leg in legs { starts[leg.chainOrContact] = min(starts[leg.chainOrContact] ?? .max, leg.start) }
      }
      for start in starts.values {
        chainsByDay[Instant(milliseconds: start).seconds.flooredQuotient(86_400), default: 0] += 1
      }
    }
    let days = Int64(FCRParameters.sharedIDDays)
    return chainsByDay.keys.contains { last in
      (last - days + 1...last).reduce(0) { $0 + (chainsByDay[$1] ?? 0) } > maximum
    }
  }
}
