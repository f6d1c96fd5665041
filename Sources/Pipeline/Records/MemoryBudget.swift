import Synchronization

/// How much memory the rows and tallies of a run may take, and how much they take now.
///
/// What goes over it is written to a temporary file; tallies, filters and the open pages of partitions
/// cannot be, and are counted all the same, so that rows make room for them. What is not counted yet
/// stands in docs/performance.md.
final class MemoryBudget: Sendable {
  /// Bytes that may be taken.
  let limit: Int
  private let taken = Mutex(0)

  /// A budget of so many bytes.
  init(limit: Int) { self.limit = limit }

  /// Bytes that are taken.
  var used: Int { taken.withLock { $0 } }

  /// Takes bytes where they are still free.
  /// - Returns: whether they were.
  func reserve(_ bytes: Int) -> Bool {
    taken.withLock { taken in
      guard taken + bytes <= limit else { return false }
      taken += bytes
      return true
    }
  }

  /// Takes bytes that cannot be done without, even over the limit.
  func take(_ bytes: Int) { taken.withLock { $0 += bytes } }

  /// Gives bytes back.
  func release(_ bytes: Int) { taken.withLock { $0 -= bytes } }

  /// Takes bytes that cannot be done without for as long as somebody holds the lease.
  func lease(_ bytes: Int) -> MemoryLease { MemoryLease(self, bytes: bytes) }

  /// By how many bytes more is taken than may be; 0 where it is not.
  var excess: Int { max(0, used - limit) }
}

/// Bytes of a budget, which are given back when nobody holds the lease any more.
final class MemoryLease: Sendable {
  private let budget: MemoryBudget
  private let taken: Mutex<Int>

  fileprivate init(_ budget: MemoryBudget, bytes: Int) {
    self.budget = budget
    taken = Mutex(bytes)
    budget.take(bytes)
  }

  deinit { budget.release(taken.withLock { $0 }) }

  /// Makes it one of so many bytes.
  func change(to bytes: Int) {
    taken.withLock { taken in
      budget.take(bytes - taken)
      taken = bytes
    }
  }
}
