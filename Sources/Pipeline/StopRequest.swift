import Synchronization
import Tables

/// A wish to stop, made from a signal handler and asked for between pieces of work.
package final class StopRequest: Sendable {
  private let status = Atomic<Int32>(0)

  /// Nobody wishes to stop yet.
  package init() {}

  /// Wishes to stop with this status; safe in a signal handler.
  package func request(_ status: StageFailure.Status) {
    self.status.store(status.rawValue, ordering: .relaxed)
  }

  /// Throws where somebody wishes to stop.
  package func check() throws(StageFailure) {
    if let status = StageFailure.Status(rawValue: status.load(ordering: .relaxed)) {
      throw StageFailure(status, "stopped before the end; nothing was published")
    }
  }
}
