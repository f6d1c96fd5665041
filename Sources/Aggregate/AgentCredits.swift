import Canonical

/// Which agents stand behind which numbers of which groups, in all and by month.
struct AgentCredits: Sendable {
  /// How many groupings are counted.
  private let groupings: Int
  /// Words of a mask of all, and of a month.
  private let wholeWords: Int
  private let monthWords: Int
  /// By code: the number of the agent + 1; 0 where the agent was not met.
  private var agents: [UInt32] = []
  /// By number of the agent: the code.
  private var codes: [UInt32] = []
  /// By agent and grouping: the last group's row + 1.
  ///
  /// Agents stay in one site, team or role for long.
  private var recent: [UInt32] = []
  /// By grouping: all rows + 1 by agent and group, of groupings with few groups.
  private var tables: [AgentTable]
  /// Rows + 1, in a table with open addressing.
  private var slots = [UInt32](repeating: 0, count: 1 << 8)
  private var shift = UInt64(64 - 8)
  /// A row for each pair of agent and group: both, the mask of all, and a mask for each month.
  private var rows: [UInt32] = []
  private var count = 0
  private var months = MonthSpan()
  private var width: Int
  /// Rows of imprints that are qualifying conversations: the row, the number of its agent, its month,
  /// and its first word of a month.
  private var credits: [SIMD4<UInt32>] = []
  private var creditCount = 0
  /// The other words, by word and row of those.
  private var others: [UInt32] = []
  /// By row of those: where the masks of the pair begin.
  private var starts: [UInt32] = []

  /// Words of a row before its masks.
  private static let keyWords = 2

  /// Nobody yet.
  /// - Parameter areOfOneAgent: by grouping, whether each of its groups is of one agent.
  init(areOfOneAgent: [Bool], wholeWords: Int, monthWords: Int) {
    groupings = areOfOneAgent.count
    self.wholeWords = wholeWords
    self.monthWords = monthWords
    width = AgentCredits.keyWords + wholeWords
    tables = areOfOneAgent.map { AgentTable(isOfOneAgent: $0) }
  }

  /// Makes room for more months.
  mutating func widen(to span: MonthSpan) {
    rows = span.widened(
      rows, from: months, before: AgentCredits.keyWords + wholeWords, each: monthWords)
    months = span
    width = AgentCredits.keyWords + wholeWords + span.count * monthWords
  }

  /// Takes the agents of rows, whose groups follow.
  mutating func take(_ imprints: Imprints, _ conversations: [ScoredConversation]) {
    if imprints.count > credits.count {
      credits = Array(repeating: .zero, count: imprints.count)
      starts = Array(repeating: 0, count: imprints.count)
      others = Array(repeating: 0, count: imprints.count * (wholeWords + monthWords - 1))
    }
    creditCount = 0
    for row in 0..<imprints.count {
      let head = imprints.heads[row]
      if head.x != Imprints.Kind.qualifying { continue }
      credits[creditCount] = SIMD4(
        UInt32(truncatingIfNeeded: row), number(of: conversations[Int(head.y)].agent), head.z,
        imprints.masks[row &* 2 &* imprints.form.masks].x)
      creditCount += 1
    }
    for word in 1..<max(1, wholeWords + monthWords) {
      let first = (word - 1) * creditCount
      for credit in 0..<creditCount {
        others[first + credit] = imprints.word(word, of: Int(credits[credit].x))
      }
    }
  }

