import Glibc

/// Which units of a peer group differ from the pooled share by more than chance and the group's usual spread.
///
/// z = 2√n (asin √p − asin √p₀). Where units differ more than by chance (τ² > 0), scores and limits allow for
/// it; where they do not, limits are the exact binomial ones. Units below 10 observations, for which the arcsine
/// is biased, get a score and limits but no say in φ and τ². A group needs ten larger ones. The limits say
/// nothing of ranks. By chance up to one in twenty stands outside those of 95 %; where all units share a normal
/// spread, drawing in the ends makes τ² small, and one in ten does (1.5 % outside those of 99.8 %).
/// Source: Spiegelhalter (2005), Statistics in Medicine 24(8), 1185–1202, doi:10.1002/sim.1970.
package struct FunnelPlot: Equatable, Sendable {
  /// How few units with `minimumSize` a group needs.
  package static let minimumUnits = 10
  /// How many observations a unit needs to count for the spread.
  package static let minimumSize = 10.0

  /// One unit of the group.
  package struct Unit: Equatable, Sendable {
    /// How many of chance's standard errors its share is above the pooled one, on the arcsine.
    package let z: Double
    /// The same with the spread between units in the standard error; z where there is none.
    package let overdispersedZ: Double
    /// Limits of 95 %.
    package let limits95: FunnelLimits
    /// Limits of 99.8 %.
    package let limits998: FunnelLimits
  }

  /// The pooled share p₀.
  package let target: Double
  /// The mean of squared winsorised scores.
  package let phi: Double
  /// The variance between units on the arcsine; 0 where chance explains them.
  package let tauSquared: Double
  /// The units, as given.
  package let units: [Unit]

  /// The plot of some peers.
  package init(_ peers: [Proportion]) throws(NotEstimable) {
    let counted = peers.sorted().filter { $0.size >= Self.minimumSize }
    guard counted.count >= Self.minimumUnits else {
      throw .tooFew(.units, found: counted.count, needed: Self.minimumUnits)
    }
    let all = peers.sorted()
    let target = all.reduce(0) { $0 + $1.successes } / all.reduce(0) { $0 + $1.size }
    guard target > 0, target < 1 else { throw .noSpread(.values) }
    let spread = Overdispersion(
      z: counted.map { Self.score($0, target) }, variances: counted.map { 1 / (4 * $0.size) })
    (self.target, phi, tauSquared) = (target, spread.phi, spread.tauSquared)
    units = peers.map { Self.unit($0, target: target, tauSquared: spread.tauSquared) }
  }

  private static func score(_ peer: Proportion, _ target: Double) -> Double {
    2 * peer.size.squareRoot() * (asin(peer.share.squareRoot()) - asin(target.squareRoot()))
  }

  private static func unit(_ peer: Proportion, target: Double, tauSquared: Double) -> Unit {
    func limits(_ z: Double, _ tail: Double) -> FunnelLimits {
      tauSquared > 0
        ? FunnelLimits(target: target, size: peer.size, tauSquared: tauSquared, z: z)
        : FunnelLimits(target: target, size: peer.size, tail: tail)
    }
    let z = score(peer, target)
    return Unit(
      z: z, overdispersedZ: z / (1 + 4 * peer.size * tauSquared).squareRoot(),
      limits95: limits(WilsonInterval.z95, 0.025), limits998: limits(FunnelLimits.z998, 0.001))
  }
}
