/// Solves sums of integers exactly, by elimination with whole numbers: which unknowns have one value, and
/// which. It knows nothing of how the numbers came to be withheld.
struct ExactSolver {
  /// A sum: factors by unknown, and what they add up to.
  struct Sum: Equatable {
    var factors: [Int: Int]
    var total: Int
  }

  /// Sums in which the unknown of the key is in no other.
  private var rows: [Int: Sum] = [:]

  /// Adds a sum; sums that say nothing new are passed over.
  mutating func add(_ factors: [Int: Int], total: Int) {
    var sum = Sum(factors: factors.filter { $0.value != 0 }, total: total)
    for pivot in sum.factors.keys.sorted() {
      if let row = rows[pivot] { sum = ExactSolver.without(pivot, sum, row) }
    }
    guard let pivot = sum.factors.keys.min() else {
      precondition(sum.total == 0, "what is published contradicts itself")
      return
    }
    for (other, row) in rows where row.factors[pivot] != nil {
      rows[other] = ExactSolver.without(pivot, row, sum)
    }
    rows[pivot] = sum
  }

  /// The values of the unknowns that have only one.
  var solved: [Int: Int] {
    var values: [Int: Int] = [:]
    for (unknown, row) in rows where row.factors.count == 1 {
      guard let factor = row.factors[unknown] else { continue }
      precondition(row.total % factor == 0, "what is counted is whole")
      values[unknown] = row.total / factor
    }
    return values
  }

  /// A sum less so many times a row that an unknown of both is in it no more.
  private static func without(_ unknown: Int, _ sum: Sum, _ row: Sum) -> Sum {
    guard let own = sum.factors[unknown], let theirs = row.factors[unknown] else { return sum }
    var result = Sum(factors: [:], total: sum.total * theirs - row.total * own)
    for (other, factor) in sum.factors { result.factors[other] = factor * theirs }
    for (other, factor) in row.factors { result.factors[other, default: 0] -= factor * own }
    result.factors = result.factors.filter { $0.value != 0 }
    var divisor = abs(result.total)
    for factor in result.factors.values { divisor = greatestDivisor(divisor, abs(factor)) }
    if divisor > 1 {
      result.total /= divisor
      result.factors = result.factors.mapValues { $0 / divisor }
    }
    return result
  }

  private static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
