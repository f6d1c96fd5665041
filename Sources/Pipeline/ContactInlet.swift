import Score
import Synchronization
import Tables

/// Takes the contacts of a run as they are read; several workers may use it at once.
final class ContactInlet: Sendable {
  /// Where they go.
  let entry: LegEntry
  /// Gives them the ids of people and customers; nil where the aliases are not known yet.
  private let identity: IdentityResolution?
  private let joinedCount = Mutex(0)

  /// A way into an entry.
  init(_ entry: LegEntry, identity: IdentityResolution?) { (self.entry, self.identity) = (entry, identity) }

  /// Legs whose agent an alias joined to a person.
  var joined: Int { joinedCount.withLock { $0 } }

  /// Takes legs.
  func take(_ legs: consuming [Leg]) throws {
    if let identity {
      let joined = identity.resolve(&legs)
      joinedCount.withLock { $0 += joined }
    }
    try entry.add(legs)
  }
}
