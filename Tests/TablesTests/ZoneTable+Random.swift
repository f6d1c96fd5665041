import Dice
import Tables

extension ZoneTable {
  /// A made-up zone of twenty transitions from about a month before 1970 on, forward and back.
  static func random(using dice: inout Dice) -> ZoneTable {
    var start: Int64 = -3_000_000
    var starts: [Int64] = []
    for _ in 0..<20 {
      start += Int64.random(in: 200_000...400_000, using: &dice)
      starts.append(start)
    }
    let offsets = (0...20).map { _ in Int64.random(in: -48...48, using: &dice) * 900 }
    return ZoneTable(name: "Test/Random", starts: starts, offsets: offsets)
  }
}
