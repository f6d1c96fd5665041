/// What a bend at each possible knee takes off the sum of squares, exactly, for any y on the same x.
///
/// Between two neighbors of the sorted x the bend is d − κ·s: d the distance from the left neighbor for the
/// rows to its right, s one for each of them, κ the knee's distance. With α = d·r, β = s·r for the residual r
/// of y, and a = d·d, b = d·s, c = s·s after taking out the base columns, it takes off
/// (α − κβ)² / (a − 2κb + κ²c), which has one peak: κ = (βa − αb) / (βb − αc).
/// One pass gives a, b, c of all neighbors, and one pass for each y its α and β.
struct KneeProfile: Sendable {
  /// What is taken out of everything: ones, controls, x.
  let base: OrthonormalBasis
  /// Sorted, ascending.
  let x: [Double]
  /// In the order of x.
  let splits: [Split]

  /// Two neighbors of the sorted x between which the knee may lie.
  struct Split: Sendable {
    /// The first row to the right.
    let first: Int
    /// The left neighbor.
    let left: Double
    /// From the left neighbor to the right one.
    let width: Double
    /// d·d.
    let a: Double
    /// d·s.
    let b: Double
    /// s·s.
    let c: Double
  }

  /// What a residual has in common with the bends of each split: α and β.
  struct Scores: Sendable {
    /// α of each split.
    var alpha: [Double]
    /// β of each split.
    var beta: [Double]
  }

  /// The best knee of a residual.
  struct Peak: Sendable {
    /// What it takes off the sum of squares.
    var reduction: Double
    /// Where it is.
    var knee: Double
  }

  /// The share of a bend's own sum of squares that the base columns must leave.
  static let leastShare = 1e-12

  /// The profile of sorted x, with `margin` rows at least on both sides of any knee.
  init(
    x: [Double], base columns: [[Double]], weights: [Double], margin: Int,
    within effects: TwoWayCoordinates? = nil
  ) {
    self.x = x
    base = OrthonormalBasis(of: columns, weights: weights, within: effects)
    var sums = KneeSums(base)
    var splits: [Split] = []
    for row in x.indices.reversed() where row > 0 {
      sums.add(row, x[row])
      let left = x[row - 1]
      guard left < x[row], row >= margin, x.count - row >= margin else { continue }
      let whole = sums.whole(left, left)
      let ofD = sums.coordinates(of: left)
      func rest(_ whole: Double, _ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(whole) { $0 - $1.0 * $1.1 }
      }
      let split = Split(
        first: row, left: left, width: x[row] - left,
        a: rest(whole - sums.ofUnits(left), ofD, ofD),
        b: rest(sums.x1 - left * sums.ones - sums.unitX1 + left * sums.unitOnes, ofD, sums.ofOne),
        c: rest(sums.ones - sums.unitOnes, sums.ofOne, sums.ofOne))
      if split.a > Self.leastShare * whole { splits.append(split) }
    }
    self.splits = splits.reversed()
  }

  /// Where the knee may lie: from the first split's left to the last one's right.
  var range: ClosedRange<Double>? {
    guard let first = splits.first, let last = splits.last else { return nil }
    return first.left...(last.left + last.width)
  }

  /// What the residual of a y (base columns taken out) has in common with each bend.
  func scores(_ residual: [Double]) -> Scores {
    var scores = Scores(alpha: [], beta: [])
    var (ofX, ofOne) = (0.0, 0.0)
    var next = splits.count - 1
    for row in residual.indices.reversed() where next >= 0 {
      ofX += base.weights[row] * x[row] * residual[row]
      ofOne += base.weights[row] * residual[row]
      guard splits[next].first == row else { continue }
      scores.alpha.append(ofX - splits[next].left * ofOne)
      scores.beta.append(ofOne)
      next -= 1
    }
    scores.alpha.reverse()
    scores.beta.reverse()
    return scores
  }

  /// The knee that takes off most; of equal ones the lowest.
  func peak(_ scores: Scores) -> Peak {
    var best = Peak(reduction: -1, knee: 0)
    for (index, split) in splits.enumerated() {
      let (alpha, beta) = (scores.alpha[index], scores.beta[index])
      func consider(_ distance: Double) {
        let squares = split.a - 2 * distance * split.b + distance * distance * split.c
        guard squares > 0 else { return }
        let score = alpha - distance * beta
        let reduction = score * score / squares
        if reduction > best.reduction { best = Peak(reduction: reduction, knee: split.left + distance) }
      }
      consider(0)
      let slope = beta * split.b - alpha * split.c
      let distance = slope == 0 ? 0 : (beta * split.a - alpha * split.b) / slope
      if distance > 0 && distance < split.width { consider(distance) }
      consider(split.width)
    }
    return best
  }

  /// The bend at a knee, after taking out the base columns.
  func bend(at knee: Double) -> [Double] { base.residual(of: x.map { max($0 - knee, 0) }) }
}
