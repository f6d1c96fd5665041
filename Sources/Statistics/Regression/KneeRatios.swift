/// How often a knee's likelihood ratio is reached where that knee is true.
struct KneeRatios {
  private let profile: KneeProfile
  private let residual: [Double]
  private let whole: Double
  private let reduction: Double
  private let wild: WildResiduals
  private let draws: Int

  /// What a place needs of each draw.
  private struct Place {
    let bend: [Double]
    let scores: KneeProfile.Scores
    let square: Double
    let height: Double
    /// S / S(γ) of the data, 1 where γ is the best knee.
    let observed: Double
  }

  /// The draws around an estimated knee.
  /// - Throws: `tooFew(.clusters)` below 6 clusters.
  init(of knee: EstimatedKnee, clusters: [Int]?, draws: Int, seed: UInt64) throws(NotEstimable) {
    profile = knee.profile
    residual = knee.residual
    wild = try WildResiduals(of: knee.errors, knee, clusters: clusters, seed: seed)
    whole = profile.base.inner(knee.residual, knee.residual)
    reduction = knee.peak.reduction
    self.draws = draws
  }

  /// For each place the share of draws with the knee there whose best knee is as much better as the observed
  /// one, the data counted in.
  ///
  /// The same draws serve all places, and one is held at a time: memory is that of the places, at most three
  /// numbers for each row and place.
  func p(at places: [Double]) -> [Double] {
    let places = places.map { place($0) }
    var wild = wild
    var reached = [Int](repeating: 1, count: places.count)
    for _ in 0..<draws {
      let drawn = wild.next()
      let scores = profile.scores(drawn)
      let whole = profile.base.inner(drawn, drawn)
      for (index, place) in places.enumerated() where reaches(place, drawn, scores, whole) {
        reached[index] += 1
      }
    }
    return reached.map { Double($0) / Double(draws + 1) }
  }

  private func place(_ knee: Double) -> Place {
    let base = profile.base
    let bend = profile.bend(at: knee)
    let square = base.inner(bend, bend)
    let score = base.inner(bend, residual)
    return Place(
      bend: bend, scores: profile.scores(bend), square: square, height: score / square,
      observed: Self.ratio(whole - reduction, whole - score * score / square))
  }

  /// Whether a draw with the knee at a place has a ratio as small as the data's.
  private func reaches(
    _ place: Place, _ drawn: [Double], _ given: KneeProfile.Scores, _ whole: Double
  ) -> Bool {
    let common = profile.base.inner(place.bend, drawn)
    var scores = given
    for split in scores.alpha.indices {
      scores.alpha[split] += place.height * place.scores.alpha[split]
      scores.beta[split] += place.height * place.scores.beta[split]
    }
    let all = whole + place.height * (2 * common + place.height * place.square)
    let best = all - profile.peak(scores).reduction
    return Self.ratio(best, whole - common * common / place.square) <= place.observed
  }

  /// The sum of squares with the best knee over that with a given one, at most 1.
  static func ratio(_ best: Double, _ given: Double) -> Double {
    given > 0 ? min(1, max(0, best) / given) : 1
  }
}
