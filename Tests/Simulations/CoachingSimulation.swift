import Dice

import Statistics

/// Agents whose resolution rate is ability and luck, chosen for coaching by their worst month.
///
/// Abilities are normal (mean .7, sd .07), each month has 60 contacts; coaching does nothing. The luck of
/// a month has variance σ² = mean p(1 − p)/60 = .00342, the rate τ² = σ² + .0049 = .00832; the lowest quarter
/// is φ(.6745)/.25 = 1.2711 sd below the mean, 1.2711·σ²/τ = .0476 of it luck, and somewhat more since low
/// rates vary more. The figures below are of the same design written once more in numpy 2.4.6 (60 panels of
/// 4,000 agents, standard errors below .0005).
package enum CoachingSimulation {
  /// Whom the month chooses among its lowest quarter.
  enum Selection {
    /// All of them, in one month alone.
    case onceAll
    /// Half of them, in one month alone.
    case onceHalf
    /// A fifth of them, in every month.
    case monthlyFifth
    /// Half of them, in every month.
    case monthlyHalf

    var percent: Int {
      switch self {
      case .onceAll: 100
      case .onceHalf, .monthlyHalf: 50
      case .monthlyFifth: 20
      }
    }
    var isMonthly: Bool { self == .monthlyFifth || self == .monthlyHalf }
  }

  private static let agents = 800
  private static let months = 6
  private static let contacts = 60
  /// Only months after this one choose, so that there is a base before.
  private static let firstMonth = 2

  /// What luck alone lifts the lowest quarter by in the month after.
  private static let luck = 0.0507
  /// What no effect may show: .3 points.
  private static let none = 0.003
  /// What leaving the unlucky out of the controls does where half of each month's lowest quarter is coached.
  private static let leftOut = -0.0073

  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var dice = Dice(seed: seed)
    var rows: [SimulationRow] = []
    func add(
      _ estimator: String, _ setting: String, _ found: [EffectEstimate?], around center: Double,
      within: Double
    ) {
      let estimates = found.compactMap(\.self)
      let count = Double(rounds)
      // What is claimed, or 4 standard errors of the mean where so few rounds cannot tell. A round without
      // an estimate counts as 1, which no bounds hold.
      let missing = rounds - estimates.count
      let error = estimates.reduce(0) { $0 + ($1.standardError ?? 0) } / count / count.squareRoot()
      let bound = max(within, 4 * error)
      rows.append(
        SimulationRow(
          estimator: estimator, setting: setting, truth: "effect 0", rounds: rounds, statistic: "mean",
          value: estimates.reduce(Double(missing)) { $0 + $1.value } / count,
          bounds: center - bound...center + bound))
    }
    let once = "lowest quarter of one month coached"
    let all = panels(.onceAll, rounds, &dice)
    add(
      "naive before/after", once, all.map { estimate($0) { try NaiveBeforeAfter(of: $0).change } },
      around: luck, within: none)
    // Who is not chosen was lucky by a third of it, and falls back.
    add(
      "ATT, base in the month of selection", once, all.map { estimate($0, anticipation: 0) },
      around: luck * 4 / 3, within: none)
    add("ATT, anticipation 1", once, all.map { estimate($0) }, around: 0, within: none)
    add(
      "ATT, anticipation 1, matched on quintiles", "half of the lowest quarter of one month coached",
      panels(.onceHalf, rounds, &dice).map { estimate($0, matched: true) }, around: 0, within: none)
    let fifth = panels(.monthlyFifth, rounds, &dice)
    let monthly = "a fifth of each month's lowest quarter coached"
    add(
      "naive before/after", monthly, fifth.map { estimate($0) { try NaiveBeforeAfter(of: $0).change } },
      around: luck, within: none)
    add(
      "ATT, anticipation 1, matched on quintiles", monthly + ", controls untreated so far",
      fifth.map { estimate($0, matched: true) }, around: 0, within: none)
    add(
      "ATT, placebo 2 months earlier, matched", monthly + ", controls untreated so far",
      fifth.map { estimate($0, matched: true, shift: PlaceboShift(periods: 2)) }, around: 0, within: none)
    let half = panels(.monthlyHalf, rounds, &dice)
    let often = "half of each month's lowest quarter coached"
    add(
      "ATT, anticipation 1, matched on quintiles", often + ", controls untreated so far",
      half.map { estimate($0, matched: true) }, around: 0, within: none)
    add(
      "ATT, anticipation 1, matched on quintiles", often + ", controls not yet treated (biased)",
      half.map { estimate($0, matched: true, controls: .notYetTreated) }, around: leftOut, within: none)
    return rows
  }

  private struct Draw {
    let outcomes: [[Double?]]
    let first: [Int?]
    let strata: [[Int?]]
  }

  private static func panels(_ selection: Selection, _ rounds: Int, _ dice: inout Dice) -> [Draw] {
    (0..<rounds).map { _ in panel(selection, &dice) }
  }

  private static func panel(_ selection: Selection, _ dice: inout Dice) -> Draw {
    var numbers = SplitMix64(seed: dice.next())
    let rates = (0..<agents).map { _ -> [Double] in
      let ability = min(0.95, max(0.05, 0.7 + 0.07 * numbers.normal()))
      return (0..<months).map { _ in Double(resolved(ability, &numbers)) / Double(contacts) }
    }
    var first = [Int?](repeating: nil, count: agents)
    for month in firstMonth..<months - 1 where selection.isMonthly || month == firstMonth {
      let open = (0..<agents).filter { first[$0] == nil }.shuffled(using: &numbers)
      let lowest = open.sorted { rates[$0][month] < rates[$1][month] }.prefix(open.count / 4)
      for agent in lowest where numbers.below(100) < selection.percent { first[agent] = month + 1 }
    }
    let cells = (0..<months).map { month in
      (try? ScoreQuintiles(scores: rates.map { $0[month] }, strata: rates.map { _ in 0 }))?.cell
    }
    return Draw(
      outcomes: rates, first: first,
      strata: (0..<agents).map { agent in cells.map { $0?[agent] } })
  }

  /// How many of a month's contacts an agent resolves.
  ///
  /// All of them at once, each a bit: from the last binary place of the probability to the first, a random
  /// word is or'ed where it is 1 (q becomes (1 + q)/2) and and'ed where it is 0 (q/2).
  private static func resolved(_ ability: Double, _ numbers: inout SplitMix64) -> Int {
    let places = 16
    let probability = Int(ability * Double(1 << places))
    var word: UInt64 = 0
    for place in 0..<places {
      let random = numbers.next()
      word = (probability >> place) & 1 == 1 ? word | random : word & random
    }
    return (word >> UInt64(UInt64.bitWidth - contacts)).nonzeroBitCount
  }

  /// An average; nil where there is none.
  private static func estimate(
    _ draw: Draw, matched: Bool = false, anticipation: Int = 1, controls: ControlGroup = .untreatedSoFar,
    shift: PlaceboShift? = nil,
    _ average: (GroupTimeEffects) throws -> AggregatedEffect = { try $0.simple() }
  ) -> EffectEstimate? {
    guard
      let panel = try? TreatmentPanel(
        outcomes: draw.outcomes, firstTreated: draw.first, strata: matched ? draw.strata : nil),
      let effects = try? GroupTimeEffects(
        of: shift?(panel) ?? panel, controls: controls, anticipation: anticipation)
    else { return nil }
    return try? average(effects).estimate
  }
}
