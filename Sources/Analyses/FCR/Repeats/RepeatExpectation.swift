import Statistics

/// What all other contacts predict for the repeats of a group with its mix of contacts.
///
/// Indirect standardization that leaves the group out: in each stratum the share of the contacts outside the
/// group that came back. Where nobody else is in a stratum that share is the one of the next wider stratum:
/// the same channel, then all.
struct RepeatExpectation: Sendable {
  /// How many contacts, and how many of them were repeated.
  struct Count: Sendable {
    var n: Int64 = 0
    var x: Int64 = 0

    static func += (sum: inout Count, more: Count) {
      sum.n += more.n
      sum.x += more.x
    }
  }

  /// What contacts have in common that decides how often they are repeated; a part that does not is 0.
  struct Stratum: Hashable, Sendable {
    var callType: UInt32 = 0
    var channel: UInt32 = 0
  }

  /// All contacts, by stratum.
  private let strata: [Stratum: Count]
  private let channels: [UInt32: Count]
  private let whole: Count

  /// What these contacts predict.
  init(_ contacts: [Stratum: Count]) {
    strata = contacts
    channels = RepeatExpectation.channels(of: contacts)
    whole = contacts.values.reduce(into: Count()) { $0 += $1 }
  }

  /// Repeats seen over those that the others predict; nil where there are no others, or where all or none of
  /// these were repeated.
  /// - Parameters:
  ///   - group: contacts of the group, which are among all.
  ///   - designEffect: by how much customers inflate the variance, at least 1; the interval is as much wider.
  func standardized(_ group: [Stratum: Count], designEffect: Double = 1) -> IndirectStandardization? {
    let own = RepeatExpectation.channels(of: group)
    let sum = group.values.reduce(into: Count()) { $0 += $1 }
    var (proportions, reference): ([Proportion?], [Double]) = ([], [])
    for (stratum, count) in group where count.n > 0 {
      let candidates = [
        (strata[stratum], count), (channels[stratum.channel], own[stratum.channel] ?? Count()), (whole, sum),
      ]
      let share = candidates.lazy.compactMap { all, own -> Double? in
        guard let all, all.n > own.n else { return nil }
        return Double(all.x - own.x) / Double(all.n - own.n)
      }.first
      guard let share else { return nil }
      let size = Double(count.n) / designEffect
      guard let proportion = try? Proportion(successes: min(size, Double(count.x) / designEffect), size: size)
      else { return nil }
      proportions.append(proportion)
      reference.append(share)
    }
    return try? IndirectStandardization(strata: proportions, reference: reference)
  }

  private static func channels(of contacts: [Stratum: Count]) -> [UInt32: Count] {
    contacts.reduce(into: [:]) { $0[$1.key.channel, default: Count()] += $1.value }
  }
}