  /// Notes that the agents of those rows are part of numbers of a group each.
  /// - Parameters:
  ///   - places: by row: the group, and a cell.
  ///   - ordinals: by group, its place in the grouping.
  mutating func add(to places: [SIMD2<UInt32>], _ ordinals: [UInt32], _ grouping: Int) {
    var credit = 0
    while true {
      if tables[grouping].isKept {
        credit = AgentCredits.join(
          credits, from: credit, creditCount, places, ordinals, tables[grouping].places,
          tables[grouping].stride, isOfOneAgent: tables[grouping].isOfOneAgent, &rows, &starts,
          width: width, months: wholeWords, each: monthWords)
      } else {
        credit = AgentCredits.join(
          credits, from: credit, creditCount, places, recent, groupings, grouping, &rows, &starts,
          width: width, months: wholeWords, each: monthWords)
      }
      if credit == creditCount { break }
      // The next round finds it.
      let (agent, group) = (credits[credit].y, places[Int(credits[credit].x)].x)
      let place = UInt32(find(agent, group) + 1)
      recent[Int(agent) * groupings + grouping] = place
      tables[grouping].set(Int(agent), Int(ordinals[Int(group)]), place)
    }
    for word in 1..<max(1, wholeWords + monthWords) {
      AgentCredits.join(
        others, from: (word - 1) * creditCount, credits, creditCount, starts, &rows,
        isMonthly: word < monthWords, word: word < monthWords ? wholeWords + word : word - monthWords,
        each: monthWords)
    }
  }

  /// Sets the first word of months in rows that a table tells.
  /// - Returns: the first row of a pair that was not met; `end` where there is none.
  private static func join(
    _ credits: [SIMD4<UInt32>], from start: Int, _ end: Int, _ places: [SIMD2<UInt32>],
    _ ordinals: [UInt32], _ table: [UInt32], _ stride: Int, isOfOneAgent: Bool,
    _ rows: inout [UInt32], _ starts: inout [UInt32], width: Int, months: Int, each: Int
  ) -> Int {
    let agentStride = isOfOneAgent ? 0 : stride
    let (credits, places, ordinals, table) = (credits.span, places.span, ordinals.span, table.span)
    var rows = rows.mutableSpan
    var starts = starts.mutableSpan
    var credit = start
    while credit < end {
      let own = credits[credit]
      let ordinal = Int(ordinals[Int(places[Int(own.x)].x)])
      let pair = Int(own.y) &* agentStride &+ ordinal
      guard ordinal < stride, pair < table.count else { return credit }
      let place = Int(table[pair])
      if place == 0 { return credit }
      let mask = (place &- 1) &* width &+ keyWords
      rows[mask &+ months &+ Int(own.z) &* each] |= own.w
      starts[credit] = UInt32(truncatingIfNeeded: mask)
      credit &+= 1
    }
    return end
  }

  /// Sets the first word of months in the rows that their agents met last.
  /// - Returns: the first row of another pair; `end` where there is none.
  private static func join(
    _ credits: [SIMD4<UInt32>], from start: Int, _ end: Int, _ places: [SIMD2<UInt32>],
    _ recent: [UInt32], _ groupings: Int, _ grouping: Int, _ rows: inout [UInt32],
    _ starts: inout [UInt32], width: Int, months: Int, each: Int
  ) -> Int {
    let (credits, places, recent) = (credits.span, places.span, recent.span)
    var rows = rows.mutableSpan
    var starts = starts.mutableSpan
    var credit = start
    while credit < end {
      let own = credits[credit]
      let place = Int(recent[Int(own.y) &* groupings &+ grouping])
      if place == 0 { return credit }
      let mask = (place &- 1) &* width &+ keyWords
      if rows[mask &- 1] != places[Int(own.x)].x { return credit }
      rows[mask &+ months &+ Int(own.z) &* each] |= own.w
      starts[credit] = UInt32(truncatingIfNeeded: mask)
      credit &+= 1
    }
    return end
  }

  /// Sets one of the other words.
  private static func join(
    _ words: [UInt32], from first: Int, _ credits: [SIMD4<UInt32>], _ end: Int, _ starts: [UInt32],
    _ rows: inout [UInt32], isMonthly: Bool, word: Int, each: Int
  ) {
    let (words, credits, starts) = (words.span, credits.span, starts.span)
    var rows = rows.mutableSpan
    let each = isMonthly ? each : 0
    var credit = 0
    while credit < end {
      let month = Int(credits[credit].z) &* each
      rows[Int(starts[credit]) &+ word &+ month] |= words[first &+ credit]
      credit &+= 1
    }
  }

