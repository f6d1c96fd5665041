/// What was claimed of contacts, against its check: a table of two by two.
package struct ClaimCounts: Equatable, Sendable {
  /// Claimed to be resolved, and confirmed.
  package var confirmed: Int64 = 0
  /// Claimed to be resolved, and denied.
  package var denied: Int64 = 0
  /// Claimed not to be resolved, though the check says it is.
  package var missed: Int64 = 0
  /// Claimed not to be resolved, and the check says so too.
  package var open: Int64 = 0

  /// None.
  package init() {}

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

  /// Adds one of those that masks of rules tell of, where they do.
  @inline(__always)
  mutating func add(_ masks: SIMD2<UInt64>, over: Int, under: Int) {
    if masks[0] &>> UInt64(over) & 1 == 1 {
      if masks[1] &>> UInt64(over) & 1 == 1 { denied += 1 } else { confirmed += 1 }
    } else if masks[0] &>> UInt64(under) & 1 == 1 {
      if masks[1] &>> UInt64(under) & 1 == 1 { missed += 1 } else { open += 1 }
    }
  }

  /// Adds another's.
  mutating func merge(_ other: ClaimCounts) {
    confirmed += other.confirmed
    denied += other.denied
    missed += other.missed
    open += other.open
  }
}
