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

  /// Cells by group and period.
  package private(set) var cells: [FCRCell.Key: FCRCell] = [:]
  /// Qualifying conversations.
  package private(set) var qualifying: Int64 = 0
  /// Those of them without a call type.
  package private(set) var withoutCallType: Int64 = 0
  private let plan: Plan

  /// Nothing observed yet.
  package init(_ plan: Plan) { self.plan = plan }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: ScoredPiece) {
    var store = CellStore(plan)
    var start = 0
    for end in piece.customerEnds {
      for conversation in piece.conversations[start..<end] {
        store.observe(conversation)
        if conversation.status == .qualifying {
          qualifying += 1
          if !conversation.hasCallType { withoutCallType += 1 }
        }
      }
      store.closeCustomer()
      start = end
    }
    for (key, place) in store.places {
      cells[key, default: FCRCell(variants: store.variants(of: key))].merge(store.cells[place])
    }
  }

  /// Adds another's, of other customers and the same plan.
  package mutating func merge(_ other: FCRTally) {
    for (key, cell) in other.cells {
      if cells[key] == nil { cells[key] = cell } else { cells[key]?.merge(cell) }
    }
    qualifying += other.qualifying
    withoutCallType += other.withoutCallType
  }

  package static func == (lhs: FCRTally, rhs: FCRTally) -> Bool {
    lhs.cells == rhs.cells && lhs.qualifying == rhs.qualifying
      && lhs.withoutCallType == rhs.withoutCallType
  }
}

/// Cells that are being filled, with those that the open customer touched.
private struct CellStore {
  let plan: FCRTally.Plan
  var places: [FCRCell.Key: Int] = [:]
  var cells: [FCRCell] = []
  private var touched: [Int] = []
  private let groupings: [(grouping: Grouping, place: Int)]
  private let frames: [VariantFrame]
  private let monthFrames: [VariantFrame]

  /// A window inside the coverage, and the place of its match among a conversation's links.
  private struct VariantFrame {
    var frame: WindowFCR.Frame
    var link: Int

    init(_ variant: FCRCell.Variant, _ coverage: Coverage) {
      frame = WindowFCR.Frame(days: variant.days, coverage: coverage)
      link = place(of: variant.match)
    }
  }

  init(_ plan: FCRTally.Plan) {
    self.plan = plan
    groupings = plan.groupings.map { ($0, place(of: $0)) }
    frames = plan.variants.map { VariantFrame($0, plan.coverage) }
    monthFrames = plan.monthVariants.map { VariantFrame($0, plan.coverage) }
  }

  func variants(of key: FCRCell.Key) -> [FCRCell.Variant] {
    key.month == nil ? plan.variants : plan.monthVariants
  }

  mutating func observe(_ conversation: ScoredConversation) {
    for (grouping, place) in groupings {
      let group = conversation.groups[place]
      observe(conversation, FCRCell.Key(grouping: grouping, group: group, month: nil), frames)
      observe(
        conversation, FCRCell.Key(grouping: grouping, group: group, month: conversation.month),
        monthFrames)
    }
  }

  mutating func closeCustomer() {
    for place in touched {
      for window in cells[place].windows.indices { cells[place].windows[window].closeCustomer() }
      cells[place].disposition.closeCustomer()
    }
    touched.removeAll(keepingCapacity: true)
  }

  private mutating func observe(
    _ conversation: ScoredConversation, _ key: FCRCell.Key, _ frames: [VariantFrame]
  ) {
    let place: Int
    if let known = places[key] {
      place = known
    } else {
      place = cells.count
      places[key] = place
      cells.append(FCRCell(variants: variants(of: key)))
    }
    cells[place].population[Int(conversation.status.rawValue)] += 1
    guard conversation.status == .qualifying else { return }
    touched.append(place)
    let (start, end) = (conversation.start.milliseconds, conversation.end.milliseconds)
    var bits: UInt64 = 0
    for window in frames.indices
    where cells[place].windows[window].observe(
      conversation.links[frames[window].link], start: start, end: end, in: frames[window].frame)
    {
      bits |= 1 << UInt64(window)
    }
    if let resolved = conversation.isAssertedResolved {
      cells[place].disposition.observe(resolved)
      bits |= 1 << UInt64(FCRCell.dispositionBit)
    }
    cells[place].credit(conversation.agent, bits)
  }
}

/// The place of a case among all of its kind.
private func place<Case: CaseIterable & Equatable>(of value: Case) -> Int {
  Array(Case.allCases).firstIndex(of: value) ?? 0
}
