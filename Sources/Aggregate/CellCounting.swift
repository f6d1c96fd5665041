import Canonical
import Tables

/// Fills the cells of one piece: what a conversation is under each window is found once and added to
/// the cells of all its groups and periods.
///
/// Counters of all cells lie in flat arrays, so that a conversation touches no other memory.
struct CellCounting {
  private let whole: CellLayout
  private let monthly: CellLayout
  private let groupings: [(grouping: Grouping, place: Int)]
  private let firstMonth: Int32
  private let monthCount: Int

  private var keys: [FCRCell.Key] = []
  /// By cell: where its windows and days begin, and the number of the customer that touched it last.
  private var firstCounts: [Int] = []
  private var firstDays: [Int] = []
  private var lastCustomers: [Int] = []
  private var dispositions: [RateTally] = []
  private var population: [Int64] = []
  private var counts: [WindowFCR.Counts] = []
  private var days: [Int64] = []
  /// Bits of the numbers that an agent is part of, by cell and agent.
  private var credits: [UInt64: UInt64] = [:]
  /// The first cell of a group, which is that of the period `all`; those of the months follow it.
  private var families: [UInt64: Int] = [:]
  private var touched: [Int] = []
  private var customer = 1
  private var outcomes: [WindowFCR.Outcome] = []

  private static let statusCount = ConversationStatus.allCases.count

  /// No cell yet, for the conversations of a piece.
  init(_ plan: FCRTally.Plan, _ conversations: [ScoredConversation]) {
    whole = CellLayout(plan.variants, among: plan.variants, plan.coverage)
    monthly = CellLayout(plan.monthVariants, among: plan.variants, plan.coverage)
    groupings = plan.groupings.map { ($0, place(of: $0)) }
    var (first, last) = (Int32.max, Int32.min)
    for place in conversations.indices {
      first = min(first, conversations[place].month.number)
      last = max(last, conversations[place].month.number)
    }
    firstMonth = first
    monthCount = first > last ? 0 : Int(last - first) + 1
  }

  /// Adds a conversation of the open customer to the cells of its groups and periods.
  mutating func observe(_ conversation: ScoredConversation) {
    let isQualifying = conversation.status == .qualifying
    if isQualifying { findOutcomes(conversation) }
    let month = 1 + Int(conversation.month.number - firstMonth)
    let status = Int(conversation.status.rawValue)
    for (grouping, place) in groupings {
      let family = family(grouping, place, conversation.groups[place])
      population[family * CellCounting.statusCount + status] += 1
      population[(family + month) * CellCounting.statusCount + status] += 1
      if isQualifying {
        count(conversation, in: family, whole)
        count(conversation, in: family + month, monthly)
      }
    }
  }

  /// Ends the open customer.
  mutating func closeCustomer() {
    for cell in touched {
      let first = firstCounts[cell]
      let layout = keys[cell].month == nil ? whole : monthly
      for window in first..<(first + layout.count) { counts[window].rate.closeCustomer() }
      dispositions[cell].closeCustomer()
    }
    touched.removeAll(keepingCapacity: true)
    customer += 1
  }

  /// The cells in which anything was counted, in no order.
  var cells: [(key: FCRCell.Key, cell: FCRCell)] {
    var found: [Int: Int] = [:]
    var result: [(key: FCRCell.Key, cell: FCRCell)] = []
    for cell in keys.indices {
      let statuses = population[
        (cell * CellCounting.statusCount)..<((cell + 1) * CellCounting.statusCount)]
      if !statuses.contains(where: { $0 > 0 }) { continue }
      let layout = keys[cell].month == nil ? whole : monthly
      var finished = FCRCell(
        windows: (0..<layout.count).map { window in
          let start = firstDays[cell] + layout.dayStarts[window]
          let end = firstDays[cell] + layout.dayStarts[window + 1]
          return WindowFCR(counts: counts[firstCounts[cell] + window], days: days[start..<end])
        })
      finished.disposition = dispositions[cell]
      finished.population = Array(statuses)
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

  private mutating func findOutcomes(_ conversation: ScoredConversation) {
    let (start, end) = (conversation.start.milliseconds, conversation.end.milliseconds)
    outcomes.removeAll(keepingCapacity: true)
    for window in 0..<whole.count {
      outcomes.append(
        WindowFCR.outcome(
          conversation.links[whole.links[window]], start: start, end: end, in: whole.frames[window]))
    }
  }

  private mutating func count(_ conversation: ScoredConversation, in cell: Int, _ layout: CellLayout) {
    if lastCustomers[cell] != customer {
      lastCustomers[cell] = customer
      touched.append(cell)
    }
    var bits = CellCounting.add(
      outcomes, layout, firstCount: firstCounts[cell], firstDay: firstDays[cell], &counts, &days)
    if let resolved = conversation.isAssertedResolved {
      dispositions[cell].observe(resolved)
      bits |= 1 << UInt64(FCRCell.dispositionBit)
    }
    credits[UInt64(cell) << 32 | UInt64(conversation.agent), default: 0] |= bits
  }

  /// Adds what a conversation is to the windows of one cell.
  /// - Returns: a bit for each window whose rate it is part of.
  private static func add(
    _ outcomes: [WindowFCR.Outcome], _ layout: CellLayout, firstCount: Int, firstDay: Int,
    _ counts: inout [WindowFCR.Counts], _ days: inout [Int64]
  ) -> UInt64 {
    var bits: UInt64 = 0
    var counted = counts.mutableSpan
    var followed = days.mutableSpan
    for window in 0..<layout.count {
      let outcome = outcomes[layout.sources[window]]
      if counted[firstCount + window].observe(outcome.state) { bits |= 1 << UInt64(window) }
      if outcome.day >= 0 { followed[firstDay + layout.dayStarts[window] + outcome.day] += 1 }
    }
    return bits
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
    firstCounts.append(counts.count)
    firstDays.append(days.count)
    lastCustomers.append(0)
    dispositions.append(RateTally())
    population += Array(repeating: 0, count: CellCounting.statusCount)
    counts += Array(repeating: WindowFCR.Counts(), count: layout.count)
    days += Array(repeating: 0, count: layout.dayStarts[layout.count])
  }
}

/// Windows of one kind of period, and how much room a cell of it takes.
private final class CellLayout: Sendable {
  /// How many windows.
  let count: Int
  let frames: [WindowFCR.Frame]
  /// Place of each window's match among a conversation's links.
  let links: [Int]
  /// Where each window's days begin within a cell's; one element more than windows.
  let dayStarts: [Int]
  /// Place of each window among those of the period `all`.
  let sources: [Int]

  init(_ variants: [FCRCell.Variant], among all: [FCRCell.Variant], _ coverage: Coverage) {
    count = variants.count
    frames = variants.map { WindowFCR.Frame(days: $0.days, coverage: coverage) }
    links = variants.map { place(of: $0.match) }
    sources = variants.map { all.firstIndex(of: $0) ?? 0 }
    dayStarts = variants.reduce(into: [0]) { starts, variant in
      starts.append((starts.last ?? 0) + WindowFCR.dayCount(days: variant.days))
    }
  }
}

/// The place of a case among all of its kind.
private func place<Case: CaseIterable & Equatable>(of value: Case) -> Int {
  Array(Case.allCases).firstIndex(of: value) ?? 0
}
