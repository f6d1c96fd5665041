import Canonical
import Normalize

/// How a column spells durations.
struct DurationFinding {
  /// Spellings that together read the column; none where they are numbers without a unit.
  let patterns: [DurationPattern]
  /// Whether its numbers have a decimal comma.
  let decimalComma: Bool
  /// Rows whose value cannot be read.
  let unreadableRows: Int

  /// How the texts of a column spell durations; nil where they are none.
  init?(_ counts: [(text: String, count: Int)], unit: String?) {
    let total = counts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    func unread(_ patterns: [DurationPattern], comma: Bool = false) -> Int {
      counts.reduce(0) { sum, entry in
        let isRead = patterns.contains { TextProbe.seconds(entry.text, $0, decimalComma: comma) != nil }
        return sum + (isRead ? 0 : entry.count)
      }
    }
    func isMostly(_ unread: Int) -> Bool { unread == 0 || unread * 10 < total }
    for pattern in [DurationPattern.clock, .minuteClock, .twelveHourClock, .dated] {
      let rows = unread([pattern])
      if isMostly(rows) {
        (patterns, decimalComma, unreadableRows) = ([pattern], false, rows)
        return
      }
    }
    let clocks = unread([.clock, .minuteClock])
    if isMostly(clocks) {
      (patterns, decimalComma, unreadableRows) = ([.clock, .minuteClock], false, clocks)
      return
    }
    let known = unit.flatMap { DurationPattern(rawValue: $0) }
    for comma in [false, true] {
      let rows = unread([.seconds], comma: comma)
      if isMostly(rows) {
        (patterns, decimalComma, unreadableRows) = (known.map { [$0] } ?? [], comma, rows)
        return
      }
    }
    return nil
  }
}
