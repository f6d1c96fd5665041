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
  private var units: UnitCounts
  /// Groups in which customers have several observations; in the end, all.
  private var index: CellIndex
  /// What those customers change, by group, and by cell of a month.
  private var whole: CustomerSums
  private var months: CustomerSums
  private var respondents: Respondents
  private var imprints: Imprints
  private var repeated: RepeatedCustomers
  /// Heads of repeated rows.
  private var heads: [SIMD4<UInt32>] = []
  /// By grouping and repeated row: the code of its group, then the group and the cell of the month.
  private var codes: [UInt32] = []
  private var places: [SIMD2<UInt32>] = []

  /// Rows that are taken at once, more only for one customer: they and their cells stay in the cache.
  private static let rows = 256

  /// Nothing observed yet.
  package init(_ plan: Plan) {
    layout = plan.layout
    groupings = plan.groupings.map(\.place)
    index = CellIndex(groupings: groupings.count)
    let monthly = 0..<layout.monthNumberCount
    units = UnitCounts(layout, groupings: groupings)
    whole = CustomerSums([monthly, layout.otherPlaces])
    months = CustomerSums([monthly])
    respondents = Respondents(groupings: groupings.count)
    imprints = Imprints(layout, plan.windows)
    repeated = RepeatedCustomers(monthly: monthly, others: layout.otherPlaces)
  }

  /// About how many bytes it holds.
  package var bytes: Int {
    units.bytes + index.bytes + whole.bytes + months.bytes + respondents.bytes
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
    units.merge(other.units)
    let groups = other.index.groups.map { index.makeGroup(of: $0.code, in: $0.grouping) }
    for (theirs, ours) in groups.enumerated() { whole.add(theirs, of: other.whole, to: ours) }
    for (group, month, cell) in other.index.allMonthCells {
      guard let month = index.months.place(of: other.index.months.month(at: month)) else { continue }
      months.add(cell, of: other.months, to: index.makeMonthCell(of: groups[group], month))
    }
    respondents.merge(other.respondents)
    qualifying += other.qualifying
    withoutCallType += other.withoutCallType
  }

  /// Takes out who said what, where somebody else keeps it until all is counted.
  package mutating func takeRespondents() -> Respondents {
    var taken = Respondents(groupings: groupings.count)
    swap(&taken, &respondents)
    return taken
  }

  /// The numbers of everything that was observed.
  package func finish() -> FCRFigures {
    var index = index
    let counts = units.summed(into: &index)
    return FCRFigures(
      layout, index: index, groupings: groupings, counts, wholeCustomers: whole, monthCustomers: months,
      respondents: respondents)
  }

  /// What agents were in each month in which they have qualifying conversations.
  package func standings() -> Set<MonthStanding> { units.monthStandings() }

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

  /// Adds the imprints to their units, and what repeated ones change to their cells.
  private mutating func add(_ conversations: [ScoredConversation]) {
    units.add(imprints, conversations)
    let count = imprints.repeatCount
    if count == 0 { return }
    if count > heads.count { heads = Array(repeating: .zero, count: count) }
    if count * groupings.count > codes.count {
      codes = Array(repeating: 0, count: count * groupings.count)
      places = Array(repeating: .zero, count: codes.count)
    }
    FCRTally.read(groupings, imprints, conversations, &heads, &codes)
    for grouping in groupings.indices {
      index.locate(codes, from: grouping * count, heads, count, in: grouping, &places)
    }
    repeated.add(imprints, places: places, groupings: groupings.count, whole: &whole, months: &months)
  }

  /// Reads heads and groups of the repeated rows.
  private static func read(
    _ groupings: [Int], _ imprints: Imprints, _ conversations: [ScoredConversation],
    _ repeatHeads: inout [SIMD4<UInt32>], _ codes: inout [UInt32]
  ) {
    let (heads, repeats) = (imprints.heads.span, imprints.repeats.span)
    let (groupings, conversations) = (groupings.span, conversations.span)
    var repeatHeads = repeatHeads.mutableSpan
    var codes = codes.mutableSpan
    let count = imprints.repeatCount
    for repeated in 0..<count {
      let head = heads[Int(repeats[2 &* repeated])]
      repeatHeads[repeated] = head
      var target = repeated
      for grouping in groupings.indices {
        codes[target] = conversations[Int(head.y)].groups[groupings[grouping]]
        target &+= count
      }
    }
  }

  /// Makes room for a month that was not met.
  @inline(__always)
  private mutating func append(_ month: Month) {
    if index.months.place(of: month) != nil { return }
    index.append(month)
    units.append(month)
  }
}
