import Synchronization
import Tables

/// Memory of batches that are no longer needed, lent to those that are read next.
///
/// Without it every chunk would ask the system for fresh pages, and touching those costs more than
/// parsing.
package final class BufferPool: Sendable {
  private let idle = Mutex<[RawBatch]>([])

  /// A pool without memory.
  package init() {}

  /// Takes back the memory of a batch; of use where no other copy of it stays alive.
  package func recycle(_ batch: consuming RawBatch) {
    let batch = batch
    idle.withLock { $0.append(batch) }
  }

  /// An empty batch that keeps the columns with a place.
  func batch(places: [Int32]) -> RawBatch {
    guard var batch = idle.withLock({ $0.popLast() }) else { return RawBatch(places: places) }
    batch.width = places.count { $0 >= 0 }
    batch.places = places
    // Here and not where it was taken back: a copy that was alive then is gone by now.
    batch.bytes.removeAll(keepingCapacity: true)
    batch.starts.removeAll(keepingCapacity: true)
    batch.ends.removeAll(keepingCapacity: true)
    batch.firstLines.removeAll(keepingCapacity: true)
    batch.lastLines.removeAll(keepingCapacity: true)
    batch.offsets.removeAll(keepingCapacity: true)
    return batch
  }
}
