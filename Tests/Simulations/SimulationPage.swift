import Foundation

/// A page that says how often estimators were right about planted truths.
package struct SimulationPage: Sendable {
  /// Every line, in the order of the families.
  package let rows: [SimulationRow]
  private let head: String

  /// A page of lines under a head in Markdown, which ends with an empty line.
  package init(rows: [SimulationRow], head: String) { (self.rows, self.head) = (rows, head) }

  /// The page of all estimators, with so many data sets for each line.
  ///
  /// The same number gives the same page on the same machine; so of all pages.
  package static func statistics(rounds: Int) -> SimulationPage {
    SimulationPage(
      rows: ProportionsSimulation.rows(rounds: rounds, seed: 1)
        + ShrinkageSimulation.rows(rounds: rounds, seed: 2)
        + PoissonRateSimulation.rows(rounds: rounds, seed: 3)
        + SurvivalSimulation.rows(rounds: rounds, seed: 4)
        + RegressionSimulation.rows(rounds: rounds, seed: 5)
        + GroupTimeSimulation.rows(rounds: rounds, seed: 6)
        + CoachingSimulation.rows(rounds: rounds, seed: 7)
        + ManyUnitsSimulation.rows(rounds: rounds, seed: 8)
        + AgreementSimulation.rows(rounds: rounds, seed: 9) + StrataSimulation.rows(rounds: rounds, seed: 10),
      head: statisticsHead)
  }

  /// The page of what turnover costs, with so many planted centers for each line.
  package static func turnover(rounds: Int) -> SimulationPage {
    SimulationPage(
      rows: KneeSimulation.rows(rounds: rounds, seed: 1) + aroundTurnover(rounds: rounds), head: turnoverHead)
  }

  /// The lines of that page that are not about the knee.
  package static func aroundTurnover(rounds: Int) -> [SimulationRow] {
    LagSimulation.rows(rounds: rounds, seed: 101) + MixSimulation.rows(rounds: rounds, seed: 102)
      + TenureSimulation.rows(rounds: rounds, seed: 103) + LandmarkSimulation.rows(rounds: rounds, seed: 104)
  }

  /// Whether every line is within its bounds.
  package var holds: Bool { rows.allSatisfy(\.holds) }

  /// The page as Markdown.
  package var text: String {
    let lines = rows.map { row in
      let bounds = [row.bounds.lowerBound, row.bounds.upperBound].map(SimulationPage.decimal)
      let cells = [
        row.estimator, row.setting, row.truth, String(row.rounds), row.statistic,
        SimulationPage.decimal(row.value), bounds.joined(separator: " to "), row.holds ? "yes" : "**no**",
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    return ([head, SimulationPage.table] + lines).joined(separator: "\n") + "\n"
  }

  /// Four decimals, enough for a share of a few thousand.
  private static func decimal(_ value: Double) -> String { String(format: "%.4f", value) }

  private static let table = """
    | estimator | setting | planted | data sets | statistic | seen | bounds | holds |
    |---|---|---|---|---|---|---|---|
    """

  private static let statisticsHead = """
    # What simulations say of the estimators

    Written by `make simulate-statistics`. Each line draws data sets whose truth is planted, with a seed, and
    counts how often the estimator was right: how often a 95 % interval holds the truth, how often a test at 5 %
    rejects what is true, how far off a mean is. A line holds where what was seen is within bounds that would not
    surprise at so many data sets, if the estimator is as [statistics.md](statistics.md) says: four standard
    errors around the claim, and beyond them what the small samples of that setting are known to cost. Lines of
    estimators that should fail (naive ones, those of too few clusters) hold where they do.

    """

  private static let turnoverHead = """
    # What simulations say of the models of turnover

    Written by `make simulate-turnover`; do not edit. Each line draws centers whose truth is planted, with a seed,
    and counts how often a model of turnover and first contact resolution was right. Bounds are those of
    [the other simulations](statistics-simulation.md): four standard errors around what is claimed; but of all
    false alarms of the knee together, no more than 5 % with 200 centers of each kind, without any room for chance.

    Panels are units by month. A unit's turnover wanders slowly around a level of its own between 5 and 60 % a
    year; turnover of a month is that of the twelve months before, so months that follow one another share most of
    it. Resolution is the unit's own level (sd 3 points), what a month does to all (sd 1), what wanders within the
    unit (sd 2, correlated 0.7 from month to month) and the planted line of turnover; separations and resolved
    contacts are binomial. Models have an effect for each unit and each month, weights by first contacts, and errors
    clustered by unit. The verdict about the knee is held against 20 %; its bootstraps draw 199 times here, 999
    times in a run. A false alarm is a verdict that sees a knee, of the panels that have enough for a verdict.

    """
}
