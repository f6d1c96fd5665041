import Dice
import Testing

@testable import Statistics

@Suite struct LMGImportanceTests {
  /// Columns of R's `swiss`, the outcome first.
  static func swiss() throws -> [[Double]] {
    let table = try Published.table("swiss")
    return try ["Fertility", "Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"]
      .map { try table.numbers($0) }
  }

  /// R's and statsmodels' `stackloss`: loss, air flow, water temperature, acid concentration.
  static let stackloss: [[Double]] = [
    [42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15],
    [80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70],
    [27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20],
    [89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80, 82, 91],
  ]

  private func matches(_ found: [Double], _ expected: [Double], _ tolerance: Double = 1e-12) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < tolerance }
  }

  @Test func `two predictors by hand`() throws {
    // Correlations ½ between them, .6 and .3 with the outcome:
    // R² = (.36 + .09 − 2·.6·.3·.5)/(1 − .25) = .36; the second adds nothing to the first.
    let columns = Matrix(columns: [[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]])
    let found = try LMGImportance(Self.matrix(columns), outcome: 2)
    #expect(isNear(found.rSquared, 0.36, relative: 1e-13))
    #expect(matches(found.first, [0.36, 0.09]) && matches(found.last, [0.27, 0]))
    #expect(matches(found.increases, [0.315, 0.045]))
    #expect(matches(found.shares ?? [], [0.875, 0.125]))
  }

  // relaimpo 2.2 (R 4.2.2): calc.relimp(lm(Fertility ~ ., swiss), type = c("lmg", "first", "last")).
  @Test func `Swiss fertility as relaimpo has it`() throws {
    let found = try LMGImportance(CorrelationMatrix(columns: Self.swiss()), outcome: 0)
    #expect(isNear(found.rSquared, 0.706735001592726, relative: 1e-13))
    #expect(
      matches(
        found.increases,
        [0.0570912207680913, 0.171173028900234, 0.260134678624385, 0.105570150373494, 0.112765922926522]))
    #expect(
      matches(
        found.first,
        [0.124664909905748, 0.417164470500591, 0.440615646723924, 0.215003501618544, 0.173518927324862]))
    #expect(
      matches(
        found.last,
        [0.042869607125494, 0.00738741851512431, 0.161962693077336, 0.0623726258274238, 0.0569452587324973]))
    // 1 − (1 − R²)·46/41, as summary(lm) rounds it: 0.671.
    #expect(abs((found.adjustedRSquared ?? 0) - 0.671) < 0.0005)
  }

  // pingouin 0.7.0: linear_regression(x, loss, relimp = True) of statsmodels' stackloss: relimp, r2, adj_r2;
  // first and last: R² by numpy's QR over subsets, all orders averaged.
  @Test func `stack loss as pingouin has it`() throws {
    var products = CrossProducts(columns: 4)
    for row in 0..<21 { products.observe(Self.stackloss.map { Int64($0[row]) }) }
    let found = try LMGImportance(CorrelationMatrix(products), outcome: 0)
    #expect(isNear(found.rSquared, 0.913576904460682, relative: 1e-13))
    #expect(isNear(found.adjustedRSquared ?? 0, 0.898325769953743, relative: 1e-13))
    #expect(matches(found.increases, [0.468478376868428, 0.388749771504346, 0.0563487560879076]))
    #expect(matches(found.first, [0.84578086661072, 0.76650796215785, 0.159863698720004]))
    #expect(matches(found.last, [0.143158035780711, 0.0629737295054179, 0.00481596211038648]))
  }

  @Test func `without correlation between predictors shares are squared correlations, at any number of them`()
    throws
  {
    for count in 1...LMGImportance.mostPredictors {
      var values = Matrix(rows: count + 1, columns: count + 1)
      for i in 0...count { values[i, i] = 1 }
      for i in 0..<count {
        values[i, count] = 0.02 * Double(i + 1)
        values[count, i] = values[i, count]
      }
      let found = try LMGImportance(Self.matrix(values, observations: 1000), outcome: count)
      let expected = (0..<count).map { values[$0, count] * values[$0, count] }
      #expect(
        matches(found.increases, expected) && matches(found.first, expected) && matches(found.last, expected))
    }
  }

  @Test func `increases are not negative, sum to R², and follow their predictors into any order`() throws {
    let seed: UInt64 = 82
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(20) {
      let count = dice.below(5) + 2
      let common = (0..<40).map { _ in Double(dice.below(100)) }
      let columns = (0...count).map { _ in common.map { $0 + Double(dice.below(200)) } }
      let plain = try LMGImportance(CorrelationMatrix(columns: columns), outcome: count)
      #expect(plain.increases.allSatisfy { $0 >= 0 }, "seed \(seed), \(number)")
      #expect(abs(plain.increases.reduce(0, +) - plain.rSquared) < 1e-13, "seed \(seed), \(number)")
      let order = (0..<count).shuffled(using: &dice)
      let moved = try LMGImportance(
        CorrelationMatrix(columns: [columns[count]] + order.map { columns[$0].map { -3 * $0 + 7 } }),
        outcome: 0)
      #expect(matches(moved.increases, order.map { plain.increases[$0] }), "seed \(seed), \(number)")
      #expect(matches(moved.last, order.map { plain.last[$0] }), "seed \(seed), \(number)")
    }
  }

  @Test func `nearly collinear predictors keep nine digits of R²`() throws {
    // x₂ = x₁ + 0.001·e: R² through QR of the columns themselves.
    let seed: UInt64 = 83
    var numbers = SplitMix64(seed: seed)
    let first = (0..<60).map { _ in numbers.normal() }
    let second = first.map { $0 + 0.001 * numbers.normal() }
    let outcome = zip(first, second).map { $0 + 300 * ($1 - $0) + numbers.normal() }
    let found = try LMGImportance(CorrelationMatrix(columns: [first, second, outcome]), outcome: 2)
    let ones = [Double](repeating: 1, count: 60)
    let solution = try #require(
      Numerics.leastSquares(Matrix(columns: [ones, first, second]), outcome, tolerance: 1e-12))
    let b = solution.coefficients
    let mean = outcome.reduce(0, +) / 60
    let left = zip(zip(first, second), outcome).reduce(0) { sum, row in
      let residual = row.1 - b[0] - b[1] * row.0.0 - b[2] * row.0.1
      return sum + residual * residual
    }
    let whole = outcome.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(found.rSquared - (1 - left / whole)) < 1e-9, "seed \(seed)")
  }

  @Test func `what cannot be estimated has a reason`() throws {
    func reason(_ columns: [[Double]]) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try LMGImportance(CorrelationMatrix(columns: columns), outcome: 0)
        return nil
      } catch { return error }
    }
    let (y, x): ([Double], [Double]) = ([1, 3, 2, 5, 4, 6], [2, 1, 4, 3, 6, 9])
    #expect(reason([y]) == .tooFew(.predictors, found: 0, needed: 1))
    #expect(reason([y, x, x.map { 2 * $0 + 1 }]) == .collinear)
    #expect(reason([y, x, [1, 0, 0, 0, 0, 0], zip(x, [1, 0, 0, 0, 0, 0]).map { $0 - $1 }]) == .collinear)
    #expect(reason([[1, 2], [2, 1], [3, 5]]) == .tooFew(.observations, found: 2, needed: 3))
    #expect(reason([y, x, [1, 1, 1, 1, 1, 1]]) == .noSpread(.values))
    #expect(reason(Array(repeating: x, count: 14)) == .outOfRange(.predictors))
    // A saturated model has R² 1 and no adjusted one; no correlation at all has no shares.
    let full = try LMGImportance(
      CorrelationMatrix(columns: [[1, 2, 4], [1, 0, 2], [0, 1, 5]]), outcome: 0)
    #expect(isNear(full.rSquared, 1, relative: 1e-12) && full.adjustedRSquared == nil)
    let none = try LMGImportance(CorrelationMatrix(columns: [[1, 2, 1, 2], [1, 1, 2, 2]]), outcome: 0)
    #expect(none.rSquared == 0 && none.shares == nil && none.increases == [0])
  }

  @Test func `predictors are collinear in every order or in none`() throws {
    // x₀ = x₁ + 0.001·x₂ + e: the others leave x₀ a share of about (2·10⁻⁵)² = 4·10⁻¹⁰ of its variance, below
    // 10⁻⁸, or (5·10⁻⁴)² = 2.5·10⁻⁷, above it. Step by step only the last to enter meets it.
    let seed: UInt64 = 84
    var numbers = SplitMix64(seed: seed)
    let (second, third) = ((0..<60).map { _ in numbers.normal() }, (0..<60).map { _ in numbers.normal() })
    let outcome = second.map { $0 + numbers.normal() }
    for (noise, isRefused) in [(2e-5, true), (5e-4, false)] {
      let first = zip(second, third).map { $0 + 1e-3 * $1 + noise * numbers.normal() }
      let columns = [first, second, third]
      for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let correlations = try CorrelationMatrix(columns: order.map { columns[$0] } + [outcome])
        if isRefused {
          #expect(throws: NotEstimable.collinear, "\(order)") { try LMGImportance(correlations, outcome: 3) }
        } else {
          #expect(throws: Never.self, "\(order)") { try LMGImportance(correlations, outcome: 3) }
        }
      }
    }
  }

  /// A given matrix of correlations, by way of columns that have it: the rows of its symmetric root,
  /// mirrored.
  private static func matrix(_ values: Matrix, observations: Int64 = 100) throws -> CorrelationMatrix {
    let size = values.rows
    let (eigenvalues, vectors) = try #require(Numerics.eigen(ofSymmetric: values))
    // Column j of the root's scores in direction m: √λ_m·v_jm; each direction once positive and once
    // negative.
    let columns = (0..<size).map { column -> [Double] in
      let scores = (0..<size).map { eigenvalues[$0].squareRoot() * vectors[column, $0] }
      let mirrored = scores + scores.map(-)
      return mirrored + [Double](repeating: 0, count: max(0, Int(observations) - 2 * size))
    }
    return try CorrelationMatrix(columns: columns)
  }
}
