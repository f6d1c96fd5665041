/// By how much units differ beyond chance, robust to the few that differ most.
///
/// z scores are winsorised: those below the 10 % and above the 90 % quantile (type 7 of Hyndman and Fan) become
/// it. φ = Σz²/k; τ² = 0 where kφ < k − 1, else (kφ − (k − 1)) / (Σw − Σw²/Σw) with w = 1/s².
/// Source: Spiegelhalter (2005), Statistics in Medicine 24(8), 1185–1202, doi:10.1002/sim.1970, appendix A.3;
/// Hyndman and Fan (1996), The American Statistician 50(4), 361–365, doi:10.1080/00031305.1996.10473566.
struct Overdispersion: Equatable, Sendable {
  /// Which share of the scores is drawn in at either end.
  static let trimmed = 0.1

  /// The scores after winsorising, as given.
  let winsorized: [Double]
  /// The mean of their squares: 1 where units differ by chance alone, or less as the ends are drawn in.
  let phi: Double
  /// The variance between units, in the scale of the score's errors.
  let tauSquared: Double

  /// Of scores and the squares of their standard errors; two at least, all finite.
  init(z: [Double], variances: [Double]) {
    precondition(z.count == variances.count && z.count >= 2, "a variance for each of two or more scores")
    let order = z.sorted()
    let lowest = Quantile.of(order, at: Self.trimmed)
    let highest = Quantile.of(order, at: 1 - Self.trimmed)
    winsorized = z.map { min(highest, max(lowest, $0)) }
    let count = Double(z.count)
    phi = winsorized.sorted().reduce(0) { $0 + $1 * $1 } / count
    let weights = variances.map { 1 / $0 }.sorted()
    let total = weights.reduce(0, +)
    let spread = total - weights.reduce(0) { $0 + $1 * $1 } / total
    let excess = count * phi - (count - 1)
    tauSquared = excess > 0 && spread > 0 ? excess / spread : 0
  }
}
