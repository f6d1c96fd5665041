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
    /// Their marks, see `LegGlance.mark`; none where there are too many.
    fileprivate(set) var marks = WordSet()
    /// Rows that may not be the first of their contact; more than `most` where there are too many.
    fileprivate(set) var doubles = 0
    /// Whether there are too many to list.
    var areTooMany: Bool { doubles > most }
    /// Rows that these contacts have at most.
    var mostRows: Int { marks.count + doubles }

    fileprivate let most: Int
    /// The bytes of the marks.
    fileprivate var lease: MemoryLease?
  }

  private struct Seen {
    var filter: SeenFilter
    var suspects: Suspects

    mutating func note(_ marks: [UInt64]) {
      if suspects.areTooMany { return }
      var known: [UInt64] = []
      filter.insert(marks, known: &known)
      suspects.doubles += known.count
      if suspects.areTooMany {
        (filter, suspects.marks) = (SeenFilter(keys: 0, mostBytes: 0), WordSet())
      } else {
        for mark in known { suspects.marks.insert(mark) }
      }
      suspects.lease?.change(to: suspects.marks.bytes)
    }
  }

  private let seen: Mutex<Seen?>
  private let mostSuspects: Int

  /// What a suspected row may take in the end: its contact's mark, and where it was read, should it lose.
  private static let bytesOfSuspect = 96

  /// A way into an empty store.
  /// - Parameters:
  ///   - legs: about how many will come.
  ///   - watchesContacts: whether contacts with several rows are looked for.
  ///   - answers: how many responses will meet them.
  init(
    _ layout: LegLayout, by key: LegLayout.Key, legs: Int, watchesContacts: Bool, answers: Int = 0,
    in workspace: Workspace
  ) {
    (self.layout, self.key) = (layout, key)
    store = workspace.store(width: layout.width, expecting: legs, meeting: answers)
    // Suspects take at most this share of the memory.
    mostSuspects = workspace.budget.limit / 8 / LegEntry.bytesOfSuspect
    let suspects = Suspects(most: mostSuspects, lease: workspace.budget.lease(0))
    seen = Mutex(
      watchesContacts ? Seen(filter: workspace.filter(expecting: legs), suspects: suspects) : nil)
  }

  /// Adds legs.
  func add(_ legs: [Leg]) throws {
    if legs.isEmpty { return }
    let marks = LegGlance.marks(of: legs)
    seen.withLock { seen in seen?.note(marks) }
    try store.append(layout.pack(legs), keys: LegLayout.keys(of: legs, by: key))
  }

  /// The contacts that may have several rows; forgets all others.
  func takeSuspects() -> Suspects {
    seen.withLock { seen in
      defer { seen = nil }
      return seen?.suspects ?? Suspects(most: mostSuspects)
    }
  }
}
