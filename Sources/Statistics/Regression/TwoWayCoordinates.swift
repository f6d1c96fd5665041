/// Orthonormal coordinates of what effects of periods add to effects of units, row by row.
///
/// Units are eliminated exactly; the matrix of the periods that is left, D − BᵀU⁻¹B, is factored once by Cholesky.
/// Where `TwoWayDemeaning` iterates for each vector, this is direct, for many vectors on one panel of few periods.
/// Cost: rows + units × periods² once, then one pass over the rows for each vector.
/// Source: Golub and Van Loan (2013), Matrix Computations, 4th edition, section 4.2.
struct TwoWayCoordinates: Sendable {
  /// The unit of each row.
  let units: Factor
  /// The period of each row.
  let periods: Factor
  /// Σ w of each unit.
  let unitWeights: [Double]
  /// How many coordinates: periods less the connected components of the panel.
  let count: Int

  private let weights: [Double]
  /// For each period `count` numbers: the columns of the inverse root.
  private let roots: [Double]
  /// For each unit `count` numbers: the mean of `roots` over its rows.
  private let shifts: [Double]

  /// The coordinates of rows with weights above 0.
  init(_ units: Factor, _ periods: Factor, weights: [Double]) {
    (self.units, self.periods, self.weights) = (units, periods, weights)
    let size = periods.count
    var whole = [Double](repeating: 0, count: units.count)
    var matrix = Matrix(rows: size, columns: size)
    var ofPeriod = [Double](repeating: 0, count: size)
    var byUnit = [[(period: Int, weight: Double)]](repeating: [], count: units.count)
    for row in units.order(after: periods.order(after: nil)) {
      let (unit, period, weight) = (units.codes[row], periods.codes[row], weights[row])
      whole[unit] += weight
      ofPeriod[period] += weight
      if byUnit[unit].last?.period == period {
        byUnit[unit][byUnit[unit].count - 1].weight += weight
      } else {
        byUnit[unit].append((period, weight))
      }
    }
    for period in 0..<size { matrix[period, period] = ofPeriod[period] }
    for (unit, cells) in byUnit.enumerated() {
      for one in cells {
        for other in cells { matrix[one.period, other.period] -= one.weight * other.weight / whole[unit] }
      }
    }
    let inverse = Self.inverseRoot(matrix, sizes: ofPeriod)
    count = inverse.first?.count ?? 0
    var shifts: [Double] = []
    for (unit, cells) in byUnit.enumerated() {
      for index in 0..<count {
        shifts.append(cells.reduce(0) { $0 + $1.weight * inverse[$1.period][index] } / whole[unit])
      }
    }
    unitWeights = whole
    roots = inverse.flatMap(\.self)
    self.shifts = shifts
  }

  /// Adds a row's coordinates, times a factor, to the first of `sums`.
  func add(row: Int, times factor: Double, to sums: inout [Double]) {
    let (root, shift) = (periods.codes[row] * count, units.codes[row] * count)
    for index in 0..<count { sums[index] += factor * (roots[root + index] - shifts[shift + index]) }
  }

  /// Takes out of a vector what the effects of both explain.
  func subtractEffects(from vector: inout [Double]) {
    subtractUnitMeans(&vector)
    var sums = [Double](repeating: 0, count: periods.count)
    for row in vector.indices { sums[periods.codes[row]] += weights[row] * vector[row] }
    var shares = [Double](repeating: 0, count: count)
    for (period, sum) in sums.enumerated() {
      for index in 0..<count { shares[index] += roots[period * count + index] * sum }
    }
    let effects = sums.indices.map { period in
      (0..<count).reduce(0) { $0 + roots[period * count + $1] * shares[$1] }
    }
    for row in vector.indices { vector[row] -= effects[periods.codes[row]] }
    subtractUnitMeans(&vector)
  }

  private func subtractUnitMeans(_ vector: inout [Double]) {
    var means = [Double](repeating: 0, count: units.count)
    for row in vector.indices { means[units.codes[row]] += weights[row] * vector[row] }
    for unit in means.indices { means[unit] /= unitWeights[unit] }
    for row in vector.indices { vector[row] -= means[units.codes[row]] }
  }

  /// For each row of the matrix its coordinates: L⁻¹ of the rows that those before do not explain, 0 for others.
  private static func inverseRoot(_ matrix: Matrix, sizes: [Double]) -> [[Double]] {
    var kept: [Int] = []
    // Rows of L, over what is kept.
    var lower: [[Double]] = []
    for row in 0..<matrix.rows {
      var entries: [Double] = []
      for (index, column) in kept.enumerated() {
        let sum = entries.indices.reduce(matrix[row, column]) { $0 - entries[$1] * lower[index][$1] }
        entries.append(sum / lower[index][index])
      }
      let pivot = entries.reduce(matrix[row, row]) { $0 - $1 * $1 }
      guard pivot > WeightedLeastSquares.collinearity * sizes[row] else { continue }
      kept.append(row)
      lower.append(entries + [pivot.squareRoot()])
    }
    var roots = [[Double]](
      repeating: [Double](repeating: 0, count: kept.count), count: matrix.rows)
    for (place, row) in kept.enumerated() {
      for index in place..<kept.count {
        let unit = index == place ? 1.0 : 0
        let sum = (place..<index).reduce(unit) { $0 - lower[index][$1] * roots[row][$1] }
        roots[row][index] = sum / lower[index][index]
      }
    }
    return roots
  }
}
