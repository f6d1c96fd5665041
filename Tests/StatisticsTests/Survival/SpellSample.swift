import Dice
import Testing

@testable import Statistics

/// Spells of tests: of published tables and of the dice.
enum SpellSample {
  /// The tally of each stratum of a table.
  /// - Parameters:
  ///   - entries: all 0 where left out.
  ///   - codes: 0 for a censoring, else the number of the cause from 1.
  ///   - origin: the day that becomes day 0.
  static func tallies(
    strata: [String], entries: [Int]? = nil, exits: [Int], codes: [Int], origin: Int = 0
  ) throws -> [String: RiskTally] {
    var tallies: [String: RiskTally] = [:]
    for (index, stratum) in strata.enumerated() {
      let spell = try Spell(
        entry: (entries?[index] ?? origin) - origin, exit: exits[index] - origin,
        cause: codes[index] == 0 ? nil : codes[index] - 1)
      tallies[stratum, default: RiskTally()].observe(spell)
    }
    return tallies
  }

  /// The tallies of a published table by the texts of a column.
  static func tallies(
    _ name: String, by stratum: String, entry: String? = nil, exit: String, code: String, origin: Int = 0
  ) throws -> [String: RiskTally] {
    let table = try Published.table(name)
    return try tallies(
      strata: table.texts(stratum), entries: entry.map { try table.integers($0) },
      exits: table.integers(exit), codes: table.integers(code), origin: origin)
  }

  /// The tally of spells without delayed entry: days of events of cause 0, and of censorings.
  static func tally(events: [Int], censored: [Int] = []) throws -> RiskTally {
    RiskTally(
      of: try events.map { try Spell(exit: $0, cause: 0) } + censored.map { try Spell(exit: $0, cause: nil) })
  }

  /// Spells with ties, censorings and, if asked for, delayed entries.
  static func random(
    _ dice: inout Dice, count: Int, causes: Int = 1, days: Int = 40, delayed: Bool = true,
    censored percent: Int = 30
  ) throws -> [Spell] {
    try (0..<count).map { _ in
      let entry = delayed && dice.chance(50) ? dice.below(days / 2) : 0
      return try Spell(
        entry: entry, exit: entry + 1 + dice.below(days - entry),
        cause: dice.chance(percent) ? nil : dice.below(causes))
    }
  }
}
