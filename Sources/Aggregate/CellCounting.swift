import Canonical
import Tables

/// Fills the cells of one piece: what a conversation is under each window is found once and added to
/// the cells of all its groups and periods.
///
/// Counters of all cells lie in flat arrays of small integers. Every conversation is counted as if its
/// customer had no other; what customers with several change is found once they are complete.
struct CellCounting {
  private let whole: CellLayout
  private let monthly: CellLayout
  private let groupings: [(grouping: Grouping, place: Int)]
  private let firstMonth: Int32
  private let monthCount: Int

  private var keys: [FCRCell.Key] = []
  /// Where a cell's windows and days begin.
  private var firstWindows: [Int] = []
  private var firstDays: [Int] = []
  /// Conversations by cell and status, and by window and state.
  private var population: [UInt32] = []
  private var states: [UInt32] = []
  private var days: [UInt32] = []
  /// Conversations by cell and assertion: not resolved, resolved.
  private var assertions: [UInt32] = []
  /// What customers with several conversations change, by cell and window, and by cell.
  private var windowRepetitions: [CellWindow: RateTally.Repetition] = [:]
  private var assertionRepetitions: [Int: RateTally.Repetition] = [:]
  /// Bits of the numbers that an agent is part of, by cell and agent.
  private var credits: [UInt64: UInt64] = [:]
  /// The first cell of a group, which is that of the period `all`; those of the months follow it.
  private var families: [UInt64: Int] = [:]
  private var open = OpenCustomer()

  /// One window of one cell.
  private struct CellWindow: Hashable {
    var cell: Int
    var window: Int
  }

  private static let statusCount = ConversationStatus.allCases.count
  private static let stateCount = WindowFCR.State.allCases.count

  /// The qualifying conversations of the customer that is being counted.
  private struct OpenCustomer {
    var count = 0
    /// By conversation: its month's place, its assertion, its first cell under each grouping and its
    /// state under each window of the period `all`.
    var months: [Int] = []
    var assertions: [Bool?] = []
    var families: [Int] = []
    var states: [WindowFCR.State] = []

    mutating func clear() {
      count = 0
      months.removeAll(keepingCapacity: true)
      assertions.removeAll(keepingCapacity: true)
      families.removeAll(keepingCapacity: true)
      states.removeAll(keepingCapacity: true)
    }
  }

  /// No cell yet.
  init(_ plan: FCRTally.Plan) {
    whole = CellLayout(plan.variants, among: plan.variants, plan.coverage)
    monthly = CellLayout(plan.monthVariants, among: plan.variants, plan.coverage)
    groupings = plan.groupings.map { ($0, place(of: $0)) }
    // Local days reach into a month more on either side than the days of UTC.
    firstMonth = CellCounting.month(of: plan.starts.lowerBound) - 1
    monthCount = Int(CellCounting.month(of: plan.starts.upperBound) + 1 - firstMonth) + 1
  }

  private static func month(of instant: Instant) -> Int32 {
    CivilDate(days: Int32(instant.seconds.flooredQuotient(86_400))).month.number
  }

  /// Adds a conversation of the open customer to the cells of its groups and periods.
  mutating func observe(_ conversation: ScoredConversation) {
    let month = 1 + Int(conversation.month.number - firstMonth)
    let status = Int(conversation.status.rawValue)
    let isQualifying = conversation.status == .qualifying
    let outcomes = isQualifying ? outcomes(of: conversation) : []
    for (grouping, place) in groupings {
      let family = family(grouping, place, conversation.groups[place])
      population[family * CellCounting.statusCount + status] += 1
      population[(family + month) * CellCounting.statusCount + status] += 1
      if isQualifying {
        count(conversation, outcomes, in: family, whole)
        count(conversation, outcomes, in: family + month, monthly)
        open.families.append(family)
      }
    }
    if isQualifying {
      open.count += 1
      open.months.append(month)
      open.assertions.append(conversation.isAssertedResolved)
      for outcome in outcomes { open.states.append(outcome.state) }
    }
  }

