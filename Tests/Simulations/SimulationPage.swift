import Foundation

/// The page that says how often each estimator was right about planted truths.
package struct SimulationPage: Sendable {
  /// Every line, in the order of the families.
  package let rows: [SimulationRow]

  /// Draws so many data sets for each line; the same number gives the same page on the same machine.
  package init(rounds: Int) {
    rows =
      ProportionsSimulation.rows(rounds: rounds, seed: 1) + ShrinkageSimulation.rows(rounds: rounds, seed: 2)
      + PoissonRateSimulation.rows(rounds: rounds, seed: 3) + SurvivalSimulation.rows(rounds: rounds, seed: 4)
      + RegressionSimulation.rows(rounds: rounds, seed: 5) + GroupTimeSimulation.rows(rounds: rounds, seed: 6)
      + CoachingSimulation.rows(rounds: rounds, seed: 7) + ManyUnitsSimulation.rows(rounds: rounds, seed: 8)
      + AgreementSimulation.rows(rounds: rounds, seed: 9) + StrataSimulation.rows(rounds: rounds, seed: 10)
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
    return ([SimulationPage.head] + lines).joined(separator: "\n") + "\n"
  }

  /// Four decimals, enough for a share of a few thousand.
  private static func decimal(_ value: Double) -> String { String(format: "%.4f", value) }

  private static let head = """
    # What simulations say of the estimators

    Written by `make simulate-statistics`. Each line draws data sets whose truth is planted, with a seed, and
    counts how often the estimator was right: how often a 95 % interval holds the truth, how often a test at 5 %
    rejects what is true, how far off a mean is. A line holds where what was seen is within bounds that would not
    surprise at so many data sets, if the estimator is as [statistics.md](statistics.md) says: four standard
    errors around the claim, and beyond them what the small samples of that setting are known to cost. Lines of
    estimators that should fail (naive ones, those of too few clusters) hold where they do.

    | estimator | setting | planted | data sets | statistic | seen | bounds | holds |
    |---|---|---|---|---|---|---|---|
    """
}
