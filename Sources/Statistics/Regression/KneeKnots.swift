/// Candidate knees of a panel with effects of units and periods, and what each cluster's residuals have in common with
/// the bend at each: all that a bootstrap by cluster needs of the rows.
///
/// A draw multiplies the residuals of each cluster by one number, so its scores are a sum over clusters, and no row is
/// looked at again. In the data and in the draws alike, the best knee is that of the best place of the grid.
/// Cost: rows × (periods + clusters' places) once, then clusters × (places + periods) for each draw.
struct KneeKnots {
  /// In the profile's units, ascending.
  let places: [Double]
  /// What bends have in common, place by place.
  private let gram: Matrix
  /// One over what each bend has in common with itself, 0 where the base explains it.
  private let inverses: [Double]
  /// For each cluster: its scores at the places, then its coordinates in the base.
  private let parts: [SIMD8<Double>]
  /// Σ w·e² of each cluster.
  private let squares: [Double]
  private let kind: WildWeights

  /// A draw: scores at the places, and its sum of squares without a bend.
  private struct Draw {
    var scores: [Double]
    var whole: Double
  }

  /// The knots of a residual of the knee's fit.
  /// - Parameters:
  ///   - residual: in the order of `knee.rows`.
  ///   - ids: dense, one for each row that was given, unions of units; nil for the units.
  /// - Throws: `tooFew(.clusters)` below 6.
  init(
    of residual: [Double], _ knee: EstimatedKnee, clusters ids: [Int]?,
    gridPoints: Int = KneeInterval.usualGridPoints
  ) throws(NotEstimable) {
    guard let effects = knee.profile.base.effects else { preconditionFailure("knots are within effects") }
    let clusters = ids.map { ids in Factor(knee.rows.map { ids[$0] }) } ?? effects.units
    precondition(effects.units.isNested(in: clusters), "units lie within clusters")
    guard clusters.count >= WildClusterBootstrap.minimumClusters else {
      throw .tooFew(.clusters, found: clusters.count, needed: WildClusterBootstrap.minimumClusters)
    }
    kind = clusters.count < WildClusterBootstrap.fewClusters ? .webb : .rademacher
    let places = knee.grid(gridPoints)
    self.places = places
    let (profile, base) = (knee.profile, knee.profile.base)

    // From the right: at each place what the rows beyond it give.
    var gram = Matrix(rows: places.count, columns: places.count)
    var bends: [(units: [Double], base: [Double])] = []
    var scores: [[Double]] = []
    var sums = KneeSums(base)
    var (ofX, ofOne) = (
      [Double](repeating: 0, count: clusters.count), [Double](repeating: 0, count: clusters.count)
    )
    var row = profile.x.count
    var beyond: [KneeSums] = []
    for place in places.reversed() {
      while row > 0, profile.x[row - 1] > place {
        row -= 1
        sums.add(row, profile.x[row])
        let share = base.weights[row] * residual[row]
        ofX[clusters.codes[row]] += share * profile.x[row]
        ofOne[clusters.codes[row]] += share
      }
      bends.append((sums.unitShares(of: place), sums.coordinates(of: place)))
      scores.append(zip(ofX, ofOne).map { $0 - place * $1 })
      beyond.append(sums)
    }
    bends.reverse()
    scores.reverse()
    beyond.reverse()
    for first in places.indices {
      for second in first..<places.count {
        let common =
          beyond[second].whole(places[first], places[second])
          - Self.inner(bends[first].units, bends[second].units)
          - Self.inner(bends[first].base, bends[second].base)
        (gram[first, second], gram[second, first]) = (common, common)
      }
    }
    self.gram = gram
    inverses = places.indices.map { place in
      let square = gram[place, place]
      return square > KneeProfile.leastShare * beyond[place].whole(places[place], places[place])
        ? 1 / square : 0
    }

    var shares = [[Double]](repeating: [Double](repeating: 0, count: base.count), count: clusters.count)
    var squares = [Double](repeating: 0, count: clusters.count)
    for row in residual.indices {
      let share = base.weights[row] * residual[row]
      base.add(row: row, times: share, to: &shares[clusters.codes[row]])
      squares[clusters.codes[row]] += share * residual[row]
    }
    self.squares = squares
    // Units' effects are no part of it: residuals of a unit sum to 0, and so do their multiples.
    parts = (0..<clusters.count).flatMap { cluster in
      let own = places.indices.map { place in
        scores[place][cluster] - Self.inner(bends[place].base, shares[cluster])
      }
      return Self.packed(own + shares[cluster])
    }
  }

