import Statistics

/// Which unknowns some sums determine, where everything else in those sums is known.
///
/// Cost: that of an elimination with sparse rows; a row costs as many steps as there are unknowns in any sum.
struct LinearUnknowns {
  /// An unknown of a sum.
  struct Term: Hashable, Sendable {
    /// Its number.
    var unknown: Int
    /// 1 or -1.
    var sign: Int
  }

  /// A remainder and where it stands in a row.
  private struct Entry {
    var place: Int
    var factor: UInt64
  }

  /// By unknown: whether the sums leave it only one value.
  let isDetermined: [Bool]

  /// Everything is computed with remainders of this prime, 2⁶¹ − 1, so exactly.
  private static let prime: UInt64 = (1 << 61) - 1
  /// Seed of the values that free unknowns take.
  private static let seed: UInt64 = 12

  /// Looks at sums of so many unknowns.
  ///
  /// An unknown is determined where every solution of the sums that are 0 has 0 in its place. One solution
  /// is drawn at random: a determined unknown is 0 in it, and any other only once in 2⁶¹ draws.
  ///
  /// Source: Schwartz (1980), Fast probabilistic algorithms for verification of polynomial identities,
  /// Journal of the ACM 27(4), 701–717, doi:10.1145/322217.322225, corollary 1.
  init(_ sums: [[Term]], count: Int) {
    var uses = Array(repeating: 0, count: count)
    for sum in sums { for term in sum { uses[term.unknown] += 1 } }
    // What few sums have comes first: it then takes no other sum along. What none has is not determined.
    let order = uses.indices.filter { uses[$0] > 0 }.sorted { (uses[$0], $0) < (uses[$1], $1) }
    var places = Array(repeating: -1, count: count)
    for (place, unknown) in order.enumerated() { places[unknown] = place }
    let rows = LinearUnknowns.eliminated(sums, places, count: order.count)
    var values = Array(repeating: UInt64(0), count: order.count)
    var dice = SplitMix64(seed: LinearUnknowns.seed)
    for place in order.indices.reversed() {
      guard let row = rows[place] else {
        values[place] = 1 + dice.next() % (LinearUnknowns.prime - 1)
        continue
      }
      values[place] = row.reduce(0) { sum, entry in
        LinearUnknowns.difference(sum, LinearUnknowns.product(entry.factor, values[entry.place]))
      }
    }
    isDetermined = places.map { $0 >= 0 && values[$0] == 0 }
  }

  /// The sums in echelon form: by the place of its first unknown, whose factor is 1, the rest of each.
  private static func eliminated(_ sums: [[Term]], _ places: [Int], count: Int) -> [[Entry]?] {
    var rows = [[Entry]?](repeating: nil, count: count)
    var factors = Array(repeating: UInt64(0), count: count)
    for sum in sums {
      for term in sum {
        let factor = term.sign > 0 ? factors[places[term.unknown]] + 1 : prime - 1
        factors[places[term.unknown]] = factor
      }
      for place in (sum.map { places[$0.unknown] }.min() ?? 0)..<count where factors[place] != 0 {
        let factor = factors[place]
        guard let row = rows[place] else {
          let inverse = factor == 1 ? 1 : power(factor, prime - 2)
          rows[place] = (place + 1..<count).compactMap { other in
            factors[other] == 0 ? nil : Entry(place: other, factor: product(factors[other], inverse))
          }
          for other in place..<count { factors[other] = 0 }
          break
        }
        factors[place] = 0
        for entry in row {
          factors[entry.place] = difference(factors[entry.place], product(factor, entry.factor))
        }
      }
    }
    return rows
  }

  private static func difference(_ a: UInt64, _ b: UInt64) -> UInt64 { a >= b ? a - b : a + prime - b }

  private static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    // 2⁶¹ is 1 among the remainders: the upper bits are added to the lower ones.
    let (high, low) = a.multipliedFullWidth(by: b)
    let sum = (low & prime) + (high << 3 | low >> 61)
    return sum >= prime ? sum - prime : sum
  }

  private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, square, rest) = (UInt64(1), base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      rest >>= 1
    }
    return result
  }
}
