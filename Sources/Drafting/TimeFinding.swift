import Normalize

/// How a column spells instants or days.
struct TimeFinding {
  /// One way to read a column.
  struct Candidate {
    /// Its formats; none for ISO 8601.
    var formats: [String]
    /// What it takes for the day and the month, for people.
    var order: String
  }

  /// Formats that read the column; none for ISO 8601.
  private(set) var formats: [String] = []
  /// Two or more ways to read it, where day and month could swap; else none.
  private(set) var candidates: [Candidate] = []
  /// Why the order of day and month is known; nil where it never was in doubt.
  private(set) var settlement: String?
  /// The order of day and month that the values settle; nil where it is in doubt or never was.
  private(set) var order: DayOrder?
  /// Whether some values only read with the day first, and others only with the month first.
  private(set) var isContradictory = false
  /// Whether some values have a time of day.
  private(set) var hasTime = false
  /// Whether some values have a time and do not tell their distance from UTC.
  private(set) var isLocal = false
  /// Rows whose value does not say which number is the day.
  private(set) var openRows = 0
  /// Rows whose value is none of the calendar, or of no layout.
  private(set) var unreadableRows = 0

  /// How the texts of a column spell time; nil where most are no time.
  init?(_ counts: [(text: String, count: Int)]) {
    let total = counts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    var groups: [DateLayout: LayoutTally] = [:]
    var readRows = 0
    for (text, count) in counts {
      guard let (layout, numbers) = DateLayout.read(text) else { continue }
      groups[layout, default: LayoutTally()].add(numbers, count)
      readRows += count
    }
    guard readRows * 10 >= total * 9 || readRows == total else { return nil }
    hasTime = groups.keys.contains { $0.hasTime }
    isLocal = groups.keys.contains { $0.hasTime && $0.time?.offset == nil }
    if TimeFinding.isISO(counts, total) {
      unreadableRows = counts.reduce(0) { $0 + (TextProbe.iso($1.text) == nil ? $1.count : 0) }
      return
    }
    func name(_ group: (key: DateLayout, value: LayoutTally)) -> String {
      group.key.formats(group.value, .dayMonth).joined()
    }
    let layouts = groups.sorted { ($1.value.rows, name($0)) < ($0.value.rows, name($1)) }
    openRows = layouts.filter { $0.key.isOrderOpen }.reduce(0) { $0 + $1.value.rows }
    let orders = DayOrderEvidence(layouts)
    settlement = orders.settlement
    isContradictory = orders.isContradictory
    let ways = orders.all.map { order in
      Candidate(
        formats: TimeFinding.distinct(layouts.flatMap { $0.key.formats($0.value, order) }),
        order: order.words)
    }
    let unread = ways.map { TimeFinding.unread(counts, $0.formats) }
    guard let least = unread.min(), least * 2 < total else { return nil }
    // A way that cannot read what another one reads is out.
    let left = ways.indices.filter { unread[$0] == least || isContradictory }
    unreadableRows = least
    if left.count == 1 {
      formats = ways[left[0]].formats
      if openRows > 0 { order = orders.all[left[0]] }
      if ways.count > 1 { settlement = "some days do not exist in the other order" }
    } else {
      candidates = left.map { ways[$0] }
    }
  }

  private static func isISO(_ counts: [(text: String, count: Int)], _ total: Int) -> Bool {
    let read = counts.reduce(0) { $0 + (TextProbe.iso($1.text) != nil ? $1.count : 0) }
    return read == total || read * 2 > total && counts.allSatisfy { DateLayout($0.text)?.isISO ?? true }
  }

  private static func unread(_ counts: [(text: String, count: Int)], _ formats: [String]) -> Int {
    let formats = formats.compactMap { TextProbe.Format($0) }
    return counts.reduce(0) { sum, entry in
      sum + (formats.contains { $0.read(entry.text) != nil } ? 0 : entry.count)
    }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
