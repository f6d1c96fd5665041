import Canonical
import Tables

/// The groups that some agents had together in a month in which they were credited with qualifying
/// conversations.
package struct MonthStanding: Hashable, Sendable {
  /// The month of the conversations.
  package let month: Month
  private let key: StandingIndex.Key

  /// A standing, whoever has it.
  init(_ standing: StandingIndex.Key, _ month: Month) {
    self.month = month
    key = StandingIndex.withoutAgent(standing)
  }

  /// The code of the group of a grouping that follows from the agent; 0 where missing.
  package func code(of grouping: Grouping) -> UInt32 { StandingIndex.code(key, in: grouping.place) }
}
