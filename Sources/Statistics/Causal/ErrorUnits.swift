/// What counts as independent when standard errors are made: units, or clusters of them.
///
/// se = √Σ_c (Σ_{i∈c} ψ_i)² over clusters c, without a factor for few clusters.
/// Small samples: the influences of the treated sum to 0, and so do those of the controls, so of k clusters
/// alike on a side the variance is too small by 1/k on average, and all of it is lost of one. Below 2 on a
/// side there is no error; below some 5 to 10 treated clusters it is not to be trusted, however many there are.
/// Source: Callaway and Sant'Anna (2021), doi:10.1016/j.jeconom.2020.12.001, remark 10; few treated clusters:
/// MacKinnon and Webb (2018), Econometrics Journal 21(2), 114–135.
package struct ErrorUnits: Equatable, Sendable {
  /// How many units or clusters are independent.
  package let count: Int
  /// Whether they are clusters.
  package let areClusters: Bool
  /// The number of each unit's cluster.
  private let cluster: [Int]?

  /// Fewer clusters than this say too little: errors are then of units, as without clusters.
  ///
  /// Source: shared/statistics.md, section 3: clustered at team when there are at least 20.
  package static let minimumClusters = 20
  /// Fewer clusters than this among a cell's treated, or among its controls, tell nothing of their variation.
  package static let minimumClustersOfSide = 2

  /// The clusters of a panel, where they are enough.
  init(of panel: TreatmentPanel) {
    let clusters = panel.clusters ?? []
    let found = (clusters.max() ?? -1) + 1
    areClusters = found >= ErrorUnits.minimumClusters
    cluster = areClusters ? clusters : nil
    count = areClusters ? found : panel.units
  }

  /// Of how many clusters units are; nil where errors are of units.
  func clusters(of units: some Sequence<Int>) -> Int? {
    guard let cluster else { return nil }
    var isFound = [Bool](repeating: false, count: count)
    for unit in units { isFound[cluster[unit]] = true }
    return isFound.count(where: \.self)
  }

  /// The influence of each independent one, out of that of each unit.
  func folded(_ influence: [Double]) -> [Double] {
    guard let cluster else { return influence }
    var sums = [Double](repeating: 0, count: count)
    for (unit, value) in influence.enumerated() { sums[cluster[unit]] += value }
    return sums
  }

  /// The standard error of an effect with this influence of each independent one.
  static func standardError(of folded: [Double]) -> Double {
    var sum = 0.0
    for value in folded { sum += value * value }
    return sum.squareRoot()
  }
}
