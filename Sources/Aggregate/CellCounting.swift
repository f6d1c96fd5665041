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
  /// Cells by grouping, group and month.
  private var places: [UInt64: Int] = [:]
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
    /// By conversation: its assertion, its cells of all and of its month under each grouping, and its
    /// state under each window of the period `all`.
    var assertions: [Bool?] = []
    var cells: [(all: Int, month: Int)] = []
    var states: [WindowFCR.State] = []

    mutating func clear() {
      count = 0
      assertions.removeAll(keepingCapacity: true)
      cells.removeAll(keepingCapacity: true)
      states.removeAll(keepingCapacity: true)
    }
  }

  /// No cell yet.
  init(_ plan: FCRTally.Plan) {
    whole = CellLayout(plan.variants, among: plan.variants, plan.coverage)
    monthly = CellLayout(plan.monthVariants, among: plan.variants, plan.coverage)
    groupings = plan.groupings.map { ($0, place(of: $0)) }
  }

  /// Adds a conversation of the open customer to the cells of its groups and periods.
  mutating func observe(_ conversation: ScoredConversation) {
    let status = Int(conversation.status.rawValue)
    let isQualifying = conversation.status == .qualifying
    let outcomes = isQualifying ? outcomes(of: conversation) : []
    for (grouping, place) in groupings {
      let group = conversation.groups[place]
      let (all, month) = (
        cell(grouping, place, group, nil), cell(grouping, place, group, conversation.month)
      )
      population[all * CellCounting.statusCount + status] += 1
      population[month * CellCounting.statusCount + status] += 1
      if isQualifying {
        count(conversation, outcomes, in: all, whole)
        count(conversation, outcomes, in: month, monthly)
        open.cells.append((all, month))
      }
    }
    if isQualifying {
      open.count += 1
      open.assertions.append(conversation.isAssertedResolved)
      for outcome in outcomes { open.states.append(outcome.state) }
    }
  }

  /// Ends the open customer: finds the cells that hold several of its conversations.
  mutating func closeCustomer() {
    if open.count > 1 {
      for grouping in groupings.indices {
        // Conversations of one group stand together, and among them those of one month.
        let members = (0..<open.count).sorted { a, b in
          let (left, right) = (cells(of: a, grouping), cells(of: b, grouping))
          return left.all != right.all ? left.all < right.all : left.month < right.month
        }
        for run in runs(members, { cells(of: $0, grouping).all }) {
          addRepetition(run, in: cells(of: run[run.startIndex], grouping).all, whole)
        }
        for run in runs(members, { cells(of: $0, grouping).month }) {
          addRepetition(run, in: cells(of: run[run.startIndex], grouping).month, monthly)
        }
      }
    }
    open.clear()
  }

  /// Adds another's cells, of other customers and the same plan.
  mutating func merge(_ other: CellCounting) {
    let cells = other.keys.map { cell($0.grouping, place(of: $0.grouping), $0.group, $0.month) }
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

  /// The cells of one of the open customer's conversations under a grouping.
  private func cells(of conversation: Int, _ grouping: Int) -> (all: Int, month: Int) {
    open.cells[conversation * groupings.count + grouping]
  }

  /// The cell of a group in a month, or in all; made where it is new.
  private mutating func cell(
    _ grouping: Grouping, _ place: Int, _ group: UInt32, _ month: Month?
  ) -> Int {
    // 4 bits tell the grouping, 32 the group and 24 the month.
    let number = month.map { UInt64(UInt32(bitPattern: $0.number)) & 0x7f_ffff + 1 } ?? 0
    let packed = UInt64(place) << 60 | UInt64(group) << 24 | number
    if let known = places[packed] { return known }
    let cell = keys.count
    places[packed] = cell
    add(FCRCell.Key(grouping: grouping, group: group, month: month), month == nil ? whole : monthly)
    return cell
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

/// Slices of neighbors that share a key.
private func runs(_ members: [Int], _ key: (Int) -> Int) -> [ArraySlice<Int>] {
  var slices: [ArraySlice<Int>] = []
  var start = 0
  for place in members.indices.dropFirst() where key(members[place]) != key(members[start]) {
    slices.append(members[start..<place])
    start = place
  }
  if !members.isEmpty { slices.append(members[start...]) }
  return slices
}

/// The place of a case among all of its kind.
func place<Case: CaseIterable & Equatable>(of value: Case) -> Int {
  Array(Case.allCases).firstIndex(of: value) ?? 0
}
