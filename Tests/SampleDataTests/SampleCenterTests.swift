import Testing

@testable import SampleData

@Suite struct SampleCenterTests {
  @Test func `the same seed and size give the same bytes`() {
    let (first, second) = (SampleCenter(seed: 7, size: 0.05), SampleCenter(seed: 7, size: 0.05))
    #expect(first.files().elementsEqual(second.files()) { $0.path == $1.path && $0.bytes == $1.bytes })
  }

  @Test func `another seed gives other calls`() {
    let (first, second) = (SampleCenter(seed: 7, size: 0.05), SampleCenter(seed: 8, size: 0.05))
    #expect(first.files()[0].bytes != second.files()[0].bytes)
  }

  @Test func `pieces of a file follow one another and none is large`() throws {
    var paths: [String] = []
    try SampleCenter(seed: 7, size: 0.2).write { path, bytes in
      if paths.last != path { paths.append(path) }
      #expect(bytes.count < 300_000)
    }
    #expect(Set(paths).count == paths.count)
    #expect(paths.count == 17)
  }

  @Test func `an error of the sink ends the writing`() {
    struct DiskFull: Error {}
    #expect(throws: DiskFull.self) {
      try SampleCenter(seed: 7, size: 0.05).write { _, _ in throw DiskFull() }
    }
  }

  @Test func `the center of size 1 has about 20,000 contacts in less than 6 MB`() throws {
    var (bytes, rows) = (0, 0)
    try SampleCenter(seed: 1).write { path, piece in
      bytes += piece.count
      if ["acd", "chat", "tick"].contains(where: { path.hasPrefix("exports/\($0)") }) {
        rows += piece.count { $0 == 0x0a }
      }
    }
    #expect((18_000...23_000).contains(rows))
    #expect(bytes < 6_000_000)
  }

  @Test func `a seat's history does not depend on how many seats there are`() {
    // 200 and 201 seats make the same sixteen teams.
    let (roster, larger) = (Roster(seed: 3, seats: 200), Roster(seed: 3, seats: 201))
    for (worker, same) in zip(roster.workers.prefix(50), larger.workers) {
      #expect(worker.id == same.id)
      #expect(worker.ability == same.ability)
      #expect(worker.spells.map(\.hired) == same.spells.map(\.hired))
    }
  }
}

@Suite struct RandomStreamTests {
  @Test func `waiting times have their mean and their memorylessness`() {
    var random = RandomStream(seed: 5, .issue)
    let draws = (0..<40_000).map { _ in random.waiting(mean: 1000) }
    let mean = Double(draws.reduce(0, +)) / 40_000
    // The standard error is 1000 / 200 = 5.
    #expect(abs(mean - 1000) < 25)
    // exp(-1) = 0.368 and exp(-2) = 0.135 of them last longer than one and two means.
    #expect(abs(Double(draws.count { $0 > 1000 }) / 40_000 - 0.368) < 0.012)
    #expect(abs(Double(draws.count { $0 > 2000 }) / 40_000 - 0.135) < 0.009)
  }

  @Test func `purposes and entities have streams of their own`() {
    var streams = [
      RandomStream(seed: 5, .issue, 1, 2), RandomStream(seed: 5, .issue, 2, 1),
      RandomStream(seed: 5, .survey, 1, 2), RandomStream(seed: 6, .issue, 1, 2),
    ]
    let draws = streams.indices.map { streams[$0].next() }
    #expect(Set(draws).count == 4)
  }
}

@Suite struct ReturnDelayTests {
  @Test func `returns fall into the spans as the truth says`() {
    var random = RandomStream(seed: 5, .issue, 9)
    let delay = ReturnDelay(returns: 800_000, parts: [450, 300, 150, 70, 30])
    // Share within 7 days: 0.8 × (0.45 + 0.30 + 0.15) = 0.72; standard error 0.0022.
    #expect(delay.share(withinDays: 7) == 720_000)
    let end = CenterCalendar.firstSecond + 50_000
    let within = (0..<40_000).count { _ in delay.draw(after: end, &random).map { $0 <= 604_800 } ?? false }
    #expect(abs(Double(within) / 40_000 - 0.72) < 0.011)
  }
}
