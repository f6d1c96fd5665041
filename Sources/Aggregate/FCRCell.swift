import Canonical
import Tables

/// What one group did in one period: every measure, and whose work it was.
package struct FCRCell: Sendable, Equatable {
  /// Which group and period; merging joins equal keys.
  package struct Key: Hashable, Sendable {
    /// By what it is grouped.
    package var grouping: Grouping
    /// Code of the group; 0 where missing.
    package var group: UInt32
    /// Month of the start; nil for all.
    package var month: Month?
  }

  /// A window and match.
  package struct Variant: Hashable, Sendable {
    /// Days of the window.
    package var days: Int
    /// What makes two contacts the same matter.
    package var match: Match
  }

  /// Window measures, in the order of the plan's variants.
  package internal(set) var windows: [WindowFCR]
  /// What agents or systems asserted: resolved over conversations with an assertion.
  package internal(set) var disposition = RateTally()
  /// All conversations, by status in the order of `ConversationStatus.allCases`.
  package internal(set) var population = [Int64](repeating: 0, count: ConversationStatus.allCases.count)
  /// Agents credited with qualifying conversations, and a bit for each number they are part of.
  private var credits: [UInt32: UInt64] = [:]

  /// A cell of these windows.
  init(windows: [WindowFCR]) {
    precondition(windows.count <= FCRParameters.mostVariants, "too many windows and matches for one cell")
    self.windows = windows
  }

  /// The bit of the disposition.
  static let dispositionBit = FCRParameters.mostVariants

  /// Notes that an agent is credited with a conversation that is part of the numbers of `bits`.
  mutating func credit(_ agent: UInt32, _ bits: UInt64) { credits[agent, default: 0] |= bits }

  /// Distinct agents credited with any qualifying conversation.
  package var people: Int { credits.count }

  /// Distinct agents credited with the rate of a window, by its place.
  package func people(ofWindow place: Int) -> Int { people(withBit: place) }

  /// Distinct agents credited with conversations that carry an assertion.
  package var peopleOfDisposition: Int { people(withBit: FCRCell.dispositionBit) }

  private func people(withBit bit: Int) -> Int {
    credits.values.reduce(0) { $0 + Int($1 >> UInt64(bit) & 1) }
  }

  /// Adds another's of the same variants.
  mutating func merge(_ other: FCRCell) {
    for place in windows.indices { windows[place].merge(other.windows[place]) }
    disposition.merge(other.disposition)
    for place in population.indices { population[place] += other.population[place] }
    for (agent, bits) in other.credits { credit(agent, bits) }
  }
}
