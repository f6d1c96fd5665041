import Statistics

/// What the mix of a group's contacts predicts for its repeats.
///
/// Indirect standardization: in each stratum the share of all contacts that came back, the group's own among them, so
/// that what groups have more and less than predicted adds up to 0. A group that has a stratum to itself is predicted
/// by itself there: nothing tells it from what its contacts are about.
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

  /// What these contacts predict.
  init(_ contacts: [Stratum: Count]) { strata = contacts }

  /// Repeats seen over those that the mix predicts; nil where all or none of such contacts were repeated.
  /// - Parameters:
  ///   - group: contacts of the group, which are among all.
  ///   - designEffect: by how much customers inflate the variance, at least 1; the interval is as much wider.
  func standardized(_ group: [Stratum: Count], designEffect: Double = 1) -> IndirectStandardization? {
    var (proportions, reference): ([Proportion?], [Double]) = ([], [])
    for (stratum, count) in group where count.n > 0 {
      let size = Double(count.n) / designEffect
      guard let all = strata[stratum], all.n > 0,
        let proportion = try? Proportion(successes: min(size, Double(count.x) / designEffect), size: size)
      else { return nil }
      proportions.append(proportion)
      reference.append(Double(all.x) / Double(all.n))
    }
    return try? IndirectStandardization(strata: proportions, reference: reference)
  }
}
