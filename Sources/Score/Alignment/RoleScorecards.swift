import Canonical
import Tables

/// Finds by what each role is measured on the last day that is known, and counts each line that does not fit.
///
/// - Left out are lines of roles that no table of roles names, and lines whose weight is below 0 or above 1.
/// - Of several scorecards of a role that hold on the last day the one counts that began last, of those the one whose id
///   comes last by its bytes; of several lines of a metric the one that began last.
/// - Days count from the first to the last on which somebody was in the role.
/// - A role without scorecards is found where somebody was in it on the last day.
package struct RoleScorecards: Sendable {
  /// What is known of scorecards and people.
  package struct Ground {
    /// Lines of scorecards, and roles, from settled tables.
    package var scorecards: SmallTable
    package var roles: SmallTable
    /// Who was in which role when.
    package var histories: [EmploymentHistory]
    /// The days that are looked at: the first one is not before all of employment, or of scorecards, is known; the last
    /// one is the last that is known.
    package var span: ClosedRange<CivilDate>

    /// A ground of all parts.
    package init(
      scorecards: SmallTable, roles: SmallTable, histories: [EmploymentHistory],
      span: ClosedRange<CivilDate>
    ) {
      (self.scorecards, self.roles) = (scorecards, roles)
      (self.histories, self.span) = (histories, span)
    }
  }

  /// Roles with a scorecard or somebody in them, by kind of work, then by name.
  package private(set) var roles: [RoleScorecard] = []
  /// Lines that do not fit, and days with no or several scorecards, by role.
  package private(set) var warnings = WarningTally()

  /// The scorecards of a ground.
  package init(_ ground: Ground, vocabulary: CodeBook) {
    let types = RoleScorecards.types(ground.roles)
    let lines = lines(ground.scorecards, types, vocabulary)
    let stays = RoleStays(ground.histories, ground.span)
    for (role, type) in types {
      let own = lines[role, default: []]
      if own.isEmpty, stays.people[role, default: 0] == 0 { continue }
      roles.append(scorecard(of: role, type, own, stays, ground.span, vocabulary))
    }
    let places = Dictionary(uniqueKeysWithValues: RoleType.allCases.enumerated().map { ($1, $0) })
    roles.sort { a, b in
      a.type == b.type
        ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        : places[a.type, default: 0] < places[b.type, default: 0]
    }
  }

  /// Kinds of work by role.
  package static func types(_ roles: SmallTable) -> [UInt32: RoleType] {
    let words = roles.table.words("role_type").map { RoleType(rawValue: $0) }
    var types: [UInt32: RoleType] = [:]
    for (role, type) in zip(roles.codes("role_id"), roles.numbers("role_type")) {
      types[role] = words[Int(type)]
    }
    return types
  }

  // MARK: lines

  /// A line with its days and its scorecard.
  private struct Row {
    var card: Card
    var days: ClosedRange<Int64>
    var line: ScorecardLine
  }

  private struct Card: Hashable {
    var source: UInt16
    var id: UInt32
  }

  /// The lines that fit, by role.
  private mutating func lines(
    _ table: SmallTable, _ types: [UInt32: RoleType], _ vocabulary: CodeBook
  ) -> [UInt32: [Row]] {
    let (ids, roles, metrics) = (
      table.codes("scorecard_id"), table.codes("role_id"), table.codes("metric")
    )
    let (from, to, weights) = (table.numbers("from"), table.numbers("to"), table.numbers("weight"))
    let (targets, directions) = (table.numbers("target"), table.numbers("direction"))
    let classes = table.numbers("metric_class")
    let words = table.table.words("metric_class").map { MetricClass(rawValue: $0) }
    let down = table.table.words("direction").firstIndex(of: "down").map { Int64($0) }
    var lines: [UInt32: [Row]] = [:]
    for row in ids.indices {
      let metric = vocabulary.text(of: metrics[row])
      guard types[roles[row]] != nil, let metricClass = words[Int(classes[row])] else {
        warnings.add(.roleWithoutType, vocabulary.text(of: roles[row]))
        continue
      }
      guard weights[row] >= 0, weights[row] <= ScorecardLine.whole else {
        warnings.add(weights[row] < 0 ? .weightNegative : .weightOverOne, metric)
        continue
      }
      let end = to[row] == CanonicalBatch.missing ? Int64(Int32.max) : to[row]
      lines[roles[row], default: []].append(
        Row(
          card: Card(source: table.sources[row], id: ids[row]), days: from[row]...max(from[row], end),
          line: ScorecardLine(
            metric, metricClass, weight: weights[row],
            target: targets[row] == CanonicalBatch.missing ? nil : targets[row],
            isBetterLow: directions[row] == CanonicalBatch.missing ? nil : directions[row] == down)))
    }
    return lines
  }

  // MARK: roles

  private mutating func scorecard(
    of role: UInt32, _ type: RoleType, _ rows: [Row], _ stays: RoleStays, _ span: ClosedRange<CivilDate>,
    _ vocabulary: CodeBook
  ) -> RoleScorecard {
    let name = vocabulary.text(of: role)
    let day = Int64(span.upperBound.days)
    let holding = rows.filter { $0.days.contains(day) }
    let cards = Dictionary(grouping: holding, by: \.card)
    func rank(_ card: Card) -> (Int64, [UInt8], UInt16) {
      (
        cards[card, default: []].map(\.days.lowerBound).max() ?? 0, Array(vocabulary.bytes(of: card.id)),
        card.source
      )
    }
    let current = cards.keys.max { a, b in
      let (a, b) = (rank(a), rank(b))
      if a.0 != b.0 { return a.0 < b.0 }
      return a.1 == b.1 ? a.2 < b.2 : a.1.lexicographicallyPrecedes(b.1)
    }
    var lines: [String: Row] = [:]
    for row in holding where row.card == current {
      if let other = lines[row.line.metric] {
        warnings.add(.overlappingScorecards, name)
        if other.days.lowerBound > row.days.lowerBound { continue }
      }
      lines[row.line.metric] = row
    }
    let people = stays.people[role, default: 0]
    guard let stay = stays.days[role] else {
      return RoleScorecard(
        role: role, name: name, type: type, scorecard: current.map { vocabulary.text(of: $0.id) },
        lines: RoleScorecards.sorted(lines.values.map(\.line)), people: people)
    }
    let cover = DayCover(
      Dictionary(grouping: rows, by: \.card).values.map { $0.map(\.days) },
      within: Int64(stay.lowerBound.days)...Int64(stay.upperBound.days))
    warnings.add(.missingScorecard, name, count: cover.missing)
    warnings.add(.overlappingScorecards, name, count: cover.overlapping)
    return RoleScorecard(
      role: role, name: name, type: type, scorecard: current.map { vocabulary.text(of: $0.id) },
      lines: RoleScorecards.sorted(lines.values.map(\.line)), people: people, days: cover.days,
      missingDays: cover.missing, overlappingDays: cover.overlapping)
  }

  private static func sorted(_ lines: [ScorecardLine]) -> [ScorecardLine] {
    lines.sorted { $0.metric.utf8.lexicographicallyPrecedes($1.metric.utf8) }
  }
}

