import Dice
import Testing

@testable import Tables

@Suite struct ZoneCursorTests {
  /// What a cursor says of local seconds, of instants and of their days is what the zone says.
  private func compare(_ zone: ZoneTable, _ seconds: [Int64], _ note: String) -> Set<String> {
    var cursor = ZoneCursor(zone)
    var kinds: Set<String> = []
    for second in seconds {
      let (found, expected) = (cursor.utc(fromLocal: second), zone.utc(fromLocal: second))
      kinds.insert("\(expected.kind)")
      #expect(found.second == expected.second && found.kind == expected.kind, "\(note), local \(second)")
      #expect(cursor.offset(atUTC: second) == zone.offset(atUTC: second), "\(note), second \(second)")
      let instant = Instant(seconds: second)
      #expect(cursor.day(of: instant) == zone.day(of: instant), "\(note), second \(second)")
    }
    return kinds
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `a cursor says what its zone says, in any order of asking`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let zone = ZoneTable.random(using: &dice)
    let (starts, offsets) = (zone.starts, zone.offsets)
    let anywhere = (0..<4000).map { _ in Int64.random(in: -3_500_000...6_000_000, using: &dice) }
    let kinds = compare(zone, anywhere, "seed \(seed), anywhere")
    #expect(kinds == ["plain", "gap", "fold"], "seed \(seed)")
    _ = compare(zone, anywhere.sorted(), "seed \(seed), in order")
    let edges = (starts + zip(starts, offsets).map(+) + zip(starts, offsets.dropFirst()).map(+)).flatMap {
      [$0 - 1, $0, $0 + 1]
    }
    _ = compare(zone, edges.shuffled(using: &dice), "seed \(seed), edges")
  }

  @Test func `a zone without transitions has one stretch`() {
    let lagos = ZoneTable(name: "Africa/Lagos", starts: [], offsets: [3600])
    let kinds = compare(lagos, [0, -1, 4_000_000_000_000, -4_000_000_000_000, 86_399], "Lagos")
    #expect(kinds == ["plain"])
  }
}