  /// Ends the open customer: finds the cells that hold several of its conversations.
  mutating func closeCustomer() {
    if open.count > 1 {
      for grouping in groupings.indices {
        let members = (0..<open.count).sorted { a, b in
          let (left, right) = (family(of: a, grouping), family(of: b, grouping))
          return left != right ? left < right : open.months[a] < open.months[b]
        }
        for run in runs(members, { family(of: $0, grouping) }) {
          let first = family(of: members[run.lowerBound], grouping)
          addRepetition(members[run], in: first, whole)
          for part in runs(Array(members[run]), { open.months[$0] }) {
            let some = members[(run.lowerBound + part.lowerBound)..<(run.lowerBound + part.upperBound)]
            addRepetition(some, in: first + open.months[members[run.lowerBound + part.lowerBound]], monthly)
          }
        }
      }
    }
    open.clear()
  }

  /// Adds another's cells, of other customers and the same plan.
  mutating func merge(_ other: CellCounting) {
    var cells = Array(repeating: 0, count: other.keys.count)
    for (packed, theirs) in other.families {
      let key = other.keys[theirs]
      let ours = family(key.grouping, Int(packed >> 32), key.group)
      for cell in 0...monthCount { cells[theirs + cell] = ours + cell }
    }
    for (theirs, ours) in cells.enumerated() {
      let layout = keys[ours].month == nil ? whole : monthly
      func add(_ from: [UInt32], _ into: inout [UInt32], _ start: Int, _ place: Int, _ count: Int) {
        for offset in 0..<count { into[place + offset] += from[start + offset] }
      }
      let (statusCount, stateCount) = (CellCounting.statusCount, CellCounting.stateCount)
      add(other.population, &population, theirs * statusCount, ours * statusCount, statusCount)
      add(other.assertions, &assertions, theirs * 2, ours * 2, 2)
      add(
        other.states, &states, other.firstWindows[theirs] * stateCount,
        firstWindows[ours] * stateCount, layout.count * stateCount)
      add(
        other.days, &days, other.firstDays[theirs], firstDays[ours], layout.dayStarts[layout.count])
    }
    for (place, repetition) in other.windowRepetitions {
      windowRepetitions[CellWindow(cell: cells[place.cell], window: place.window), default: .init()]
        .merge(repetition)
    }
    for (cell, repetition) in other.assertionRepetitions {
      assertionRepetitions[cells[cell], default: .init()].merge(repetition)
    }
    for (pair, bits) in other.credits {
      credits[UInt64(cells[Int(pair >> 32)]) << 32 | pair & 0xffff_ffff, default: 0] |= bits
    }
  }

  /// The cells in which anything was counted, in no order.
  var cells: [(key: FCRCell.Key, cell: FCRCell)] {
    var found: [Int: Int] = [:]
    var result: [(key: FCRCell.Key, cell: FCRCell)] = []
    for cell in keys.indices {
      let statuses = numbers(population, cell * CellCounting.statusCount, CellCounting.statusCount)
      if statuses.allSatisfy({ $0 == 0 }) { continue }
      let layout = keys[cell].month == nil ? whole : monthly
      var finished = FCRCell(
        windows: (0..<layout.count).map { window in
          let place = firstWindows[cell] + window
          let dayCount = layout.dayStarts[window + 1] - layout.dayStarts[window]
          return WindowFCR(
            counts: numbers(states, place * CellCounting.stateCount, CellCounting.stateCount),
            repetition: windowRepetitions[CellWindow(cell: cell, window: window)],
            days: numbers(days, firstDays[cell] + layout.dayStarts[window], dayCount))
        })
      let resolved = Int64(assertions[cell * 2 + 1])
      finished.disposition = RateTally(
        n: resolved + Int64(assertions[cell * 2]), x: resolved,
        repetition: assertionRepetitions[cell])
      finished.population = statuses
      found[cell] = result.count
      result.append((keys[cell], finished))
    }
    for (pair, bits) in credits {
      if let place = found[Int(pair >> 32)] {
        result[place].cell.credit(UInt32(truncatingIfNeeded: pair), bits)
      }
    }
    return result
  }

  private func outcomes(of conversation: ScoredConversation) -> [WindowFCR.Outcome] {
    let (start, end) = (conversation.start.milliseconds, conversation.end.milliseconds)
    return (0..<whole.count).map { window in
      WindowFCR.outcome(
        conversation.links[whole.links[window]], start: start, end: end, in: whole.frames[window])
    }
  }

