import Canonical

/// Gives counters to what cells count, one kind after the other.
struct CounterPlan {
  /// A number of the layout.
  struct Number {
    /// Its name.
    let name: FCRNumber
    /// Its place in masks.
    let place: Int
    /// The place of its window; -1 where it has none.
    let window: Int
    /// Whether months hold it.
    let isMonthly: Bool
  }

  /// All numbers, what months hold first.
  let numbers: [Number]
  /// Words of a mask.
  let words: Int
  /// Whether call types that a first contact cannot resolve are followed apart.
  let hasNet: Bool
  /// The windows of the plan.
  let windows: [RepeatWindow]
  /// The next counter.
  private(set) var counter: Int
  /// Sets of windows so far, their reaches, and what their outcomes count for.
  private(set) var sets: [WindowSet] = []
  private(set) var reaches: [WindowSet.Reach] = []
  private(set) var outcomeCounts: CountTable
  /// Windows so far, and what their states count for.
  private(set) var states: [CellLayout.States] = []
  private(set) var stateCounts: CountTable
  /// Windows so far whose first contacts are counted by day.
  private(set) var followUps: [CellLayout.FollowUp] = []
  /// Windows so far that are held against chance, and what their first contacts count for.
  private(set) var chances: [CellLayout.Chance] = []
  private(set) var chanceCounts: CountTable
  /// Numbers so far of what was asserted or answered.
  private(set) var answers: [CellLayout.Answers] = []

  /// Nothing has a counter yet.
  init(numbers: [Number], words: Int, hasNet: Bool, windows: [RepeatWindow], counter: Int) {
    self.numbers = numbers
    self.words = words
    self.hasNet = hasNet
    self.windows = windows
    self.counter = counter
    outcomeCounts = CountTable(words: words)
    stateCounts = CountTable(words: words)
    chanceCounts = CountTable(words: words)
  }

  /// Counts conversations under the windows that months hold, or under the others.
  mutating func countSets(isMonthly: Bool) {
    let told = numbers.filter { CellLayout.verdict(of: $0.name.measure) != nil }
    let own = windowPlaces(of: told, isMonthly: isMonthly)
    for link in Set(own.map { windows[$0].link }).sorted() {
      countSet(
        own.filter { windows[$0].link == link }.sorted { windows[$0].days < windows[$1].days },
        of: told, isMonthly)
    }
  }

  /// The counters under which every qualifying conversation is counted once.
  func counters(of set: WindowSet) -> [Int] {
    guard let window = set.states.first else { return [] }
    return outcomeCounters(of: set) + states[window].counters.map(\.counter)
  }

  private func outcomeCounters(of set: WindowSet) -> [Int] {
    Set([set.usual, set.unresolvable]).sorted().flatMap { first in
      set.outcomes.indices.map { first + $0 }
    }
  }

  private mutating func countSet(_ own: [Int], of told: [Number], _ isMonthly: Bool) {
    let followed = own.map { window in
      told.first { $0.window == window && [.windowFCR, .windowFCRNet].contains($0.name.measure) }
    }
    let entry = outcomeCounts.counters.count
    let days = own.map { windows[$0].days }
    let (outcomes, more) = WindowSet.outcomes(
      days: days, followed: followed.map { $0 != nil }, entry: entry)
    reaches += more
    let usual = counter
    let unresolvable = hasNet ? usual + outcomes.count : usual
    counter = unresolvable + outcomes.count
    let firstState = states.count
    for window in own { countStates(window, told.filter { $0.window == window }, isMonthly) }
    let firstFollowUp = followUps.count
    for case let (window, number?) in zip(own, followed).reversed() {
      countFollowUps(window, number, isMonthly)
    }
    let set = WindowSet(
      link: windows[own[0]].link, isMonthly: isMonthly, windows: own, days: days,
      states: firstState..<states.count, followUps: firstFollowUp..<followUps.count,
      outcomes: outcomes, entry: entry, usual: usual, unresolvable: unresolvable)
    sets.append(set)
    outcomeCounts.append(entries: 2 * outcomes.count)
    for (isUsual, first) in [(true, 0), (false, outcomes.count)] {
      for (place, outcome) in outcomes.enumerated() {
        let entry = entry + first + place
        outcomeCounts.set(entry, counter: (isUsual ? usual : unresolvable) + place)
        for number in told {
          guard let window = set.place(of: number.window),
            let verdict = CellLayout.verdict(of: number.name.measure)?(
              set.state(outcome, at: window), isUsual)
          else { continue }
          outcomeCounts.add(number.place, to: entry, n: verdict.counts, x: verdict == .hit)
        }
      }
    }
  }

