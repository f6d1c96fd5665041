import Canonical

/// Which numbers cells hold, and where the counters behind them stand.
///
/// A cell is a row of counters: conversations by status; for each set of windows most of them by what
/// became of them under all, and the others for each window by what its measures make of the state and
/// as first contacts by day; first contacts that are followed into the window of chance; and what was
/// asserted or answered. Those that qualify have no counter where a set that months hold has them all. What months hold comes first and is counted in months alone: a
/// group's period of all is the sum of its months, and has counters only of what they do not hold.
final class CellLayout: Sendable {
  /// The place of each number in masks: what months hold first.
  let places: [FCRNumber: Int]
  /// How many numbers months hold.
  let monthNumberCount: Int
  /// Places of what months do not hold.
  let otherPlaces: Range<Int>
  /// Words of a mask of what months hold, with a bit to spare.
  let monthWords: Int
  /// Words of a whole mask.
  let words: Int
  /// Windows of the plan, by variant.
  let windows: [FCRNumber.Variant: Int]

  /// The sets of windows: first those that months hold.
  let sets: [WindowSet]
  /// By set and how many of its windows hold no earlier contact.
  let reaches: [WindowSet.Reach]
  /// What an outcome under a set raises and is part of.
  let outcomeCounts: CountTable
  /// The counters whose sum is the number of qualifying conversations.
  let qualifyingCounters: [Int]
  /// The windows whose states are counted: by set, the shortest first.
  let states: [States]
  /// What a state under a window raises and is part of.
  let stateCounts: CountTable
  /// The windows whose days are counted: by set, the longest first.
  let followUps: [FollowUp]
  /// The windows that are held against chance.
  let chances: [Chance]
  /// What a first contact under them raises and is part of.
  let chanceCounts: CountTable
  /// Numbers of what was asserted or answered; counters for no and for yes.
  let answers: [Answers]
  /// How many counters a month has.
  let monthCounterCount: Int
  /// How many counters there are in all.
  let counterCount: Int

  /// A window whose states are counted.
  struct States {
    /// Its place among the plan's windows.
    let window: Int
    /// Whether months hold it.
    let isMonthly: Bool
    /// Counters, each with a state and kind of call type that is counted there.
    var counters: [(counter: Int, state: RepeatState, isUsual: Bool)] = []
  }

  /// A window whose first contacts are followed by day.
  struct FollowUp {
    /// Its place among the plan's windows.
    let window: Int
    /// Whether months hold it.
    let isMonthly: Bool
    /// Its length and match.
    let variant: FCRNumber.Variant
    /// Where its days are counted, and where those of call types that a first contact cannot resolve.
    let usual: Int
    let unresolvable: Int
  }

  /// A window that is held against chance.
  struct Chance {
    /// Its place among the plan's windows.
    let window: Int
    /// Whether months hold it.
    let isMonthly: Bool
    /// Where its counters begin: by whether they return, and by whether by chance.
    let counter: Int
  }

  /// A number of what was asserted or answered; months hold it.
  struct Answers {
    /// Its place in masks.
    let place: Int
    /// What is measured.
    let measure: FCRMeasure
    /// Where its counters begin: no and yes; then, of what customers said, no and yes of people who
    /// answered only once.
    let counter: Int

    /// The counter of an answer.
    @inline(__always)
    func counter(isYes: Bool, isOnly: Bool) -> Int {
      counter + (isYes ? 1 : 0) + (isOnly && measure.isSurveyed ? 2 : 0)
    }
  }

  /// Where the counters of statuses begin, in months.
  static let statusCounter = 0
  /// Statuses of conversations.
  static let statusCount = ConversationStatus.allCases.count
  /// States of usual call types, then of those that a first contact cannot resolve.
  static let stateWidth = 2 * RepeatState.count
  /// Combinations of returning and returning by chance.
  static let chanceWidth = 4

