import Dice
import Testing

@testable import Tables

@Suite struct ZoneTableTests {
  /// Local time is UTC+1 h until second 1,000,000, then UTC+2 h until 2,000,000, then UTC+1 h.
  private let zone = ZoneTable(
    name: "Test/Hand", starts: [1_000_000, 2_000_000], offsets: [3600, 7200, 3600])

  @Test(
    arguments: [
      (Int64.min / 2, 3600), (999_999, 3600), (1_000_000, 7200), (1_999_999, 7200),
      (2_000_000, 3600), (Int64.max / 2, 3600),
    ] as [(Int64, Int64)])
  func `a period begins at its transition, that second included`(_ second: Int64, _ offset: Int64) {
    #expect(zone.offset(atUTC: second) == offset)
  }

  // The clock jumps from 1,003,600 to 1,007,200: readings from 1,003,600 to 1,007,199 do not exist.
  @Test(
    arguments: [
      (1_003_599, 999_999, .plain), (1_003_600, 1_000_000, .gap),
      // Read at the old offset: 1,005,000 − 3,600 = 1,001,400, when the clock shows 1,008,600, an hour on.
      (1_005_000, 1_001_400, .gap), (1_007_199, 1_003_599, .gap), (1_007_200, 1_000_000, .plain),
    ] as [(Int64, Int64, ZoneTable.LocalTime)])
  func `a skipped local time moves forward by the length of the gap`(
    _ local: Int64, _ utc: Int64, _ kind: ZoneTable.LocalTime
  ) {
    let found = zone.utc(fromLocal: local)
    #expect(found.second == utc)
    #expect(found.kind == kind)
    if kind == .gap { #expect(found.second + zone.offset(atUTC: found.second) == local + 3600) }
  }

  // The clock falls from 2,007,200 back to 2,003,600: readings from 2,003,600 to 2,007,199 come twice.
  @Test(
    arguments: [
      (2_003_599, 1_996_399, .plain), (2_003_600, 1_996_400, .fold),
      // The first of the two: 2,007,199 − 7,200; the second one would be 2,003,599.
      (2_007_199, 1_999_999, .fold), (2_007_200, 2_003_600, .plain),
    ] as [(Int64, Int64, ZoneTable.LocalTime)])
  func `a repeated local time is the first of the two`(
    _ local: Int64, _ utc: Int64, _ kind: ZoneTable.LocalTime
  ) {
    let found = zone.utc(fromLocal: local)
    #expect(found.second == utc)
    #expect(found.kind == kind)
  }

  @Test func `a transition that moves no clock is neither gap nor fold`() {
    let renamed = ZoneTable(name: "Test/Renamed", starts: [1_000_000], offsets: [3600, 3600])
    for local in Int64(1_003_500)...1_003_700 {
      let found = renamed.utc(fromLocal: local)
      #expect(found.second == local - 3600)
      #expect(found.kind == .plain)
    }
  }

  @Test func `UTC has one period and no gap`() {
    #expect(ZoneTable.utc.offset(atUTC: -5) == 0)
    let found = ZoneTable.utc.utc(fromLocal: 123)
    #expect(found.second == 123)
    #expect(found.kind == .plain)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `every instant comes back from its local reading, or from the first of a fold`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let zone = ZoneTable.random(using: &dice)
    var folds = 0
    for _ in 0..<5000 {
      let second = Int64.random(in: -3_500_000...6_000_000, using: &dice)
      let found = zone.utc(fromLocal: second + zone.offset(atUTC: second))
      #expect(found.kind != .gap, "seed \(seed), second \(second)")
      if found.kind == .fold {
        folds += 1
        #expect(found.second <= second, "seed \(seed), second \(second)")
        #expect(
          found.second + zone.offset(atUTC: found.second) == second + zone.offset(atUTC: second),
          "seed \(seed), second \(second)")
      } else {
        #expect(found.second == second, "seed \(seed)")
      }
    }
    #expect(folds > 0, "seed \(seed) never met a fold, so the law was half empty")
  }

  @Test func `the local day changes at local midnight`() {
    // 86,400 − 3,600 = 82,800 is midnight of day 1 at UTC+1; day −1 ends at −3,600.
    #expect(zone.day(of: Instant(milliseconds: 82_799_999)) == CivilDate(days: 0))
    #expect(zone.day(of: Instant(seconds: 82_800)) == CivilDate(days: 1))
    #expect(zone.day(of: Instant(milliseconds: -3_600_001)) == CivilDate(days: -1))
    #expect(zone.midnight(of: CivilDate(days: 1)) == Instant(seconds: 82_800))
  }

  @Test func `a day whose midnight is skipped begins at the transition`() {
    // At 82,800 UTC the clock would show day 1, 00:00, and is put to 01:00.
    let saoPaulo = ZoneTable(name: "Test/Midnight", starts: [82_800], offsets: [3600, 7200])
    #expect(saoPaulo.midnight(of: CivilDate(days: 1)) == Instant(seconds: 82_800))
    #expect(saoPaulo.day(of: Instant(seconds: 82_800)) == CivilDate(days: 1))
    #expect(saoPaulo.day(of: Instant(seconds: 82_799)) == CivilDate(days: 0))
  }

  @Test func `a day whose midnight comes twice begins at the first`() {
    // At 86,400 UTC the clock shows day 1, 01:00, and is put back to 00:00.
    let azores = ZoneTable(name: "Test/Twice", starts: [86_400], offsets: [3600, 0])
    #expect(azores.midnight(of: CivilDate(days: 1)) == Instant(seconds: 82_800))
  }

  @Test func `a day that begins inside a gap begins at the transition`() {
    // At 81,000 UTC the clock shows day 0, 23:30, and is put to day 1, 00:30, as in Toronto on 1919-03-30.
    let toronto = ZoneTable(name: "Test/Straddling", starts: [81_000], offsets: [3600, 7200])
    #expect(toronto.day(of: Instant(seconds: 81_000)) == CivilDate(days: 1))
    #expect(toronto.midnight(of: CivilDate(days: 1)) == Instant(seconds: 81_000))
  }
}
