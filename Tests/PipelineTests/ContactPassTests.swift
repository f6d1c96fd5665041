import Canonical
import Score
import Tables
import Testing

@testable import Pipeline

@Suite struct ContactPassTests {
  private static let layout = LegLayout(columns: [], hasKeepRule: false)

  /// A pass over legs that all lie in one partition, or in several.
  private func pass(
    _ legs: [Leg], bits: Int = 0, _ workspace: Workspace, sieve: LegSieve? = nil
  ) throws -> ContactPass {
    let store = workspace.store(
      width: Self.layout.width, PartitionBits(skipped: 0, bits: bits), expecting: legs.count)
    try store.append(Self.layout.pack(legs), keys: LegLayout.keys(of: legs, by: .owner))
    return ContactPass(store: store, layout: Self.layout, key: .owner, workspace: workspace, sieve: sieve)
  }

  /// Places of the legs of each part that a pass hands over.
  private func parts(_ pass: ContactPass) throws -> [[Leg]] {
    var scratch = ContactPass.Scratch()
    var parts: [[Leg]] = []
    for partition in 0..<pass.partitionCount {
      try pass.visit(partition, &scratch) { parts.append($0) }
    }
    return parts
  }

  @Test func `a partition that is too large is divided: nothing is lost, customers stay together`() throws {
    let folder = try TemporaryFolder()
    // So small that all of it waits in the file.
    let workspace = Workspace(memory: 64 << 10, folder: folder.path)
    let count = Workspace.recordsAtOnce + 1
    let customers = (0..<50).map { Fingerprint("k\($0)") }
    let one = Leg.sample(0)
    let legs = (0..<count).map { number in
      var leg = one
      leg.place = UInt64(number)
      leg.customer = customers[number % 50]
      return leg
    }
    let parts = try parts(pass(legs, workspace))
    #expect(parts.count > 1 && parts.allSatisfy { !$0.isEmpty && $0.count < Workspace.recordsAtOnce })
    var seen = Array(repeating: 0, count: count)
    for leg in parts.joined() { seen[Int(leg.place)] += 1 }
    #expect(seen.allSatisfy { $0 == 1 })
    let homes = parts.map { Set($0.map(\.customer)) }
    #expect(homes.reduce(0) { $0 + $1.count } == 50 && Set(homes.joined()).count == 50)
    #expect(workspace.budget.used == 0 && folder.names.isEmpty)
  }

  @Test func `one customer is never divided, whatever the number of contacts`() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(memory: 64 << 20, folder: folder.path)
    let legs = Array(repeating: Leg.sample(0), count: Workspace.recordsAtOnce + 1)
    let parts = try parts(pass(legs, workspace))
    #expect(parts.map(\.count) == [legs.count])
    #expect(workspace.budget.used == 0)
  }

  @Test func `a partition of a usual size comes whole, and an empty one not at all`() throws {
    let workspace = Workspace(memory: 1 << 20, folder: "/")
    let legs = (0..<300).map { Leg.sample($0, customer: "k\($0 % 3)") }
    let pass = try pass(legs, bits: 5, workspace)
    let parts = try parts(pass)
    #expect(pass.partitionCount == 32 && (1...3).contains(parts.count))
    #expect(parts.joined().map(\.place).sorted() == legs.map(\.place))
    // They were taken out.
    #expect(try self.parts(pass).isEmpty)
  }

  @Test func `what the sieve leaves out is counted, also where a partition is divided`() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(memory: 1 << 20, folder: folder.path)
    let boundary = CoverageBoundary(
      from: Instant(milliseconds: 1), statedEnd: nil, asOf: nil, end: Instant(milliseconds: 9))
    let (inside, outside) = (Leg.sample(1, start: 5), Leg.sample(2, start: 0, customer: "lou"))
    for count in [10, Workspace.recordsAtOnce] {
      let legs = Array(repeating: inside, count: count) + Array(repeating: outside, count: 10)
      let pass = try pass(legs, workspace, sieve: LegSieve(losers: WordSet(), boundary: boundary))
      var scratch = ContactPass.Scratch()
      var handed = 0
      try pass.visit(0, &scratch) { handed += $0.count }
      #expect(handed == count && scratch.counts.legsByAgent[1] == count)
      #expect(scratch.counts.excluded.counts == [0: ["outside_coverage": 10]])
    }
  }
}
