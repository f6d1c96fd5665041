import Statistics

/// Which unknowns some sums determine, where everything else in those sums is known.
///
/// Cost: that of an elimination with sparse rows.
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
    let places = LinearUnknowns.places(of: sums, count: count, last: [])
    let used = places.reduce(0) { max($0, $1 + 1) }
    let rows = LinearUnknowns.eliminated(sums, places, count: used)
    var values = Array(repeating: UInt64(0), count: used)
    var dice = SplitMix64(seed: LinearUnknowns.seed)
    for place in values.indices.reversed() {
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

  /// Which of some numbers that are known leave a determined unknown open, were one of them unknown instead.
  ///
  /// The sums are solved with those numbers behind all unknowns. What determines the unknown is then a sum of it and
  /// of some of the numbers; and sums of the numbers alone are left, which say the same twice. A number opens the
  /// unknown where it is in the first, and in none of the others, which could take its place.
  /// - Parameters:
  ///   - sums: with both, of the unknowns and of the numbers in question; other numbers are left out.
  ///   - isKnown: by number whether it is one of those that are known.
  static func openers(of unknown: Int, _ sums: [[Term]], isKnown: [Bool]) -> [Bool] {
    let places = places(of: sums, count: isKnown.count, last: isKnown)
    let used = places.reduce(0) { max($0, $1 + 1) }
    let rows = eliminated(sums, places, count: used)
    var numbers = Array(repeating: -1, count: used)
    for (number, place) in places.enumerated() where place >= 0 { numbers[place] = number }
    let first = numbers.firstIndex { isKnown[$0] } ?? used
    var isSpoken = Array(repeating: false, count: used)
    for place in first..<used {
      guard let row = rows[place] else { continue }
      isSpoken[place] = true
      for entry in row { isSpoken[entry.place] = true }
    }
    var opens = Array(repeating: false, count: isKnown.count)
    guard places[unknown] >= 0, rows[places[unknown]] != nil else { return opens }
    var sum = WorkingSum(count: used)
    sum[places[unknown]] = 1
    while let place = sum.first, place < first {
      let factor = sum[place]
      sum[place] = 0
      // An unknown that no sum leads is free: what was asked for is not determined.
      guard let row = rows[place] else { return opens }
      for entry in row { sum[entry.place] = difference(sum[entry.place], product(factor, entry.factor)) }
    }
    for entry in sum.take() where !isSpoken[entry.place] { opens[numbers[entry.place]] = true }
    return opens
  }

  /// The order in which unknowns are eliminated: what few sums have comes first, as it takes no other sum along; -1 for
  /// what none has, which is not determined.
  /// - Parameter last: which come after all others; empty: none.
  private static func places(of sums: [[Term]], count: Int, last: [Bool]) -> [Int] {
    var uses = Array(repeating: 0, count: count)
    for sum in sums { for term in sum { uses[term.unknown] += 1 } }
    func rank(_ unknown: Int) -> (Int, Int, Int) {
      (last.isEmpty || !last[unknown] ? 0 : 1, uses[unknown], unknown)
    }
    let order = uses.indices.filter { uses[$0] > 0 }.sorted { rank($0) < rank($1) }
    var places = Array(repeating: -1, count: count)
    for (place, unknown) in order.enumerated() { places[unknown] = place }
    return places
  }

  /// The sums in echelon form: by the place of its first unknown, whose factor is 1, the rest of each.
  private static func eliminated(_ sums: [[Term]], _ places: [Int], count: Int) -> [[Entry]?] {
    var rows = [[Entry]?](repeating: nil, count: count)
    var sum = WorkingSum(count: count)
    for terms in sums {
      for term in terms {
        let place = places[term.unknown]
        sum[place] = term.sign > 0 ? sum[place] + 1 : prime - 1
      }
      while let place = sum.first {
        let factor = sum[place]
        sum[place] = 0
        guard let row = rows[place] else {
          let inverse = factor == 1 ? 1 : power(factor, prime - 2)
          rows[place] = sum.take().map { Entry(place: $0.place, factor: product($0.factor, inverse)) }
          break
        }
        for entry in row {
          sum[entry.place] = difference(sum[entry.place], product(factor, entry.factor))
        }
      }
    }
    return rows
  }

  /// A sum that is worked on: factors by place, with a bit for each that is not 0, so that gaps cost nothing.
  private struct WorkingSum {
    private var factors: [UInt64]
    private var bits: [UInt64]
    /// No bit lies before this word.
    private var low = 0

    init(count: Int) {
      factors = Array(repeating: 0, count: count)
      bits = Array(repeating: 0, count: count / 64 + 1)
      low = bits.count
    }

    subscript(place: Int) -> UInt64 {
      get { factors[place] }
      set {
        factors[place] = newValue
        let (word, bit) = (place >> 6, UInt64(1) << UInt64(place & 63))
        if newValue == 0 { bits[word] &= ~bit } else { bits[word] |= bit }
        if newValue != 0 { low = min(low, word) }
      }
    }

    /// The first place that is not 0; nil where all are.
    var first: Int? {
      mutating get {
        while low < bits.count {
          if bits[low] != 0 { return low << 6 + bits[low].trailingZeroBitCount }
          low += 1
        }
        return nil
      }
    }

    /// All that are not 0, which are 0 then.
    mutating func take() -> [(place: Int, factor: UInt64)] {
      var taken: [(place: Int, factor: UInt64)] = []
      while let place = first {
        taken.append((place, factors[place]))
        self[place] = 0
      }
      return taken
    }
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