  /// Adds another's; there is room for its months.
  /// - Parameter groups: by group of the other: the groups here that it is part of.
  mutating func merge(_ other: AgentCredits, groups: [[Int]]) {
    let offset = other.months.count == 0 ? 0 : Int(other.months.first - months.first) * monthWords
    let fixed = AgentCredits.keyWords + wholeWords
    for theirs in 0..<other.count {
      let source = theirs * other.width
      let agent = number(of: other.codes[Int(other.rows[source])])
      for group in groups[Int(other.rows[source + 1])] {
        let start = width * find(agent, UInt32(group))
        for word in AgentCredits.keyWords..<fixed { rows[start + word] |= other.rows[source + word] }
        for word in fixed..<other.width { rows[start + offset + word] |= other.rows[source + word] }
      }
    }
  }

  /// Counts the agents of cells.
  /// - Parameters:
  ///   - first: place of the first number that months do not hold.
  ///   - monthCell: the cell of a group and a place of a month.
  func count(
    whole: inout PeopleCounts, months counts: inout PeopleCounts, from first: Int,
    monthCell: (Int, Int) -> Int?
  ) {
    for row in 0..<count {
      let (start, group) = (row * width, Int(rows[row * width + 1]))
      var end = start + AgentCredits.keyWords + wholeWords
      whole.addAgent(in: group)
      whole.add(rows[end - wholeWords..<end], from: first, in: group)
      var all = Array(repeating: UInt32(0), count: monthWords)
      for month in 0..<months.count {
        let mask = rows[end..<end + monthWords]
        end += monthWords
        if mask.contains(where: { $0 != 0 }), let cell = monthCell(group, month) {
          counts.addAgent(in: cell)
          counts.add(mask, from: 0, in: cell)
          for (word, bits) in mask.enumerated() { all[word] |= bits }
        }
      }
      whole.add(all[...], from: 0, in: group)
    }
  }

  /// About how many bytes it holds.
  var bytes: Int {
    4 * (agents.capacity + recent.capacity + slots.capacity + rows.capacity)
      + tables.reduce(0) { $0 + 4 * $1.places.capacity }
  }

  /// The number of an agent, by order of being met.
  private mutating func number(of agent: UInt32) -> UInt32 {
    if Int(agent) >= agents.count {
      agents.append(contentsOf: repeatElement(0, count: Int(agent) + 1 - agents.count))
    }
    if agents[Int(agent)] == 0 {
      codes.append(agent)
      agents[Int(agent)] = UInt32(codes.count)
      recent.append(contentsOf: repeatElement(0, count: groupings))
    }
    return agents[Int(agent)] - 1
  }

  private mutating func find(_ agent: UInt32, _ group: UInt32) -> Int {
    var slot = first(agent, group)
    while slots[slot] > 0 {
      let row = Int(slots[slot]) - 1
      if rows[row * width] == agent, rows[row * width + 1] == group { return row }
      slot = (slot + 1) & (slots.count - 1)
    }
    rows.append(agent)
    rows.append(group)
    rows.append(contentsOf: repeatElement(0, count: width - AgentCredits.keyWords))
    count += 1
    slots[slot] = UInt32(count)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// Source: Fibonacci hashing, Knuth (1998), The Art of Computer Programming 3, section 6.4.
  private func first(_ agent: UInt32, _ group: UInt32) -> Int {
    let key = UInt64(agent) << 32 | UInt64(group)
    return Int(truncatingIfNeeded: ((key ^ key >> 29) &* 0x9e37_79b9_7f4a_7c15) >> shift)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    shift -= 1
    for row in 0..<count {
      var slot = first(rows[row * width], rows[row * width + 1])
      while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(row + 1)
    }
  }
}
