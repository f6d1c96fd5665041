import Canonical
import Tables

/// Counters and agents of groups and of their months, whose places an index tells.
struct GroupCounts: Sendable {
  /// What months do not hold, by group.
  var whole: CellStore
  /// By cell of a month.
  var months: CellStore
  /// Who stands behind the numbers.
  var agents: AgentCredits

  /// Nothing counted yet.
  /// - Parameter areOfOneAgent: by grouping, whether each of its groups is of one agent.
  init(_ layout: CellLayout, areOfOneAgent: [Bool]) {
    whole = CellStore(layout.monthCounterCount..<layout.counterCount)
    months = CellStore(0..<layout.monthCounterCount)
    agents = AgentCredits(
      areOfOneAgent: areOfOneAgent, wholeWords: layout.words - layout.monthWords,
      monthWords: layout.monthWords)
  }

  /// About how many bytes it holds.
  var bytes: Int { whole.bytes + months.bytes + agents.bytes }

  /// Makes room for all cells of an index.
  mutating func makeRoom(for index: CellIndex) {
    whole.makeRoom(for: index.groups.count)
    months.makeRoom(for: index.monthCellCount)
  }

  /// Adds others, whose groups are each part of some groups here; cells that are new are made.
  /// - Parameters:
  ///   - parts: the index of the others.
  ///   - groups: by group of the others: the groups here.
  ///   - index: the index of these, which has room for the others' months.
  mutating func add(
    _ other: GroupCounts, _ parts: CellIndex, groups: [[Int]], index: inout CellIndex
  ) {
    whole.makeRoom(for: index.groups.count)
    for (part, groups) in groups.enumerated() {
      for group in groups { whole.merge(part, of: other.whole, into: group) }
    }
    for (part, month, cell) in parts.allMonthCells {
      guard let month = index.months.place(of: parts.months.month(at: month)) else {
        preconditionFailure("there is room for the months of both")
      }
      for group in groups[part] {
        let sum = index.makeMonthCell(of: group, month)
        months.makeRoom(for: index.monthCellCount)
        months.merge(cell, of: other.months, into: sum)
      }
    }
    agents.merge(other.agents, groups: groups)
  }
}
