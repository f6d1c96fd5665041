/// R² of all sets of some predictors, each by one step of elimination from the set without its last one.
///
/// Cost: 2^p · 6 multiplications, without further memory from one matrix to the next.
struct ExplainedSets {
  /// How many predictors.
  let count: Int
  /// R² by set; predictor j is in the sets with bit j.
  private(set) var rSquared: [Double]
  /// For each predictor that a set may begin to add: what the set leaves unexplained of the covariances of those from it
  /// on and of the outcome behind them, upper halves.
  private var rooms: [Double]
  private let starts: [Int]

  /// No R² yet.
  init(count: Int) {
    self.count = count
    rSquared = [Double](repeating: 0, count: 1 << count)
    var (starts, size) = ([Int](), 0)
    for start in 0...count {
      starts.append(size)
      size += (count - start + 1) * (count - start + 1)
    }
    self.starts = starts
    rooms = [Double](repeating: 0, count: size)
  }

  /// Finds R² of all sets; none of the predictors may be explained by the others.
  mutating func find(_ correlations: CorrelationMatrix, outcome: Int) {
    let order = (0..<correlations.columns).filter { $0 != outcome } + [outcome]
    precondition(order.count == count + 1, "a column for each predictor, and the outcome")
    for row in 0...count {
      for column in row...count {
        rooms[row * (count + 1) + column] = correlations[order[row], order[column]]
      }
    }
    explain(from: 0, set: 0)
  }

  /// Fills R² of all sets that add predictors from `start` on to `set`.
  private mutating func explain(from start: Int, set: Int) {
    let (at, size) = (starts[start], count - start + 1)
    for pivot in 0..<(size - 1) {
      let row = at + pivot * size
      let variance = rooms[row + pivot]
      let larger = set | 1 << (start + pivot)
      let covariance = rooms[row + size - 1]
      rSquared[larger] = rSquared[set] + covariance * covariance / variance
      let left = size - pivot - 1
      guard left > 1 else { continue }
      let next = starts[start + pivot + 1]
      for i in 0..<left {
        let factor = rooms[row + pivot + 1 + i] / variance
        let (from, to) = (at + (pivot + 1 + i) * size + pivot + 1, next + i * left)
        for j in i..<left { rooms[to + j] = rooms[from + j] - factor * rooms[row + pivot + 1 + j] }
      }
      explain(from: start + pivot + 1, set: larger)
    }
  }

  /// The mean over sizes of the mean increase that each predictor brings to sets of that size.
  func increases() -> [Double] {
    // One over p times the number of sets of s others.
    var weights: [Double] = []
    var sets = Double(count)
    for size in 0..<count {
      weights.append(1 / sets)
      sets *= Double(count - 1 - size) / Double(size + 1)
    }
    return (0..<count).map { predictor in
      let bit = 1 << predictor
      var sum = CompensatedSum()
      for set in rSquared.indices where set & bit == 0 {
        sum.add((rSquared[set | bit] - rSquared[set]) * weights[set.nonzeroBitCount])
      }
      return sum.value
    }
  }
}
