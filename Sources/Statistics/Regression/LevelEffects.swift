/// What the levels of a factor (months of tenure) go with within the same units, beyond what periods have in common.
///
/// y_it = a_i + g_t + b_l + e_it with weights, b = 0 at the reference level; errors are robust to dependence within
/// units (CRV1). Levels that move with time, as tenure does, are told from periods by the units at the reference alone,
/// for which time goes on and the level does not change: without enough of those nothing is estimable.
///
/// Units are eliminated exactly and the matrix of periods and levels that is left is factored once, so that it costs
/// rows + units × (periods + levels)² where `TwoWayFixedEffects` takes a column for each level; both give the same.
/// Source: Frisch and Waugh (1933), Econometrica 1(4), 387–401, doi:10.2307/1907330; identification as in Hall (1971),
/// in: Griliches (ed.), Price Indexes and Quality Change, 240–271.
package struct LevelEffects: Sendable {
  /// By level, against the reference: nil at the reference and at levels without rows or without an error.
  package let estimates: [CoefficientEstimate?]
  /// The small-sample correction of the errors.
  package let correction: SmallSampleCorrection

  /// The effects on a panel; rows in any order.
  /// - Parameters:
  ///   - units: dense ids, one for each row; also the clusters.
  ///   - periods: dense ids, one for each row.
  ///   - levels: 0 ..< `levelCount`, one for each row.
  ///   - reference: the level that the others are held against.
  ///   - weights: above 0, one for each row.
  /// - Throws: `tooFew(.units)` where fewer than `minimumReferences` units have rows at the reference, `collinear`
  ///   where levels cannot be told from units and periods, `tooFew(.observations)`.
  package init(
    _ y: [Double], units: [Int], periods: [Int], levels: [Int], levelCount: Int, reference: Int,
    weights: [Double], minimumReferences: Int = 2
  ) throws(NotEstimable) {
    let rows = TwoWayFixedEffects.withoutSingletons(units, periods)
    let unitOf = Factor(rows.map { units[$0] })
    let periodOf = Factor(rows.map { periods[$0] })
    let columns = Columns(periods: periodOf.count, levelCount: levelCount, reference: reference)
    var atReference = 0
    var cells: [Cell] = []
    var starts: [Int] = [0]
    var last = -1
    for place in unitOf.order(after: nil) {
      let row = rows[place]
      if unitOf.codes[place] != last, last >= 0 { starts.append(cells.count) }
      last = unitOf.codes[place]
      cells.append(
        Cell(
          y: y[row], weight: weights[row], period: periodOf.codes[place],
          level: columns.column(ofLevel: levels[row])))
    }
    starts.append(cells.count)
    for unit in 0..<unitOf.count
    where cells[starts[unit]..<starts[unit + 1]].contains(where: { $0.level < 0 }) {
      atReference += 1
    }
    guard atReference >= minimumReferences else {
      throw .tooFew(.units, found: atReference, needed: minimumReferences)
    }
    guard unitOf.count > 1 else { throw .tooFew(.clusters, found: unitOf.count, needed: 2) }

    let met = Set(cells.map(\.level))
    let parameters = met.filter { $0 >= 0 }.count + periodOf.count
    guard cells.count > parameters else {
      throw .tooFew(.observations, found: cells.count, needed: parameters + 1)
    }
    let system = Self.system(cells, starts, columns.count)
    let factored = try Factored(system.matrix, weights: system.weights) { column in
      // A period may follow from the others; a level that was met may not.
      column < periodOf.count || !met.contains(column)
    }
    let solution = factored.solution(of: system.right)
    correction = SmallSampleCorrection(
      convention: .notNested, observations: cells.count, parameters: parameters, clusters: unitOf.count)
    let variances = Self.variances(cells, starts, solution, factored, columns)
    let factor = correction.factor
    estimates = (0..<levelCount).map { level in
      let column = columns.column(ofLevel: level)
      guard column >= 0, met.contains(column) else { return nil }
      return try? CoefficientEstimate(
        name: "level \(level)", value: solution[column],
        variance: factor * variances[column - periodOf.count], degreesOfFreedom: unitOf.count - 1)
    }
  }

  /// One row.
  private struct Cell {
    var y: Double
    var weight: Double
    /// Columns; the reference has none: -1.
    var period: Int
    var level: Int
  }

  /// Periods come first, then the levels without the reference.
  private struct Columns {
    let periods: Int
    let levelCount: Int
    let reference: Int

    var count: Int { periods + levelCount - 1 }

    func column(ofLevel level: Int) -> Int {
      level == reference ? -1 : periods + (level < reference ? level : level - 1)
    }
  }

  /// The normal equations that are left when units are eliminated.
  private static func system(
    _ cells: [Cell], _ starts: [Int], _ count: Int
  ) -> (matrix: Matrix, right: [Double], weights: [Double]) {
    var matrix = Matrix(rows: count, columns: count)
    var right = [Double](repeating: 0, count: count)
    var weights = right
    var own = right
    for unit in 0..<starts.count - 1 {
      let range = starts[unit]..<starts[unit + 1]
      var (total, sum) = (0.0, 0.0)
      var touched: [Int] = []
      func touch(_ column: Int, _ weight: Double) {
        if own[column] == 0 { touched.append(column) }
        own[column] += weight
      }
      for cell in cells[range] {
        total += cell.weight
        sum += cell.weight * cell.y
        touch(cell.period, cell.weight)
        weights[cell.period] += cell.weight
        matrix[cell.period, cell.period] += cell.weight
        right[cell.period] += cell.weight * cell.y
        if cell.level < 0 { continue }
        touch(cell.level, cell.weight)
        weights[cell.level] += cell.weight
        matrix[cell.level, cell.level] += cell.weight
        matrix[cell.period, cell.level] += cell.weight
        matrix[cell.level, cell.period] += cell.weight
        right[cell.level] += cell.weight * cell.y
      }
      for one in touched {
        let share = own[one] / total
        right[one] -= share * sum
        for other in touched { matrix[other, one] -= share * own[other] }
      }
      for column in touched { own[column] = 0 }
    }
    return (matrix, right, weights)
  }

  /// For each level's column the sum over units of its squared influence, without correction.
  private static func variances(
    _ cells: [Cell], _ starts: [Int], _ solution: [Double], _ factored: Factored, _ columns: Columns
  ) -> [Double] {
    let inverse = (columns.periods..<columns.count).map { factored.column(ofInverse: $0) }
    var variances = [Double](repeating: 0, count: inverse.count)
    var scores: [(column: Int, value: Double)] = []
    for unit in 0..<starts.count - 1 {
      let range = starts[unit]..<starts[unit + 1]
      func rest(_ cell: Cell) -> Double {
        cell.y - solution[cell.period] - (cell.level < 0 ? 0 : solution[cell.level])
      }
      var (total, sum) = (0.0, 0.0)
      for cell in cells[range] {
        total += cell.weight
        sum += cell.weight * rest(cell)
      }
      let mean = sum / total
      scores.removeAll(keepingCapacity: true)
      for cell in cells[range] {
        let score = cell.weight * (rest(cell) - mean)
        scores.append((cell.period, score))
        if cell.level >= 0 { scores.append((cell.level, score)) }
      }
      for (level, row) in inverse.enumerated() {
        let influence = scores.reduce(0) { $0 + row[$1.column] * $1.value }
        variances[level] += influence * influence
      }
    }
    return variances
  }

  /// A symmetric matrix by Cholesky, without columns that others explain.
  ///
  /// Source: Golub and Van Loan (2013), Matrix Computations, 4th edition, section 4.2.
  private struct Factored {
    private var kept: [Int] = []
    /// Rows of L, over what is kept.
    private var lower: [[Double]] = []
    private let count: Int

    init(_ matrix: Matrix, weights: [Double], mayDrop: (Int) -> Bool) throws(NotEstimable) {
      count = matrix.rows
      for row in 0..<matrix.rows {
        var entries: [Double] = []
        for (index, column) in kept.enumerated() {
          let sum = entries.indices.reduce(matrix[row, column]) { $0 - entries[$1] * lower[index][$1] }
          entries.append(sum / lower[index][index])
        }
        let pivot = entries.reduce(matrix[row, row]) { $0 - $1 * $1 }
        guard pivot > WeightedLeastSquares.collinearity * max(weights[row], .leastNormalMagnitude) else {
          if mayDrop(row) { continue }
          throw .collinear
        }
        kept.append(row)
        lower.append(entries + [pivot.squareRoot()])
      }
    }

    /// What times the matrix gives a vector; 0 at dropped columns.
    func solution(of right: [Double]) -> [Double] {
      var forward: [Double] = []
      for (index, row) in kept.enumerated() {
        let sum = forward.indices.reduce(right[row]) { $0 - lower[index][$1] * forward[$1] }
        forward.append(sum / lower[index][index])
      }
      for index in forward.indices.reversed() {
        for later in index + 1..<forward.count { forward[index] -= lower[later][index] * forward[later] }
        forward[index] /= lower[index][index]
      }
      var solution = [Double](repeating: 0, count: count)
      for (index, row) in kept.enumerated() { solution[row] = forward[index] }
      return solution
    }

    /// A column of the inverse.
    func column(ofInverse column: Int) -> [Double] {
      var unit = [Double](repeating: 0, count: count)
      unit[column] = 1
      return solution(of: unit)
    }
  }
}
