import Canonical
import Tables

extension Leg {
  /// The legs of a batch of contacts, in its order.
  ///
  /// `vocabulary` takes in the batch's texts; it is the one book of the run.
  package static func legs(
    of batch: CanonicalBatch, source: UInt16, file: UInt32, piece: UInt32, keep: KeepRule?,
    vocabulary: inout CodeBook
  ) -> [Leg] {
    let table = batch.table
    func keys(_ name: String) -> [Fingerprint] { batch.keys[batch.slots[table.place(of: name)]] }
    func numbers(_ name: String) -> [Int64] { batch.numbers[batch.slots[table.place(of: name)]] }
    func codes(_ name: String) -> [UInt32] {
      let slot = batch.slots[table.place(of: name)]
      let global = vocabulary.merge(batch.books[slot])
      return batch.codes[slot].map { global[Int($0)] }
    }
    let (contacts, chains) = (keys("contact_id"), keys("chain_id"))
    let (customers, cases) = (keys("customer_id"), keys("case_id"))
    let (starts, ends, handles) = (numbers("started_at"), numbers("ended_at"), numbers("handle_s"))
    let (channels, directions) = (numbers("channel"), numbers("direction"))
    let (outcomes, resolved, updated) = (
      numbers("outcome"), numbers("resolved"), numbers("updated_at")
    )
    let (agents, queues) = (codes("agent_id"), codes("queue"))
    let (callTypes, lines) = (codes("call_type"), codes("line_of_business"))
    let keepValues = keep.map { batch.milliseconds($0.latest) }
    let seed = UInt64(source) + 1
    return (0..<batch.count).map { row in
      let start = starts[row]
      let end: Int64 =
        if ends[row] != CanonicalBatch.missing {
          ends[row]
        } else if handles[row] != CanonicalBatch.missing {
          start + handles[row] * 1000
        } else {
          start
        }
      return Leg(
        start: start, end: end, updated: updated[row], contact: contacts[row].combined(with: seed),
        chain: chains[row].isMissing ? .missing : chains[row].combined(with: seed),
        customer: customers[row], caseID: cases[row],
        keepKey: batch.keepKeys.isEmpty || batch.keepKeys[row].isMissing
          ? .missing : batch.keepKeys[row].combined(with: seed),
        keepValue: keepValues?[row] ?? 0, agent: agents[row], queue: queues[row],
        callType: callTypes[row], lineOfBusiness: lines[row], source: source,
        channel: UInt8(channels[row]), direction: UInt8(directions[row]),
        outcome: UInt8(outcomes[row]),
        resolved: resolved[row] == CanonicalBatch.missing ? -1 : Int8(resolved[row]), file: file,
        piece: piece, row: UInt32(row))
    }
  }
}
