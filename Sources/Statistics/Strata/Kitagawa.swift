/// The difference of two periods' rates, split into what changed within cells and what changed in their mix.
///
/// With a cell's share w of trials and its rate r: Σ (w₁ + w₂)/2·(r₂ − r₁) is due to rates, Σ (r₁ + r₂)/2·(w₂
/// − w₁) to the mix; together exactly r̄₂ − r̄₁. A cell that one period lacks takes the other period's rate,
/// so that all it brings is mix, and is flagged.
///
/// Domain: counts, successes no more than trials, both periods with trials. Exact as arithmetic; what the
/// parts mean rests on the cells, and the cells' own mix effects on where 0 is: read their sum.
/// Source: Kitagawa (1955), JASA 50(272), 1168–1194, doi:10.1080/01621459.1955.10501299.
package struct Kitagawa: Equatable, Sendable {
  /// The rate of the second period less that of the first.
  package let difference: Double
  /// What is due to rates within cells.
  package let rateEffect: Double
  /// What is due to the mix of cells.
  package let mixEffect: Double
  /// The parts cell by cell, in the order given.
  package let cells: [Cell]

  /// Successes and trials of one cell in one period.
  package struct Count: Equatable, Sendable {
    /// Successes, 0 to `trials`.
    package let successes: Int64
    /// Trials, 0 or more.
    package let trials: Int64

    /// So many successes of so many trials.
    package init(successes: Int64, trials: Int64) { (self.successes, self.trials) = (successes, trials) }

    fileprivate var rate: Double? { trials > 0 ? Double(successes) / Double(trials) : nil }
  }

  /// What one cell contributes.
  package struct Cell: Equatable, Sendable {
    /// To the effect of rates.
    package let rateEffect: Double
    /// To the effect of the mix.
    package let mixEffect: Double
    /// Whether one period has no trials here, so that its rate is the other's.
    package let isOneSided: Bool
  }

  /// Splits the difference of two periods, given cell by cell.
  package init(_ counts: [(first: Count, second: Count)]) throws(NotEstimable) {
    let valid = counts.allSatisfy { cell in
      [cell.first, cell.second].allSatisfy { $0.successes >= 0 && $0.successes <= $0.trials }
    }
    guard valid else { throw .outOfRange(.observations) }
    func total(_ part: (_ cell: (first: Count, second: Count)) -> Int64) -> Double {
      counts.reduce(Int128(0)) { $0 + Int128(part($1)) }.nearest
    }
    let trials = (first: total { $0.first.trials }, second: total { $0.second.trials })
    guard trials.first > 0 && trials.second > 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    cells = counts.map { cell in
      let weights = (Double(cell.first.trials) / trials.first, Double(cell.second.trials) / trials.second)
      let rates = (cell.first.rate ?? cell.second.rate ?? 0, cell.second.rate ?? cell.first.rate ?? 0)
      return Cell(
        rateEffect: (weights.0 + weights.1) / 2 * (rates.1 - rates.0),
        mixEffect: (rates.0 + rates.1) / 2 * (weights.1 - weights.0),
        isOneSided: (cell.first.trials == 0) != (cell.second.trials == 0))
    }
    difference = total { $0.second.successes } / trials.second - total { $0.first.successes } / trials.first
    rateEffect = CompensatedSum(cells.map(\.rateEffect)).value
    mixEffect = CompensatedSum(cells.map(\.mixEffect)).value
  }
}
