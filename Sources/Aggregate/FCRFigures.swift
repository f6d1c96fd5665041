import Canonical
import Statistics
import Tables

/// Every number of every cell of a complete tally, computed from its counters when it is asked for.
package struct FCRFigures: Sendable {
  /// The cells, by group and period.
  package let cells: [FCRCell.Key: FCRCell]
  private let layout: CellLayout
  private let readings: [FCRNumber: FCRReading]
  private let index: CellIndex
  private var whole: Period
  private var months: Period

  /// Cells of one kind of period, and the people behind their numbers.
  private struct Period: Sendable {
    let store: CellStore
    let customers: CustomerSums
    var people: PeopleCounts
    /// By cell: the sums of what months hold; empty where the store holds it.
    var sums: [Int64] = []
    var sumCount = 0

    func count(_ counter: Int, in cell: Int) -> Int64 {
      counter < sumCount ? sums[cell * sumCount + counter] : store.count(counter, in: cell)
    }

    /// - Parameter qualifying: counters whose sum is the number of qualifying conversations.
    func cell(at place: Int, qualifying: [Int]) -> FCRCell {
      var population = (0..<CellLayout.statusCount).map {
        count(CellLayout.statusCounter + $0, in: place)
      }
      population[Int(ConversationStatus.qualifying.rawValue)] = qualifying.reduce(0) {
        $0 + count($1, in: place)
      }
      return FCRCell(population: population, people: people.count(in: place), place: place)
    }
  }

  /// The numbers behind these counters.
  /// - Parameter groupings: places of the counted groupings among all.
  init(
    _ layout: CellLayout, index: CellIndex, groupings: [Int], _ counts: GroupCounts,
    wholeCustomers: CustomerSums, monthCustomers: CustomerSums, respondents: Respondents
  ) {
    (self.layout, self.index) = (layout, index)
    readings = layout.places.reduce(into: [:]) { $0[$1.key] = FCRReading($1.key, at: $1.value, layout) }
    var all = Period(
      store: counts.whole, customers: wholeCustomers,
      people: PeopleCounts(cells: index.groups.count, width: layout.otherPlaces.upperBound))
    var parts = Period(
      store: counts.months, customers: monthCustomers,
      people: PeopleCounts(cells: index.monthCellCount, width: layout.monthNumberCount))
    counts.agents.count(whole: &all.people, months: &parts.people, from: layout.otherPlaces.lowerBound) {
      index.monthCell(of: $0, $1)
    }
    for number in layout.answers where number.measure.isSurveyed {
      all.people.clear(at: number.place)
      parts.people.clear(at: number.place)
    }
    all.sumCount = layout.monthCounterCount
    all.sums = Array(repeating: 0, count: index.groups.count * all.sumCount)
    for (group, _, cell) in index.allMonthCells {
      counts.months.add(cell, all.sumCount, to: &all.sums, from: group * all.sumCount)
    }
    (self.whole, self.months) = (all, parts)
    func key(_ group: Int, _ month: Month?) -> FCRCell.Key {
      let (grouping, code) = (index.groups[group].grouping, index.groups[group].code)
      return FCRCell.Key(grouping: Grouping.allCases[groupings[grouping]], group: code, month: month)
    }
    var cells: [FCRCell.Key: FCRCell] = [:]
    cells.reserveCapacity(index.groups.count + index.monthCellCount)
    for group in index.groups.indices {
      cells[key(group, nil)] = all.cell(at: group, qualifying: layout.qualifyingCounters)
    }
    for (group, month, cell) in index.allMonthCells {
      cells[key(group, index.months.month(at: month))] = parts.cell(
        at: cell, qualifying: layout.qualifyingCounters)
    }
    self.cells = cells
    count(respondents)
  }

  /// Counts people who answered more than once.
  /// - Parameter respondents: all that they said; of one alone also in parts that come in turn.
  package mutating func count(_ respondents: Respondents) {
    respondents.forEach { respondent, answers, month, codes in
      guard let month = index.months.place(of: month) else { return }
      for (grouping, code) in codes.enumerated() {
        guard let group = index.number(of: code, in: grouping),
          let cell = index.monthCell(of: group, month)
        else { continue }
        whole.people.addRespondent(respondent, answers, in: group, layout.answers)
        months.people.addRespondent(respondent, answers, in: cell, layout.answers)
      }
    }
  }

  /// A number of a cell; nil where its period does not hold the number, or the cell is unknown.
  package func figure(_ number: FCRNumber, of key: FCRCell.Key) -> FCRFigure? {
    guard let cell = cells[key], let reading = reading(of: number) else { return nil }
    return figure(reading, of: cell, isMonth: key.month != nil)
  }

  /// How a number is read from any cell; nil where the plan does not have it.
  package func reading(of number: FCRNumber) -> FCRReading? { readings[number] }

  /// A number of a cell; nil where its period does not hold the number.
  package func figure(_ reading: FCRReading, of cell: FCRCell, isMonth: Bool) -> FCRFigure? {
    if isMonth, !reading.isMonthly { return nil }
    switch reading.number.measure {
    case .placebo, .adjusted: return chanceFigure(reading, cell, isMonth ? months : whole)
    case .dispositionFCR, .vocFCR, .vocResolution:
      return answerFigure(reading, cell, isMonth ? months : whole)
    default:
      return isMonth ? windowFigure(reading, cell, months) : windowFigure(reading, cell, whole)
    }
  }

  /// A number that the states under a window tell.
  private func windowFigure(_ reading: FCRReading, _ cell: FCRCell, _ period: Period) -> FCRFigure {
    var counts = InlineArray<6, Int64>(repeating: 0)
    for part in reading.verdicts {
      counts[Int(part.verdict.rawValue)] += period.count(part.counter, in: cell.place)
    }
    func count(_ verdict: Verdict) -> Int64 { counts[Int(verdict.rawValue)] }
    let (hits, n) = (count(.hit), count(.hit) + count(.miss))
    let waiting = count(.unsettled) + count(.firstUnknown) + count(.unidentified)
    precondition(
      n + waiting + count(.leftOut) == cell.qualifying, "every qualifying conversation has one verdict")
    var figure = FCRFigure(
      rate: RateTally(n: n, x: hits, period.customers.repetition(at: reading.place, in: cell.place)),
      people: period.people.count(at: reading.place, in: cell.place))
    switch reading.number.measure {
    case .windowFCR, .windowFCRNet:
      (figure.unsettled, figure.firstUnknown) = (count(.unsettled), count(.firstUnknown))
      figure.unidentified = count(.unidentified)
      if n > 0 { figure.survival = survival(reading, cell, period) }
    case .acr, .callResolution:
      (figure.unsettled, figure.unidentified) = (count(.unsettled), count(.unidentified))
      precondition(count(.leftOut) == 0, "acr leaves no qualifying conversation out")
    default: break
    }
    return figure
  }

  /// First contacts by day, up to the end of the window.
  private func survival(_ reading: FCRReading, _ cell: FCRCell, _ period: Period) -> Double {
    let days = reading.days
    var returns = Array(repeating: Int64(0), count: days)
    var observed = Array(repeating: Int64(0), count: days + 1)
    for part in reading.returns { returns[part.day] += period.count(part.counter, in: cell.place) }
    for part in reading.ends { observed[part.day] += period.count(part.counter, in: cell.place) }
    return ReturnSurvival.share(returns: returns, observed: observed)
  }

  /// What was asserted or answered.
  private func answerFigure(_ reading: FCRReading, _ cell: FCRCell, _ period: Period) -> FCRFigure {
    let (name, place) = (reading.number, reading.place)
    guard let answers = layout.answers.first(where: { $0.place == place }) else {
      preconditionFailure("every number without a window is asserted or answered")
    }
    func count(isYes: Bool, isOnly: Bool) -> Int64 {
      period.count(answers.counter(isYes: isYes, isOnly: isOnly), in: cell.place)
    }
    var (misses, hits) = (count(isYes: false, isOnly: false), count(isYes: true, isOnly: false))
    var people = period.people.count(at: place, in: cell.place)
    if name.measure.isSurveyed {
      // Each answer of people who answered only once is one of them.
      let (no, yes) = (count(isYes: false, isOnly: true), count(isYes: true, isOnly: true))
      (misses, hits, people) = (misses + no, hits + yes, people + Int(no + yes))
    }
    precondition(
      name.measure.isSurveyed || misses + hits <= cell.qualifying, "no conversation counts twice")
    return FCRFigure(
      rate: RateTally(n: misses + hits, x: hits, period.customers.repetition(at: place, in: cell.place)),
      people: people)
  }

  /// What happens by chance, and what is left without it: both stand on the same first contacts.
  private func chanceFigure(_ reading: FCRReading, _ cell: FCRCell, _ period: Period) -> FCRFigure {
    let (name, place) = (reading.number, reading.place)
    guard let variant = name.variant, let placebo = layout.places[FCRNumber(.placebo, variant)],
      let chance = layout.chances.first(where: { $0.window == layout.windows[variant] })
    else { preconditionFailure("no adjusted number is without its placebo") }
    var base = (n: Int64(0), x: Int64(0))
    var adjusted = (n: Int64(0), x: Int64(0), both: Int64(0))
    for place in 0..<CellLayout.chanceWidth {
      let (state, verdict) = CellLayout.chance(at: place)
      let parts = Adjusted.parts(verdict, state)
      let more = period.count(chance.counter + place, in: cell.place)
      base.n += more
      if verdict == .hit { base.x += more }
      if parts.n { adjusted.n += more }
      if parts.x { adjusted.x += more }
      if parts.both { adjusted.both += more }
    }
    let rate = RateTally(n: base.n, x: base.x, period.customers.repetition(at: placebo, in: cell.place))
    let people = period.people.count(at: placebo, in: cell.place)
    if name.measure == .placebo { return FCRFigure(rate: rate, people: people) }
    let ratio = Adjusted.estimate(
      n: adjusted.n, x: adjusted.x, both: adjusted.both,
      period.customers.repetition(at: place, in: cell.place), clusters: rate.customers)
    return FCRFigure(rate: rate, ratio: ratio, people: people)
  }
}

extension FCRFigures: Equatable {
  /// Whether the same cells hold the same numbers, in whatever order they were counted.
  package static func == (lhs: FCRFigures, rhs: FCRFigures) -> Bool {
    guard lhs.cells.count == rhs.cells.count else { return false }
    return lhs.cells.allSatisfy { key, cell in
      guard let other = rhs.cells[key], cell.population == other.population, cell.people == other.people
      else { return false }
      return lhs.layout.places.keys.allSatisfy { lhs.figure($0, of: key) == rhs.figure($0, of: key) }
    }
  }
}
