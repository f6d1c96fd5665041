/// Sums over the rows to the right of a place, for what bends there have in common with each other and with a base.
///
/// A bend at k is x − k for these rows and 0 for others. Two bends have in common what `whole` gives, less the share
/// of units' effects, less the inner product of their coordinates.
struct KneeSums {
  /// Coordinates of x, 0 to the left.
  private(set) var ofX: [Double]
  /// Coordinates of ones, 0 to the left.
  private(set) var ofOne: [Double]
  /// Σ w·x of each unit, where the base has effects of units.
  private(set) var unitX: [Double]
  /// Σ w of each unit.
  private(set) var unitOne: [Double]
  /// Σ w·x².
  private(set) var xx = 0.0
  /// Σ w·x.
  private(set) var x1 = 0.0
  /// Σ w.
  private(set) var ones = 0.0
  /// What units' means explain of x and of ones together.
  private(set) var unitX1 = 0.0
  /// What units' means explain of ones.
  private(set) var unitOnes = 0.0
  /// What units' means explain of x.
  private var unitXX = 0.0
  private let base: OrthonormalBasis

  /// No rows yet.
  init(_ base: OrthonormalBasis) {
    self.base = base
    ofX = [Double](repeating: 0, count: base.count)
    ofOne = ofX
    unitX = [Double](repeating: 0, count: base.effects?.units.count ?? 0)
    unitOne = unitX
  }

  /// Adds the next row to the left.
  mutating func add(_ row: Int, _ x: Double) {
    let weight = base.weights[row]
    base.add(row: row, times: weight * x, to: &ofX)
    base.add(row: row, times: weight, to: &ofOne)
    xx += weight * x * x
    x1 += weight * x
    ones += weight
    guard let effects = base.effects else { return }
    let unit = effects.units.codes[row]
    let (ofX, ofOne, all) = (unitX[unit], unitOne[unit], effects.unitWeights[unit])
    let change = weight * x
    unitXX += change * (2 * ofX + change) / all
    unitX1 += (ofX * weight + change * ofOne + change * weight) / all
    unitOnes += weight * (2 * ofOne + weight) / all
    unitX[unit] = ofX + change
    unitOne[unit] = ofOne + weight
  }

  /// Σ w·(x − one)·(x − other).
  func whole(_ one: Double, _ other: Double) -> Double {
    one == other
      ? xx - 2 * one * x1 + one * one * ones : xx - (one + other) * x1 + one * other * ones
  }

  /// What units' means explain of the bend at a place.
  func ofUnits(_ place: Double) -> Double { unitXX - 2 * place * unitX1 + place * place * unitOnes }

  /// The coordinates of the bend at a place.
  func coordinates(of place: Double) -> [Double] { zip(ofX, ofOne).map { $0 - place * $1 } }

  /// For each unit the sum of the bend at a place over the root of its weight.
  func unitShares(of place: Double) -> [Double] {
    guard let effects = base.effects else { return [] }
    return unitX.indices.map { (unitX[$0] - place * unitOne[$0]) / effects.unitWeights[$0].squareRoot() }
  }
}
