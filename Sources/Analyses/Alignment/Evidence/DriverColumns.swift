import Aggregate
import Canonical

/// What a metric of a scorecard can be held against an outcome with, or why it cannot.
struct DriverColumn {
  /// Whether a metric can be held against an outcome; the raw value is printed.
  enum Standing: String {
    /// It can.
    case judged = ""
    /// Nothing is known of it, or of too few of the outcome's months.
    case noData = "no_data"
    /// Nearly all months have one and the same value.
    case dead
    /// It is the outcome, says the same of the same contacts, or is the outcome under another name.
    case circular
    /// A metric of more weight says the same to the last digit.
    case copied = "duplicate"
    /// There are more metrics than can be judged at once, and this has the least weight.
    case surplus = "too_many_metrics"
  }

  /// The line of the scorecard.
  let line: ScorecardLine
  /// Whether it can be judged.
  var standing: Standing
  /// Its value in each month of the unit.
  let values: [Double?]
  /// Whether it is what customers answered.
  let isSurveyed: Bool
}

/// Finds the columns of a unit's scorecard.
struct DriverColumns {
  /// What is weighed, and whose months they are.
  let unit: EvidenceUnit
  /// Months of people in roles.
  let panel: AlignmentPanel
  /// Names of metrics.
  let parameters: AlignmentParameters

  /// All lines, those of most weight first, as far as they can be held against an outcome.
  /// - Parameter known: the months that count; nil: those that the best known line has.
  func found(against outcome: String?, known: [Bool]?) -> [DriverColumn] {
    var found = unit.ordered.map { line -> DriverColumn in
      let values = unit.values(panel.values(of: line.metric))
      var standing = DriverColumn.Standing.judged
      if outcome.map({ isCircular(line.metric, $0) }) == true {
        standing = .circular
      } else if DriverColumns.isDead(values) {
        standing = .dead
      }
      return DriverColumn(
        line: line, standing: standing, values: values, isSurveyed: isSurveyed(line.metric))
    }
    func months(_ values: [Double?]) -> Int {
      values.indices.count { values[$0] != nil && known?[$0] != false }
    }
    let all = known?.count { $0 } ?? found.map { months($0.values) }.max() ?? 0
    let needed = AlignmentParameters.minimumCoverage * Double(all)
    for place in found.indices where found[place].standing != .circular {
      let own = months(found[place].values)
      if own == 0 || Double(own) < needed { found[place].standing = .noData }
    }
    return found
  }

  /// Whether a metric is its outcome, or says the same.
  func isCircular(_ metric: String, _ outcome: String) -> Bool {
    let names = [metric, parameters.metricNames[metric]].compactMap(\.self)
    var same = [outcome] + (parameters.circular[outcome] ?? [])
    if outcome == ComputedMetric.quality.rawValue { same += parameters.qualityMetrics }
    return names.contains { same.contains($0) }
  }

  /// Whether it is what customers answered.
  func isSurveyed(_ metric: String) -> Bool {
    switch panel.source(of: metric) {
    case .computed(let computed): computed.isSurveyed
    case .delivered: ComputedMetric(rawValue: metric)?.isSurveyed ?? false
    case nil: false
    }
  }

  /// Whether nearly all months have one and the same value.
  static func isDead(_ values: [Double?]) -> Bool {
    // Whatever more than half of the months have is left when others are set off against one another.
    var (candidate, lead, all): (Double?, Int, Int) = (nil, 0, 0)
    for case let value? in values {
      if lead == 0 { candidate = value }
      lead += value == candidate ? 1 : -1
      all += 1
    }
    let alike = values.count { $0 != nil && $0 == candidate }
    return all > 0 && Double(alike) >= AlignmentParameters.deadShare * Double(all)
  }

  /// Whether smaller values of a metric are better: as the scorecard says, else as it is computed here; nil where nobody
  /// says.
  func isBetterLow(_ line: ScorecardLine) -> Bool? {
    let name = parameters.metricNames[line.metric] ?? line.metric
    return line.isBetterLow ?? ComputedMetric(rawValue: name).flatMap(\.isBetterLow)
  }
}
