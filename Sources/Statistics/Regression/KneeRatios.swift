/// How often a knee's likelihood ratio is reached where that knee is true.
struct KneeRatios {
  private let profile: KneeProfile
  private let residual: [Double]
  private let whole: Double
  private let reduction: Double
  private let draws: [Draw]

  private struct Draw {
    let residual: [Double]
    let scores: KneeProfile.Scores
    let whole: Double
  }

  /// The draws around an estimated knee.
  /// - Throws: `tooFew(.clusters)` below 6 clusters.
  init(of knee: EstimatedKnee, clusters: [Int]?, draws: Int, seed: UInt64) throws(NotEstimable) {
    profile = knee.profile
    residual = knee.residual
    let base = profile.base
    let bend = profile.bend(at: knee.peak.knee)
    let height = base.inner(bend, knee.residual) / base.inner(bend, bend)
    let errors = zip(knee.residual, bend).map { $0 - height * $1 }
    var wild = try WildResiduals(of: errors, knee, clusters: clusters, seed: seed)
    whole = base.inner(knee.residual, knee.residual)
    reduction = knee.peak.reduction
    var drawn: [Draw] = []
    for _ in 0..<draws {
      let next = wild.next()
      drawn.append(
        Draw(residual: next, scores: profile.scores(next), whole: base.inner(next, next)))
    }
    self.draws = drawn
  }

  /// The share of draws with the knee at `place` whose best knee is as much better as the observed one, the data
  /// counted in.
  func p(at place: Double) -> Double {
    let base = profile.base
    let bend = profile.bend(at: place)
    let square = base.inner(bend, bend)
    let score = base.inner(bend, residual)
    let height = score / square
    let ofBend = profile.scores(bend)
    // S / S(γ), 1 where γ is the best knee.
    let observed = Self.ratio(whole - reduction, whole - score * score / square)
    var reached = 1
    for draw in draws {
      let common = base.inner(bend, draw.residual)
      var scores = draw.scores
      for split in scores.alpha.indices {
        scores.alpha[split] += height * ofBend.alpha[split]
        scores.beta[split] += height * ofBend.beta[split]
      }
      let all = draw.whole + height * (2 * common + height * square)
      let best = all - profile.peak(scores).reduction
      if Self.ratio(best, draw.whole - common * common / square) <= observed { reached += 1 }
    }
    return Double(reached) / Double(draws.count + 1)
  }

  private static func ratio(_ best: Double, _ given: Double) -> Double {
    given > 0 ? min(1, max(0, best) / given) : 1
  }
}