  private mutating func count(
    _ conversation: ScoredConversation, _ outcomes: [WindowFCR.Outcome], in cell: Int,
    _ layout: CellLayout
  ) {
    var bits = CellCounting.add(
      outcomes, layout, firstWindow: firstWindows[cell], firstDay: firstDays[cell], &states, &days)
    if let resolved = conversation.isAssertedResolved {
      assertions[cell * 2 + (resolved ? 1 : 0)] += 1
      bits |= 1 << UInt64(FCRCell.dispositionBit)
    }
    credits[UInt64(cell) << 32 | UInt64(conversation.agent), default: 0] |= bits
  }

  /// Adds what a conversation is to the windows of one cell.
  /// - Returns: a bit for each window whose rate it is part of.
  private static func add(
    _ outcomes: [WindowFCR.Outcome], _ layout: CellLayout, firstWindow: Int, firstDay: Int,
    _ states: inout [UInt32], _ days: inout [UInt32]
  ) -> UInt64 {
    var bits: UInt64 = 0
    var counted = states.mutableSpan
    var followed = days.mutableSpan
    for window in 0..<layout.count {
      let outcome = outcomes[layout.sources[window]]
      counted[(firstWindow + window) * stateCount + Int(outcome.state.rawValue)] += 1
      if outcome.state.rawValue >= WindowFCR.State.repeated.rawValue { bits |= 1 << UInt64(window) }
      if outcome.day >= 0 { followed[firstDay + layout.dayStarts[window] + outcome.day] += 1 }
    }
    return bits
  }

  /// Notes what several conversations of the open customer in one cell change.
  private mutating func addRepetition(_ members: ArraySlice<Int>, in cell: Int, _ layout: CellLayout) {
    if members.count < 2 { return }
    for window in 0..<layout.count {
      var (settled, resolved): (Int64, Int64) = (0, 0)
      for member in members {
        let state = open.states[member * whole.count + layout.sources[window]]
        if state == .resolved { resolved += 1 }
        if state == .resolved || state == .repeated { settled += 1 }
      }
      if settled > 1 {
        windowRepetitions[CellWindow(cell: cell, window: window), default: .init()]
          .add(n: settled, x: resolved)
      }
    }
    let said = members.compactMap { open.assertions[$0] }
    if said.count > 1 {
      assertionRepetitions[cell, default: .init()]
        .add(n: Int64(said.count), x: Int64(said.count { $0 }))
    }
  }

  /// The first cell of one of the open customer's conversations under a grouping.
  private func family(of conversation: Int, _ grouping: Int) -> Int {
    open.families[conversation * groupings.count + grouping]
  }

  /// The first cell of a group, made with those of all months where it is new.
  private mutating func family(_ grouping: Grouping, _ place: Int, _ group: UInt32) -> Int {
    let packed = UInt64(place) << 32 | UInt64(group)
    if let known = families[packed] { return known }
    let first = keys.count
    families[packed] = first
    add(FCRCell.Key(grouping: grouping, group: group, month: nil), whole)
    for month in 0..<monthCount {
      let number = Month(number: firstMonth + Int32(month))
      add(FCRCell.Key(grouping: grouping, group: group, month: number), monthly)
    }
    return first
  }

  private mutating func add(_ key: FCRCell.Key, _ layout: CellLayout) {
    keys.append(key)
    firstWindows.append(states.count / CellCounting.stateCount)
    firstDays.append(days.count)
    population += Array(repeating: 0, count: CellCounting.statusCount)
    assertions += [0, 0]
    states += Array(repeating: 0, count: layout.count * CellCounting.stateCount)
    days += Array(repeating: 0, count: layout.dayStarts[layout.count])
  }
}

/// Some numbers of a flat array.
private func numbers(_ array: [UInt32], _ start: Int, _ count: Int) -> [Int64] {
  array[start..<(start + count)].map { Int64($0) }
}

/// Ranges of neighbors that share a key.
private func runs(_ members: [Int], _ key: (Int) -> Int) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  var start = 0
  for place in members.indices.dropFirst() where key(members[place]) != key(members[start]) {
    ranges.append(start..<place)
    start = place
  }
  if !members.isEmpty { ranges.append(start..<members.count) }
  return ranges
}

/// The place of a case among all of its kind.
func place<Case: CaseIterable & Equatable>(of value: Case) -> Int {
  Array(Case.allCases).firstIndex(of: value) ?? 0
}
