import Canonical
import Dice
import Tables
import Testing

@testable import Pipeline
@testable import Score

@Suite struct ContactScanTests {
  private static let day = Int64(86_400_000)
  fileprivate static let layout = LegLayout(columns: ["updated_at"], hasKeepRule: false)

  private func question(
    suspects: [Leg] = [], inputs: [Int] = [0, 1, 0], asOf: Instant? = nil,
    zone: ZoneTable = SlowFCRModules.zone
  ) -> ContactScan.Question {
    ContactScan.Question(
      suspects: WordSet(LegGlance.marks(of: suspects)),
      rows: Workspace(memory: 1 << 20, folder: "/").store(width: Self.layout.width, expecting: 10),
      answered: nil, matches: nil, inputs: inputs, asOf: asOf, zone: zone,
      texts: Array(repeating: 1, count: 1000), parting: RowParting(nil, accounts: []))
  }

  /// Starts of a made-up input: days side by side, pauses around the longest one, midnights, and one far off.
  private func starts(_ random: inout Dice) -> [Int64] {
    let pause = CoverageStretch.longestPause
    // 2026-03-01 in UTC: a clock is put forward soon after.
    var now = 1_772_323_200_000 as Int64
    var starts: [Int64] = []
    for _ in 0..<random.below(40) + 1 {
      starts.append(now)
      now += random.pick([0, 1, 3_600_000, Self.day, pause - 1, pause, pause + 1, pause + 1])
      if random.chance(20) { now += Self.day - now % Self.day + random.pick([0, 5, 6]) * 3_600_000 }
    }
    return starts
  }

  @Test func `days tell the same stretch as single starts, for any split among workers`() throws {
    let seed: UInt64 = 31
    var random = Dice(seed: seed)
    for round in 0..<300 {
      var legs: [Leg] = []
      for account in 0..<3 as Range<UInt32> {
        for start in starts(&random) { legs.append(.sample(legs.count, start: start, account: account)) }
      }
      let asOf = random.chance(30) ? Instant(milliseconds: random.pick(legs).start) : nil
      let question = question(asOf: asOf)
      var scans = (0..<random.below(4) + 1).map { _ in ContactScan(question) }
      for leg in legs.shuffled(using: &random) { try scans[random.below(scans.count)].take([leg]) }
      var all = ContactScan(question)
      for var scan in scans {
        scan.close()
        all.merge(scan)
      }
      for input in 0..<2 {
        let spans = all.days.filter { $0.key.input == input }.values
          .map { CoverageStretch.Span(first: $0.first, last: $0.last, count: $0.count) }
        let known = legs.filter { question.inputs[Int($0.file)] == input }.map(\.start)
          .filter { start in asOf.map { start <= $0.milliseconds } ?? true }
        #expect(spans.reduce(0) { $0 + $1.count } == known.count)
        let (found, expected) = (CoverageStretch.longest(spans), CoverageStretch.longest(known))
        #expect(
          found?.first == expected?.first && found?.last == expected?.last, "seed \(seed), round \(round)")
      }
    }
  }

  @Test func `contacts are counted on the local days on which they start`() throws {
    // Chicago: 06:00Z is midnight in winter, 05:00Z in summer; 2026-03-08 has 23 hours.
    let midnight = 1_772_928_000_000 as Int64 + 6 * 3_600_000
    var scan = ContactScan(question())
    let starts = [midnight - 1, midnight, midnight + 23 * 3_600_000 - 1, midnight + 23 * 3_600_000]
    for (number, start) in starts.enumerated() { try scan.take([.sample(number, start: start, account: 1)]) }
    scan.close()
    let days = scan.days.sorted { $0.key.day.days < $1.key.day.days }
    #expect(days.map(\.key.day.description) == ["2026-03-07", "2026-03-08", "2026-03-09"])
    #expect(days.map(\.key.input) == [1, 1, 1] && days.map(\.value.count) == [1, 2, 1])
    #expect(days[1].value.first == starts[1] && days[1].value.last == starts[2])
  }

  @Test func `rows of contacts that may have several are kept and not counted`() throws {
    let question = question(suspects: [.sample(1)])
    var scan = ContactScan(question)
    try scan.take([.sample(0), .sample(1), .sample(2), .sample(1, account: 1)])
    scan.close()
    #expect(scan.days.values.map(\.count) == [2])
    // They are settled later: the last one read counts, in whatever part of the scan.
    var other = ContactScan(question)
    #expect(question.rows.count == 2)
    let pass = ContactPass(
      store: question.rows, layout: Self.layout, key: .contact,
      workspace: Workspace(memory: 1 << 20, folder: "/"), sieve: nil)
    try other.settle(pass, 0, asOf: nil)
    other.close()
    scan.merge(other)
    #expect(scan.days.values.map(\.count).reduce(0, +) == 3 && scan.days.keys.map(\.input).max() == 1)
    #expect(scan.losers == [Leg.sample(1).place + 1])
    #expect(scan.excluded.counts == [0: ["duplicate": 1]] && question.rows.count == 0)
  }

  @Test func `contacts that responses may name go where they meet them`() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(memory: 1 << 20, folder: folder.path)
    var question = question()
    var answered = workspace.filter(expecting: 10)
    for number in [1, 3] { answered.insert(Leg.sample(number).contact.low) }
    let matches = workspace.store(width: ContactMatch.width, expecting: 10)
    (question.answered, question.matches) = (answered, matches)
    var scan = ContactScan(question)
    try scan.take((0..<5).map { .sample($0) })
    try scan.take([.sample(3, source: 1)])
    var words: [UInt64] = []
    try matches.take(0).read { page, count in words += page.prefix(count) }
    // An id is looked for in every source.
    #expect(words == ContactMatch.pack([.sample(1), .sample(3), .sample(3, source: 1)]).words)
  }
}

extension ContactScan {
  /// Looks at legs, packed as they wait in a store.
  fileprivate mutating func take(_ legs: [Leg]) throws {
    let words = ContactScanTests.layout.pack(legs)
    try take(words, count: words.count, ContactScanTests.layout)
  }
}
