import Canonical
import Tables

/// The run's code for each code of a batch's own books, of the columns that legs carry.
package struct LegCodes: Sendable {
  /// Of agents.
  package var agents: [UInt32]
  /// Of queues.
  package var queues: [UInt32]
  /// Of call types.
  package var callTypes: [UInt32]
  /// Of lines of business.
  package var lines: [UInt32]

  /// Codes that are already known; element 0 of each is 0.
  package init(agents: [UInt32], queues: [UInt32], callTypes: [UInt32], lines: [UInt32]) {
    self.agents = agents
    self.queues = queues
    self.callTypes = callTypes
    self.lines = lines
  }

  /// The codes of a batch of contacts; `vocabulary`, the one book of the run, takes in its texts.
  package init(_ batch: CanonicalBatch, merging vocabulary: inout CodeBook) {
    func codes(_ column: String) -> [UInt32] {
      vocabulary.merge(batch.books[batch.slots[batch.table.place(of: column)]])
    }
    agents = codes("agent_id")
    queues = codes("queue")
    callTypes = codes("call_type")
    lines = codes("line_of_business")
  }
}
