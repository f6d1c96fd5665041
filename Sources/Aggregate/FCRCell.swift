import Canonical
import Tables

/// What one group did in one period: every number, and whose work it was.
package struct FCRCell: Sendable {
  /// Which group and period; merging joins equal keys.
  package struct Key: Hashable, Sendable {
    /// By what it is grouped.
    package var grouping: Grouping
    /// Code of the group; 0 where missing.
    package var group: UInt32
    /// Month of the start; nil for all.
    package var month: Month?

    /// A group in a period.
    package init(grouping: Grouping, group: UInt32, month: Month?) {
      (self.grouping, self.group, self.month) = (grouping, group, month)
    }
  }

  /// All conversations, by status in the order of `ConversationStatus.allCases`.
  package let population: [Int64]
  /// Agents credited with qualifying conversations.
  package let people: Int
  /// Place of the cell in the store of its period.
  let place: Int

  /// Qualifying conversations.
  package var qualifying: Int64 { population[Int(ConversationStatus.qualifying.rawValue)] }
}
