/// The factor that widens cluster-robust errors in small samples, with what it counts.
///
/// G/(G−1) · (N−1)/(N−K): N observations, K parameters, G clusters.
/// Source: Cameron and Miller (2015), Journal of Human Resources 50(2), 317–372, doi:10.3368/jhr.50.2.317.
package struct SmallSampleCorrection: Equatable, Sendable, CustomStringConvertible {
  /// What K counts.
  package enum Convention: String, Sendable {
    /// Slopes and those fixed effects whose levels do not lie each within one cluster: the default of R's
    /// fixest. Where effects of both kinds lie within clusters, one level counts, as the common mean.
    case notNested = "slopes and fixed effects not nested in clusters"
    /// Slopes and all fixed effects: least squares on dummies.
    case all = "slopes and all fixed effects"
  }

  /// What K counts.
  package let convention: Convention
  /// N, rows of weight above 0.
  package let observations: Int
  /// K, below N.
  package let parameters: Int
  /// G, at least 2.
  package let clusters: Int

  /// The number by which the sum over clusters is multiplied.
  package var factor: Double {
    Double(clusters) / Double(clusters - 1) * Double(observations - 1) / Double(observations - parameters)
  }

  /// The formula and its numbers, for a report.
  package var description: String {
    "G/(G-1)*(N-1)/(N-K), G = \(clusters), N = \(observations), K = \(parameters) (\(convention.rawValue))"
  }
}
