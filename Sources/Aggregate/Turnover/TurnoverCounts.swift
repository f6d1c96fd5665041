import Canonical

/// Days and separations of a group in a period, and how many people are behind them: whole numbers that add up.
package struct TurnoverCounts: Sendable, Equatable {
  /// Days on which somebody was employed, by heads.
  package var personDays: Int64 = 0
  /// Distinct people with such a day.
  package var people: Int64 = 0
  /// Separations by place of their kind in `TurnoverKind.allCases`.
  private var byKind = SIMD8<Int32>()

  /// Nothing counted.
  package init() {}

  /// How many separations of a kind.
  package func separations(_ kind: TurnoverKind) -> Int {
    Int(byKind[TurnoverCounts.place(of: kind)])
  }

  /// Counts a separation under each of its kinds.
  mutating func leave(_ kinds: Set<TurnoverKind>) {
    for kind in kinds { byKind[TurnoverCounts.place(of: kind)] += 1 }
  }

  /// Adds another's days and separations, whose people are others or counted elsewhere.
  mutating func add(_ other: TurnoverCounts) {
    personDays += other.personDays
    people += other.people
    byKind &+= other.byKind
  }

  private static func place(of kind: TurnoverKind) -> Int {
    switch kind {
    case .external: 0
    case .seat: 1
    case .voluntary: 2
    case .involuntary: 3
    case .other: 4
    case .unknown: 5
    case .regretted: 6
    case .gigChurn: 7
    }
  }
}
