import Score
import Synchronization
import Tables

/// The way of legs into a store: packs them, and notes which contacts may be there twice.
///
/// Several workers may use it at once.
final class LegEntry: Sendable {
  /// Where they go.
  let store: RecordStore
  /// How they are packed.
  let layout: LegLayout
  /// By what they are brought together there.
  let key: LegLayout.Key

  /// Contacts that may have more than one row.
  struct Suspects: Sendable {
    /// Their marks, see `LegGlance.mark`; not all of them where there are too many.
    var marks = WordSet()
    /// Whether there are too many to list.
    var areTooMany = false
  }

  private struct Seen {
    var filter: SeenFilter
    var suspects = Suspects()

    mutating func note(_ marks: [UInt64], most: Int) {
      var known: [UInt64] = []
      filter.insert(marks, known: &known)
      for mark in known where !suspects.areTooMany {
        suspects.marks.insert(mark)
        suspects.areTooMany = suspects.marks.count > most
      }
    }
  }

  private let seen: Mutex<Seen?>
  private let budget: MemoryBudget
  /// Suspects take at most this share of the memory.
  private let mostSuspects: Int

  /// A way into an empty store.
  /// - Parameters:
  ///   - legs: about how many will come.
  ///   - watchesContacts: whether contacts with several rows are looked for.
  init(_ layout: LegLayout, by key: LegLayout.Key, legs: Int, watchesContacts: Bool, in workspace: Workspace)
  {
    (self.layout, self.key, budget) = (layout, key, workspace.budget)
    store = workspace.store(width: layout.width, expecting: legs)
    seen = Mutex(watchesContacts ? Seen(filter: workspace.filter(expecting: legs)) : nil)
    // A mark takes two to ten words of the set while it grows.
    mostSuspects = workspace.budget.limit / 16 / 32
  }

  /// Adds legs.
  func add(_ legs: [Leg]) throws {
    if legs.isEmpty { return }
    let marks = LegGlance.marks(of: legs)
    seen.withLock { seen in seen?.note(marks, most: mostSuspects) }
    try store.append(layout.pack(legs), keys: LegLayout.keys(of: legs, by: key))
  }

  /// The contacts that may have several rows; forgets all others.
  func takeSuspects() -> Suspects {
    seen.withLock { seen in
      guard let watched = seen else { return Suspects() }
      budget.release(watched.filter.bytes)
      seen = nil
      return watched.suspects
    }
  }
}
