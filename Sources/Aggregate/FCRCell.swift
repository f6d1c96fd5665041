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

extension FCRCell.Key {
  /// The key in 64 bits: 4 tell the grouping, 32 the group and 24 the month.
  static func packed(_ grouping: Int, _ group: UInt32, _ month: Month?) -> UInt64 {
    let number = month.map { UInt64(UInt32(bitPattern: $0.number)) & 0x7f_ffff + 1 } ?? 0
    return UInt64(grouping) << 60 | UInt64(group) << 24 | number
  }

  /// The key that was packed.
  init(packed: UInt64) {
    grouping = Grouping.allCases[Int(packed >> 60)]
    group = UInt32(truncatingIfNeeded: packed >> 24)
    let number = Int32(truncatingIfNeeded: packed & 0xff_ffff)
    month = number == 0 ? nil : Month(number: number - 1)
  }
}
