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
    /// Cells of the period `all`.
    let whole: CellLayout
    /// Cells of months.
    let months: CellLayout

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
      whole = CellLayout(numbers, places, windows, hasUnresolvable: hasUnresolvable)
      months = CellLayout(monthNumbers, places, windows, hasUnresolvable: hasUnresolvable)
    }
  }

  /// Qualifying conversations.
  package private(set) var qualifying: Int64 = 0
  /// Those of them without a call type.
  package private(set) var withoutCallType: Int64 = 0

  private let windows: [RepeatWindow]
  /// Places of the groupings among all.
  private let groupings: [Int]
  private var whole: CellStore
  private var months: CellStore
  private var wholeImprint: CellImprint
  private var monthImprint: CellImprint
  private var states: [RepeatState]
  private var days: [Int]

  /// Nothing observed yet.
  package init(_ plan: Plan) {
    windows = plan.windows
    groupings = plan.groupings.map(\.place)
    whole = CellStore(plan.whole)
    months = CellStore(plan.months)
    wholeImprint = CellImprint(plan.whole)
    monthImprint = CellImprint(plan.months)
    states = Array(repeating: .unidentified, count: plan.windows.count)
    days = Array(repeating: -1, count: plan.windows.count)
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: ScoredPiece) {
    var start = 0
    for end in piece.customerEnds {
      for place in start..<end { observe(piece.conversations[place], piece.answers) }
      whole.closeCustomer()
      months.closeCustomer()
      start = end
    }
  }

  /// Adds another's, of other customers and the same plan.
  package mutating func merge(_ other: FCRTally) {
    whole.merge(other.whole)
    months.merge(other.months)
    qualifying += other.qualifying
    withoutCallType += other.withoutCallType
  }

  /// The numbers of everything that was observed.
  package func finish() -> FCRFigures { FCRFigures(whole: whole, months: months) }

  private mutating func observe(_ conversation: ScoredConversation, _ answers: [SurveyAnswer]) {
    guard conversation.status == .qualifying else {
      for place in groupings {
        let group = conversation.groups[place]
        whole.observe(conversation.status, FCRCell.Key.packed(place, group, nil))
        months.observe(conversation.status, FCRCell.Key.packed(place, group, conversation.month))
      }
      return
    }
    qualifying += 1
    if !conversation.hasCallType { withoutCallType += 1 }
    for place in windows.indices {
      states[place] = windows[place].state(of: conversation)
      days[place] = states[place].isFirst ? windows[place].dayPlace(of: conversation) : -1
    }
    let answers = answers[conversation.answers]
    wholeImprint.take(conversation, states, days, windows, answers)
    monthImprint.take(conversation, states, days, windows, answers)
    whole.begin(wholeImprint)
    months.begin(monthImprint)
    for place in groupings {
      let group = conversation.groups[place]
      whole.observe(
        wholeImprint, agent: conversation.agent, FCRCell.Key.packed(place, group, nil))
      months.observe(
        monthImprint, agent: conversation.agent,
        FCRCell.Key.packed(place, group, conversation.month))
    }
  }
}