  /// Counts by state under a window; states that all its measures take alike share a counter.
  private mutating func countStates(_ window: Int, _ numbers: [Number], _ isMonthly: Bool) {
    var counters: [(Int, RepeatState, Bool)] = []
    var known: [[Verdict]: Int] = [:]
    let first = stateCounts.counters.count
    stateCounts.append(entries: CellLayout.stateWidth)
    for (isUsual, offset) in [(true, 0), (false, RepeatState.count)] {
      for state in RepeatState.all {
        let verdicts = numbers.compactMap { CellLayout.verdict(of: $0.name.measure)?(state, isUsual) }
        let entry = first + offset + state.place
        if known[verdicts] == nil { counters.append((counter, state, isUsual)) }
        let own = known[verdicts] ?? counter
        if own == counter { counter += 1 }
        known[verdicts] = own
        stateCounts.set(entry, counter: own)
        for (number, verdict) in zip(numbers, verdicts) {
          stateCounts.add(number.place, to: entry, n: verdict.counts, x: verdict == .hit)
        }
      }
    }
    states.append(CellLayout.States(window: window, isMonthly: isMonthly, counters: counters))
  }

  /// Counts the first contacts of a window by day.
  private mutating func countFollowUps(_ window: Int, _ number: Number, _ isMonthly: Bool) {
    guard let variant = number.name.variant else { return }
    let size = windows[window].dayCount
    followUps.append(
      CellLayout.FollowUp(
        window: window, isMonthly: isMonthly, variant: variant, usual: counter,
        unresolvable: hasNet ? counter + size : counter))
    counter += hasNet ? 2 * size : size
  }

  /// Counts first contacts that are held against chance, of windows that months hold, or of the others.
  mutating func countChances(isMonthly: Bool) {
    let told = numbers.filter { [.placebo, .adjusted].contains($0.name.measure) }
    for window in windowPlaces(of: told, isMonthly: isMonthly) {
      let first = chanceCounts.counters.count
      chanceCounts.append(entries: CellLayout.chanceWidth)
      chances.append(CellLayout.Chance(window: window, isMonthly: isMonthly, counter: counter))
      for place in 0..<CellLayout.chanceWidth {
        let (state, placebo) = CellLayout.chance(at: place)
        chanceCounts.set(first + place, counter: counter + place)
        for number in told where number.window == window {
          let parts = Adjusted.parts(placebo, state)
          let isAdjusted = number.name.measure == .adjusted
          chanceCounts.add(
            number.place, to: first + place, n: !isAdjusted || parts.n,
            x: isAdjusted ? parts.x : placebo == .hit)
        }
      }
      counter += CellLayout.chanceWidth
    }
  }

  /// Counts what was asserted or answered.
  mutating func countAnswers() {
    for number in numbers where number.window < 0 {
      precondition(number.isMonthly, "months hold every number that has no window")
      answers.append(
        CellLayout.Answers(place: number.place, measure: number.name.measure, counter: counter))
      counter += number.name.measure.isSurveyed ? 4 : 2
    }
  }

  /// Windows of some numbers: those with a number that months hold, or the others.
  private func windowPlaces(of numbers: [Number], isMonthly: Bool) -> [Int] {
    let monthly = Set(numbers.filter(\.isMonthly).map(\.window))
    let places = isMonthly ? monthly : Set(numbers.map(\.window)).subtracting(monthly)
    return places.sorted()
  }
}
