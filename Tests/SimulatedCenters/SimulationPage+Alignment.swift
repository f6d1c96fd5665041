import Simulations

extension SimulationPage {
  /// The page of how people are measured, with so many planted centers for each line.
  package static func alignment(rounds: Int) -> SimulationPage {
    SimulationPage(
      rows: MeasuredCentersSimulation.rows(rounds: rounds, seed: 20_261_126), head: alignmentHead)
  }

  private static let alignmentHead = """
    # What simulations say of alignment

    Written by `make simulate-alignment`; do not edit. Each line draws centers whose truth is planted, with a seed, makes
    the tables of alignment of them as a run does (people are drawn 199 times for intervals, not 1,000), and reads off what
    is printed. Bounds are four standard errors around what is claimed; but of centers without gaming no more than 10 %
    may have a flag with 200 centers, without any room for chance.

    People work at three sites. Each metric of a person's month is what is the person's, what is the month's (sd 0.7
    each), and what the site's month adds for all of its people (sd 1); months are told in fifths of that. The outcome is
    the planted effects of the metrics, noise (sd 1) and a site's month of its own (sd 2). Of four metrics three have a
    target, and each counts a little (.3) for the outcome where gaming is looked for. A flag is GAMING, DIVERGING or
    REVERSAL in any row of `alignment_gaming`. Where months are like the one before, sites' months go with it by 0.5.

    """
}
