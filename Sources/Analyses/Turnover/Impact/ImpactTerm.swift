import Statistics
import Tables

/// One estimate of a model of turnover and first contact resolution, or why there is none.
struct ImpactTerm: Sendable {
  /// What the model is called.
  let model: String
  /// What is estimated.
  let name: String
  /// The number; nil where there is none.
  let estimate: Double?
  /// Its standard error.
  let standardError: Double?
  /// Ends of its 95 % interval.
  let interval: (low: Double, high: Double)?
  /// Of the estimate being 0.
  let p: Double?
  /// Units that bear it.
  let units: Int
  /// How the error is made.
  let convention: String
  /// `FEW_CLUSTERS`, `NOT_ESTIMABLE` or empty.
  let flag: String
  /// What it says in words, or why there is none.
  var note: String

  /// What flags terms whose few units make errors and intervals too small.
  static let fewClusters = "FEW_CLUSTERS"
  /// What flags terms without an estimate.
  static let notEstimable = "NOT_ESTIMABLE"

  /// A term that cannot be estimated.
  init(_ model: String, _ name: String, because reason: String, units: Int) {
    (self.model, self.name, self.units, note) = (model, name, units, reason)
    (estimate, standardError, interval, p) = (nil, nil, nil, nil)
    (convention, flag) = ("", Self.notEstimable)
  }

  /// A term of a fit, clustered by unit: without error and interval below 6 clusters.
  init(
    _ model: String, _ name: String, _ estimate: CoefficientEstimate, test: ClusteredTest?, bearing: Int,
    convention: String
  ) {
    (self.model, self.name, units) = (model, name, bearing)
    self.estimate = estimate.value
    standardError = test == nil ? nil : estimate.standardError
    interval = test == nil ? nil : (estimate.low, estimate.high)
    p = test?.p
    let isFew = test?.hasFewClusters ?? true
    flag = isFew ? Self.fewClusters : ""
    let origin = test == nil ? "no p" : isFew ? "p: wild cluster bootstrap" : "p: t with G - 1"
    self.convention = "CRV1 by unit, \(convention); \(origin)"
    note = ""
  }

  /// A pooled share, with units as clusters.
  init(_ model: String, _ name: String, _ share: ClusteredProportion, units: Int) {
    (self.model, self.name, self.units) = (model, name, units)
    estimate = share.share
    standardError = share.standardError
    interval = (share.interval.low, share.interval.high)
    p = nil
    flag = units < WildClusterBootstrap.fewClusters ? Self.fewClusters : ""
    convention = "Wilson on the effective n, units as clusters"
    note = ""
  }

  /// Estimate, se, lo, hi and p.
  var numbers: [ReportTable.Cell] {
    [estimate, standardError, interval?.low, interval?.high, p].map { $0.map { .number($0) } ?? .missing }
  }

  /// Whether its interval leaves out 0; nil where it has none.
  ///
  /// Of few clusters p decides, for the interval is too short.
  var isClear: Bool? { p.map { $0 < Self.level } }

  /// The size of tests.
  ///
  /// Source: docs/statistics.md, knee.
  static let level = 0.05
}
