import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `coaching_training`: how often coaches coach, and what comes of it, before their own training and after it.
///
/// A training counts where the log knows the 84 days before its first day and after its last, and no other training
/// of the coach reaches into them.
struct CoachTrainingTable {
  /// The coaches.
  let profiles: [CoachProfile]
  /// What their agents gained.
  let effects: CoachEffects
  /// The first day of which the log knows, and the last that is known.
  let logFrom: CivilDate
  let last: CivilDate

  /// Days around a training; raw values are printed.
  private enum Window: String, CaseIterable {
    case before
    case soon = "1-28d"
    case later = "29-84d"

    /// Its days around the first and last one of a training.
    func days(_ training: CoachedHistory.Training) -> ClosedRange<Int32> {
      let washout = Int32(CoachingParameters.washoutDays)
      let period = Int32(CoachingParameters.periodDays)
      return switch self {
      case .before: training.first.days - washout...training.first.days - 1
      case .soon: training.last.days + 1...training.last.days + period
      case .later: training.last.days + period + 1...training.last.days + washout
      }
    }
  }

  /// A training of a coach.
  private struct Trained {
    var profile: CoachProfile
    var training: CoachedHistory.Training

    /// Agents' held sessions in 28 days of a window.
    func cadence(_ window: Window) -> Double {
      let days = window.days(training)
      let sessions = profile.days.count { days.contains($0.days) }
      return Double(sessions) / Double(days.count) * Double(CoachingParameters.periodDays)
    }
  }

  /// The table.
  var table: GuardedTable {
    let trained = self.trained
    return GuardedTable(
      ReportTable(
        name: "coaching_training",
        description: "One measure of coaching before and after coaches' own training per row.",
        columns: CoachTrainingTable.columns, primaryKey: ["measure", "window"], rows: []),
      guardedColumns: ["n", "value", "lo", "hi", "people", "flag", "note"],
      rows: trained.isEmpty ? [] : cadenceRows(trained) + effectRows(trained))
  }

  private static let columns: [ReportTable.Column] = [
    .init(
      "measure", .text,
      "cadence (agents' held sessions of a coach in 28 days) or effect (what agents first coached then gained, in units"
        + " of the outcome)"),
    .init(
      "window", .text,
      "before (84 days), 1-28d and 29-84d after the training; gain (1-28d less before), kept (29-84d less before),"
        + " reverted (1-28d less 29-84d)"),
    .init("n", .integer, "trainings, of effect agents"),
    .init("value", .decimal, "mean, or difference of means"),
    .init("lo", .decimal, "lower end of the 95 % interval, by t"),
    .init("hi", .decimal, "upper end of the 95 % interval, by t"),
    .init("people", .integer, "distinct coaches"),
    .init("flag", .text, "withheld (too few coaches), NOT_ESTIMABLE, or empty"),
    .init(
      "note", .text,
      "why there is no number; trained and others are not compared, so a season looks like training"),
  ]

  /// Trainings with all their days, by coach.
  private var trained: [Trained] {
    profiles.flatMap { profile in
      profile.trainings.enumerated().compactMap { place, training -> Trained? in
        let (first, last) = (Window.before.days(training).lowerBound, Window.later.days(training).upperBound)
        let isAlone = profile.trainings.enumerated().allSatisfy { other, training in
          other == place || training.last.days < first || training.first.days > last
        }
        guard isAlone, logFrom.days <= first, last <= self.last.days else { return nil }
        return Trained(profile: profile, training: training)
      }
    }
  }

  private static func coaches(_ trained: [Trained]) -> Int { Set(trained.map(\.profile.coach)).count }

  /// What the differences are of.
  private static let differences: [(name: String, of: Window, less: Window)] = [
    ("gain", .soon, .before), ("kept", .later, .before), ("reverted", .soon, .later),
  ]

  private func row(
    _ measure: String, _ window: String, n: Int, coaches: Int, value: Double?, low: Double?, high: Double?,
    reason: NotEstimable? = nil
  ) -> GuardedRow {
    func number(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }
    return GuardedRow(
      [.text(measure), .text(window), .integer(Int64(n))] + [value, low, high].map(number)
        + [
          .integer(Int64(coaches)), .name(reason == nil ? "" : "NOT_ESTIMABLE"),
          .name(reason.map(CoachingWords.reason) ?? ""),
        ], people: coaches)
  }

  private func cadenceRows(_ trained: [Trained]) -> [GuardedRow] {
    let coaches = CoachTrainingTable.coaches(trained)
    func values(_ window: Window) -> [Double?] { trained.map { $0.cadence(window) } }
    func row(_ name: String, _ values: [Double?], _ others: [Double?]) -> GuardedRow {
      switch Result(catching: { () throws(NotEstimable) in try PairedDifference(values, others) }) {
      case .success(let found):
        return self.row(
          "cadence", name, n: found.pairs, coaches: coaches, value: found.mean, low: found.low,
          high: found.high)
      case .failure(let reason):
        return self.row(
          "cadence", name, n: trained.count, coaches: coaches, value: nil, low: nil, high: nil, reason: reason
        )
      }
    }
    let zeros = [Double?](repeating: 0, count: trained.count)
    return Window.allCases.map { row($0.rawValue, values($0), zeros) }
      + CoachTrainingTable.differences.map { row($0.name, values($0.of), values($0.less)) }
  }

  private func effectRows(_ trained: [Trained]) -> [GuardedRow] {
    func gains(_ window: Window) -> (values: [Double], coaches: Set<UInt32>) {
      var (values, coaches) = ([Double](), Set<UInt32>())
      for own in trained {
        let days = window.days(own.training)
        let found = effects.gains[own.profile.coach, default: []].filter { days.contains($0.day.days) }
        values += found.map(\.gain)
        if !found.isEmpty { coaches.insert(own.profile.coach) }
      }
      return (values, coaches)
    }
    let known = Dictionary(uniqueKeysWithValues: Window.allCases.map { ($0, gains($0)) })
    func of(_ window: Window) -> (values: [Double], coaches: Set<UInt32>) { known[window] ?? ([], []) }
    let means = Window.allCases.map { window -> GuardedRow in
      let (values, coaches) = of(window)
      let zeros = [Double?](repeating: 0, count: values.count)
      switch Result(catching: { () throws(NotEstimable) in
        try PairedDifference(values.map(Optional.some), zeros)
      }) {
      case .success(let found):
        return row(
          "effect", window.rawValue, n: values.count, coaches: coaches.count, value: found.mean,
          low: found.low,
          high: found.high)
      case .failure(let reason):
        return row(
          "effect", window.rawValue, n: values.count, coaches: coaches.count, value: nil, low: nil, high: nil,
          reason: reason)
      }
    }
    let differences = CoachTrainingTable.differences.map { name, first, second -> GuardedRow in
      let (one, other) = (of(first), of(second))
      let (n, coaches) = (
        min(one.values.count, other.values.count), min(one.coaches.count, other.coaches.count)
      )
      switch Result(catching: { () throws(NotEstimable) in try MeanDifference(one.values, minus: other.values)
      })
      {
      case .success(let found):
        return row(
          "effect", name, n: n, coaches: coaches, value: found.difference, low: found.low, high: found.high)
      case .failure(let reason):
        return row("effect", name, n: n, coaches: coaches, value: nil, low: nil, high: nil, reason: reason)
      }
    }
    return means + differences
  }
}
