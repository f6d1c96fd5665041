import Aggregate
import Statistics

/// Strata of contacts and the answers in each, for weighting the answers to all contacts.
struct SurveyStrata {
  /// One stratum.
  private struct Cell {
    var contacts: Int64 = 0
    var n: Int64 = 0
    var x: Int64 = 0

    mutating func add(_ other: Cell) {
      contacts += other.contacts
      n += other.n
      x += other.x
    }

    /// Whether its answers are enough to speak for its contacts.
    var isEnough: Bool { n >= Int64(DirectStandardization.minimumSize) }
  }

  private let cells: [Cell]

  /// The strata under a coarser key.
  ///
  /// Those with fewer than ten answers are put together with all such others of the same outcome.
  init(
    _ strata: [SurveyStratum: SurveyFigures.Stratum],
    _ counts: (SurveyFigures.Stratum) -> (n: Int64, x: Int64), by key: (SurveyStratum) -> SurveyStratum
  ) {
    var joined: [SurveyStratum: Cell] = [:]
    for (stratum, figures) in strata {
      let (n, x) = counts(figures)
      joined[key(stratum), default: Cell()].add(Cell(contacts: figures.contacts, n: n, x: x))
    }
    var (cells, rest): ([Cell], [SeenOutcome: Cell]) = ([], [:])
    for (stratum, cell) in joined {
      if cell.isEnough { cells.append(cell) } else { rest[stratum.outcome, default: Cell()].add(cell) }
    }
    cells += rest.values
    self.cells = cells.sorted { ($0.contacts, $0.n, $0.x) < ($1.contacts, $1.n, $1.x) }
  }

  /// All contacts.
  var contacts: Int64 { cells.reduce(0) { $0 + $1.contacts } }
  /// All answers.
  var answers: Int64 { cells.reduce(0) { $0 + $1.n } }
  /// Answers in strata that have enough.
  var usedAnswers: Int64 { cells.reduce(0) { $0 + ($1.isEnough ? $1.n : 0) } }
  /// Contacts in strata that have enough answers.
  var coveredContacts: Int64 { cells.reduce(0) { $0 + ($1.isEnough ? $1.contacts : 0) } }

  /// What all contacts of strata with enough answers would say; nil where there are none.
  var standardized: DirectStandardization? {
    let used = cells.filter(\.isEnough)
    return try? DirectStandardization(
      strata: used.map { try? Proportion(successes: Double($0.x), size: Double($0.n)) },
      weights: used.map { Double($0.contacts) })
  }
}
