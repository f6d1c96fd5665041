import Canonical
import Tables

extension Leg {
  /// The legs of a batch of contacts, in its order.
  /// - Parameters:
  ///   - first: place among all rows of the run of the first byte of the batch's chunk.
  ///   - codes: the run's codes of the batch's texts.
  package static func legs(
    of batch: CanonicalBatch, source: UInt16, first: UInt64, keep: KeepRule?,
    codes: LegCodes
  ) -> [Leg] {
    let table = batch.table
    func keys(_ name: String) -> [Fingerprint] { batch.keys[batch.slots[table.place(of: name)]] }
    func numbers(_ name: String) -> [Int64] { batch.numbers[batch.slots[table.place(of: name)]] }
    func own(_ name: String) -> [UInt32] { batch.codes[batch.slots[table.place(of: name)]] }
    let (contacts, chains) = (keys("contact_id"), keys("chain_id"))
    let (customers, cases) = (keys("customer_id"), keys("case_id"))
    let (starts, ends, handles) = (numbers("started_at"), numbers("ended_at"), numbers("handle_s"))
    let (channels, directions) = (numbers("channel"), numbers("direction"))
    let (outcomes, resolved, updated) = (
      numbers("outcome"), numbers("resolved"), numbers("updated_at")
    )
    let transferred = numbers("transferred")
    let (agents, queues) = (own("agent_id"), own("queue"))
    let (callTypes, lines) = (own("call_type"), own("line_of_business"))
    let (agentCodes, queueCodes) = (codes.agents, codes.queues)
    let (callTypeCodes, lineCodes) = (codes.callTypes, codes.lines)
    let keepValues = keep.map { batch.milliseconds($0.latest) } ?? []
    let (keepKeys, offsets, places) = (batch.keepKeys, batch.offsets, batch.places)
    let seed = UInt64(source) + 1
    var legs: [Leg] = []
    legs.reserveCapacity(batch.count)
    for row in 0..<batch.count {
      let start = starts[row]
      var end = ends[row]
      if end == CanonicalBatch.missing {
        end = handles[row] == CanonicalBatch.missing ? start : start + handles[row] * 1000
      }
      let chain = chains[row]
      let keepKey = keepKeys.isEmpty ? .missing : keepKeys[row]
      legs.append(
        Leg(
          start: start, end: end, updated: updated[row], contact: contacts[row],
          chain: chain.isMissing ? chain : chain.combined(with: seed), customer: customers[row],
          caseID: cases[row].caseNumber,
          keepKey: keepKey.isMissing ? keepKey : keepKey.combined(with: seed),
          keepValue: keepValues.isEmpty ? 0 : keepValues[row],
          agent: agentCodes[Int(agents[row])], queue: queueCodes[Int(queues[row])],
          callType: callTypeCodes[Int(callTypes[row])], lineOfBusiness: lineCodes[Int(lines[row])],
          source: source, channel: UInt8(channels[row]), direction: UInt8(directions[row]),
          outcome: UInt8(outcomes[row]),
          resolved: resolved[row] == CanonicalBatch.missing ? -1 : Int8(resolved[row]),
          isTransferred: transferred[row] == 1,
          handleSeconds: handles[row] == CanonicalBatch.missing ? -1 : Int32(clamping: handles[row]),
          place: places.isEmpty ? first + UInt64(offsets[row]) : places[row]))
    }
    return legs
  }
}

extension Fingerprint {
  /// What tells the cases of one customer apart: the lower half, never 0 for a case.
  fileprivate var caseNumber: UInt64 { isMissing ? 0 : max(low, 1) }
}
