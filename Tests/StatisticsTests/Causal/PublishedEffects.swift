import Testing

@testable import Statistics

/// Effects of csdid or diff-diff, cell by cell and averaged, and how they are held against ours.
struct PublishedEffects: Sendable {
  typealias Row = (key: Int, value: Double, error: Double)

  /// An average overall, and by event time, group or period.
  struct Series: Sendable {
    let overall: (value: Double, error: Double)
    var effects: [Row] = []
  }

  /// Group, period, effect, standard error.
  let cells: [(group: Int, period: Int, value: Double, error: Double)]
  let simple: Series
  let event: Series
  let group: Series
  let calendar: Series

  /// Holds all of it: effects to 1e-10, errors to 1e-8; periods of the publication start at `start`.
  func check(_ effects: GroupTimeEffects, start: Int = 0) throws {
    check(cells: effects, start: start)
    checkNear(try effects.simple(), simple.overall)
    try check(try effects.byEventTime(), event, start: 0)
    try check(try effects.byGroup(), group, start: start)
    try check(try effects.byPeriod(), calendar, start: start)
  }

  func check(cells effects: GroupTimeEffects, start: Int = 0) {
    #expect(effects.effects.count == cells.count)
    for (effect, expected) in zip(effects.effects, cells) {
      #expect(effect.group + start == expected.group && effect.period + start == expected.period)
      guard case .success(let estimate) = effect.estimate else {
        Issue.record("no estimate in \(expected)")
        continue
      }
      checkNear(estimate, (expected.value, expected.error))
    }
  }

  private func check(_ series: EffectSeries, _ expected: Series, start: Int) throws {
    #expect(series.effects.map { $0.key + start } == expected.effects.map(\.key))
    for (found, row) in zip(series.effects, expected.effects) {
      checkNear(found.effect, (row.value, row.error))
    }
    checkNear(series.overall, expected.overall)
  }
}

/// Whether an effect is the published one to 1e-10, its error to 1e-8.
func checkNear(_ effect: AggregatedEffect, _ expected: (value: Double, error: Double)) {
  checkNear(effect.estimate, expected)
}

func checkNear(_ estimate: EffectEstimate, _ expected: (value: Double, error: Double)) {
  #expect(abs(estimate.value - expected.value) < 1e-10, "\(estimate), expected \(expected)")
  #expect(abs((estimate.standardError ?? -1) - expected.error) < 1e-8, "\(estimate), expected \(expected)")
}
