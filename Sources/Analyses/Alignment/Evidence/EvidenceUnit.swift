import Aggregate
import Canonical

/// A kind of work, or one of its roles, with what its scorecard weighs and the months of its people.
struct EvidenceUnit {
  /// The kind of work.
  let type: RoleType
  /// The role; nil for all of the kind.
  let role: RoleScorecard?
  /// What is weighed.
  let lines: [ScorecardLine]
  /// Places of its months in the panel.
  let places: [Int]
  /// By month: which site's month it is, by numbers without meaning.
  let cells: [Int]

  /// All of a kind of work.
  init(_ policy: TypePolicy, _ panel: AlignmentPanel) {
    (type, role, lines) = (policy.type, nil, policy.lines)
    let scored = Set(policy.roles.filter { $0.score != nil }.map(\.scorecard.role))
    places = panel.rows.indices.filter { scored.contains(panel.rows[$0].role) }
    cells = EvidenceUnit.cells(places, panel)
  }

  /// One role.
  init(_ scorecard: RoleScorecard, _ panel: AlignmentPanel) {
    (type, role, lines) = (scorecard.type, scorecard, scorecard.lines)
    places = panel.rows.indices.filter { panel.rows[$0].role == scorecard.role }
    cells = EvidenceUnit.cells(places, panel)
  }

  private static func cells(_ places: [Int], _ panel: AlignmentPanel) -> [Int] {
    var numbers: [UInt64: Int] = [:]
    return places.map { place -> Int in
      let row = panel.rows[place]
      let cell = UInt64(row.site) << 32 | UInt64(UInt32(bitPattern: row.month.number))
      if let number = numbers[cell] { return number }
      numbers[cell] = numbers.count
      return numbers.count - 1
    }
  }

  /// Weighted lines first by weight, then by name: the order in which they are looked at.
  var ordered: [ScorecardLine] {
    lines.sorted { a, b in
      a.weight == b.weight
        ? a.metric.utf8.lexicographicallyPrecedes(b.metric.utf8) : a.weight > b.weight
    }
  }

  /// The values of a column of the panel in its months.
  func values(_ column: [Double?]) -> [Double?] { places.map { column[$0] } }
}
