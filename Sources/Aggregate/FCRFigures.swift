import Canonical
import Statistics
import Tables

/// Every number of every cell of a complete tally, computed from its counters when it is asked for.
package struct FCRFigures: Sendable {
  /// The cells, by group and period.
  package let cells: [FCRCell.Key: FCRCell]
  private let whole: Period
  private let months: Period

  /// Cells of one kind of period, and the people behind their numbers.
  private struct Period: Sendable {
    let store: CellStore
    let agents: PeopleCounts
    let respondents: PeopleCounts
    let places: [FCRNumber: Int]

    init(_ store: CellStore) {
      self.store = store
      (agents, respondents) = store.people
      places = Dictionary(
        uniqueKeysWithValues: store.layout.numbers.enumerated().map { ($0.element, $0.offset) })
    }
  }

  /// The numbers behind these counters.
  init(whole: CellStore, months: CellStore) {
    self.whole = Period(whole)
    self.months = Period(months)
    var cells: [FCRCell.Key: FCRCell] = [:]
    for period in [self.whole, self.months] {
      for place in 0..<period.store.count {
        cells[period.store.key(of: place)] = FCRCell(
          population: period.store.counters(of: place).prefix(CellLayout.statusCount).map { Int64($0) },
          people: period.agents.count(in: place), place: place)
      }
    }
    self.cells = cells
  }

  /// A number of a cell; nil where its period does not hold the number, or the cell is unknown.
  package func figure(_ number: FCRNumber, of key: FCRCell.Key) -> FCRFigure? {
    let period = key.month == nil ? whole : months
    guard let cell = cells[key], let place = period.places[number] else { return nil }
    return place < period.store.layout.windowNumberCount
      ? windowFigure(place, number, cell, period) : tallyFigure(place, number, cell, period)
  }

  /// A number that the states under a window tell.
  private func windowFigure(_ number: Int, _ name: FCRNumber, _ cell: FCRCell, _ period: Period)
    -> FCRFigure
  {
    let layout = period.store.layout
    let counters = period.store.counters(of: cell.place)
    guard let window = layout.stateCounters.first(where: { $0.window == layout.windows[number] }) else {
      preconditionFailure("the states of every window are counted")
    }
    var counts = Array(repeating: Int64(0), count: Verdict.allCases.count)
    func add(isUsual: Bool, _ start: Int) {
      let first = CellLayout.verdictStart(of: number, isUsual: isUsual)
      for state in 0..<RepeatState.count {
        let verdict = layout.verdicts[first + state]
        counts[Int(verdict.rawValue)] += Int64(counters[counters.startIndex + start + state])
      }
    }
    add(isUsual: true, window.usual)
    if window.unresolvable != window.usual { add(isUsual: false, window.unresolvable) }
    precondition(
      counts.reduce(0, +) == cell.qualifying, "every qualifying conversation has one verdict")
    func count(_ verdict: Verdict) -> Int64 { counts[Int(verdict.rawValue)] }
    let hits = count(.hit)
    var figure = FCRFigure(
      rate: RateTally(
        n: hits + count(.miss), x: hits, period.store.repetition(of: number, in: cell.place)),
      people: period.agents.count(of: number, in: cell.place))
    switch name.measure {
    case .windowFCR, .windowFCRNet:
      (figure.unsettled, figure.firstUnknown) = (count(.unsettled), count(.firstUnknown))
      figure.unidentified = count(.unidentified)
      if figure.rate.n > 0 { figure.survival = survival(number, name, counters, layout) }
    case .acr, .callResolution:
      (figure.unsettled, figure.unidentified) = (count(.unsettled), count(.unidentified))
      precondition(count(.leftOut) == 0, "acr leaves no qualifying conversation out")
    default: break
    }
    return figure
  }

  private func survival(
    _ number: Int, _ name: FCRNumber, _ counters: ArraySlice<UInt32>, _ layout: CellLayout
  ) -> Double {
    guard let days = name.variant?.days,
      let window = layout.dayCounters.first(where: { $0.window == layout.windows[number] })
    else { preconditionFailure("the days of every window of first contacts are counted") }
    var places = (0..<2 * days + 1).map { Int64(counters[counters.startIndex + window.usual + $0]) }
    if window.unresolvable != window.usual, name.measure == .windowFCR {
      for place in places.indices {
        places[place] += Int64(counters[counters.startIndex + window.unresolvable + place])
      }
    }
    return ReturnSurvival.share(
      returns: Array(places[..<days]), observed: Array(places[days...]))
  }

  /// A number that has counters of its own.
  private func tallyFigure(_ number: Int, _ name: FCRNumber, _ cell: FCRCell, _ period: Period)
    -> FCRFigure
  {
    func tally(_ number: Int) -> (n: Int64, x: Int64, both: Int64) {
      let counters = period.store.counters(of: cell.place)
      let start = counters.startIndex + period.store.layout.tallyCounter(of: number)
      return (Int64(counters[start]), Int64(counters[start + 1]), Int64(counters[start + 2]))
    }
    let (n, x, both) = tally(number)
    let repetition = period.store.repetition(of: number, in: cell.place)
    if name.measure == .adjusted {
      // What is adjusted stands on the first contacts of its placebo.
      guard let chance = period.places[FCRNumber(.placebo, name.variant)] else {
        preconditionFailure("no adjusted number is without its placebo")
      }
      let base = tally(chance)
      precondition(n == base.n - base.x && both <= min(n, x) && x <= base.n, "both shares stand on one base")
      let rate = RateTally(n: base.n, x: base.x, period.store.repetition(of: chance, in: cell.place))
      return FCRFigure(
        rate: rate,
        ratio: Adjusted.estimate(n: n, x: x, both: both, repetition, clusters: rate.customers),
        people: period.agents.count(of: chance, in: cell.place))
    }
    precondition(both == x && x <= n, "a numerator is part of its denominator")
    precondition(name.measure.isSurveyed || n <= cell.qualifying, "no conversation counts twice")
    let people = name.measure.isSurveyed ? period.respondents : period.agents
    return FCRFigure(
      rate: RateTally(n: n, x: x, repetition), people: people.count(of: number, in: cell.place))
  }
}

extension FCRFigures: Equatable {
  /// Whether the same cells hold the same numbers, in whatever order they were counted.
  package static func == (lhs: FCRFigures, rhs: FCRFigures) -> Bool {
    guard lhs.cells.count == rhs.cells.count else { return false }
    return lhs.cells.allSatisfy { key, cell in
      guard let other = rhs.cells[key], cell.population == other.population, cell.people == other.people
      else { return false }
      let numbers = (key.month == nil ? lhs.whole : lhs.months).places.keys
      return numbers.allSatisfy { lhs.figure($0, of: key) == rhs.figure($0, of: key) }
    }
  }
}
