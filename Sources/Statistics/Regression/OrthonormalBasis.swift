/// Orthonormal columns that span given ones, for taking what they explain out of many vectors.
///
/// Inner products are weighted. Gram–Schmidt, each column twice, which brings orthogonality to rounding.
/// Source: Giraud, Langou, Rozložník and van den Eshof (2005), Numerische Mathematik 101, 87–100,
/// doi:10.1007/s00211-005-0615-4.
struct OrthonormalBasis: Sendable {
  /// The columns, Σ w·q·q′ = 0 and Σ w·q² = 1.
  private(set) var columns: [[Double]] = []
  /// Of the inner product, one for each row.
  let weights: [Double]
  /// Effects of units and periods that the basis spans too, before its columns; nil for none.
  let effects: TwoWayCoordinates?

  /// The basis of what counts of `columns`: one that those before it explain adds nothing.
  init(of columns: [[Double]], weights: [Double], within effects: TwoWayCoordinates? = nil) {
    (self.weights, self.effects) = (weights, effects)
    for column in columns { append(column) }
  }

  /// How many coordinates a vector has: of periods, then of the columns; those of units are left out.
  var count: Int { (effects?.count ?? 0) + columns.count }

  /// Adds a row's coordinates, times a factor, to `sums`.
  func add(row: Int, times factor: Double, to sums: inout [Double]) {
    effects?.add(row: row, times: factor, to: &sums)
    let first = effects?.count ?? 0
    for index in columns.indices { sums[first + index] += factor * columns[index][row] }
  }

  /// What the basis leaves of a vector.
  func residual(of vector: [Double]) -> [Double] {
    var rest = vector
    for _ in 0..<2 {
      effects?.subtractEffects(from: &rest)
      for column in self.columns {
        let share = inner(column, rest)
        for row in rest.indices { rest[row] -= share * column[row] }
      }
    }
    return rest
  }

  /// Σ w·a·b.
  func inner(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for row in first.indices { sum += weights[row] * first[row] * second[row] }
    return sum
  }

  private mutating func append(_ column: [Double]) {
    guard let largest = column.lazy.map(\.magnitude).max(), largest > 0 else { return }
    // In units in which squares are numbers.
    let scaled = column.map { $0 / largest }
    let whole = inner(scaled, scaled).squareRoot()
    let rest = residual(of: scaled)
    let norm = inner(rest, rest).squareRoot()
    guard norm > WeightedLeastSquares.collinearity * whole else { return }
    columns.append(rest.map { $0 / norm })
  }
}
