import Aggregate

/// What all workers counted so far, so that their tallies stay small: one that outgrows its share of the
/// memory is added to the pool and begun anew.
///
/// All counts are whole numbers, so when a tally is added leaves no trace.
final class TallyPool: Sendable {
  private struct Pooled: Sendable {
    var tally: FCRTally?
    /// Bytes of it that the budget knows of.
    var known = 0
  }

  private let plan: FCRTally.Plan
  private let pooled: SharedValue<Pooled>
  private let budget: MemoryBudget
  /// The most bytes of a worker's tally.
  private let share: Int

  /// An empty pool for so many workers.
  init(_ plan: FCRTally.Plan, workers: Int, budget: MemoryBudget) {
    self.plan = plan
    self.budget = budget
    pooled = SharedValue(Pooled())
    // One worker's tally is all there is: it need not move.
    share = workers == 1 ? .max : budget.limit / 4 / workers
  }

  /// Takes a tally over where it is too large, and counts its bytes.
  /// - Parameter known: bytes of it that the budget knows of.
  func watch(_ tally: inout FCRTally, known: inout Int) {
    if tally.bytes > share { add(&tally) }
    budget.take(tally.bytes - known)
    known = tally.bytes
  }

  /// Everything that was counted, with tallies that were never too large.
  func total(with rest: [FCRTally]) -> FCRTally {
    for var tally in rest { add(&tally) }
    return pooled.value.tally ?? FCRTally(plan)
  }

  private func add(_ tally: inout FCRTally) {
    let full = tally
    tally = FCRTally(plan)
    pooled.change { pooled in
      if pooled.tally?.merge(full) == nil { pooled.tally = full }
      let bytes = pooled.tally?.bytes ?? 0
      budget.take(bytes - pooled.known)
      pooled.known = bytes
    }
  }
}
