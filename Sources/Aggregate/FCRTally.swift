import Canonical
import Tables

/// First contact resolution of all groups and periods: `observe` adds scored pieces, `merge` joins
/// tallies of other customers, in any order.
package struct FCRTally: Sendable, Equatable {
  /// Which windows and matches cells hold; the same for every tally of a run.
  package struct Plan: Sendable {
    /// Variants of the period `all`.
    package let variants: [FCRCell.Variant]
    /// Variants of months: the headline's under each match that may become the headline, or all.
    package let monthVariants: [FCRCell.Variant]
    /// Groupings, in the order of the table.
    package let groupings: [Grouping]
    let coverage: Coverage

    /// The plan for these parameters.
    package init(_ parameters: FCRParameters, coverage: Coverage) {
      variants = parameters.windowDays.flatMap { days in
        parameters.matches.map { FCRCell.Variant(days: days, match: $0) }
      }
      monthVariants =
        parameters.monthsInFull
        ? variants
        : variants.filter {
          $0.days == parameters.headlineDays && parameters.headlineCandidates.contains($0.match)
        }
      groupings = parameters.groupings
      self.coverage = coverage
    }
  }

  /// Qualifying conversations.
  package private(set) var qualifying: Int64 = 0
  /// Those of them without a call type.
  package private(set) var withoutCallType: Int64 = 0
  private var counting: CellCounting

  /// Nothing observed yet.
  package init(_ plan: Plan) { counting = CellCounting(plan) }

  /// Cells by group and period, made anew at each call.
  package var cells: [FCRCell.Key: FCRCell] {
    Dictionary(uniqueKeysWithValues: counting.cells.map { ($0.key, $0.cell) })
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: ScoredPiece) {
    var start = 0
    for end in piece.customerEnds {
      for place in start..<end {
        let conversation = piece.conversations[place]
        counting.observe(conversation)
        if conversation.status == .qualifying {
          qualifying += 1
          if !conversation.hasCallType { withoutCallType += 1 }
        }
      }
      counting.closeCustomer()
      start = end
    }
  }

  /// Adds another's, of other customers and the same plan.
  package mutating func merge(_ other: FCRTally) {
    counting.merge(other.counting)
    qualifying += other.qualifying
    withoutCallType += other.withoutCallType
  }

  package static func == (lhs: FCRTally, rhs: FCRTally) -> Bool {
    lhs.cells == rhs.cells && lhs.qualifying == rhs.qualifying
      && lhs.withoutCallType == rhs.withoutCallType
  }
}
