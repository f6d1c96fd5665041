import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `coaches`: what five sources say of the coaches of a group, how far they agree, and what bright spots do
/// differently.
///
/// Groups are all coaches and those of a site or team; a team with one coach is no group.
struct CoachGroupsTable {
  /// The coaches.
  let standings: [CoachStanding]
  /// What their agents gained.
  let effects: CoachEffects
  /// Fewer people than this are not told of.
  let minimumPeople: Int
  /// What a site or team is called.
  let name: (Grouping, UInt32) -> String

  /// The coaches of a group.
  private struct Group {
    var grouping: Grouping
    var name: String
    var standings: [CoachStanding]
  }

  /// A number and how sure it is.
  private struct Numbers {
    var value: Double?
    var low: Double?
    var high: Double?
    var flag = ""
    var note = ""

    static func missing(_ note: String) -> Numbers { Numbers(flag: "NOT_ESTIMABLE", note: note) }
  }

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: "coaches", description: "One measure of the coaches of one group per row.",
        columns: CoachTables.columns, primaryKey: CoachTables.key, rows: []),
      guardedColumns: ["n", "value", "lo", "hi", "z", "q", "people", "flag", "note"],
      rows: groups.flatMap(rows) + agreementRows + effectRows + differenceRows)
  }

  private var groups: [Group] {
    func split(_ grouping: Grouping, _ code: (CoachProfile) -> UInt32) -> [Group] {
      Dictionary(grouping: standings) { code($0.profile) }
        .map { Group(grouping: grouping, name: name(grouping, $0.key), standings: $0.value) }
        .filter { $0.standings.count > 1 }
        .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
    return [Group(grouping: .all, name: "all", standings: standings)] + split(.site, \.site)
      + split(.team, \.team)
  }

  private func row(
    _ group: Group, _ measure: String, n: Int, people: Int, _ numbers: Numbers, isSurveyed: Bool = false,
    isAlone: Bool = false
  ) -> GuardedRow {
    func number(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .missing }
    let series = DisclosureCell.Series("coaches/\(measure)")
    return GuardedRow(
      [.text(group.grouping.rawValue), .name(group.name), .text(measure), .integer(Int64(n))]
        + [numbers.value, numbers.low, numbers.high, nil, nil].map(number)
        + [.integer(Int64(people)), .name(numbers.flag), .name(numbers.note)],
      people: people, isSurveyed: isSurveyed,
      cell: isAlone ? nil : DisclosureCell(series, group.grouping, group.name, nil))
  }

  // MARK: sources

  private func rows(_ group: Group) -> [GuardedRow] {
    if group.standings.isEmpty { return [] }
    let all = group.standings.count
    var rows = CoachSource.allCases.flatMap { source -> [GuardedRow] in
      let scores = group.standings.compactMap { $0.scores[source]?.value }
      let interval = WilsonInterval(share: Double(scores.count) / Double(all), size: Double(all))
      let coverage = row(
        group, "coverage_\(source.rawValue)", n: all, people: all,
        Numbers(value: Double(scores.count) / Double(all), low: interval.low, high: interval.high))
      if scores.isEmpty { return [coverage] }
      return [
        row(
          group, source.rawValue, n: scores.count, people: scores.count, CoachGroupsTable.mean(scores),
          isSurveyed: source.isSurveyed), coverage,
      ]
    }
    let tested = group.standings.filter { $0.effect?.q != nil }
    if !tested.isEmpty {
      let bright = tested.count { $0.effect?.verdict == .brightSpot }
      let interval = WilsonInterval(
        share: Double(bright) / Double(tested.count), size: Double(tested.count))
      rows.append(
        row(
          group, "bright_spot", n: tested.count, people: tested.count,
          Numbers(
            value: Double(bright) / Double(tested.count), low: interval.low, high: interval.high,
            note: "\(bright) of those with enough agents and sessions to be told")))
    }
    return rows + habits(group)
  }

  private func habits(_ group: Group) -> [GuardedRow] {
    CoachHabit.all.compactMap { habit in
      let values = group.standings.compactMap { habit.value(of: $0.profile)?.value }
      return values.isEmpty
        ? nil
        : row(group, habit.name, n: values.count, people: values.count, CoachGroupsTable.mean(values))
    }
  }

  /// The mean of coaches, every one counting alike, with its interval by t.
  private static func mean(_ values: [Double]) -> Numbers {
    // Against zeros: a paired difference of one sample is its mean.
    let zeros = [Double?](repeating: 0, count: values.count)
    guard let found = try? PairedDifference(values.map(Optional.some), zeros) else {
      return Numbers(value: CompensatedSum(values.sorted()).value / Double(values.count))
    }
    return Numbers(value: found.mean, low: found.low, high: found.high)
  }

  // MARK: agreement

  private var everybody: Group { Group(grouping: .all, name: "all", standings: standings) }

  /// Sources that at least half of the coaches have.
  private var commonSources: [CoachSource] {
    CoachSource.allCases.filter { source in
      2 * standings.count { $0.scores[source]?.z != nil } >= max(1, standings.count)
    }
  }

  private var agreementRows: [GuardedRow] {
    let sources = commonSources
    let complete = standings.compactMap { standing -> [Double]? in
      let z = sources.compactMap { standing.scores[$0]?.z }
      return z.count == sources.count && !z.isEmpty ? z : nil
    }
    let all = everybody
    func row(_ measure: String, _ numbers: Numbers) -> GuardedRow {
      self.row(
        all, measure, n: complete.count, people: complete.count, numbers, isSurveyed: true, isAlone: true)
    }
    guard complete.count >= CoachingParameters.minimumCoaches, sources.count > 1 else {
      let reason =
        sources.count < 2
        ? "under 2 sources that half of the coaches have"
        : "under \(CoachingParameters.minimumCoaches) coaches with all of \(sources.map(\.rawValue).joined(separator: ", "))"
      return ["alpha", "icc_single", "icc_average"].map { row($0, .missing(reason)) } + [selfGapRow]
    }
    let names = "of " + sources.map(\.rawValue).joined(separator: ", ")
    var rows: [GuardedRow] = []
    do throws(NotEstimable) {
      let alpha = try CronbachAlpha(rows: complete)
      rows.append(row("alpha", Numbers(value: alpha.value, low: alpha.low, high: alpha.high, note: names)))
      for (source, value) in zip(sources, alpha.ifDropped) {
        if let value { rows.append(row("alpha_without_\(source.rawValue)", Numbers(value: value))) }
      }
    } catch {
      rows.append(row("alpha", .missing(CoachingWords.reason(error))))
    }
    do throws(NotEstimable) {
      let icc = try IntraclassCorrelation(rows: complete)
      for (measure, estimate) in [("icc_single", icc.single), ("icc_average", icc.average)] {
        rows.append(
          row(measure, Numbers(value: estimate.value, low: estimate.low, high: estimate.high, note: names)))
      }
    } catch {
      rows += ["icc_single", "icc_average"].map { row($0, .missing(CoachingWords.reason(error))) }
    }
    return rows + [selfGapRow]
  }

  private var selfGapRow: GuardedRow {
    let pairs = standings.filter { $0.selfGap != nil }
    let found = Result { () throws(NotEstimable) in
      try PairedDifference(
        pairs.map { $0.scores[.selfAssessment]?.value }, pairs.map { $0.scores[.review360]?.value })
    }
    let numbers: Numbers =
      switch found {
      case .success(let gap):
        Numbers(
          value: gap.mean, low: gap.low, high: gap.high,
          note: "on scales of 0 to 1: above 0 coaches rate themselves higher")
      case .failure(let reason): .missing(CoachingWords.reason(reason))
      }
    return row(
      everybody, "self_minus_360", n: pairs.count, people: pairs.count, numbers, isSurveyed: true,
      isAlone: true)
  }

  // MARK: effects and bright spots

  private var effectRows: [GuardedRow] {
    let count = effects.effects.count
    func row(_ measure: String, _ numbers: Numbers) -> GuardedRow {
      self.row(everybody, measure, n: count, people: count, numbers, isAlone: true)
    }
    guard let shrinkage = effects.shrinkage else {
      let reason =
        effects.reason.map(CoachingWords.reason) ?? "not estimable: under two coaches with an effect"
      return [row("effect", .missing(reason))]
    }
    let half = WilsonInterval.z95 * shrinkage.standardError
    return [
      row(
        "effect",
        Numbers(
          value: shrinkage.mean, low: shrinkage.mean - half, high: shrinkage.mean + half,
          note: "the mean of coaches, weighted by how sure each is")),
      row(
        "effect_spread",
        Numbers(
          value: shrinkage.betweenVariance.squareRoot(),
          note: "standard deviation of coaches' true effects; 0 where they differ no more than by chance")),
    ]
  }

  private var differenceRows: [GuardedRow] {
    let told = standings.filter { $0.effect?.q != nil }
    let bright = told.filter { $0.effect?.verdict == .brightSpot }
    let others = told.filter { $0.effect?.verdict != .brightSpot }
    if told.isEmpty { return [] }
    return CoachHabit.all.compactMap { habit in
      let one = bright.compactMap { habit.value(of: $0.profile)?.value }
      let other = others.compactMap { habit.value(of: $0.profile)?.value }
      if one.isEmpty, other.isEmpty { return nil }
      let found = Result { () throws(NotEstimable) in try MeanDifference(one, minus: other) }
      let numbers: Numbers =
        switch found {
        case .success(let gap):
          Numbers(
            value: gap.difference, low: gap.low, high: gap.high,
            note:
              "bright spots less others who could be told; \(CoachHabit.all.count) habits are compared, so one may differ by chance"
          )
        case .failure(let reason): .missing(CoachingWords.reason(reason))
        }
      return row(
        everybody, "difference_\(habit.name)", n: one.count, people: min(one.count, other.count), numbers,
        isAlone: true)
    }
  }
}
