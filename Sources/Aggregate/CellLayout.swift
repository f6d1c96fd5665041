import Canonical

/// Which numbers the cells of one kind of period hold, and where the counters behind them stand.
///
/// A cell is a row of counters: conversations by status; by window and state; by window and day; and
/// for each number that no state tells, its denominator, its numerator and what is in both.
final class CellLayout: Sendable {
  /// Its numbers: first those that the state under a window tells.
  let numbers: [FCRNumber]
  /// How many numbers the state under a window tells.
  let windowNumberCount: Int
  /// The window of each number, by its place among the plan's; -1 where it has none.
  let windows: [Int]
  /// Verdicts of the first numbers, by number, then for usual call types and for those that a first
  /// contact cannot resolve, then by state.
  let verdicts: [Verdict]

  /// Windows whose states are counted, and where their counters begin.
  let stateCounters: [(window: Int, usual: Int, unresolvable: Int)]
  /// Windows whose days are counted, and where their counters begin.
  let dayCounters: [(window: Int, usual: Int, unresolvable: Int)]
  /// Where the counters begin of the first number that no state tells.
  let tallyCounters: Int
  /// Whether some call types cannot be resolved by a first contact, and are counted apart.
  let hasUnresolvable: Bool
  /// How many counters a cell has.
  let counterCount: Int

  /// Counters of a number that no state tells: denominator, numerator, both.
  static let tallyWidth = 3
  /// Statuses of conversations; their counters come first.
  static let statusCount = ConversationStatus.allCases.count

  /// The layout of these numbers.
  /// - Parameters:
  ///   - places: places of all windows of the plan, by variant.
  ///   - windows: those windows.
  ///   - hasUnresolvable: whether some call types cannot be resolved by a first contact.
  init(
    _ wanted: [FCRNumber], _ places: [FCRNumber.Variant: Int], _ windows: [RepeatWindow],
    hasUnresolvable: Bool
  ) {
    let told = wanted.filter { CellLayout.verdict(of: $0.measure) != nil }
    // What is adjusted stands on its placebo's first contacts.
    let chance = wanted.filter { $0.measure == .placebo }
    let adjusted = wanted.filter { $0.measure == .adjusted }
    let silent = adjusted.map { FCRNumber(.placebo, $0.variant) }.filter { !chance.contains($0) }
    let others = wanted.filter { $0.measure == .dispositionFCR || $0.measure.isSurveyed }
    numbers = told + chance + silent + adjusted + others
    windowNumberCount = told.count
    self.hasUnresolvable = hasUnresolvable
    self.windows = numbers.map { number in number.variant.flatMap { places[$0] } ?? -1 }
    verdicts = told.flatMap { number -> [Verdict] in
      guard let verdict = CellLayout.verdict(of: number.measure) else { return [] }
      return RepeatState.all.map { verdict($0, true) } + RepeatState.all.map { verdict($0, false) }
    }
    var counter = CellLayout.statusCount
    func room(for sizes: [(window: Int, size: Int)]) -> [(window: Int, usual: Int, unresolvable: Int)] {
      sizes.map { window, size in
        let usual = counter
        counter += hasUnresolvable ? 2 * size : size
        return (window, usual, hasUnresolvable ? usual + size : usual)
      }
    }
    let counted = Set(told.compactMap { $0.variant.flatMap { places[$0] } }).sorted()
    stateCounters = room(for: counted.map { ($0, RepeatState.count) })
    let followed = told.filter { $0.measure == .windowFCR || $0.measure == .windowFCRNet }
    let watched = Set(followed.compactMap { $0.variant.flatMap { places[$0] } }).sorted()
    dayCounters = room(for: watched.map { ($0, windows[$0].dayCount) })
    tallyCounters = counter
    counterCount = counter + CellLayout.tallyWidth * (numbers.count - told.count)
  }

  /// What a measure makes of a state; nil where the state does not tell.
  private static func verdict(of measure: FCRMeasure) -> ((RepeatState, Bool) -> Verdict)? {
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

  /// Where the verdicts of one of the first numbers begin.
  static func verdictStart(of number: Int, isUsual: Bool) -> Int {
    (2 * number + (isUsual ? 0 : 1)) * RepeatState.count
  }

  /// The counters of a number that no state tells.
  func tallyCounter(of number: Int) -> Int {
    tallyCounters + CellLayout.tallyWidth * (number - windowNumberCount)
  }
}
