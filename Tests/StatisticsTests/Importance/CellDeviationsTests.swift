import Dice
import Testing

@testable import Statistics

@Suite struct CellDeviationsTests {
  @Test func `two cells by hand`() throws {
    let found = try CellDeviations([[1, 5, 3, 9], [2, 2, 2, 4]], cells: [4, 0, 4, 0])
    #expect(found.columns == [[-1, -2, 1, 2], [0, -1, 0, 1]])
    #expect(found.cells == 2 && found.degreesOfFreedom == 2)
  }

  @Test func `what is the same in a cell is 0, whatever its last bits`() throws {
    // Ten times 0.1 do not sum to 1 in binary.
    let values = [Double](repeating: 0.1, count: 7) + [Double](repeating: 1e9 + 0.3, count: 7)
    let cells = [Int](repeating: 0, count: 7) + [Int](repeating: 1, count: 7)
    #expect(try CellDeviations([values], cells: cells).columns[0].allSatisfy { $0 == 0 })
    #expect(throws: NotEstimable.notFinite(.values)) { try CellDeviations([[.nan]], cells: [0]) }
  }

  @Test func `R² within cells is that of a regression on their dummies`() throws {
    var numbers = SplitMix64(seed: 17)
    let cells = (0..<60).map { $0 % 5 }
    let x = cells.map { Double($0) + numbers.normal() }
    let z = cells.map { Double($0 * $0) + numbers.normal() }
    let y = zip(x, z).map { 0.5 * $0 - 0.3 * $1 + numbers.normal() }
    let within = try CellDeviations([x, z, y], cells: cells)
    let products = ClusteredProducts(
      within.columns, clusters: Array(0..<60), observations: Int64(within.degreesOfFreedom + 1))
    let found = try LMGImportance(products.correlations(), outcome: 2)
    func dummies() -> [Regressor] {
      (1..<5).map { cell in Regressor("d\(cell)", cells.map { $0 == cell ? 1 : 0 }) }
    }
    // 1 − SSR/SSR of the dummies alone, and both over their degrees of freedom: n − 5 − 2 and n − 5.
    let full = try WeightedLeastSquares(y, on: dummies() + [Regressor("x", x), Regressor("z", z)])
    let null = try WeightedLeastSquares(y, on: dummies())
    #expect(isNear(found.rSquared, 1 - full.sumOfSquares / null.sumOfSquares, relative: 1e-12))
    let adjusted = 1 - (full.sumOfSquares / 53) / (null.sumOfSquares / 55)
    #expect(isNear(found.adjustedRSquared ?? 0, adjusted, relative: 1e-12))
  }
}
