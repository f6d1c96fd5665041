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

  /// Contacts of a customer, one each minute; some of them in chains, and some of another customer.
  private static func crowd(_ count: Int, minutes: Int64 = 1) -> [Leg] {
    (0..<count).map { number in
      var leg = Leg.sample(0, start: Int64(number) * minutes * 60_000)
      leg.place = UInt64(number)
      leg.contact = Fingerprint(high: UInt64(number) &* 0x9e37_79b9_7f4a_7c15, low: UInt64(number))
      if number % 5 == 0 { leg.chain = Fingerprint("s\(number / 50)") }
      if number % 100 == 0 { leg.customer = Fingerprint("lou") }
      return leg
    }
  }

  @Test func `a switchboard comes in parts, as chains of nobody, and is counted`() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(memory: 1 << 20, folder: folder.path)
    let layout = LegLayout(columns: ["chain_id"], hasKeepRule: false)
    let legs = Self.crowd(3 * Workspace.recordsAtOnce)
    let store = workspace.store(
      width: layout.width, PartitionBits(skipped: 0, bits: 0), expecting: legs.count)
    try store.append(layout.pack(legs), keys: LegLayout.keys(of: legs, by: .owner))
    var pass = ContactPass(store: store, layout: layout, key: .owner, workspace: workspace, sieve: nil)
    pass.sharedIDMaximum = 30
    var scratch = ContactPass.Scratch()
    var parts: [[Leg]] = []
    try pass.visit(0, &scratch) { parts.append($0) }
    #expect(scratch.switchboards == 1 && parts.allSatisfy { $0.count <= Workspace.recordsAtOnce })
    #expect(parts.joined().map(\.place).sorted() == legs.map(\.place))
    let lou = parts.joined().filter { $0.customer == Fingerprint("lou") }
    #expect(lou.count == (legs.count + 99) / 100)
    #expect(parts.joined().count { $0.customer.isMissing } == legs.count - lou.count)
    // Chains stay together.
    let homes = parts.map { Set($0.filter { $0.customer.isMissing && !$0.chain.isMissing }.map(\.chain)) }
    #expect(homes.reduce(0) { $0 + $1.count } == Set(homes.joined()).count)
    #expect(workspace.budget.used == 0)
  }

  @Test func `who is no switchboard comes whole, however many contacts there are`() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(memory: 1 << 20, folder: folder.path)
    let legs = Self.crowd(Workspace.recordsAtOnce + 100, minutes: 60 * 24)
    var pass = try pass(legs, workspace)
    // One contact a day: 30 in a month are not more than 30.
    pass.sharedIDMaximum = 30
    var scratch = ContactPass.Scratch()
    var parts: [[Leg]] = []
    try pass.visit(0, &scratch) { parts.append($0) }
    #expect(scratch.switchboards == 0 && parts.joined().map(\.place).sorted() == legs.map(\.place))
    let kim = parts.filter { part in part.contains { $0.customer == Fingerprint("kim") } }
    #expect(
      kim.count == 1 && kim[0].count { $0.customer == Fingerprint("kim") } > Workspace.recordsAtOnce - 700)
  }

  @Test func `a crowd is written away once, not once for each bit that does not divide it`() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(memory: 1 << 20, folder: folder.path)
    let legs = Array(repeating: Leg.sample(0), count: 2 * Workspace.recordsAtOnce)
    let store = workspace.store(
      width: Self.layout.width, PartitionBits(skipped: 0, bits: 0), expecting: 1 << 17)
    try store.append(Self.layout.pack(legs), keys: LegLayout.keys(of: legs, by: .owner))
    let dealt = SharedValue(0)
    let parts = RecordParts(store: store, workspace: workspace) { words, count in
      dealt.change { $0 += count / Self.layout.width }
      return Array(repeating: Leg.sample(0).owner.high, count: count / Self.layout.width)
    }
    var counts: [Int] = []
    try parts.visit(0) { records, crowd in
      counts.append(records.count)
      #expect(crowd == Leg.sample(0).owner.high)
    }
    #expect(counts == [legs.count] && dealt.value == legs.count)
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
