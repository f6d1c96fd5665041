/// What was claimed of contacts, against its check: a table of two by two.
package struct ClaimCounts: Equatable, Sendable {
  /// Claimed to be resolved, and confirmed.
  package let confirmed: Int64
  /// Claimed to be resolved, and denied.
  package let denied: Int64
  /// Claimed not to be resolved, though the check says it is.
  package let missed: Int64
  /// Claimed not to be resolved, and the check says so too.
  package let open: Int64

  /// Those of a rule's over- and under-claims.
  init(over: RateTally, under: RateTally) {
    (confirmed, denied, missed, open) = (over.n - over.x, over.x, under.x, under.n - under.x)
  }

  /// How many are claimed and checked.
  package var n: Int64 { claimed + missed + open }
  /// How many are claimed to be resolved.
  package var claimed: Int64 { confirmed + denied }
  /// How many of them the check says are resolved.
  package var checked: Int64 { confirmed + missed }

  /// Those of a tally's lanes.
  init(lanes: SIMD4<UInt32>) {
    (confirmed, denied) = (Int64(lanes[0]), Int64(lanes[1]))
    (missed, open) = (Int64(lanes[2]), Int64(lanes[3]))
  }

  /// Shares that claims have.
  package enum Share: Int, CaseIterable, Sendable {
    /// Denied, of those that are claimed to be resolved.
    case overClaim
    /// Resolved, of those that are claimed not to be.
    case underClaim
    /// Claimed to be resolved, of those of which the check denies it.
    case falseClaim

    /// Its place among those of several claims.
    func place(ofClaim claim: Int) -> Int { claim * Share.allCases.count + rawValue }
  }

  /// Numerator and denominator of a share.
  package func counts(_ share: Share) -> (x: Int64, n: Int64) {
    switch share {
    case .overClaim: (denied, claimed)
    case .underClaim: (missed, n - claimed)
    case .falseClaim: (denied, n - checked)
    }
  }

  /// By lane: a bit for each share whose denominator it is in, and whose numerator.
  static let sharesOfLane: InlineArray<4, (counts: UInt8, hits: UInt8)> = [
    (0b001, 0b000), (0b101, 0b101), (0b010, 0b010), (0b110, 0b000),
  ]

  /// How many lanes a tally has for them.
  static let laneCount = 4

  /// The lane of a contact whose masks of rules are these; nil where it is none of them.
  static func lane(_ masks: (judged: UInt64, hits: UInt64), over: Int, under: Int) -> Int? {
    if masks.judged >> UInt64(over) & 1 == 1 { return masks.hits >> UInt64(over) & 1 == 1 ? 1 : 0 }
    if masks.judged >> UInt64(under) & 1 == 1 { return masks.hits >> UInt64(under) & 1 == 1 ? 2 : 3 }
    return nil
  }
}
