import Canonical
import Tables

/// First contact resolution of all groups and periods: `observe` adds scored pieces, `merge` joins
/// tallies of other customers, in any order, `finish` makes the numbers.
package struct FCRTally: Sendable {
  /// Which numbers cells hold; the same for every tally of a run.
  package struct Plan: Sendable {
    /// Numbers of the period `all`, in the order of the table.
    package let numbers: [FCRNumber]
    /// Those of months: the headline's window under each match that may become the headline, or all.
    package let monthNumbers: [FCRNumber]
    /// Groupings, in the order of the table.
    package let groupings: [Grouping]
    /// Windows under each match that a number needs.
    let windows: [RepeatWindow]
    /// What cells hold.
    let layout: CellLayout

    /// The plan for these parameters.
    /// - Parameters:
    ///   - hasUnresolvable: whether some call types cannot be resolved by a first contact.
    package init(_ parameters: FCRParameters, coverage: Coverage, hasUnresolvable: Bool = false) {
      numbers = parameters.measures.flatMap { FCRNumber.all(of: $0, parameters) }
      monthNumbers = numbers.filter { $0.isMonthly(parameters) }
      groupings = parameters.groupings
      var places: [FCRNumber.Variant: Int] = [:]
      for variant in numbers.compactMap(\.variant) where places[variant] == nil {
        places[variant] = places.count
      }
      let variants = places.sorted { $0.value < $1.value }.map(\.key)
      windows = variants.map { RepeatWindow($0, coverage: coverage) }
      layout = CellLayout(
        numbers, monthly: monthNumbers, places, windows, hasUnresolvable: hasUnresolvable)
    }
  }

  /// Qualifying conversations.
  package private(set) var qualifying: Int64 = 0
  /// Those of them without a call type.
  package private(set) var withoutCallType: Int64 = 0

  private let layout: CellLayout
  /// Places of the groupings among all.
  private let groupings: [Int]
  private var index: CellIndex
  /// What months do not hold, by group.
  private var whole: CellStore
  private var months: CellStore
  private var agents: AgentCredits
  private var respondents: Respondents
  private var imprints: Imprints
  private var repeated: RepeatedCustomers
  /// By grouping and row of the imprints: group and cell of the month.
  private var places: [SIMD2<UInt32>] = []

  /// Rows that are taken at once, more only for one customer: they and their cells stay in the cache.
  private static let rows = 256

  /// Nothing observed yet.
  package init(_ plan: Plan) {
    layout = plan.layout
    groupings = plan.groupings.map(\.place)
    index = CellIndex(groupings: groupings.count)
    let monthly = 0..<layout.monthNumberCount
    whole = CellStore(
      layout.monthCounterCount..<layout.counterCount, numbers: [monthly, layout.otherPlaces])
    months = CellStore(0..<layout.monthCounterCount, numbers: [monthly])
    agents = AgentCredits(
      groupings: groupings.count, wholeWords: layout.words - layout.monthWords,
      monthWords: layout.monthWords)
    respondents = Respondents(groupings: groupings.count)
    imprints = Imprints(layout, plan.windows)
    repeated = RepeatedCustomers(monthly: monthly, others: layout.otherPlaces)
  }

  /// About how many bytes it holds.
  package var bytes: Int {
    index.bytes + whole.bytes + months.bytes + agents.bytes + respondents.bytes
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: ScoredPiece) {
    var (customer, start) = (0, 0)
    while customer < piece.customerEnds.count {
      var (next, end, rows) = (customer, start, 0)
      while next < piece.customerEnds.count, rows < FCRTally.rows {
        for place in end..<piece.customerEnds[next] {
          rows += note(piece.conversations[place], piece.answers)
        }
        end = piece.customerEnds[next]
        next += 1
      }
      imprints.take(customer..<next, from: start, of: piece, rows: rows, index.months)
      add(piece.conversations)
      (customer, start) = (next, end)
    }
  }

  /// Adds another's, of other customers and the same plan.
  package mutating func merge(_ other: FCRTally) {
    for month in 0..<other.index.months.count { append(other.index.months.month(at: month)) }
    let groups = other.index.groups.map { group(of: $0.code, in: $0.grouping) }
    for (theirs, ours) in groups.enumerated() { whole.merge(theirs, of: other.whole, into: ours) }
    for (group, month, cell) in other.index.allMonthCells {
      guard let month = index.months.place(of: other.index.months.month(at: month)) else { continue }
      months.merge(cell, of: other.months, into: monthCell(of: groups[group], month))
    }
    whole.merge(countsOf: other.whole)
    months.merge(countsOf: other.months)
    agents.merge(other.agents, groups: groups)
    respondents.merge(other.respondents)
    qualifying += other.qualifying
    withoutCallType += other.withoutCallType
  }

  /// The numbers of everything that was observed.
  package func finish() -> FCRFigures {
    FCRFigures(
      layout, index: index, groupings: groupings, whole: whole, months: months, agents: agents,
      respondents: respondents)
  }

  /// Notes what is counted once for all groupings.
  /// - Returns: how many rows of imprints the conversation takes.
  @inline(__always)
  private mutating func note(_ conversation: borrowing ScoredConversation, _ answers: [SurveyAnswer]) -> Int {
    append(conversation.month)
    if conversation.status != .qualifying { return 1 }
    qualifying += 1
    if !conversation.hasCallType { withoutCallType += 1 }
    for place in conversation.answers { note(answers[place], conversation.month, conversation.groups) }
    return max(1, conversation.answers.count)
  }

  private mutating func note(_ answer: SurveyAnswer, _ month: Month, _ groups: InlineArray<12, UInt32>) {
    // Who answers only once is counted with the answer.
    if answer.respondent == 0 { return }
    var parts: UInt32 = 0
    for (place, number) in layout.answers.enumerated()
    where Imprints.verdict(answer, number.measure).counts {
      parts |= 1 << UInt32(place)
    }
    if parts != 0 { respondents.add(answer.respondent, parts, month, groups, groupings) }
  }

  /// Adds the imprints to the cells of their conversations, one grouping after the other.
  private mutating func add(_ conversations: [ScoredConversation]) {
    if imprints.count * groupings.count > places.count {
      places = Array(repeating: .zero, count: imprints.count * groupings.count)
    }
    agents.take(imprints, conversations)
    months.expect(imprints.count)
    whole.expect(imprints.count)
    for grouping in groupings.indices {
      let first = grouping * imprints.count
      locate(conversations, grouping, at: first)
      months.add(imprints.raises, imprints.monthRaises, to: places, from: first, isMonthly: true)
      whole.add(imprints.raises, imprints.wholeRaises, to: places, from: first, isMonthly: false)
      agents.add(to: places, from: first, index.ordinals, grouping)
    }
    if imprints.repeatCount > 0 {
      repeated.add(
        imprints, places: places, groupings: groupings.count, whole: &whole.sums,
        months: &months.sums)
    }
  }

  /// Finds the cells of all rows; makes those that are new.
  private mutating func locate(_ conversations: [ScoredConversation], _ grouping: Int, at base: Int) {
    var row = 0
    while true {
      row = index.find(
        imprints, from: row, conversations, groupings[grouping], grouping, &places, at: base)
      if row == imprints.count { break }
      let head = imprints.heads[row]
      let code = conversations[Int(head.y)].groups[groupings[grouping]]
      _ = monthCell(of: group(of: code, in: grouping), Int(head.z))
    }
  }

  /// Makes room for a month that was not met.
  @inline(__always)
  private mutating func append(_ month: Month) {
    if index.months.place(of: month) != nil { return }
    index.append(month)
    agents.widen(to: index.months)
  }

  /// The number of a group; made with its cell where it is new.
  @inline(__always)
  private mutating func group(of code: UInt32, in grouping: Int) -> Int {
    if let group = index.number(of: code, in: grouping) { return group }
    index.append(code, in: grouping)
    whole.append()
    return whole.count - 1
  }

  /// The cell of a group and month; made where it is new.
  @inline(__always)
  private mutating func monthCell(of group: Int, _ month: Int) -> Int {
    if let cell = index.monthCell(of: group, month) { return cell }
    index.setMonthCell(of: group, month, months.count)
    months.append()
    return months.count - 1
  }
}
