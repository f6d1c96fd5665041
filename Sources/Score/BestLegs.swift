import Tables

/// Leaves of the legs of one contact, or of those that compete under a keep rule, the one that is used, while
/// they pass.
package struct BestLegs: Sendable {
  /// By what legs are rivals.
  package enum Contest: Sendable {
    /// They are rows of one contact: the later `updated_at` wins, among equals the last one read.
    case contact
    /// They compete under their profile's keep rule, which decides; those without one compete with none.
    case keepRule
  }

  private var best = BestRows<Leg>()
  private var losers: [UInt32: Int] = [:]
  private let contest: Contest
  private let asOf: Instant?

  /// No legs yet.
  /// - Parameter asOf: a leg whose rank is later loses to one that is not.
  package init(_ contest: Contest, asOf: Instant?) { (self.contest, self.asOf) = (contest, asOf) }

  /// The best leg of each contest so far.
  package var legs: [Leg] { best.rows }

  /// How many legs of each file lost, by reason.
  package var excluded: ExcludedRows {
    var excluded = ExcludedRows()
    let reason = contest == .contact ? "duplicate" : "not_kept"
    for (file, count) in losers { excluded.add(reason, file: file, count: count) }
    return excluded
  }

  /// Takes legs in, and leaves those that compete with none.
  /// - Parameter lost: called with each leg that lost.
  package mutating func take(_ legs: inout [Leg], lost: (Leg) -> Void = { _ in }) {
    let asOf = asOf
    var kept = 0
    for place in legs.indices {
      let leg = legs[place]
      let loser: Leg?
      switch contest {
      case .contact:
        loser = best.take(leg, key: leg.contactKey) {
          DuplicateRows.Rank(updated: $0.updated, place: $0.place, asOf: asOf)
        }
      case .keepRule where leg.keepKey.isMissing:
        legs[kept] = leg
        kept += 1
        continue
      case .keepRule:
        loser = best.take(leg, key: leg.keepKey) {
          DuplicateRows.Rank(updated: $0.keepValue, place: $0.place, asOf: asOf)
        }
      }
      guard let loser else { continue }
      losers[loser.file, default: 0] += 1
      lost(loser)
    }
    legs.removeLast(legs.count - kept)
  }
}
