import Simulations

extension SimulationPage {
  /// The page of what coaching changes, with so many planted centers for each line.
  package static func coaching(rounds: Int) -> SimulationPage {
    SimulationPage(rows: CoachedCentersSimulation.rows(rounds: rounds, seed: 20_260_801), head: coachingHead)
  }

  private static let coachingHead = """
    # What simulations say of coaching

    Written by `make simulate-coaching`; do not edit. Each line draws centers whose truth is planted, with a seed, makes
    `coaching_effect` and the individual `coaches` of them as a run does, and reads off what is printed. Bounds are four
    standard errors around what is claimed; but of centers with a false bright spot no more than 10 % with 200 centers,
    without any room for chance.

    Agents' chances to resolve are normal (mean 70 %, sd 6 points), with what a month does to all (sd 1) and what comes and
    goes in the agent (sd 2, correlated 0.7 from month to month); the resolved are binomial. Each month from the fourth on,
    a quarter of those in its lowest quarter who were never coached is coached from the next month on, three sessions each,
    by the coach of their team. Where effects are planted, of five coaches one adds 8 points, one 4, two nothing, and one
    takes 4; of it there is 100, 85, 70, 50, 30, then 10 % in the months from the first session on. The true effect
    is the mean over the same agents and months that an estimate is of; what is planted beside it (`rtm_bias`) is what the
    coached would have gained without coaching from the month that had them picked on.

    How to read it:

    - What before and after alone would show is wrong by five to eight points, and finds coaching good in every center,
      even where it takes three points. The effect is right within .3 points.
    - Each coach's own interval holds what is true as often as it says. One that does nothing is rarely called a bright
      spot; about two in three of those who add 8 points are found.
    - The effect comes out low by .1 to .3 points, the more of a month's lowest are coached: whoever is left to compare with
      was a little luckier. With that, and where teams or agents go up and down for months, a test at 5 % sounds in 6 to
      9 % of centers without any effect.
    - Where a team goes up by itself its coach may be taken for the cause; with swings of 1 and 2 points some more centers
      have a false bright spot than without, still under 10 %.
    - `pre_trend` looks at the three months before the baseline, by F with the number of teams (of agents below 20 teams).
      With all months before and by chi-squared, as packages do, it called half of the centers uneven in which
      nothing was.

    """
}
