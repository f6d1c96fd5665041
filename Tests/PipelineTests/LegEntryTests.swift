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
    // One more than may be: 1 MiB / 16 / 32.
    for account in [0, 1] as [UInt32] {
      try entry.add((0..<2049).map { Leg.sample($0, account: account) })
    }
    #expect(entry.takeSuspects().areTooMany)
  }

  @Test func `where nobody watches there are no suspects`() throws {
    let workspace = Workspace(memory: 1 << 20, folder: "/")
    let entry = entry(10, watchesContacts: false, in: workspace)
    try entry.add([.sample(1), .sample(1), .sample(1)])
    let suspects = entry.takeSuspects()
    #expect(suspects.marks.count == 0 && !suspects.areTooMany && entry.store.count == 3)
  }
}
