import Canonical
import Dice
import Tables
import Testing

@testable import Pipeline
@testable import Score

/// Rows that wait until all are there.
@Suite struct HeldRowsTests {
  private static let mapping = ProfileMapping(
    name: "log", table: .contacts,
    fields: ["contact_id", "started_at", "handle_s", "agent_id"].map {
      FieldMapping(column: $0, value: ValueMapping(.constant("")))
    },
    collapse: CollapseRule(
      by: ["contact_id"], order: ["started_at"], functions: ["started_at": .min, "handle_s": .sum]))

  /// A batch of rows of one of so many contacts each.
  private func batch(_ dice: inout Dice, rows: Int, contacts: Int) -> CanonicalBatch {
    var batch = CanonicalBatch(table: Self.mapping.rowTable)
    batch.count = rows
    batch.offsets = (0..<rows).map { UInt32($0) }
    for slot in batch.keys.indices { batch.keys[slot] = Array(repeating: .missing, count: rows) }
    for slot in batch.codes.indices { batch.codes[slot] = Array(repeating: 0, count: rows) }
    for slot in batch.numbers.indices {
      batch.numbers[slot] = Array(repeating: CanonicalBatch.missing, count: rows)
    }
    let slot = { (name: String) in batch.slots[batch.table.place(of: name)] }
    let (ids, starts, handles, agents) = (
      slot("contact_id"), slot("started_at"), slot("handle_s"), slot("agent_id")
    )
    for row in 0..<rows {
      batch.keys[ids][row] = Fingerprint("c\(dice.below(contacts))")
      batch.numbers[starts][row] = Int64(dice.below(1000))
      batch.numbers[handles][row] = Int64(dice.below(100))
      batch.codes[agents][row] = batch.books[agents].code(of: "agent\(dice.below(50))")
    }
    return batch
  }

  private func folded(memory: Int, contacts: Int, seed: UInt64) throws -> (rows: [String], sum: Int64) {
    let folder = try TemporaryFolder()
    let workspace = Workspace(memory: memory, folder: folder.path)
    let vocabulary = Vocabulary()
    let held = HeldRows(Self.mapping, source: 0, expecting: 100_000, in: workspace)
    var dice = Dice(seed: seed)
    for account in 0..<20 {
      try held.take(
        batch(&dice, rows: 5000, contacts: contacts), first: UInt64(account) << 40, vocabulary)
    }
    var (rows, sum): ([String], Int64) = ([], 0)
    for partition in 0..<held.partitionCount {
      let excluded = try held.release(partition, nil, vocabulary) { batch in
        let slot = { (name: String) in batch.slots[batch.table.place(of: name)] }
        for row in 0..<batch.count {
          let handle = batch.numbers[slot("handle_s")][row]
          let agent = batch.books[slot("agent_id")].text(of: batch.codes[slot("agent_id")][row])
          sum += handle
          rows.append(
            "\(batch.keys[slot("contact_id")][row].low) \(batch.numbers[slot("started_at")][row]) \(handle) \(agent) "
              + "\(batch.places[row])")
        }
      }
      #expect(excluded.counts.isEmpty)
    }
    return (rows.sorted(), sum)
  }

  @Test(arguments: [40_000, 300, 1])
  func `memory decides where rows wait, not what they become`(contacts: Int) throws {
    // With one contact all rows are of one key, which no division tells apart.
    let ample = try folded(memory: 512 << 20, contacts: contacts, seed: 7)
    let little = try folded(memory: 1 << 20, contacts: contacts, seed: 7)
    #expect(ample.rows == little.rows)
    #expect(ample.rows.count <= contacts && ample.rows.count > contacts * 9 / 10)
    // Every row is in one sum: 100,000 of 0 to 99.
    #expect(ample.sum == little.sum && (4_900_000...5_000_000).contains(ample.sum))
  }
}