  /// The share of draws whose best knee takes off as much of the sum of squares as that of the data, these counted in.
  func p(draws: Int, seed: UInt64) -> Double {
    let data = draw([Double](repeating: 1, count: squares.count))
    let observed = reduction(data.scores)
    var numbers = SplitMix64(seed: seed)
    var reached = 1
    for _ in 0..<draws {
      let drawn = draw(kind.draw(squares.count, using: &numbers))
      if reduction(drawn.scores) * data.whole >= observed * drawn.whole { reached += 1 }
    }
    return Double(reached) / Double(draws + 1)
  }

  /// For each place the share of draws with the knee there whose best knee is as much better as that of the data,
  /// these counted in; the draws are of the residuals given.
  func pAtPlaces(observing knee: EstimatedKnee, draws: Int, seed: UInt64) -> [Double] {
    let (profile, residual) = (knee.profile, knee.residual)
    let scores = places.map { place in
      profile.base.inner(profile.x.map { max($0 - place, 0) }, residual)
    }
    let whole = profile.base.inner(residual, residual)
    let best = whole - reduction(scores)
    let heights = zip(scores, inverses).map { $0 * $1 }
    let observed = places.indices.map { place in
      KneeRatios.ratio(best, whole - scores[place] * heights[place])
    }
    var numbers = SplitMix64(seed: seed)
    var reached = [Int](repeating: 1, count: places.count)
    for _ in 0..<draws {
      let drawn = draw(kind.draw(squares.count, using: &numbers))
      for place in places.indices {
        let (height, square, common) = (heights[place], gram[place, place], drawn.scores[place])
        let all = drawn.whole + height * (2 * common + height * square)
        let bent = gram.column(place)
        var most = 0.0
        for (other, own) in zip(bent.indices, drawn.scores.indices) {
          let score = drawn.scores[own] + height * bent[other]
          most = max(most, score * score * inverses[own])
        }
        if KneeRatios.ratio(all - most, drawn.whole - common * common * inverses[place]) <= observed[place] {
          reached[place] += 1
        }
      }
    }
    return reached.map { Double($0) / Double(draws + 1) }
  }

  /// The residuals of each cluster, times its multiplier.
  private func draw(_ weights: [Double]) -> Draw {
    let size = parts.count / squares.count
    var sums = [SIMD8<Double>](repeating: .zero, count: size)
    var whole = 0.0
    for (cluster, weight) in weights.enumerated() {
      for index in 0..<size { sums[index] += weight * parts[cluster * size + index] }
      whole += weight * weight * squares[cluster]
    }
    let flat = sums.flatMap { sum in sum.indices.map { sum[$0] } }
    // What the base explains of the draw is no part of its sum of squares; padding is 0.
    return Draw(
      scores: Array(flat[..<places.count]), whole: flat[places.count...].reduce(whole) { $0 - $1 * $1 })
  }

  /// What the best place takes off a sum of squares.
  private func reduction(_ scores: [Double]) -> Double {
    zip(scores, inverses).reduce(0) { max($0, $1.0 * $1.0 * $1.1) }
  }

  private static func inner(_ first: [Double], _ second: [Double]) -> Double {
    first.indices.reduce(0) { $0 + first[$1] * second[$1] }
  }

  /// Numbers eight by eight, with zeros at the end.
  private static func packed(_ numbers: [Double]) -> [SIMD8<Double>] {
    stride(from: 0, to: numbers.count, by: SIMD8<Double>.scalarCount).map { start in
      var eight = SIMD8<Double>.zero
      for index in start..<min(start + eight.scalarCount, numbers.count) {
        eight[index - start] = numbers[index]
      }
      return eight
    }
  }
}
