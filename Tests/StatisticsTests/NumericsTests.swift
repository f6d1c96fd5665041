import Testing

@testable import Statistics

/// The solver behind all regressions, held against certified values.
@Suite struct NumericsTests {
  @Test func `Norris to twelve digits`() throws {
    // NIST StRD, Norris.dat: B0 = -0.262323073774029, B1 = 1.00211681802045.
    let rows = try Published.nist("nist_Norris", lines: 61...96)
    let ones = [Double](repeating: 1, count: rows.count)
    let solution = try #require(
      Numerics.leastSquares(
        Matrix(columns: [ones, rows.map { $0[1] }]), rows.map { $0[0] }, tolerance: 1e-10))
    #expect(digits(solution.coefficients[0], -0.262323073774029) >= 12)
    #expect(digits(solution.coefficients[1], 1.00211681802045) >= 12)
  }

  @Test func `Longley to ten digits`() throws {
    // NIST StRD, Longley.dat.
    let certified = [
      -3482258.63459582, 15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359,
      -0.0511041056535807, 1829.15146461355,
    ]
    let table = try Published.table("nist_longley")
    let names = ["GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR"]
    let y = try table.numbers("TOTEMP")
    let columns = try [[Double](repeating: 1, count: y.count)] + names.map { try table.numbers($0) }
    let solution = try #require(Numerics.leastSquares(Matrix(columns: columns), y, tolerance: 1e-10))
    let reached = zip(solution.coefficients, certified).map(digits)
    #expect(reached.allSatisfy { $0 >= 10 }, "digits: \(reached)")
  }

  @Test(.enabled("needs ../shared/reference") { Published.isBeside("nist_filip.json") })
  func `Filip to seven digits`() throws {
    // NIST StRD, Filip.dat: a polynomial of degree ten, condition about 1e15.
    let object = try Published.objectBeside("nist_filip.json")
    let x = try #require(object["x"] as? [String]).map { try #require(Double($0)) }
    let y = try #require(object["y"] as? [String]).map { try #require(Double($0)) }
    let certified = try #require(object["b"] as? [String]).map { try #require(Double($0)) }
    let columns = (0...10).map { power in x.map { value in (0..<power).reduce(1.0) { p, _ in p * value } } }
    let solution = try #require(Numerics.leastSquares(Matrix(columns: columns), y, tolerance: 1e-14))
    let reached = zip(solution.coefficients, certified).map(digits)
    #expect(reached.count == 11 && reached.allSatisfy { $0 >= 7 }, "digits: \(reached)")
  }

  @Test func `a column that those before it explain is dropped, and only that`() throws {
    let columns: [[Double]] = [[1, 1, 1, 1], [1, 2, 3, 4], [3, 5, 7, 9], [1, 0, 0, 1]]
    let solution = try #require(
      Numerics.leastSquares(Matrix(columns: columns), [1, 2, 3, 5], tolerance: 1e-10))
    #expect(solution.kept == [true, true, false, true])
    #expect(solution.coefficients[2] == 0)
    #expect((0..<4).allSatisfy { solution.inverseGram[2, $0] == 0 })
  }

  @Test func `more columns than rows, no rows, no columns`() throws {
    let wide = try #require(Numerics.leastSquares(Matrix(columns: [[1], [2]]), [3], tolerance: 1e-10))
    #expect(wide.kept == [true, false] && wide.coefficients == [3, 0])
    let empty = try #require(Numerics.leastSquares(Matrix(rows: 0, columns: 2), [], tolerance: 1e-10))
    #expect(empty.kept == [false, false])
    #expect(Numerics.leastSquares(Matrix(rows: 2, columns: 0), [1, 2], tolerance: 1e-10) != nil)
    #expect(Numerics.leastSquares(Matrix(columns: [[1, .infinity]]), [1, 2], tolerance: 1e-10) == nil)
  }

  @Test func `eigenvalues by hand`() throws {
    // [[2, 1], [1, 2]]: 1 with (1, −1)/√2 and 3 with (1, 1)/√2.
    let (values, vectors) = try #require(Numerics.eigen(ofSymmetric: Matrix(columns: [[2, 1], [1, 2]])))
    #expect(abs(values[0] - 1) < 1e-15 && abs(values[1] - 3) < 1e-15)
    #expect(abs(abs(vectors[0, 0]) - 0.5.squareRoot()) < 1e-15)
  }
}
