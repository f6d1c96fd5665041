import Canonical
import Statistics
import Tables

/// Every number of every cell of a complete tally, computed from its counters when it is asked for.
package struct FCRFigures: Sendable {
  /// The cells, by group and period.
  package let cells: [FCRCell.Key: FCRCell]
  private let layout: CellLayout
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
      for counter in 0..<all.sumCount {
        all.sums[group * all.sumCount + counter] += counts.months.count(counter, in: cell)
      }
    }
    (self.whole, self.months) = (all, parts)
    func key(_ group: Int, _ month: Month?) -> FCRCell.Key {
      let (grouping, code) = (index.groups[group].grouping, index.groups[group].code)
      return FCRCell.Key(grouping: Grouping.allCases[groupings[grouping]], group: code, month: month)
    }
    var cells: [FCRCell.Key: FCRCell] = [:]
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
    guard let cell = cells[key], let place = layout.places[number],
      key.month == nil || place < layout.monthNumberCount
    else { return nil }
    let period = key.month == nil ? whole : months
    switch number.measure {
    case .placebo, .adjusted: return chanceFigure(place, number, cell, period)
    case .dispositionFCR, .vocFCR, .vocResolution: return answerFigure(place, number, cell, period)
    default: return windowFigure(place, number, cell, period)
    }
  }

  /// A number that the states under a window tell.
  private func windowFigure(_ place: Int, _ name: FCRNumber, _ cell: FCRCell, _ period: Period)
    -> FCRFigure
  {
    guard let verdict = CellLayout.verdict(of: name.measure), let variant = name.variant,
      let window = layout.states.first(where: { $0.window == layout.windows[variant] }),
      let set = layout.sets.first(where: { $0.windows.contains(window.window) }),
      let own = set.place(of: window.window)
    else { preconditionFailure("the states of every window are counted") }
    var counts = Array(repeating: Int64(0), count: Verdict.allCases.count)
    for (counter, state, isUsual) in window.counters {
      counts[Int(verdict(state, isUsual).rawValue)] += period.count(counter, in: cell.place)
    }
    for (isUsual, first) in set.kinds {
      for (place, outcome) in set.outcomes.enumerated() {
        counts[Int(verdict(set.state(outcome, at: own), isUsual).rawValue)] +=
          period.count(first + place, in: cell.place)
      }
    }
    precondition(
      counts.reduce(0, +) == cell.qualifying, "every qualifying conversation has one verdict")
    func count(_ verdict: Verdict) -> Int64 { counts[Int(verdict.rawValue)] }
    let hits = count(.hit)
    var figure = FCRFigure(
      rate: RateTally(
        n: hits + count(.miss), x: hits, period.customers.repetition(at: place, in: cell.place)),
      people: period.people.count(at: place, in: cell.place))
    switch name.measure {
    case .windowFCR, .windowFCRNet:
      (figure.unsettled, figure.firstUnknown) = (count(.unsettled), count(.firstUnknown))
      figure.unidentified = count(.unidentified)
      if figure.rate.n > 0 { figure.survival = survival(variant, name.measure, set, own, cell, period) }
    case .acr, .callResolution:
      (figure.unsettled, figure.unidentified) = (count(.unsettled), count(.unidentified))
      precondition(count(.leftOut) == 0, "acr leaves no qualifying conversation out")
    default: break
    }
    return figure
  }

  /// First contacts by day: those of a longer window are followed to the end of this one only.
  private func survival(
    _ variant: FCRNumber.Variant, _ measure: FCRMeasure, _ set: WindowSet, _ own: Int,
    _ cell: FCRCell, _ period: Period
  ) -> Double {
    let days = variant.days
    var returns = Array(repeating: Int64(0), count: days)
    var observed = Array(repeating: Int64(0), count: days + 1)
    for (isUsual, first) in set.kinds where isUsual || measure == .windowFCR {
      for (place, outcome) in set.outcomes.enumerated() where outcome.firsts > own {
        let count = period.count(first + place, in: cell.place)
        if outcome.day > 0, outcome.day <= days {
          returns[outcome.day - 1] += count
        } else {
          observed[days] += count
        }
      }
    }
    for entry in layout.followUps[set.followUps] where entry.variant.days >= days {
      let isSplit = entry.unresolvable != entry.usual && measure == .windowFCR
      for start in isSplit ? [entry.usual, entry.unresolvable] : [entry.usual] {
        for day in 0..<entry.variant.days {
          let count = period.count(start + day, in: cell.place)
          if day < days { returns[day] += count } else { observed[days] += count }
        }
        for day in 0...entry.variant.days {
          observed[min(day, days)] += period.count(start + entry.variant.days + day, in: cell.place)
        }
      }
    }
    return ReturnSurvival.share(returns: returns, observed: observed)
  }

  /// What was asserted or answered.
  private func answerFigure(_ place: Int, _ name: FCRNumber, _ cell: FCRCell, _ period: Period)
    -> FCRFigure
  {
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
  private func chanceFigure(_ place: Int, _ name: FCRNumber, _ cell: FCRCell, _ period: Period)
    -> FCRFigure
  {
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
