import Canonical
import Dice
import Score
import Tables
import Testing

@testable import Pipeline

@Suite struct LegEntryTests {
  private static let layout = LegLayout(columns: ["updated_at"], hasKeepRule: false)

  private func entry(
    _ legs: Int, watchesContacts: Bool = true, in workspace: Workspace
  ) -> LegEntry {
    LegEntry(Self.layout, by: .owner, legs: legs, watchesContacts: watchesContacts, in: workspace)
  }

  @Test func `a contact with several rows is always among the suspects, few others are`() throws {
    let workspace = Workspace(memory: 64 << 20, folder: "/")
    let entry = entry(20_000, in: workspace)
    var random = Dice(seed: 11)
    let doubled = Set((0..<300).map { _ in random.below(20_000) })
    var legs = (0..<20_000).map { Leg.sample($0, customer: "k\($0 % 700)") }
    // The second row of a contact may be another customer's, and lie in another partition.
    legs += doubled.map { Leg.sample($0, customer: "other\($0)", account: 1) }
    legs.shuffle(using: &random)
    _ = try Workers(count: 4).gather(count: 100, { 0 }) { [legs] _, piece in
      try entry.add(stride(from: piece, to: legs.count, by: 100).map { legs[$0] })
    }
    #expect(entry.store.count == legs.count)
    let used = workspace.budget.used
    let suspects = entry.takeSuspects()
    #expect(workspace.budget.used < used && !suspects.areTooMany)
    for number in doubled {
      #expect(suspects.marks.contains(LegGlance.mark(of: Leg.sample(number).contactKey)))
    }
    #expect(suspects.marks.count < doubled.count + 600)
    // They are forgotten then.
    #expect(entry.takeSuspects().marks.count == 0)
  }

  @Test func `too many suspects are said and not listed`() throws {
    let workspace = Workspace(memory: 1 << 20, folder: "/")
    let entry = entry(5000, in: workspace)
    // As many as may be: 1 MiB / 8 / 96.
    for account in [0, 1] as [UInt32] {
      try entry.add((0..<1340).map { Leg.sample($0, account: account) })
    }
    let used = workspace.budget.used
    try entry.add((0..<100).map { Leg.sample($0, account: 2) })
    // What was noted is forgotten at once.
    #expect(workspace.budget.used < used - 20_000)
    let suspects = entry.takeSuspects()
    #expect(suspects.areTooMany && suspects.marks.count == 0)
  }

  @Test func `many rows of one contact are too many as well`() throws {
    let workspace = Workspace(memory: 1 << 20, folder: "/")
    let entry = entry(5000, in: workspace)
    for _ in 0..<14 { try entry.add(Array(repeating: .sample(0), count: 100)) }
    #expect(entry.takeSuspects().areTooMany)
  }

  @Test func `suspects are counted in the memory for as long as they are held`() throws {
    let workspace = Workspace(memory: 16 << 20, folder: "/")
    let entry = entry(2000, in: workspace)
    for account in [0, 1] as [UInt32] {
      try entry.add((0..<1000).map { Leg.sample($0, account: account) })
    }
    let before = workspace.budget.used
    var suspects: LegEntry.Suspects? = entry.takeSuspects()
    #expect(suspects?.mostRows ?? 0 >= 2000 && suspects?.mostRows ?? 0 < 2050)
    // The filter is gone, of 12 bits a contact.
    let held = workspace.budget.used
    #expect(held <= before - 3000)
    suspects = nil
    #expect(workspace.budget.used <= held - 16_000)
  }

  @Test func `where nobody watches there are no suspects`() throws {
    let workspace = Workspace(memory: 1 << 20, folder: "/")
    let entry = entry(10, watchesContacts: false, in: workspace)
    try entry.add([.sample(1), .sample(1), .sample(1)])
    let suspects = entry.takeSuspects()
    #expect(suspects.marks.count == 0 && !suspects.areTooMany && entry.store.count == 3)
  }
}