/// On which days somebody was in a role, first to last, and how many are on the last day.
private struct RoleStays {
  private(set) var days: [UInt32: ClosedRange<CivilDate>] = [:]
  private(set) var people: [UInt32: Int] = [:]

  init(_ histories: [EmploymentHistory], _ span: ClosedRange<CivilDate>) {
    let place = EmploymentHistory.place(of: .role)
    for history in histories {
      for stretch in history.stretches where stretch.groups[place] != 0 {
        let (first, last) = (max(stretch.first, span.lowerBound), min(stretch.last, span.upperBound))
        if first > last { continue }
        let known = days[stretch.groups[place]] ?? first...last
        days[stretch.groups[place]] = min(known.lowerBound, first)...max(known.upperBound, last)
      }
      if let role = history.groups(on: span.upperBound)?[place], role != 0 {
        people[role, default: 0] += 1
      }
    }
  }
}

/// How many days no spans cover, and how many those of several owners do.
private struct DayCover {
  let days: Int
  private(set) var missing = 0
  private(set) var overlapping = 0

  /// - Parameter owners: spans of each owner, which may overlap.
  init(_ owners: [[ClosedRange<Int64>]], within range: ClosedRange<Int64>) {
    days = range.count
    // By day, how many owners begin to cover it less how many ended before.
    var changes: [Int64: Int] = [range.lowerBound: 0]
    for spans in owners {
      var end = range.lowerBound
      for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        let (first, next) = (max(span.lowerBound, end), min(span.upperBound, range.upperBound) + 1)
        if first >= next { continue }
        changes[first, default: 0] += 1
        changes[next, default: 0] -= 1
        end = next
      }
    }
    let sorted = changes.sorted { $0.key < $1.key }
    var cover = 0
    for (place, change) in sorted.enumerated() {
      cover += change.value
      let next = place + 1 < sorted.count ? sorted[place + 1].key : range.upperBound + 1
      let count = Int(max(0, min(next, range.upperBound + 1) - change.key))
      if cover == 0 { missing += count }
      if cover > 1 { overlapping += count }
    }
  }
}