  /// The layout of these numbers.
  /// - Parameters:
  ///   - numbers: all, and `monthly` those of them that months hold.
  ///   - places: places of all windows of the plan, by variant; `windows` are those.
  ///   - hasUnresolvable: whether some call types cannot be resolved by a first contact.
  init(
    _ numbers: [FCRNumber], monthly: [FCRNumber], _ places: [FCRNumber.Variant: Int],
    _ windows: [RepeatWindow], hasUnresolvable: Bool
  ) {
    // What is adjusted stands on its placebo's first contacts.
    func completed(_ numbers: [FCRNumber]) -> [FCRNumber] {
      let silent = numbers.filter { $0.measure == .adjusted }.map { FCRNumber(.placebo, $0.variant) }
      return numbers + silent.filter { !numbers.contains($0) }
    }
    let months = completed(monthly)
    let rest = completed(numbers).filter { !months.contains($0) }
    monthNumberCount = months.count
    monthWords = months.count / 32 + 1
    words = monthWords + (rest.count + 31) / 32
    let firstOfRest = monthWords * 32
    otherPlaces = firstOfRest..<firstOfRest + rest.count
    let all =
      months.enumerated().map { ($0.element, $0.offset) }
      + rest.enumerated().map { ($0.element, firstOfRest + $0.offset) }
    self.places = Dictionary(uniqueKeysWithValues: all)
    self.windows = places
    var plan = CounterPlan(
      numbers: all.map { name, place in
        CounterPlan.Number(
          name: name, place: place, window: name.variant.flatMap { places[$0] } ?? -1,
          isMonthly: place < firstOfRest)
      }, words: words,
      hasNet: hasUnresolvable && numbers.contains { $0.measure == .windowFCRNet }, windows: windows,
      counter: CellLayout.statusCounter + CellLayout.statusCount)
    plan.countSets(isMonthly: true)
    plan.countChances(isMonthly: true)
    plan.countAnswers()
    monthCounterCount = plan.counter
    plan.countSets(isMonthly: false)
    plan.countChances(isMonthly: false)
    counterCount = plan.counter
    (sets, reaches, outcomeCounts) = (plan.sets, plan.reaches, plan.outcomeCounts)
    (states, stateCounts) = (plan.states, plan.stateCounts)
    qualifyingCounters =
      plan.sets.first { $0.isMonthly }.map(plan.counters)
      ?? [CellLayout.statusCounter + Int(ConversationStatus.qualifying.rawValue)]
    (chances, chanceCounts) = (plan.chances, plan.chanceCounts)
    (followUps, answers) = (plan.followUps, plan.answers)
  }

  /// What a measure makes of a state, and of whether a first contact can resolve the call type; nil
  /// where the state does not tell.
  static func verdict(of measure: FCRMeasure) -> ((RepeatState, Bool) -> Verdict)? {
    switch measure {
    case .windowFCR: { state, _ in WindowFCR.verdict(state) }
    case .windowFCRNet: { WindowFCRNet.verdict($0, isResolvableFirst: $1) }
    case .acr: { state, _ in ACR.verdict(state) }
    case .callResolution: { state, _ in CallResolution.verdict(state) }
    case .repeatRate: { state, _ in RepeatRate.verdict(state) }
    case .oneAndDone: { state, _ in OneAndDone.verdict(state) }
    case .placebo, .adjusted, .vocFCR, .vocResolution, .dispositionFCR: nil
    }
  }

  /// The place of a first contact among the counters of chance.
  @inline(__always)
  static func chancePlace(_ state: RepeatState, _ placebo: Verdict) -> Int {
    (state.hasReturn ? 1 : 0) + (placebo == .hit ? 2 : 0)
  }

  /// A state and verdict that are counted at such a place.
  static func chance(at place: Int) -> (RepeatState, Verdict) {
    (
      RepeatState(
        hasEarlier: false, hasFullLookBack: true, isSettled: true, hasReturn: place & 1 != 0),
      Verdict(isHit: place & 2 != 0)
    )
  }
}
